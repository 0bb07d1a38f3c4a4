package dev.sluice.authorizers;

import com.amazonaws.services.lambda.runtime.Context;
import com.amazonaws.services.lambda.runtime.RequestStreamHandler;
import dev.sluice.authorizers.token.TokenAuthorizer;
import dev.sluice.runtime.Clients;
import dev.sluice.runtime.Environment;
import dev.sluice.runtime.Payload;
import dev.sluice.runtime.token.TokenTable;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.time.InstantSource;
import java.util.Map;

/**
 * The authorizer of the control-plane API: one of the kind REQUEST, with payload format 2.0 and simple responses. Thread-safe.
 *
 * @see <a href="https://docs.aws.amazon.com/apigateway/latest/developerguide/http-api-lambda-authorizer.html">Lambda authorizers</a>
 */
public final class TokenHandler implements RequestStreamHandler {

    private final TokenAuthorizer authorizer;

    /** For Lambda. */
    public TokenHandler() {
        this(System.getenv());
    }

    /** @param environment {@code CONTROL_TABLE}, {@code AWS_REGION} and credentials */
    public TokenHandler(Map<String, String> environment) {
        this(authorizer(new Environment(environment)));
    }

    TokenHandler(TokenAuthorizer authorizer) {
        this.authorizer = authorizer;
    }

    private static TokenAuthorizer authorizer(Environment environment) {
        return new TokenAuthorizer(
                new TokenTable(Clients.dynamoDb(environment), environment.required("CONTROL_TABLE")),
                InstantSource.system());
    }

    @Override
    public void handleRequest(InputStream input, OutputStream output, Context context) throws IOException {
        Payload.write(authorizer.answer(Payload.read(input)), output);
    }
}
