/** The resource types of API Gateway V2: HTTP APIs and their parts. */
@NullMarked
package dev.sluice.engine.cfn.types.gateway;

import org.jspecify.annotations.NullMarked;
