package dev.sluice.bench.subject;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import org.junit.jupiter.api.Test;

class ConnectionTest {

    private static final Access ACCESS = new Access("test", "test", "us-east-1");
    private static final Operation OPERATION = Operation.events("ListEventBuses");

    @Test
    void aConnectionThatIsKeptServesManyCalls() throws IOException {
        try (Scripted server = new Scripted(
                        "HTTP/1.1 200 OK\r\nContent-Length: 2\r\n\r\n{}",
                        "HTTP/1.1 200 OK\r\nTransfer-Encoding: chunked\r\n\r\n3\r\n{\"a\r\n4\r\n\":1}\r\n0\r\n\r\n");
                Connection connection = new Connection(server.uri(), ACCESS)) {
            assertThat(text(connection.send(OPERATION, "{}"))).isEqualTo("{}");
            assertThat(text(connection.send(OPERATION, "{}"))).isEqualTo("{\"a\":1}");
            assertThat(server.connections()).isEqualTo(1);
        }
    }

    @Test
    void aServerThatClosesAfterEachAnswerIsConnectedToAgain() throws IOException {
        try (Scripted server = new Scripted(
                        "HTTP/1.1 200 OK\r\nConnection: close\r\nContent-Length: 2\r\n\r\n{}",
                        "HTTP/1.0 200 OK\r\n\r\n{\"until\":\"the end\"}",
                        "HTTP/1.1 200 OK\r\nContent-Length: 2\r\n\r\n{}");
                Connection connection = new Connection(server.uri(), ACCESS)) {
            connection.send(OPERATION, "{}");
            assertThat(text(connection.send(OPERATION, "{}"))).isEqualTo("{\"until\":\"the end\"}");
            connection.send(OPERATION, "{}");
            assertThat(server.connections()).isEqualTo(3);
        }
    }

    @Test
    void whatIsRefusedDoesNotCountAsDone() throws IOException {
        try (Scripted server = new Scripted("HTTP/1.1 400 Bad Request\r\nContent-Length: 4\r\n\r\nwhy?");
                Connection connection = new Connection(server.uri(), ACCESS)) {
            assertThatThrownBy(() -> connection.send(OPERATION, "{}"))
                    .hasMessageContaining("400")
                    .hasMessageContaining("why?");
        }
    }

    private static String text(byte[] bytes) {
        return new String(bytes, StandardCharsets.UTF_8);
    }
}
