package dev.sluice.engine.wire.protocol;

import com.fasterxml.jackson.databind.JsonNode;
import dev.sluice.engine.aws.AwsException;
import dev.sluice.engine.aws.Protocol;
import java.util.Map;
import java.util.Set;

/** Writes query responses: {@code <ActionResponse><ActionResult>...}. Lists are flattened or wrapped in {@code member}. */
public final class QueryXml {

    /** SQS names the elements of its flattened lists and maps differently from the members of its JSON protocol. */
    private static final Map<String, String> FLAT_NAMES = Map.of(
            "Messages", "Message",
            "QueueUrls", "QueueUrl",
            "queueUrls", "QueueUrl",
            "Attributes", "Attribute",
            "MessageAttributes", "MessageAttribute",
            "Tags", "Tag");

    private static final Map<String, String> BATCH_NAMES = Map.of(
            "SendMessageBatch", "SendMessageBatchResultEntry",
            "DeleteMessageBatch", "DeleteMessageBatchResultEntry",
            "ChangeMessageVisibilityBatch", "ChangeMessageVisibilityBatchResultEntry",
            "ListMessageMoveTasks", "ListMessageMoveTasksResultEntry");

    /** Members that are maps; other objects are structures. */
    private static final Set<String> MAPS = Set.of("ExtendedStatistics");

    private final Protocol.Query protocol;
    private final StringBuilder out = new StringBuilder();
    private String action = "";

    public QueryXml(Protocol.Query protocol) {
        this.protocol = protocol;
    }

    public String result(String operation, JsonNode body, String requestId) {
        action = operation;
        out.append("<?xml version=\"1.0\"?>\n<").append(operation).append("Response xmlns=\"");
        out.append(protocol.xmlNamespace()).append("\">");
        result(operation + "Result", body);
        out.append("<ResponseMetadata><RequestId>").append(requestId);
        out.append("</RequestId></ResponseMetadata></").append(operation).append("Response>");
        return out.toString();
    }

    private void result(String name, JsonNode body) {
        int start = out.append('<').append(name).length();
        out.append('>');
        members(body);
        if (out.length() == start + 1) {
            out.setLength(start);
            out.append("/>");
        } else {
            out.append("</").append(name).append('>');
        }
    }

    /** @param detail an element more that SQS's errors have; may be empty */
    public static String error(String namespace, String code, String detail, AwsException error, String requestId) {
        return "<?xml version=\"1.0\"?>\n<ErrorResponse xmlns=\"" + namespace + "\"><Error><Type>"
                + (error.status() < 500 ? "Sender" : "Receiver") + "</Type><Code>" + escape(code)
                + "</Code><Message>"
                + escape(error.message()) + "</Message>" + detail + "</Error><RequestId>" + requestId
                + "</RequestId></ErrorResponse>";
    }

    /** An error as S3 writes it. */
    static String plainError(AwsException error, String requestId) {
        return "<?xml version=\"1.0\"?>\n<Error><Code>" + escape(error.code()) + "</Code><Message>"
                + escape(error.message()) + "</Message><RequestId>" + requestId + "</RequestId></Error>";
    }

    private void members(JsonNode object) {
        object.properties().forEach(member -> element(member.getKey(), member.getValue()));
    }

    private void element(String name, JsonNode value) {
        if (value.isNull()) {
            return;
        }
        if (value.isArray()) {
            list(name, value);
        } else if (value.isObject() && protocol.flattened() && FLAT_NAMES.containsKey(name)) {
            flatMap(FLAT_NAMES.getOrDefault(name, name), value);
        } else if (value.isObject() && MAPS.contains(name)) {
            map(name, value);
        } else {
            tag(name, value);
        }
    }

    /** {@code <entry><key>k</key><value>v</value></entry>}. */
    private void map(String name, JsonNode entries) {
        out.append('<').append(name).append('>');
        entries.properties().forEach(entry -> {
            out.append("<entry><key>").append(escape(entry.getKey())).append("</key>");
            tag("value", entry.getValue());
            out.append("</entry>");
        });
        out.append("</").append(name).append('>');
    }

    private void list(String name, JsonNode values) {
        if (protocol.flattened()) {
            String flat = switch (name) {
                case "Successful", "Results" -> BATCH_NAMES.getOrDefault(action, name);
                case "Failed" -> "BatchResultErrorEntry";
                default -> FLAT_NAMES.getOrDefault(name, name);
            };
            values.forEach(value -> tag(flat, value));
            return;
        }
        out.append('<').append(name).append('>');
        values.forEach(value -> tag("member", value));
        out.append("</").append(name).append('>');
    }

    /** {@code <Attribute><Name>k</Name><Value>v</Value></Attribute>}; tags say Key for Name. */
    private void flatMap(String name, JsonNode entries) {
        String key = name.equals("Tag") ? "Key" : "Name";
        entries.properties().forEach(entry -> {
            out.append('<').append(name).append('>');
            out.append('<')
                    .append(key)
                    .append('>')
                    .append(escape(entry.getKey()))
                    .append("</")
                    .append(key)
                    .append('>');
            tag("Value", entry.getValue());
            out.append("</").append(name).append('>');
        });
    }

    private void tag(String name, JsonNode value) {
        out.append('<').append(name).append('>');
        if (value.isObject()) {
            members(value);
        } else {
            out.append(escape(value.asText()));
        }
        out.append("</").append(name).append('>');
    }

    /** What XML 1.0 can hold. */
    private static boolean isXml(int c) {
        return c >= 32 ? c < 0xD800 || c > 0xDFFF && c != 0xFFFE && c != 0xFFFF : c == '\n' || c == '\t';
    }

    private static String escape(String text) {
        StringBuilder escaped = new StringBuilder(text.length() + 16);
        text.codePoints().forEach(c -> {
            switch (c) {
                case '<' -> escaped.append("&lt;");
                case '>' -> escaped.append("&gt;");
                case '&' -> escaped.append("&amp;");
                case '"' -> escaped.append("&quot;");
                case '\r' -> escaped.append("&#xD;");
                default -> escaped.appendCodePoint(isXml(c) ? c : '?');
            }
        });
        return escaped.toString();
    }
}
