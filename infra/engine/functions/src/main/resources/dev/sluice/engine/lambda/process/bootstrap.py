import importlib
import json
import logging
import os
import sys
import time
import traceback

requests = os.fdopen(4, "r", encoding="utf-8", newline="\n")
answers = os.fdopen(3, "w", encoding="utf-8", newline="\n")
# What the function starts must not hold the engine's channels.
os.set_inheritable(3, False)
os.set_inheritable(4, False)
sys.stdout = os.fdopen(1, "w", buffering=1, encoding="utf-8", errors="replace", closefd=False)
current = {"id": ""}


def answer(message):
    sys.stdout.flush()
    sys.stderr.flush()
    os.write(2, b"\0end\n")
    answers.write(json.dumps(message) + "\n")
    answers.flush()


def failure(kind, message, trace=()):
    # On AWS the code is in /var/task, and receivers of failures may look for that.
    shown = [line.replace(os.environ["LAMBDA_TASK_ROOT"] + "/", "/var/task/") for line in trace]
    return {"errorMessage": message, "errorType": kind, "requestId": current["id"], "stackTrace": shown}


class Context:
    identity = None
    client_context = None

    def __init__(self, call):
        self.aws_request_id = call["id"]
        self.invoked_function_arn = call["arn"]
        self._deadline = call["deadline"]
        self.function_name = os.environ["AWS_LAMBDA_FUNCTION_NAME"]
        self.function_version = os.environ["AWS_LAMBDA_FUNCTION_VERSION"]
        self.memory_limit_in_mb = os.environ["AWS_LAMBDA_FUNCTION_MEMORY_SIZE"]
        self.log_group_name = os.environ["AWS_LAMBDA_LOG_GROUP_NAME"]
        self.log_stream_name = os.environ["AWS_LAMBDA_LOG_STREAM_NAME"]

    def get_remaining_time_in_millis(self):
        return max(0, int(self._deadline - time.time() * 1000))

    def log(self, message):
        sys.stdout.write(str(message))


class Formatter(logging.Formatter):
    converter = time.gmtime

    def format(self, record):
        record.aws_request_id = current["id"]
        return super().format(record)


class JsonFormatter(Formatter):
    def format(self, record):
        line = {
            "timestamp": self.formatTime(record, "%Y-%m-%dT%H:%M:%SZ"),
            "level": record.levelname,
            "message": record.getMessage(),
            "logger": record.name,
            "requestId": current["id"],
        }
        if record.exc_info:
            line["stackTrace"] = self.formatException(record.exc_info).split("\n")
        return json.dumps(line)


handler_of_logs = logging.StreamHandler(sys.stdout)
if os.environ.get("AWS_LAMBDA_LOG_FORMAT") == "JSON":
    handler_of_logs.setFormatter(JsonFormatter())
    level = os.environ["AWS_LAMBDA_LOG_LEVEL"]
    logging.getLogger().setLevel({"TRACE": "DEBUG", "WARN": "WARNING", "FATAL": "CRITICAL"}.get(level, level))
else:
    handler_of_logs.setFormatter(
        Formatter("[%(levelname)s]\t%(asctime)s.%(msecs)03dZ\t%(aws_request_id)s\t%(message)s", "%Y-%m-%dT%H:%M:%S")
    )
logging.getLogger().addHandler(handler_of_logs)


def load(name):
    """The handler, or what is wrong with it."""
    sys.path.insert(0, os.environ["LAMBDA_TASK_ROOT"])
    try:
        module_name, function = name.rsplit(".", 1)
    except ValueError as error:
        return None, failure("Runtime.MalformedHandlerName", "Bad handler '%s': %s" % (name, error))
    try:
        module = importlib.import_module(module_name.replace("/", "."))
    except ImportError as error:
        text = "Unable to import module '%s': %s" % (module_name, error)
        if error.name in ("boto3", "botocore"):
            text += ". It comes with Lambda's runtime and is not on this machine: run 'python3 -m pip install boto3'"
        return None, failure("Runtime.ImportModuleError", text)
    except SyntaxError as error:
        text = "Syntax error in module '%s': %s" % (module_name, error)
        return None, failure("Runtime.UserCodeSyntaxError", text)
    except Exception as error:
        return None, failure(type(error).__name__, str(error), traceback.format_tb(error.__traceback__)[1:])
    if not hasattr(module, function):
        text = "Handler '%s' missing on module '%s'" % (function, module_name)
        return None, failure("Runtime.HandlerNotFound", text)
    return getattr(module, function), None


def handle(handler, call):
    try:
        result = handler(json.loads(call["payload"]), Context(call))
    except Exception as error:
        return {"error": failure(type(error).__name__, str(error), traceback.format_tb(error.__traceback__)[1:])}
    try:
        return {"payload": json.dumps(result)}
    except Exception as error:
        return {"error": failure("Runtime.MarshalError", "Unable to marshal response: %s" % error)}


handler, wrong = load(os.environ["_HANDLER"])
answer({"error": wrong} if wrong else {})
if not wrong:
    for line in requests:
        request = json.loads(line)
        current["id"] = request["id"]
        os.environ["_X_AMZN_TRACE_ID"] = request["trace"]
        answer(handle(handler, request))
