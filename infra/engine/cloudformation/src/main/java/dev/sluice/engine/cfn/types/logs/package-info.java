/**
 * CloudFormation's types of vended log delivery. The account's {@code logs} operations do the work.
 */
@NullMarked
package dev.sluice.engine.cfn.types.logs;

import org.jspecify.annotations.NullMarked;
