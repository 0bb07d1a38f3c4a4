package dev.sluice.engine.monitoring.data;

import com.fasterxml.jackson.databind.JsonNode;
import dev.sluice.engine.aws.AwsException;
import dev.sluice.engine.request.Members;
import dev.sluice.engine.request.TextConstraint;
import java.time.DateTimeException;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalDouble;
import java.util.Set;

/** Members that all of CloudWatch's operations share; the query protocol gives them as text. */
public final class Read {

    public static final TextConstraint NAMESPACE = TextConstraint.matching(1, 255, "[^:].*");
    public static final TextConstraint NAME = TextConstraint.length(1, 255);
    private static final TextConstraint VALUE = TextConstraint.length(1, 1_024);
    private static final int MOST_DIMENSIONS = 30;
    private static final int MINUTE = 60;
    private static final Set<Integer> HIGH_RESOLUTION = Set.of(1, 5, 10, 20, 30);

    private Read() {}

    public static Map<String, String> dimensions(Members members) {
        Map<String, String> dimensions = new LinkedHashMap<>();
        for (Members dimension : members.structures("Dimensions")) {
            dimensions.put(dimension.required("Name", NAME), dimension.required("Value", VALUE));
        }
        if (dimensions.size() > MOST_DIMENSIONS) {
            members.violate(
                    "Dimensions", "Dimensions", "Member must have length less than or equal to " + MOST_DIMENSIONS);
        }
        return dimensions;
    }

    /** Epoch seconds or ISO 8601. */
    static Optional<Instant> time(Members members, String name) {
        JsonNode value = members.node().path(name);
        if (value.isMissingNode() || value.isNull()) {
            return Optional.empty();
        }
        try {
            return Optional.of(
                    value.isNumber()
                            ? Instant.ofEpochMilli(Math.round(value.asDouble() * 1000))
                            : OffsetDateTime.parse(value.asText()).toInstant());
        } catch (DateTimeException e) {
            members.violate(value.asText(), name, "Member must be a timestamp");
            return Optional.empty();
        }
    }

    static Instant requiredTime(Members members, String name) {
        if (members.node().path(name).isMissingNode()) {
            members.missing(name);
        }
        return time(members, name).orElse(Instant.EPOCH);
    }

    public static OptionalDouble number(Members members, String name) {
        JsonNode value = members.node().path(name);
        if (value.isMissingNode() || value.isNull()) {
            return OptionalDouble.empty();
        }
        try {
            double number = value.isNumber() ? value.asDouble() : Double.parseDouble(value.asText());
            if (Double.isFinite(number)) {
                return OptionalDouble.of(number);
            }
        } catch (NumberFormatException e) {
            members.violate(value.asText(), name, "Member must be a number");
            return OptionalDouble.empty();
        }
        throw AwsException.of(
                "InvalidParameterValueException", "The value for the parameter " + name + " must be a finite number.");
    }

    /** Seconds: a multiple of 60, or one of those of high resolution. This engine's data points are one minute apart. */
    public static int period(Members members) {
        if (!members.has("Period")) {
            members.missing("Period");
        }
        int period = members.number("Period", 1, 86_400).orElse(MINUTE);
        members.check();
        if (period % MINUTE != 0 && !HIGH_RESOLUTION.contains(period)) {
            throw AwsException.of(
                    "InvalidParameterValueException", "The parameter Period must be a multiple of " + MINUTE + ".");
        }
        return period;
    }
}
