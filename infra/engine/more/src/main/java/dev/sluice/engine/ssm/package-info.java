/**
 * Systems Manager's Parameter Store: named texts with versions, by path. SecureString values are sealed as secrets are.
 */
@NullMarked
package dev.sluice.engine.ssm;

import org.jspecify.annotations.NullMarked;
