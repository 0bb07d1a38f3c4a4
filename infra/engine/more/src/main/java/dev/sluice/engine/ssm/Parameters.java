package dev.sluice.engine.ssm;

import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.sluice.engine.aws.AwsException;
import dev.sluice.engine.aws.Request;
import dev.sluice.engine.kernel.Kernel;
import dev.sluice.engine.request.Json;
import dev.sluice.engine.secrets.Vault;
import dev.sluice.engine.store.Documents;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;

/** All parameters. Changes are made under its lock. Thread-safe. */
public final class Parameters {

    private final Kernel kernel;
    private final Vault vault;
    private final Documents<Parameter> documents;

    public Parameters(Kernel kernel, Vault vault) {
        this.kernel = kernel;
        this.vault = vault;
        this.documents = new Documents<>(kernel.store(), "ssm.parameter", Parameter.class);
    }

    /** A parameter and the version that a request asked for. */
    record Found(Parameter parameter, Parameter.Version version, String selector) {}

    /** What {@code name}, {@code name:version} or an ARN of either names. */
    Found named(Request request, String reference, String action) {
        String account = request.caller().account();
        if (reference.startsWith("arn:") && !reference.startsWith(arn(account, "/"))) {
            // Without a resource share, which the engine does not have, a parameter is its account's alone.
            throw missing(reference);
        }
        String name = name(reference);
        int colon = name.indexOf(':');
        String selector = colon < 0 ? "" : name.substring(colon);
        String bare = colon < 0 ? name : name.substring(0, colon);
        allow(request, action, arn(account, bare));
        Parameter parameter = find(account, bare).orElseThrow(() -> missing(bare));
        return new Found(parameter, version(parameter, selector), selector);
    }

    private static Parameter.Version version(Parameter parameter, String selector) {
        if (selector.isEmpty()) {
            return parameter.latest();
        }
        String wanted = selector.substring(1);
        return Optional.of(wanted)
                .filter(text -> text.matches("\\d{1,18}"))
                .flatMap(text -> parameter.version(Long.parseLong(text)))
                .orElseThrow(() -> AwsException.of(
                        "ParameterVersionNotFound",
                        "Systems Manager could not find version " + wanted + " of " + parameter.name()
                                + ". Verify the version and try again."));
    }

    static AwsException missing(String name) {
        return AwsException.of("ParameterNotFound", "Parameter " + name + " not found.");
    }

    private static String name(String reference) {
        if (!reference.startsWith("arn:")) {
            return reference;
        }
        int at = reference.indexOf(":parameter");
        String rest = at < 0 ? reference : reference.substring(at + ":parameter".length());
        return rest.indexOf('/', 1) < 0 && rest.startsWith("/") ? rest.substring(1) : rest;
    }

    Optional<Parameter> find(String account, String name) {
        return documents
                .get(account + name)
                .or(() -> name.startsWith("/") && name.indexOf('/', 1) < 0
                        ? documents.get(account + name.substring(1))
                        : documents.get(account + "/" + name).filter(found -> name.indexOf('/') < 0));
    }

    List<Parameter> of(String account) {
        return documents.list().stream()
                .filter(parameter -> parameter.account().equals(account))
                .sorted(Comparator.comparing(Parameter::name))
                .toList();
    }

    void put(Parameter parameter) {
        documents.put(parameter.account() + parameter.name(), parameter);
    }

    void remove(Parameter parameter) {
        documents.remove(parameter.account() + parameter.name());
    }

    String seal(Parameter parameter, long version, String value) {
        return parameter.isSecure() ? vault.seal(value, parameter.arn() + ":" + version) : value;
    }

    /** The value as a client sees it: a SecureString that is not to be decrypted stays sealed. */
    public String value(Parameter parameter, Parameter.Version version, boolean decrypt) {
        return parameter.isSecure() && decrypt
                ? vault.open(version.value(), parameter.arn() + ":" + version.number())
                : version.value();
    }

    ObjectNode view(Found found, boolean decrypt) {
        Parameter parameter = found.parameter();
        ObjectNode view = Json.object()
                .put("Name", parameter.name())
                .put("Type", parameter.type())
                .put("Value", value(parameter, found.version(), decrypt))
                .put("Version", found.version().number())
                .put("LastModifiedDate", found.version().modified())
                .put("ARN", parameter.arn())
                .put("DataType", parameter.dataType());
        return found.selector().isEmpty() ? view : view.put("Selector", found.selector());
    }

    void allow(Request request, String action, String arn) {
        kernel.access().require(request.caller(), "ssm:" + action, arn);
    }

    String arn(String account, String name) {
        return kernel.arn("ssm", account, "parameter" + (name.startsWith("/") ? "" : "/") + name);
    }

    double now() {
        return kernel.time().now().toEpochMilli() / 1000d;
    }
}
