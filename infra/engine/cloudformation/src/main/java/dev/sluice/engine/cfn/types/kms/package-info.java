/** The resource types of KMS. */
@NullMarked
package dev.sluice.engine.cfn.types.kms;

import org.jspecify.annotations.NullMarked;
