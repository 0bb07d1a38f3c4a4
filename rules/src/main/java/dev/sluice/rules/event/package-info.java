/**
 * Events as they travel: the EventBridge envelope and the metadata that Sluice adds. Depends on json and schema only.
 */
@NullMarked
package dev.sluice.rules.event;

import org.jspecify.annotations.NullMarked;
