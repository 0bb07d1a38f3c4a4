package dev.sluice.engine.sqs;

import static org.assertj.core.api.Assertions.assertThat;

import dev.sluice.engine.testing.RunningEngine;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.Map;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.io.TempDir;

/** Queries at the URL of a queue, as curl and old clients send them; answers are those recorded against AWS. */
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class QueueUrlTest {

    private static final String QUEUE = "/000000000000/at-its-url";

    private RunningEngine engine;

    @BeforeAll
    void start(@TempDir Path folder) {
        engine = RunningEngine.empty(folder);
        get("/", "Action=CreateQueue&QueueName=at-its-url");
    }

    @AfterAll
    void stop() {
        engine.close();
    }

    private HttpResponse<byte[]> get(String path, String query) {
        return engine.wire().send("sqs", "GET", path + (query.isEmpty() ? "" : "?" + query), Map.of(), new byte[0]);
    }

    private static String text(HttpResponse<byte[]> response) {
        return response.statusCode() + " " + new String(response.body(), StandardCharsets.UTF_8);
    }

    @Test
    void aQueueIsAskedAtItsUrl() {
        assertThat(text(get(QUEUE, "Action=ReceiveMessage"))).startsWith("200 ").contains("<ReceiveMessageResult/>");
    }

    @Test
    void withoutAnActionThereIsNoOperation() {
        assertThat(text(get(QUEUE, ""))).startsWith("404 <UnknownOperationException/>");
    }

    @Test
    void whatIsAboutNoQueueIsNotAskedThere() {
        for (String action : new String[] {"CreateQueue&QueueName=other", "ListQueues", "FooBar"}) {
            String name = action.split("&", 2)[0];
            assertThat(text(get(QUEUE, "Action=" + action)))
                    .startsWith("400 ")
                    .contains("<Type>Sender</Type><Code>InvalidAction</Code><Message>The action " + name
                            + " is not valid for this endpoint.</Message><Detail/>");
        }
    }
}
