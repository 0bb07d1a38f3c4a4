package dev.sluice.engine.destinations;

import static org.assertj.core.api.Assertions.assertThat;

import dev.sluice.engine.testing.ManualTime;
import dev.sluice.engine.testing.Receiver;
import java.io.InputStream;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.KeyStore;
import java.util.concurrent.CompletableFuture;
import javax.net.ssl.KeyManagerFactory;
import javax.net.ssl.SSLContext;
import javax.net.ssl.TrustManagerFactory;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Receivers with certificates. */
class TlsTest {

    private static final char[] PASSWORD = "changeit".toCharArray();

    @TempDir
    static Path keys;

    @TempDir
    Path folder;

    private static SSLContext tls;

    /** A certificate for localhost, and for no other name, that only {@code tls} trusts. */
    @BeforeAll
    static void makeCertificate() throws Exception {
        Path file = keys.resolve("keys.p12");
        Process keytool = new ProcessBuilder(
                        Path.of(System.getProperty("java.home"), "bin", "keytool")
                                .toString(),
                        "-genkeypair",
                        "-alias",
                        "r",
                        "-keyalg",
                        "EC",
                        "-dname",
                        "CN=localhost",
                        "-ext",
                        "san=dns:localhost",
                        "-keystore",
                        file.toString(),
                        "-storetype",
                        "PKCS12",
                        "-storepass",
                        new String(PASSWORD))
                .redirectErrorStream(true)
                .redirectOutput(keys.resolve("keytool.log").toFile())
                .start();
        assertThat(keytool.waitFor()).isZero();
        KeyStore store = KeyStore.getInstance("PKCS12");
        try (InputStream in = Files.newInputStream(file)) {
            store.load(in, PASSWORD);
        }
        KeyManagerFactory own = KeyManagerFactory.getInstance(KeyManagerFactory.getDefaultAlgorithm());
        own.init(store, PASSWORD);
        TrustManagerFactory trusted = TrustManagerFactory.getInstance(TrustManagerFactory.getDefaultAlgorithm());
        trusted.init(store);
        tls = SSLContext.getInstance("TLS");
        tls.init(own.getKeyManagers(), trusted.getTrustManagers(), null);
    }

    private Attempt send(SSLContext trust, String host) throws Exception {
        ServerSocket server = tls.getServerSocketFactory().createServerSocket(0, 10, InetAddress.getLoopbackAddress());
        try (Receiver receiver = Receiver.on(server);
                Bench bench = new Bench(folder, new ManualTime(), trust)) {
            String url = receiver.url("/").replace("http://127.0.0.1", "https://" + host);
            return bench.send(bench.destination(url, ""), Call.of("{}"));
        }
    }

    @Test
    void aReceiverWithATrustedCertificateIsCalled() throws Exception {
        assertThat(send(tls, "localhost")).isEqualTo(new Attempt.Delivered(200));
    }

    @Test
    void aReceiverWithACertificateThatNobodyKnowsIsRetried() throws Exception {
        assertTlsFailed(send(SSLContext.getDefault(), "localhost"));
    }

    @Test
    void aReceiverWithACertificateForAnotherNameIsRetried() throws Exception {
        assertTlsFailed(send(tls, "127.0.0.1"));
    }

    @Test
    void aReceiverThatSpeaksNoTlsIsRetried() throws Exception {
        try (ServerSocket server = new ServerSocket(0, 10, InetAddress.getLoopbackAddress());
                Bench bench = new Bench(folder)) {
            CompletableFuture<Void> answered = CompletableFuture.runAsync(() -> answerPlainly(server));
            assertTlsFailed(bench.send(
                    bench.destination("https://localhost:" + server.getLocalPort() + "/", ""), Call.of("{}")));
            answered.join();
        }
    }

    private static void answerPlainly(ServerSocket server) {
        try (Socket socket = server.accept()) {
            socket.getOutputStream()
                    .write("HTTP/1.1 400 Bad Request\r\n\r\n".getBytes(java.nio.charset.StandardCharsets.US_ASCII));
            Receiver.waitForClose(socket);
        } catch (java.io.IOException e) {
            throw new java.io.UncheckedIOException(e);
        }
    }

    private static void assertTlsFailed(Attempt attempt) {
        assertThat(attempt).isInstanceOfSatisfying(Attempt.Retryable.class, retryable -> {
            assertThat(retryable.code()).isEqualTo("CONNECTION_FAILURE");
            assertThat(retryable.message()).contains("TLS failed");
        });
    }
}
