/**
 * Deployment packages: staged in the data folder by their hash. Depends on aws only.
 */
@NullMarked
package dev.sluice.engine.lambda.code;

import org.jspecify.annotations.NullMarked;
