/**
 * The text of a CloudFormation template: parsing, parameters, the order of its parts, and the problems found in it. Depends on aws only.
 */
@org.jspecify.annotations.NullMarked
package dev.sluice.engine.cfn.template;
