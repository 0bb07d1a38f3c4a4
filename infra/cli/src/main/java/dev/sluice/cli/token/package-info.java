/** {@code sluice token}: who may use the control-plane API. */
@NullMarked
package dev.sluice.cli.token;

import org.jspecify.annotations.NullMarked;
