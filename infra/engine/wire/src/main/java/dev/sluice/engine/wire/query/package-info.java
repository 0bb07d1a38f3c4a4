/**
 * AWS's query protocol: form parameters in, XML out. Depends on {@code wire.protocol}.
 */
@org.jspecify.annotations.NullMarked
package dev.sluice.engine.wire.query;
