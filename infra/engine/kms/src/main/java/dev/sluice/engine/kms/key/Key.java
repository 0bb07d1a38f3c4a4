package dev.sluice.engine.kms.key;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;

/**
 * A symmetric key.
 *
 * @param id a UUID
 * @param policy its key policy, as JSON
 * @param materials what it encrypts with, sealed by the vault, oldest first; the newest encrypts, each decrypts its own
 * @param created epoch seconds
 * @param rotated epoch seconds at which its newest material was made
 * @param rotationDays after how many days it gets new material; 0 for never
 * @param deletesAt epoch seconds at which it goes for good; 0 if its deletion is not scheduled
 */
public record Key(
        String id,
        String arn,
        String account,
        String description,
        boolean enabled,
        String policy,
        List<String> materials,
        Map<String, String> tags,
        double created,
        double rotated,
        int rotationDays,
        double deletesAt) {

    private static final double DAY = 86_400;

    public Key {
        materials = List.copyOf(materials);
        tags = Map.copyOf(tags);
    }

    public boolean pendingDeletion() {
        return deletesAt > 0;
    }

    /** As AWS names it. */
    public String state() {
        return pendingDeletion() ? "PendingDeletion" : enabled ? "Enabled" : "Disabled";
    }

    public boolean isRotationDue(double now) {
        return rotationDays > 0 && now >= rotated + rotationDays * DAY;
    }

    public Key described(String text) {
        return new Key(
                id, arn, account, text, enabled, policy, materials, tags, created, rotated, rotationDays, deletesAt);
    }

    public Key enabled(boolean now) {
        return new Key(
                id, arn, account, description, now, policy, materials, tags, created, rotated, rotationDays, deletesAt);
    }

    public Key governed(String document) {
        return new Key(
                id,
                arn,
                account,
                description,
                enabled,
                document,
                materials,
                tags,
                created,
                rotated,
                rotationDays,
                deletesAt);
    }

    public Key tagged(Map<String, String> all) {
        return new Key(
                id,
                arn,
                account,
                description,
                enabled,
                policy,
                materials,
                all,
                created,
                rotated,
                rotationDays,
                deletesAt);
    }

    public Key rotating(int days) {
        return new Key(
                id, arn, account, description, enabled, policy, materials, tags, created, rotated, days, deletesAt);
    }

    /** With newer material. */
    public Key plus(String sealed, double now) {
        List<String> more = new ArrayList<>(materials);
        more.add(sealed);
        return new Key(
                id, arn, account, description, enabled, policy, more, tags, created, now, rotationDays, deletesAt);
    }

    /** With its deletion scheduled, or not any more; a key whose deletion was cancelled stays disabled. */
    public Key deletingAt(double at) {
        return new Key(
                id, arn, account, description, false, policy, materials, tags, created, rotated, rotationDays, at);
    }
}
