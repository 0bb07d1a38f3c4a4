/**
 * What every function is built on, once: its environment, its AWS clients, its payload. {@code batch} holds requests for many
 * records at once, {@code journal} the items of the journal. Depends on the rules' JSON and the AWS SDK.
 */
@NullMarked
package dev.sluice.runtime;

import org.jspecify.annotations.NullMarked;
