package dev.sluice.engine.lambda.control;

import dev.sluice.engine.aws.AwsException;
import dev.sluice.engine.aws.Caller;
import dev.sluice.engine.kernel.Kernel;
import dev.sluice.engine.lambda.function.FunctionRef;
import dev.sluice.engine.lambda.function.LambdaErrors;

/**
 * Whether a function's role may use what outcomes and dead letters are sent to. Lambda asks when it is configured, since what
 * cannot be sent later is lost.
 *
 * @see <a href="https://docs.aws.amazon.com/lambda/latest/dg/invocation-async-retain-records.html">Retaining records</a>
 */
record DestinationRights(Kernel kernel, FunctionRef ref, String role) {

    /** @throws AwsException InvalidParameterValueException if the role may not send to the queue; nothing is asked of no queue */
    void deadLetters(String queueArn) {
        if (!queueArn.isEmpty() && !may("sqs:SendMessage", queueArn)) {
            throw LambdaErrors.invalid(
                    "The provided execution role does not have permissions to call SendMessage on SQS: " + role
                            + " may not send to " + queueArn + ", the DeadLetterConfig of the function.");
        }
    }

    /** @throws AwsException InvalidParameterValueException if the role may not use the destination; nothing is asked of none */
    void destination(String arn) {
        if (arn.isEmpty()) {
            return;
        }
        String action = switch (arn.split(":", 4)[2]) {
            case "sqs" -> "sqs:SendMessage";
            case "events" -> "events:PutEvents";
            default -> "lambda:InvokeFunction";
        };
        if (!may(action, arn)) {
            throw LambdaErrors.invalid("The function's execution role does not have permissions to call "
                    + action.substring(action.indexOf(':') + 1) + " on " + arn);
        }
    }

    private boolean may(String action, String arn) {
        try {
            kernel.access().require(Caller.role(role, ref.name()), action, arn);
            return true;
        } catch (AwsException e) {
            return false;
        }
    }
}
