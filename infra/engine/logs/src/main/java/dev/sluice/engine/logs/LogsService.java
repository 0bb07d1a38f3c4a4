package dev.sluice.engine.logs;

import dev.sluice.engine.aws.AwsException;
import dev.sluice.engine.aws.Operation;
import dev.sluice.engine.aws.Protocol;
import dev.sluice.engine.aws.Service;
import dev.sluice.engine.kernel.Kernel;
import dev.sluice.engine.logs.delivery.VendedLogs;
import dev.sluice.engine.logs.group.GroupOperations;
import dev.sluice.engine.logs.group.Groups;
import dev.sluice.engine.logs.group.PolicyOperations;
import dev.sluice.engine.logs.group.TagOperations;
import dev.sluice.engine.logs.read.FilterLogEvents;
import dev.sluice.engine.logs.read.GetLogEvents;
import dev.sluice.engine.logs.stream.EventLog;
import dev.sluice.engine.logs.stream.PutLogEvents;
import dev.sluice.engine.logs.stream.StreamOperations;
import dev.sluice.engine.logs.stream.Streams;
import dev.sluice.engine.logs.stream.Trimmer;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/**
 * CloudWatch Logs: service {@code logs}. Events are on disk before PutLogEvents answers, and are trimmed after their group's
 * retention.
 *
 * @see <a href="https://docs.aws.amazon.com/AmazonCloudWatchLogs/latest/APIReference/Welcome.html">API reference</a>
 */
public final class LogsService implements Service {

    private final Map<String, Operation> operations = new HashMap<>();
    private final Trimmer trimmer;
    private final VendedLogs vended;

    public LogsService(Kernel kernel) {
        Streams streams = new Streams(kernel.store());
        EventLog events = new EventLog(kernel.store());
        Groups groups = new Groups(kernel, streams::bytes);
        add(new GroupOperations(groups, streams::dropGroup).operations());
        add(new TagOperations(groups).operations());
        add(new PolicyOperations(kernel).operations());
        add(new StreamOperations(kernel, groups, streams).operations());
        add(Map.of(
                "PutLogEvents", new PutLogEvents(kernel, groups, streams, events),
                "GetLogEvents", new GetLogEvents(kernel, groups, streams, events),
                "FilterLogEvents", new FilterLogEvents(groups, streams, events)));
        vended = new VendedLogs(kernel);
        operations.putAll(vended.operations());
        trimmer = new Trimmer(kernel, groups);
    }

    /** Delivers what other services log. */
    public VendedLogs vended() {
        return vended;
    }

    /** What other services report as ValidationException is InvalidParameterException here. */
    private void add(Map<String, Operation> some) {
        some.forEach((name, operation) -> operations.put(name, request -> {
            try {
                return operation.call(request);
            } catch (AwsException e) {
                throw e.code().equals("ValidationException")
                        ? AwsException.of("InvalidParameterException", e.message())
                        : e;
            }
        }));
    }

    @Override
    public String name() {
        return "logs";
    }

    @Override
    public List<Protocol> protocols() {
        return List.of(new Protocol.Json("Logs_20140328", "1.1"));
    }

    @Override
    public Map<String, Operation> operations() {
        return operations;
    }

    @Override
    public void start() {
        trimmer.start();
    }

    @Override
    public void close() {
        trimmer.close();
    }
}
