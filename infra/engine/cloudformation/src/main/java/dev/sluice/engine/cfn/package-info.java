/**
 * Turns a CloudFormation template into resources by calling the services as a client would. Depends on aws, never on a service's internals.
 */
@NullMarked
package dev.sluice.engine.cfn;

import org.jspecify.annotations.NullMarked;
