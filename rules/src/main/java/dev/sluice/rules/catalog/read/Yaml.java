package dev.sluice.rules.catalog.read;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.util.Optional;
import org.snakeyaml.engine.v2.api.Load;
import org.snakeyaml.engine.v2.api.LoadSettings;
import org.snakeyaml.engine.v2.exceptions.Mark;
import org.snakeyaml.engine.v2.exceptions.MarkedYamlEngineException;
import org.snakeyaml.engine.v2.exceptions.YamlEngineException;

/** YAML 1.2 as a JSON tree. Duplicate keys are refused, and aliases are few enough not to blow up. */
final class Yaml {

    private static final int ALIASES = 20;
    private static final ObjectMapper TREES = new ObjectMapper();

    /** A text that is not YAML, or not such that JSON can express it. */
    static final class Malformed extends IllegalArgumentException {

        private static final long serialVersionUID = 1L;

        private final int line;

        Malformed(String message, int line, Throwable cause) {
            super(message, cause);
            this.line = line;
        }

        /** Counted from 1; 0 if it is not known. */
        int line() {
            return line;
        }
    }

    private Yaml() {}

    /** @throws Malformed if the text is not YAML, or not such that JSON can express it */
    static JsonNode parse(String text) {
        LoadSettings settings = LoadSettings.builder()
                .setAllowDuplicateKeys(false)
                .setMaxAliasesForCollections(ALIASES)
                .build();
        try {
            return TREES.valueToTree(new Load(settings).loadFromString(text));
        } catch (YamlEngineException | IllegalArgumentException e) {
            throw new Malformed(oneLine(String.valueOf(e.getMessage())), line(e), e);
        } catch (StackOverflowError e) {
            throw new Malformed("it is nested too deeply", 0, e);
        }
    }

    private static int line(RuntimeException failure) {
        Optional<Mark> mark = failure instanceof MarkedYamlEngineException marked
                ? marked.getProblemMark().or(marked::getContextMark)
                : Optional.empty();
        return mark.map(place -> place.getLine() + 1).orElse(0);
    }

    private static String oneLine(String message) {
        return message.strip().replaceAll("\\s*\\R\\s*", " ");
    }
}
