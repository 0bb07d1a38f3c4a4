package dev.sluice.engine.cfn.resolve;

import dev.sluice.engine.cfn.resource.Resource;
import java.util.Optional;
import java.util.function.Function;

/**
 * Finds what exists outside a template's text.
 *
 * @param resources the resources that exist so far, by logical id
 * @param exports exported outputs of other stacks, by export name
 */
public record Lookups(Function<String, Optional<Resource>> resources, Function<String, Optional<String>> exports) {}
