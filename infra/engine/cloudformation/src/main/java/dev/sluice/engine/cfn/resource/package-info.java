/**
 * What a resource type is given and gives back, and the table of all types. Depends on {@code cfn.template} and the kernel.
 */
@org.jspecify.annotations.NullMarked
package dev.sluice.engine.cfn.resource;
