package dev.sluice.transformers.processing;

import static org.assertj.core.api.Assertions.assertThat;

import com.amazonaws.services.lambda.runtime.Context;
import com.amazonaws.services.lambda.runtime.LambdaLogger;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.lang.reflect.Proxy;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

class ProcessingWorkerTest {

    private static final String ENVELOPE =
            "{\\\"id\\\":\\\"e\\\",\\\"detail-type\\\":\\\"processing.requested\\\",\\\"source\\\":\\\"s\\\","
                    + "\\\"account\\\":\\\"0\\\",\\\"time\\\":\\\"t\\\",\\\"region\\\":\\\"r\\\",\\\"detail\\\":{\\\"data\\\":"
                    + "{\\\"requestId\\\":\\\"ID\\\",\\\"text\\\":\\\"three short words\\\"}}}";

    private final List<String> completed = new ArrayList<>();
    private final List<String> logged = new ArrayList<>();

    @Test
    void eachJobIsCompletedAndOnlyWhatFailedIsReported() throws IOException {
        ProcessingWorker worker = new ProcessingWorker((id, words, characters) -> {
            if (id.equals("bad")) {
                throw new IllegalStateException("no table");
            }
            completed.add(id + " " + words + " " + characters);
        });
        String answer =
                handle(worker, message("m1", "p-1"), message("m2", "bad"), "{\"messageId\":\"m3\",\"body\":\"{\"}");
        assertThat(completed).containsExactly("p-1 3 17");
        assertThat(answer)
                .isEqualTo("{\"batchItemFailures\":[{\"itemIdentifier\":\"m2\"},{\"itemIdentifier\":\"m3\"}]}");
        assertThat(logged).hasSize(2);
    }

    private String handle(ProcessingWorker worker, String... messages) throws IOException {
        ByteArrayOutputStream output = new ByteArrayOutputStream();
        String event = "{\"Records\":[" + String.join(",", messages) + "]}";
        worker.handleRequest(new ByteArrayInputStream(event.getBytes(StandardCharsets.UTF_8)), output, context());
        return output.toString(StandardCharsets.UTF_8);
    }

    private static String message(String id, String request) {
        return "{\"messageId\":\"" + id + "\",\"body\":\"" + ENVELOPE.replace("ID", request) + "\"}";
    }

    private Context context() {
        LambdaLogger logger = new LambdaLogger() {
            @Override
            public void log(String message) {
                logged.add(message);
            }

            @Override
            public void log(byte[] message) {
                logged.add(new String(message, StandardCharsets.UTF_8));
            }
        };
        return (Context) Proxy.newProxyInstance(
                Context.class.getClassLoader(), new Class<?>[] {Context.class}, (proxy, method, arguments) -> logger);
    }
}
