package dev.sluice.delivery.api;

import java.util.List;

/**
 * One operation of the API.
 *
 * @param template the path, with names in braces, such as {@code /api/v1/app/{app_id}}. If it names {@code app_id}, only that
 *     application's tokens and operators reach the handler
 * @param scope what a token must have
 * @param secret whether the answer holds a secret, so that it is encrypted where it is kept
 */
public record Operation(String method, String template, Scope scope, boolean secret, Handler handler) {

    /** An operation whose answer holds no secret. */
    public Operation(String method, String template, Scope scope, Handler handler) {
        this(method, template, scope, false, handler);
    }

    /** Carries the operation out. */
    @FunctionalInterface
    public interface Handler {
        ApiResponse answer(ApiRequest request);
    }

    /** The name of the parameter that names an application. */
    static final String APPLICATION = "app_id";

    boolean isOfApplication() {
        return template.contains("{" + APPLICATION + "}");
    }

    List<String> segments() {
        return List.of(template.substring(1).split("/", -1));
    }
}
