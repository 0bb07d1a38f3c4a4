package dev.sluice.tests.contracts.cloud;

import java.util.function.Consumer;
import software.amazon.awssdk.services.eventbridge.model.ApiDestinationHttpMethod;
import software.amazon.awssdk.services.eventbridge.model.CreateApiDestinationRequest;
import software.amazon.awssdk.services.eventbridge.model.CreateConnectionRequest;

/** An API destination of a test, its connection, and the role that may call it. */
public record Destination(String name, String arn, String connection, String role) {

    /** With an API key {@code X-Key: secret}. */
    public static Destination of(Lab lab, String url) {
        return of(lab, url, connection -> {}, destination -> {});
    }

    public static Destination of(
            Lab lab,
            String url,
            Consumer<CreateConnectionRequest.Builder> connection,
            Consumer<CreateApiDestinationRequest.Builder> destination) {
        String name = Lab.name("api");
        CreateConnectionRequest.Builder connecting = CreateConnectionRequest.builder()
                .name(name)
                .authorizationType("API_KEY")
                .authParameters(auth ->
                        auth.apiKeyAuthParameters(key -> key.apiKeyName("X-Key").apiKeyValue("secret")));
        connection.accept(connecting);
        String connectionArn = lab.events().createConnection(connecting.build()).connectionArn();
        lab.later(() -> lab.events().deleteConnection(request -> request.name(name)));
        CreateApiDestinationRequest.Builder making = CreateApiDestinationRequest.builder()
                .name(name)
                .connectionArn(connectionArn)
                .httpMethod(ApiDestinationHttpMethod.POST)
                .invocationEndpoint(url);
        destination.accept(making);
        String arn = lab.events().createApiDestination(making.build()).apiDestinationArn();
        lab.later(() -> lab.events().deleteApiDestination(request -> request.name(name)));
        return new Destination(
                name, arn, connectionArn, lab.role("events.amazonaws.com", "events:InvokeApiDestination"));
    }
}
