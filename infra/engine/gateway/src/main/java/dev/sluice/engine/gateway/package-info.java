/**
 * API Gateway's HTTP APIs: what they are configured with, kept and looked at by AWS's own calls. {@code http} serves them.
 */
@NullMarked
package dev.sluice.engine.gateway;

import org.jspecify.annotations.NullMarked;
