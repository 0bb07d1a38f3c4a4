/**
 * The syntax that input transformers and pipes' input templates share: placeholders in JSON or in strings. Depends on the
 * kernel's JSON only.
 */
@NullMarked
package dev.sluice.engine.template;

import org.jspecify.annotations.NullMarked;
