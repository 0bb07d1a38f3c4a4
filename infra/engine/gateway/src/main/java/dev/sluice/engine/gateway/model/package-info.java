/** HTTP APIs as they are configured: routes, integrations, authorizers and stages, without how they are stored or called. */
@NullMarked
package dev.sluice.engine.gateway.model;

import org.jspecify.annotations.NullMarked;
