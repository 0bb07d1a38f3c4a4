package dev.sluice.engine.ssm;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * A parameter.
 *
 * @param type String, StringList or SecureString
 * @param pattern what values must match; empty for anything
 * @param tier Standard, Advanced or Intelligent-Tiering
 * @param versions oldest first, at least one
 */
record Parameter(
        String arn,
        String account,
        String name,
        String type,
        String description,
        String pattern,
        String tier,
        String dataType,
        List<Version> versions,
        Map<String, String> tags) {

    static final String SECURE = "SecureString";
    private static final int MOST_VERSIONS = 100;

    /**
     * One value.
     *
     * @param value the text, sealed if the parameter is a SecureString
     * @param modified epoch seconds
     * @param by the ARN of who wrote it
     */
    record Version(long number, String value, double modified, String by) {}

    Parameter {
        versions = List.copyOf(versions);
        tags = Map.copyOf(tags);
    }

    Version latest() {
        return versions.get(versions.size() - 1);
    }

    Optional<Version> version(long number) {
        return versions.stream().filter(version -> version.number() == number).findFirst();
    }

    boolean isSecure() {
        return type.equals(SECURE);
    }

    /** With one version more; the oldest goes when there are too many. */
    Parameter plus(Version version) {
        List<Version> all = new ArrayList<>(versions);
        all.add(version);
        return with(all.subList(Math.max(0, all.size() - MOST_VERSIONS), all.size()), tags);
    }

    Parameter tagged(Map<String, String> replaced) {
        return with(versions, replaced);
    }

    private Parameter with(List<Version> newVersions, Map<String, String> newTags) {
        return new Parameter(arn, account, name, type, description, pattern, tier, dataType, newVersions, newTags);
    }
}
