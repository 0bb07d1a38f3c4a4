/**
 * One class for each CloudFormation resource type that the engine carries out, and the table of them. Depends on cfn and aws, and calls services as a client would.
 */
@NullMarked
package dev.sluice.engine.cfn.types;

import org.jspecify.annotations.NullMarked;
