package dev.sluice.cli.reconcile;

import dev.sluice.cli.deployed.Deployment;
import dev.sluice.cli.deployed.Hops;
import dev.sluice.cli.deployed.JournalTable;
import dev.sluice.cli.trace.EventCounter;
import dev.sluice.cli.trace.EventCounts;
import dev.sluice.engine.trace.TraceRecord;
import dev.sluice.runtime.journal.JournalEntry;
import java.io.IOException;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;

/**
 * Events in against events out.
 *
 * @param counts the counts
 * @param undecided events that came in and were neither admitted nor rejected so far
 * @param webhookRules the rules that count once for each endpoint
 */
public record Reconciliation(EventCounts counts, Set<String> undecided, Set<String> webhookRules) {

    private static final int READERS = 8;
    private static final String INGESTED = "EVENT_INGEST_SUCCESS";

    /**
     * Follows the events that the ingress bus acknowledged within a span up to now. It reads the buses' steps since
     * the start of the span, and the journal once for each event.
     */
    public static Reconciliation of(Deployment deployment, Hops hops, Hops.Span span)
            throws IOException, InterruptedException {
        String ingress = deployment.ingressBus();
        String core = deployment.coreBus();
        List<TraceRecord> all = hops.since(span.from());
        Set<String> in = new LinkedHashSet<>();
        all.stream()
                .filter(step -> isIngested(step, ingress) && step.at().isBefore(span.until()))
                .forEach(step -> in.add(id(step)));
        List<TraceRecord> trace = all.stream()
                .filter(step -> !step.type().equals(INGESTED) || in.contains(id(step)))
                .toList();
        List<JournalEntry> journal = journal(deployment, in);
        Set<String> rules = deployment.webhookRules();
        Set<String> undecided = new LinkedHashSet<>(in);
        trace.stream().filter(step -> isIngested(step, core)).forEach(step -> undecided.remove(id(step)));
        journal.stream()
                .filter(entry -> entry.field("verdict").equals("rejected"))
                .forEach(entry -> undecided.remove(entry.id()));
        return new Reconciliation(EventCounter.count(ingress, core, rules, trace, journal), undecided, rules);
    }

    private static List<JournalEntry> journal(Deployment deployment, Set<String> ids)
            throws IOException, InterruptedException {
        ExecutorService readers = Executors.newFixedThreadPool(READERS);
        try (JournalTable table = new JournalTable(deployment)) {
            List<Callable<List<JournalEntry>>> questions = new ArrayList<>();
            ids.forEach(id -> questions.add(() -> table.of(id)));
            List<JournalEntry> entries = new ArrayList<>();
            for (Future<List<JournalEntry>> answer : readers.invokeAll(questions)) {
                entries.addAll(answer.get());
            }
            return entries;
        } catch (ExecutionException e) {
            throw new IOException("the journal " + deployment.journalTable() + " cannot be read", e.getCause());
        } finally {
            readers.shutdownNow();
        }
    }

    private static boolean isIngested(TraceRecord step, String bus) {
        return step.type().equals(INGESTED) && step.resource().endsWith("/" + bus);
    }

    private static String id(TraceRecord step) {
        return step.subject().isEmpty() ? step.eventId() : step.subject();
    }
}
