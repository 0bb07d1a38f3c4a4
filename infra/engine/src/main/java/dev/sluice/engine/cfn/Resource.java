package dev.sluice.engine.cfn;

import java.util.Map;

/**
 * A resource as the template sees it.
 *
 * @param ref what {@code Ref} gives: the physical id
 * @param attributes what {@code Fn::GetAtt} gives, by attribute name
 */
public record Resource(String ref, Map<String, String> attributes) {}
