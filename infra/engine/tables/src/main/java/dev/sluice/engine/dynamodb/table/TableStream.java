package dev.sluice.engine.dynamodb.table;

/**
 * The latest stream of a table.
 *
 * @param id names its records in the store
 * @param label its time of birth, the last part of its ARN
 * @param viewType KEYS_ONLY, NEW_IMAGE, OLD_IMAGE or NEW_AND_OLD_IMAGES
 */
public record TableStream(long id, String arn, String label, String viewType, boolean enabled) {

    public TableStream disabled() {
        return new TableStream(id, arn, label, viewType, false);
    }
}
