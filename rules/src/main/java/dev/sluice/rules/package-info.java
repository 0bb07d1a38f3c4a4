/**
 * The catalog and everything needed to read it, in packages of their own. Depends on no other module and on no AWS client.
 */
@NullMarked
package dev.sluice.rules;

import org.jspecify.annotations.NullMarked;
