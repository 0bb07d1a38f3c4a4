package dev.sluice.engine.pipes.check;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.sluice.engine.aws.AwsException;
import dev.sluice.engine.request.Members;
import dev.sluice.engine.request.TextConstraint;
import java.util.Map;
import java.util.Set;

/**
 * Checks the settings of a pipe: first the constraints of AWS's model, all at once, then what goes together.
 *
 * @see <a href="https://docs.aws.amazon.com/eventbridge/latest/pipes-reference/API_CreatePipe.html">CreatePipe</a>
 */
public final class PipeChecks {

    public static final TextConstraint NAME = TextConstraint.matching(1, 64, "[\\.\\-_A-Za-z0-9]+");
    public static final TextConstraint STATE = TextConstraint.oneOf("RUNNING", "STOPPED");
    private static final String ARN_PATTERN =
            "arn:(aws[a-zA-Z0-9-]*):([a-zA-Z0-9\\-]+):([a-z]{2}((-gov)|(-iso(b?)))?-[a-z]+-\\d{1})?:(\\d{12})?:(.+)";
    public static final TextConstraint ARN = TextConstraint.matching(1, 1600, ARN_PATTERN);
    private static final TextConstraint ARN_OR_URL = TextConstraint.matching(
            1,
            1600,
            "smk://(([a-zA-Z0-9]|[a-zA-Z0-9][a-zA-Z0-9\\-]*[a-zA-Z0-9])\\.)*([A-Za-z0-9]|[A-Za-z0-9][A-Za-z0-9\\-]*[A-Za-z0-9]):[0-9]{1,5}|"
                    + ARN_PATTERN);
    private static final TextConstraint OPTIONAL_ARN = TextConstraint.matching(0, 1600, "$|" + ARN_PATTERN);
    private static final TextConstraint ROLE =
            TextConstraint.matching(1, 1600, "arn:(aws[a-zA-Z-]*)?:iam::\\d{12}:role/?[a-zA-Z0-9+=,.@\\-_/]+");
    private static final TextConstraint DESCRIPTION = TextConstraint.length(0, 512);
    private static final Set<String> MEMBERS = Set.of(
            "Name",
            "Description",
            "DesiredState",
            "Source",
            "SourceParameters",
            "Enrichment",
            "EnrichmentParameters",
            "Target",
            "TargetParameters",
            "RoleArn",
            "LogConfiguration",
            "KmsKeyIdentifier",
            "Tags");

    private PipeChecks() {}

    /** @throws AwsException ValidationException saying what is wrong */
    public static void check(ObjectNode input) {
        known(input, "CreatePipe", MEMBERS);
        Members members = new Members(input);
        members.required("Name", NAME);
        members.text("Description", DESCRIPTION);
        members.text("DesiredState", STATE);
        String source = members.required("Source", ARN_OR_URL);
        members.text("Enrichment", OPTIONAL_ARN);
        String target = members.required("Target", ARN);
        members.required("RoleArn", ROLE);
        members.check();
        if (!Kinds.isStream(source) && !Kinds.isQueue(source)) {
            throw Kinds.unsupported("Source", source);
        }
        Kinds.Target kind = Kinds.target(target);
        String enrichment = input.path("Enrichment").asText("");
        if (!enrichment.isEmpty()) {
            Kinds.checkEnrichment(enrichment);
        }
        SourceChecks.check(members, source, Kinds.most(target, enrichment));
        TargetChecks.check(members, target, kind, enrichment);
        LogChecks.check(members);
    }

    static void known(JsonNode structure, String name, Set<String> members) {
        for (Map.Entry<String, JsonNode> member : structure.properties()) {
            if (!members.contains(member.getKey()) && !member.getValue().isNull()) {
                throw AwsException.validation(name + "." + member.getKey()
                        + " does not apply to this pipe, or is not supported by this engine.");
            }
        }
    }
}
