package dev.sluice.engine.monitoring;

import dev.sluice.engine.aws.Operation;
import dev.sluice.engine.aws.Protocol;
import dev.sluice.engine.aws.Service;
import dev.sluice.engine.kernel.Kernel;
import dev.sluice.engine.monitoring.alarm.AlarmClock;
import dev.sluice.engine.monitoring.alarm.AlarmOperations;
import dev.sluice.engine.monitoring.alarm.Alarms;
import dev.sluice.engine.monitoring.data.GetMetricData;
import dev.sluice.engine.monitoring.data.GetMetricStatistics;
import dev.sluice.engine.monitoring.data.ListMetrics;
import dev.sluice.engine.monitoring.data.PutMetricData;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/**
 * CloudWatch: service {@code monitoring}, in the three protocols that its clients use: query (AWS SDK for Java), JSON 1.0
 * (AWS CLI) and CBOR (current SDKs of Go and JavaScript). Data points have a resolution of one minute and no unit.
 *
 * @see <a href="https://docs.aws.amazon.com/AmazonCloudWatch/latest/APIReference/Welcome.html">API reference</a>
 */
public final class MonitoringService implements Service {

    private static final String MODEL = "GraniteServiceVersion20100801";
    private static final Map<String, String> QUERY_CODES = Map.of(
            "InternalServiceFault", "InternalServiceError",
            "InvalidFormatFault", "InvalidFormat",
            "InvalidParameterCombinationException", "InvalidParameterCombination",
            "InvalidParameterValueException", "InvalidParameterValue",
            "LimitExceededFault", "LimitExceeded",
            "MissingRequiredParameterException", "MissingParameter",
            "ValidationException", "ValidationError",
            "AccessDeniedException", "AccessDenied");

    private final Map<String, Operation> operations = new HashMap<>();
    private final AlarmClock clock;

    public MonitoringService(Kernel kernel) {
        Alarms alarms = new Alarms(kernel);
        operations.put("GetMetricData", new GetMetricData(kernel));
        operations.put("GetMetricStatistics", new GetMetricStatistics(kernel));
        operations.put("ListMetrics", new ListMetrics(kernel));
        operations.put("PutMetricData", new PutMetricData(kernel));
        operations.putAll(new AlarmOperations(kernel, alarms).operations());
        clock = new AlarmClock(kernel, alarms);
    }

    @Override
    public String name() {
        return "monitoring";
    }

    @Override
    public List<Protocol> protocols() {
        return List.of(
                new Protocol.Query("2010-08-01", "http://monitoring.amazonaws.com/doc/2010-08-01/", false, QUERY_CODES),
                new Protocol.Json(MODEL, "1.0"),
                new Protocol.Cbor(MODEL));
    }

    @Override
    public Map<String, Operation> operations() {
        return operations;
    }

    @Override
    public void start() {
        clock.start();
    }

    @Override
    public void close() {
        clock.close();
    }
}
