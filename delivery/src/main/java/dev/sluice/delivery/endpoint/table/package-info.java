/** Endpoints and their tenants' names in DynamoDB. */
@NullMarked
package dev.sluice.delivery.endpoint.table;

import org.jspecify.annotations.NullMarked;
