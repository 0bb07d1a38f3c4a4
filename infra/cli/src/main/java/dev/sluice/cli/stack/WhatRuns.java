package dev.sluice.cli.stack;

import dev.sluice.cli.local.Errors;
import dev.sluice.cli.local.Principals;
import dev.sluice.engine.kernel.Settings;
import dev.sluice.rules.names.ResourceNames;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import software.amazon.awssdk.core.exception.SdkException;
import software.amazon.awssdk.services.dynamodb.DynamoDbClient;
import software.amazon.awssdk.services.dynamodb.model.AttributeValue;
import software.amazon.awssdk.services.dynamodb.model.ResourceNotFoundException;
import software.amazon.awssdk.services.dynamodb.model.ScanResponse;

/**
 * The facts about an engine that has just started.
 *
 * @param enforced whether signatures and policies are checked
 * @param fresh whether nothing was in the data folder before, so that no endpoint can be registered
 * @param dataOption what other commands need to find the data: empty, or {@code " --data DIR"}
 */
public record WhatRuns(Settings settings, boolean enforced, boolean fresh, String dataOption) {

    private static final int MOST = 5;

    public List<String> lines(LocalEngine engine) {
        Map<String, String> standIns =
                engine.standIns().map(StandIns::parameters).orElse(Map.of());
        return Overview.of(
                engine.stacks(),
                engine.standIns().map(StandIns::replaced).orElse(Map.of()),
                new Overview.Facts(
                        engine.url(),
                        "account " + settings.account() + ", " + settings.region()
                                + (enforced
                                        ? ", signatures and policies are checked"
                                        : ", anybody is let in (--auth off)"),
                        settings.data().toAbsolutePath().normalize().toString(),
                        dataOption,
                        fresh || engine.stacks().isEmpty() ? List.of() : endpoints(),
                        standIns));
    }

    /** The first few registered endpoints, and how many more there are at least. */
    private List<String> endpoints() {
        try (DynamoDbClient tables = Principals.of(settings.data()).owner().dynamoDb()) {
            ScanResponse page = tables.scan(
                    scan -> scan.tableName(ResourceNames.DEFAULT.endpoints()).limit(100));
            // Items without a URL are the registry's own.
            List<Map<String, AttributeValue>> endpoints = page.items().stream()
                    .filter(item -> !text(item, "url").isEmpty())
                    .toList();
            List<String> lines = new ArrayList<>();
            endpoints.stream().limit(MOST).forEach(item -> lines.add(endpoint(item)));
            int more = endpoints.size() - lines.size();
            if (more > 0) {
                lines.add("and " + more + (page.hasLastEvaluatedKey() ? " more at least" : " more"));
            }
            return lines;
        } catch (ResourceNotFoundException e) {
            return List.of();
        } catch (SdkException e) {
            return List.of("cannot be listed: " + Errors.oneLine(e));
        }
    }

    private static String endpoint(Map<String, AttributeValue> item) {
        return text(item, "endpointId") + " of " + text(item, "tenant") + ", " + text(item, "url");
    }

    private static String text(Map<String, AttributeValue> item, String name) {
        AttributeValue value = item.get(name);
        return value == null || value.s() == null ? "" : value.s();
    }
}
