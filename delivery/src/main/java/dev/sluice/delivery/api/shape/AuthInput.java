package dev.sluice.delivery.api.shape;

import dev.sluice.delivery.api.input.Field;
import dev.sluice.delivery.api.input.Fields;
import dev.sluice.delivery.api.input.InvalidInputException;
import dev.sluice.delivery.api.input.Rule;
import dev.sluice.delivery.api.input.Rules;
import dev.sluice.delivery.network.UrlRules;
import dev.sluice.delivery.shape.Auth;
import java.util.Optional;
import java.util.function.Function;
import java.util.regex.Pattern;

/**
 * Credentials as an endpoint's owner sends them.
 *
 * @param urls what a token URL must look like: what an endpoint's must
 * @param headerProblem what is wrong with a header of this name; empty if nothing is
 */
record AuthInput(UrlRules urls, Function<String, Optional<String>> headerProblem) {

    private static final int SECRET = 4_096;
    private static final int NAME = 256;

    private static Rule<String> visible(int most) {
        return Rules.matching(
                Pattern.compile("[\\x21-\\x7e]([\\x20-\\x7e]*[\\x21-\\x7e])?"),
                most,
                "must have 1 to " + most + " printable ASCII characters");
    }

    Auth read(Fields fields) {
        Field<String> type = fields.required("type", Rules.text(1, NAME));
        fields.check();
        return switch (type.value()) {
            case "basic" -> {
                Field<String> username = fields.required("username", Rules.text(1, NAME));
                Field<String> password = fields.required("password", Rules.text(0, NAME));
                if (username.optional().filter(name -> name.contains(":")).isPresent()) {
                    fields.problem("username", "must not contain a colon, which separates it from the password");
                }
                fields.check();
                yield new Auth.Basic(username.value(), password.value());
            }
            case "bearer" -> {
                Field<String> token = fields.required("token", visible(SECRET));
                fields.check();
                yield new Auth.Bearer(token.value());
            }
            case "api-key" -> {
                Field<String> header = fields.required(
                        "header", Rules.checked(Rules.text(1, NAME), name -> headerProblem.apply(name)));
                Field<String> key = fields.required("key", visible(SECRET));
                fields.check();
                yield new Auth.ApiKey(header.value(), key.value());
            }
            case "oauth-client-credentials" -> {
                Field<String> url = fields.required(
                        "tokenUrl",
                        Rules.checked(
                                Rules.text(1, UrlRules.LONGEST),
                                text -> urls.problem(text).or(() -> urls.addressProblem(text))));
                Field<String> id = fields.required("clientId", Rules.text(1, NAME));
                Field<String> secret = fields.required("clientSecret", Rules.text(1, SECRET));
                Field<String> scope = fields.optional("scope", Rules.text(0, NAME));
                fields.check();
                yield new Auth.ClientCredentials(url.value(), id.value(), secret.value(), scope.or(""));
            }
            default ->
                throw InvalidInputException.body("type", "must be basic, bearer, api-key or oauth-client-credentials");
        };
    }
}
