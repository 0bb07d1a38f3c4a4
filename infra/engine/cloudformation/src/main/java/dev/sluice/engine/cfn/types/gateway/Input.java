package dev.sluice.engine.cfn.types.gateway;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.sluice.engine.cfn.resource.Properties;
import dev.sluice.engine.cfn.template.TemplateException;
import dev.sluice.engine.request.Json;
import java.math.BigDecimal;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.function.Consumer;

/**
 * Turns properties into an input of API Gateway's calls, whose members have the same names in camel case. What a template does
 * not say is null, so that an update takes it away. Not thread-safe.
 */
final class Input {

    private final Properties properties;
    private final ObjectNode node = Json.object();

    Input(Properties properties) {
        this.properties = properties;
    }

    Input texts(String... names) {
        for (String name : names) {
            set(name, properties.text(name).map(text -> Json.object().textNode(text)));
        }
        return this;
    }

    Input flags(String... names) {
        for (String name : names) {
            set(name, properties.flag(name).map(flag -> Json.object().booleanNode(flag)));
        }
        return this;
    }

    Input numbers(String... names) {
        for (String name : names) {
            OptionalLong number = properties.number(name);
            set(
                    name,
                    number.isPresent() ? Optional.of(Json.object().numberNode(number.getAsLong())) : Optional.empty());
        }
        return this;
    }

    /** Numbers that need not be whole. */
    Input decimals(String... names) {
        for (String name : names) {
            set(name, properties.text(name).map(text -> {
                try {
                    return Json.object().numberNode(new BigDecimal(text));
                } catch (NumberFormatException e) {
                    throw new TemplateException(properties.pointer() + "/" + name, "must be a number, and is " + text);
                }
            }));
        }
        return this;
    }

    Input lists(String... names) {
        for (String name : names) {
            ArrayNode list = Json.array();
            properties.texts(name).forEach(list::add);
            set(name, list.isEmpty() ? Optional.empty() : Optional.of(list));
        }
        return this;
    }

    /** An object whose members are the template's own, such as stage variables. */
    Input maps(String... names) {
        for (String name : names) {
            set(name, properties.any(name));
        }
        return this;
    }

    /** An object whose members have names of the template's own and are objects that are read alike. */
    Input each(String name, Consumer<Input> read) {
        set(name, properties.object(name).map(children -> {
            ObjectNode all = Json.object();
            children.whole().fieldNames().forEachRemaining(member -> {
                Input inner = new Input(children.object(member)
                        .orElseThrow(
                                () -> new TemplateException(children.pointer() + "/" + member, "must be an object")));
                read.accept(inner);
                all.set(member, inner.given());
            });
            return all;
        }));
        return this;
    }

    Input object(String name, Consumer<Input> read) {
        set(name, properties.object(name).map(child -> {
            Input inner = new Input(child);
            read.accept(inner);
            return inner.given();
        }));
        return this;
    }

    private void set(String name, Optional<? extends JsonNode> value) {
        node.set(
                Character.toLowerCase(name.charAt(0)) + name.substring(1),
                value.isPresent() ? value.get() : node.nullNode());
    }

    /** All members, those that are not given as null. */
    ObjectNode whole() {
        return node.deepCopy();
    }

    /** The members that are given. */
    ObjectNode given() {
        ObjectNode given = node.deepCopy();
        given.properties().removeIf(member -> member.getValue().isNull());
        return given;
    }
}
