/**
 * HTTP: one port for all services, each in its own AWS protocol. Depends on aws, iam, store and trace; knows no service.
 */
@NullMarked
package dev.sluice.engine.wire;

import org.jspecify.annotations.NullMarked;
