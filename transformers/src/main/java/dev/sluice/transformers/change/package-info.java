/**
 * Pure functions from a record of a DynamoDB stream to a domain event. Depends on the rules only and knows no AWS client.
 */
@NullMarked
package dev.sluice.transformers.change;

import org.jspecify.annotations.NullMarked;
