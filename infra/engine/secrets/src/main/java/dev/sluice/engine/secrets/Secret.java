package dev.sluice.engine.secrets;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * A secret.
 *
 * @param owner the service that manages it, such as {@code events}; empty if its account does
 * @param versions oldest first
 * @param policy its resource policy; empty for none
 * @param deletesAt epoch seconds at which it goes for good; 0 if it is not marked for deletion
 * @param deleted epoch seconds at which it was marked for deletion; 0 if it is not
 * @param accessed epoch seconds of the day on which it was last read; 0 for never
 */
record Secret(
        String arn,
        String account,
        String name,
        String description,
        String kmsKey,
        String owner,
        List<Version> versions,
        Map<String, String> tags,
        String policy,
        double created,
        double changed,
        double deleted,
        double deletesAt,
        double accessed) {

    /** Labelled versions never go; deprecated ones beyond this number do. */
    static final int MOST_VERSIONS = 100;

    Secret {
        versions = List.copyOf(versions);
        tags = Map.copyOf(tags);
    }

    boolean isDeleted() {
        return deleted > 0;
    }

    Optional<Version> version(String id) {
        return versions.stream().filter(version -> version.id().equals(id)).findFirst();
    }

    Optional<Version> staged(String stage) {
        return versions.stream()
                .filter(version -> version.stages().contains(stage))
                .findFirst();
    }

    /** Adds a version under these labels; a label is on one version only, and what was current becomes previous. */
    Secret plus(Version fresh, double now) {
        List<Version> all = new ArrayList<>(versions);
        all.add(fresh.with(List.of()));
        Secret secret = with(all, now);
        for (String stage : fresh.stages()) {
            secret = secret.label(stage, fresh.id(), now);
        }
        return secret.trimmed();
    }

    /** Moves a label to a version. */
    Secret label(String stage, String id, double now) {
        Optional<String> old = staged(stage).map(Version::id);
        if (old.filter(id::equals).isPresent()) {
            return this;
        }
        Map<String, List<String>> labels = new LinkedHashMap<>();
        versions.forEach(version -> labels.put(version.id(), new ArrayList<>(version.stages())));
        labels.values().forEach(list -> list.remove(stage));
        if (stage.equals(Version.CURRENT)) {
            labels.values().forEach(list -> list.remove(Version.PREVIOUS));
            old.ifPresent(
                    previous -> labels.getOrDefault(previous, new ArrayList<>()).add(Version.PREVIOUS));
        }
        labels.getOrDefault(id, new ArrayList<>()).add(stage);
        return with(
                versions.stream()
                        .map(version -> version.with(labels.getOrDefault(version.id(), List.of())))
                        .toList(),
                now);
    }

    /** Takes a label off every version. */
    Secret unlabel(String stage, double now) {
        return with(
                versions.stream()
                        .map(version -> version.with(version.stages().stream()
                                .filter(label -> !label.equals(stage))
                                .toList()))
                        .toList(),
                now);
    }

    private Secret trimmed() {
        List<Version> kept = new ArrayList<>(versions);
        for (Version version : versions) {
            if (kept.size() > MOST_VERSIONS && version.stages().isEmpty()) {
                kept.remove(version);
            }
        }
        return with(kept, changed);
    }

    Secret with(List<Version> replaced, double now) {
        return new Secret(
                arn,
                account,
                name,
                description,
                kmsKey,
                owner,
                replaced,
                tags,
                policy,
                created,
                now,
                deleted,
                deletesAt,
                accessed);
    }

    Secret described(String text, String key, double now) {
        return new Secret(
                arn, account, name, text, key, owner, versions, tags, policy, created, now, deleted, deletesAt,
                accessed);
    }

    Secret tagged(Map<String, String> replaced, double now) {
        return new Secret(
                arn,
                account,
                name,
                description,
                kmsKey,
                owner,
                versions,
                replaced,
                policy,
                created,
                now,
                deleted,
                deletesAt,
                accessed);
    }

    Secret governed(String document, double now) {
        return new Secret(
                arn,
                account,
                name,
                description,
                kmsKey,
                owner,
                versions,
                tags,
                document,
                created,
                now,
                deleted,
                deletesAt,
                accessed);
    }

    Secret deleted(double now, double goesAt) {
        return new Secret(
                arn,
                account,
                name,
                description,
                kmsKey,
                owner,
                versions,
                tags,
                policy,
                created,
                changed,
                now,
                goesAt,
                accessed);
    }

    Secret read(double day) {
        return new Secret(
                arn,
                account,
                name,
                description,
                kmsKey,
                owner,
                versions,
                tags,
                policy,
                created,
                changed,
                deleted,
                deletesAt,
                day);
    }
}
