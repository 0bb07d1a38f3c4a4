package dev.sluice.bench.functions;

import dev.sluice.authorizers.admission.AdmissionControl;
import dev.sluice.authorizers.admission.Verdict;
import dev.sluice.rules.catalog.Catalog;
import java.time.InstantSource;
import org.openjdk.jmh.annotations.Benchmark;
import org.openjdk.jmh.annotations.Scope;
import org.openjdk.jmh.annotations.State;

/** A partner's event in admission control: read, and checked against the catalog and its schema. */
@State(Scope.Thread)
public class Admit {

    private static final String EVENT = "{\"version\":\"0\",\"id\":\"b-1\",\"detail-type\":\"deal.won\","
            + "\"source\":\"com.acme.crm\",\"account\":\"210987654321\",\"time\":\"2026-11-25T12:00:00Z\","
            + "\"region\":\"us-east-1\",\"resources\":[],\"detail\":{\"dealId\":\"d-1\",\"tenant\":\"t-1\",\"amount\":12.5,"
            + "\"currency\":\"EUR\"}}";

    private final AdmissionControl control =
            new AdmissionControl(Catalog.load(Catalogs.folder()), "000000000000", InstantSource.system());

    /** One event; the partner's {@code deal.won} of the example catalog passes. */
    @Benchmark
    public Verdict event() {
        Verdict verdict = control.judge(EVENT, "m-1");
        if (!(verdict instanceof Verdict.Admitted)) {
            throw new IllegalStateException("the event was not admitted: " + verdict);
        }
        return verdict;
    }
}
