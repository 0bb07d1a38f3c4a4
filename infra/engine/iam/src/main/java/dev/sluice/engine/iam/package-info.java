/**
 * Who may do what: principals, policies and their evaluation. Depends on aws and store only.
 */
@NullMarked
package dev.sluice.engine.iam;

import org.jspecify.annotations.NullMarked;
