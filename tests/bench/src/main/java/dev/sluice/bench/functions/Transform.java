package dev.sluice.bench.functions;

import dev.sluice.transformers.CdcTransformer;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.Map;
import org.openjdk.jmh.annotations.Benchmark;
import org.openjdk.jmh.annotations.OperationsPerInvocation;
import org.openjdk.jmh.annotations.Scope;
import org.openjdk.jmh.annotations.State;

/** Stream records as the pipe hands them over, and the events that the catalog makes of them. */
@State(Scope.Thread)
public class Transform {

    private static final int RECORDS = 10;

    private final CdcTransformer transformer =
            new CdcTransformer(Map.of("LAMBDA_TASK_ROOT", Catalogs.task().toString()));
    private final byte[] batch = batch();

    private static byte[] batch() {
        StringBuilder text = new StringBuilder("[");
        for (int i = 0; i < RECORDS; i++) {
            text.append(i == 0 ? "" : ",")
                    .append("{\"eventID\":\"e")
                    .append(i)
                    .append(
                            "\",\"eventName\":\"INSERT\",\"eventVersion\":\"1.1\",\"eventSource\":\"aws:dynamodb\","
                                    + "\"awsRegion\":\"us-east-1\",\"dynamodb\":{\"ApproximateCreationDateTime\":1764072000,"
                                    + "\"Keys\":{\"orderId\":{\"S\":\"o-1\"}},\"NewImage\":{\"orderId\":{\"S\":\"o-1\"},"
                                    + "\"tenant\":{\"S\":\"t-1\"},\"status\":{\"S\":\"PLACED\"},\"total\":{\"N\":\"70.5\"},"
                                    + "\"note\":{\"S\":\"ring twice\"}},\"SequenceNumber\":\"111\",\"SizeBytes\":64,"
                                    + "\"StreamViewType\":\"NEW_AND_OLD_IMAGES\"},\"eventSourceARN\":"
                                    + "\"arn:aws:dynamodb:us-east-1:000000000000:table/orders/stream/2026-01-01T00:00:00.000\"}");
        }
        return text.append("]").toString().getBytes(StandardCharsets.UTF_8);
    }

    /** A batch of ten, read, transformed and written; the figures are of one record. */
    @Benchmark
    @OperationsPerInvocation(RECORDS)
    public int record() throws IOException {
        ByteArrayOutputStream output = new ByteArrayOutputStream();
        transformer.handleRequest(new ByteArrayInputStream(batch), output, NoContext.INSTANCE);
        return output.size();
    }
}
