package dev.sluice.engine.testing;

import dev.sluice.engine.iam.credentials.LocalCredentials;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.time.Duration;
import java.util.Map;
import software.amazon.awssdk.auth.credentials.AwsBasicCredentials;
import software.amazon.awssdk.http.ContentStreamProvider;
import software.amazon.awssdk.http.SdkHttpMethod;
import software.amazon.awssdk.http.SdkHttpRequest;
import software.amazon.awssdk.http.auth.aws.signer.AwsV4FamilyHttpSigner;
import software.amazon.awssdk.http.auth.aws.signer.AwsV4HttpSigner;

/** Requests of a test's own making, signed by AWS's signer. */
public final class Wire {

    private static final HttpClient CLIENT = HttpClient.newBuilder()
            .version(HttpClient.Version.HTTP_1_1)
            .connectTimeout(Duration.ofSeconds(5))
            .build();

    private static final int ATTEMPTS = 4;

    private final URI url;
    private final AwsBasicCredentials credentials;

    Wire(URI url, LocalCredentials.Keys keys) {
        this.url = url;
        this.credentials = AwsBasicCredentials.create(keys.accessKeyId(), keys.secretAccessKey());
    }

    public URI url() {
        return url;
    }

    /** Signs for {@code service} in the default region and sends. */
    public HttpResponse<byte[]> send(
            String service, String method, String path, Map<String, String> headers, byte[] body) {
        return send(service, "us-east-1", method, path, headers, body);
    }

    /** Signs for {@code service} in {@code region} and sends. */
    public HttpResponse<byte[]> send(
            String service, String region, String method, String path, Map<String, String> headers, byte[] body) {
        SdkHttpRequest.Builder request =
                SdkHttpRequest.builder().uri(URI.create(url + path)).method(SdkHttpMethod.fromValue(method));
        headers.forEach(request::putHeader);
        SdkHttpRequest signed = AwsV4HttpSigner.create()
                .sign(r -> r.identity(credentials)
                        .request(request.build())
                        .payload(ContentStreamProvider.fromByteArray(body))
                        .putProperty(AwsV4FamilyHttpSigner.SERVICE_SIGNING_NAME, service)
                        .putProperty(AwsV4HttpSigner.REGION_NAME, region))
                .request();
        HttpRequest.Builder raw = HttpRequest.newBuilder(signed.getUri())
                .timeout(Duration.ofMinutes(5))
                .method(method, HttpRequest.BodyPublishers.ofByteArray(body));
        signed.headers().forEach((name, values) -> {
            if (!name.equalsIgnoreCase("host") && !name.equalsIgnoreCase("content-length")) {
                values.forEach(value -> raw.header(name, value));
            }
        });
        return send(raw.build());
    }

    /** Sends as it is. A kept connection that the server closed meanwhile is not the request's failure. */
    public HttpResponse<byte[]> send(HttpRequest request) {
        IOException failure = new IOException("not sent");
        for (int attempt = 0; attempt < ATTEMPTS; attempt++) {
            try {
                return CLIENT.send(request, HttpResponse.BodyHandlers.ofByteArray());
            } catch (IOException e) {
                failure = e;
            } catch (InterruptedException e) {
                Thread.currentThread().interrupt();
                throw new IllegalStateException("interrupted", e);
            }
        }
        throw new IllegalStateException("no answer", failure);
    }
}
