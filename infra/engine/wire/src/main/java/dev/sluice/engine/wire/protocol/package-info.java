/**
 * AWS's JSON, REST and CBOR protocols: from an HTTP exchange to an operation's request, and back. Depends on aws only.
 */
@org.jspecify.annotations.NullMarked
package dev.sluice.engine.wire.protocol;
