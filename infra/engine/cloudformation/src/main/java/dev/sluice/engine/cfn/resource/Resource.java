package dev.sluice.engine.cfn.resource;

import java.util.Map;

/**
 * A resource as the template sees it.
 *
 * @param ref what {@code Ref} gives: the physical id
 * @param attributes what {@code Fn::GetAtt} gives, by attribute name
 * @param sealed what the resource's type itself remembers of it, sealed; the attributes are then in there, and not remembered in
 *     the open. Empty for most types
 * @param noEcho whether the attributes must not be shown
 */
public record Resource(String ref, Map<String, String> attributes, String sealed, boolean noEcho) {

    public Resource(String ref, Map<String, String> attributes) {
        this(ref, attributes, "", false);
    }
}
