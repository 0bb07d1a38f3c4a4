package dev.sluice.rules.catalog;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import org.snakeyaml.engine.v2.api.Load;
import org.snakeyaml.engine.v2.api.LoadSettings;
import org.snakeyaml.engine.v2.exceptions.YamlEngineException;

/** YAML 1.2 as a JSON tree. Duplicate keys are refused, and aliases are few enough not to blow up. */
final class Yaml {

    private static final int ALIASES = 20;
    private static final ObjectMapper TREES = new ObjectMapper();

    private Yaml() {}

    /** @throws IllegalArgumentException if the text is no YAML, or none that JSON can express */
    static JsonNode parse(String text) {
        LoadSettings settings = LoadSettings.builder()
                .setAllowDuplicateKeys(false)
                .setMaxAliasesForCollections(ALIASES)
                .build();
        try {
            return TREES.valueToTree(new Load(settings).loadFromString(text));
        } catch (YamlEngineException | IllegalArgumentException e) {
            throw new IllegalArgumentException(oneLine(String.valueOf(e.getMessage())), e);
        } catch (StackOverflowError e) {
            throw new IllegalArgumentException("it is nested too deeply", e);
        }
    }

    private static String oneLine(String message) {
        return message.strip().replaceAll("\\s*\\R\\s*", " ");
    }
}
