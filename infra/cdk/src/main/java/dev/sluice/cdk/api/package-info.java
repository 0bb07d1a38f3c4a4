/** An HTTP API in front of functions, and the key under which secrets are kept. */
@NullMarked
package dev.sluice.cdk.api;

import org.jspecify.annotations.NullMarked;
