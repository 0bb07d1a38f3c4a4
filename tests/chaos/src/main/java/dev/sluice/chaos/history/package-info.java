/** What was asked, acknowledged and received, and the rules that it must obey. Pure. */
@NullMarked
package dev.sluice.chaos.history;

import org.jspecify.annotations.NullMarked;
