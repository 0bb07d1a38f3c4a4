"""The official Svix client for Python, versions 1 and 2, against the control-plane API: every operation that the API offers.

Only the server's URL and the token are set. API and TOKEN are the API's URL and an operator's token. What arrives is verified
with Svix's library and with the one of Standard Webhooks.
"""

import inspect
import json
import os
import threading
import time
import uuid
from datetime import datetime, timedelta, timezone
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer

import svix
from standardwebhooks.webhooks import Webhook as StandardWebhook
from svix import api as models
from svix.api import Svix, SvixOptions
from svix.webhooks import Webhook

RUN = uuid.uuid4().hex[:8]
client = Svix(os.environ["TOKEN"], SvixOptions(server_url=os.environ["API"]))
done = []


class Receiver(BaseHTTPRequestHandler):
    received, answers = [], {}

    def do_POST(self):
        body = self.rfile.read(int(self.headers["content-length"]))
        self.received.append((self.path, dict(self.headers), body))
        self.send_response(self.answers.get(self.path, 204))
        self.send_header("content-length", "0")
        self.end_headers()

    def log_message(self, *arguments):
        pass


receiver = ThreadingHTTPServer(("127.0.0.1", 0), Receiver)
threading.Thread(target=receiver.serve_forever, daemon=True).start()
BASE = f"http://127.0.0.1:{receiver.server_port}"


def until(what, check, seconds=60):
    end = time.monotonic() + seconds
    while True:
        found = check()
        if found:
            return found
        assert time.monotonic() < end, f"{what} did not happen within {seconds} s"
        time.sleep(0.2)


def model(kind, /, **fields):
    """The input of this name, in the words of the version that is installed."""
    known = getattr(getattr(models, kind), "model_fields", None) or inspect.signature(getattr(models, kind)).parameters
    renamed = {"event_types": "filter_types"} if "filter_types" in known and "event_types" not in known else {}
    return getattr(models, kind)(**{renamed.get(field, field): value for field, value in fields.items()})


def options(resource, method, **fields):
    """The options of a call, an instance of the class that its signature names."""
    parameter = inspect.signature(getattr(type(resource), method)).parameters["options"]
    names = [name for name in dir(models) if name in str(parameter.annotation)]
    return getattr(models, max(names, key=len))(**fields)


def run(operation, call, *arguments):
    result = call(*arguments)
    done.append(operation)
    return result


def refused(operation, status, call, *arguments):
    try:
        call(*arguments)
    except Exception as e:
        code = getattr(e, "status_code", getattr(e, "status", None))
        assert code == status, f"{operation}: expected {status}, got {code} {e!r}"
        done.append(f"{operation} ({status})")
        return e
    raise AssertionError(f"{operation}: expected {status}, and it was accepted")


# Applications
uid = f"customer-{RUN}"
app = run("application.create", client.application.create, model("ApplicationIn", name="Blue", uid=uid))
assert app.id.startswith("app_") and app.uid == uid
assert run("application.get", client.application.get, uid).id == app.id
refused("application.create", 409, client.application.create, model("ApplicationIn", name="Blue", uid=uid))
assert run("application.get_or_create", client.application.get_or_create, model("ApplicationIn", name="B", uid=uid)).id == app.id
assert run("application.patch", client.application.patch, uid, models.ApplicationPatch(name="Green")).name == "Green"
upsert = getattr(client.application, "upsert", None) or client.application.update
assert run("application.update", upsert, uid, model("ApplicationIn", name="Red", uid=uid)).name == "Red"
assert any(one.id == app.id for one in run("application.list", client.application.list).data)
refused("application.get", 404, client.application.get, "app_" + "0" * 27)

# Event types
kind = f"invoice{RUN}.paid"
schemas = {"1": {"type": "object", "properties": {"amount": {"type": "number"}}, "examples": [{"amount": 5}]}}
types = client.event_type
run("event_type.create", types.create, model("EventTypeIn", name=kind, description="Paid.", schemas=schemas))
assert run("event_type.get", types.get, kind).name == kind
upsert = getattr(types, "upsert", None) or types.update
run("event_type.update", upsert, kind, model("EventTypeUpdate" if hasattr(models, "EventTypeUpdate") else "EventTypeUpsertIn", description="Paid!", schemas=schemas))
run("event_type.patch", types.patch, kind, models.EventTypePatch(description="Settled."))
assert run("event_type.list", types.list).data

# Endpoints
endpoints = client.endpoint
endpoint = run("endpoint.create", endpoints.create, uid,
               model("EndpointIn", url=f"{BASE}/a", description="first", event_types=[kind], metadata={"a": "b"}))
assert endpoint.id.startswith("ep_") and list(getattr(endpoint, "event_types", None) or endpoint.filter_types) == [kind]
secret = run("endpoint.get_secret", endpoints.get_secret, uid, endpoint.id).key
assert secret.startswith("whsec_")
assert run("endpoint.get", endpoints.get, uid, endpoint.id).url == f"{BASE}/a"
assert run("endpoint.patch", endpoints.patch, uid, endpoint.id, models.EndpointPatch(description="second")).description == "second"
upsert = getattr(endpoints, "upsert", None) or endpoints.update
run("endpoint.update", upsert, uid, endpoint.id,
    model("EndpointUpdate" if hasattr(models, "EndpointUpdate") else "EndpointUpsertIn", url=f"{BASE}/a", event_types=[kind]))
assert len(run("endpoint.list", endpoints.list, uid).data) == 1
set_headers = getattr(endpoints, "set_headers", None) or endpoints.update_headers
run("endpoint.set_headers", set_headers, uid, endpoint.id, models.EndpointHeadersIn(headers={"X-Mine": "1"}))
run("endpoint.patch_headers", endpoints.patch_headers, uid, endpoint.id, models.EndpointHeadersPatchIn(headers={"X-Other": "2"}))
assert run("endpoint.get_headers", endpoints.get_headers, uid, endpoint.id).headers["X-Mine"] == "1"
refused("endpoint.create", 422, endpoints.create, uid, model("EndpointIn", url="nonsense"))

# Messages
messages = client.message
message = run("message.create", messages.create, uid,
              model("MessageIn", event_type=kind, payload={"amount": 5, "run": RUN}, event_id=f"e-{RUN}", tags=["t1"]))
assert message.id.startswith("msg_")
refused("message.create", 409, messages.create, uid,
        model("MessageIn", event_type=kind, payload={"amount": 6}, event_id=f"e-{RUN}"))
path, headers, body = until("the webhook", lambda: next((r for r in Receiver.received if r[0] == "/a"), None))
assert json.loads(body) == {"amount": 5, "run": RUN} or json.loads(body)["data"]["amount"] == 5, body
lower = {name.lower(): value for name, value in headers.items()}
assert lower["webhook-id"] == message.id and lower["x-mine"] == "1" and lower["x-other"] == "2"
Webhook(secret).verify(body, lower)
StandardWebhook(secret).verify(body, lower)
found = until("the message", lambda: run("message.get", messages.get, uid, message.id))
assert found.event_type == kind
assert run("message.get by event id", messages.get, uid, f"e-{RUN}").id == message.id
assert message.id in [one.id for one in run("message.list", messages.list, uid).data]

# Attempts
attempts = client.message_attempt
attempt = until("the attempt", lambda: run("message_attempt.list_by_endpoint", attempts.list_by_endpoint, uid, endpoint.id).data)[0]
assert attempt.msg_id == message.id and attempt.response_status_code == 204 and int(attempt.status) == 0
assert run("message_attempt.list_by_msg", attempts.list_by_msg, uid, message.id).data[0].id == attempt.id
assert run("message_attempt.get", attempts.get, uid, message.id, attempt.id).id == attempt.id
run("message_attempt.list_attempted_messages", attempts.list_attempted_messages, uid, endpoint.id)
assert run("message_attempt.list_attempted_destinations", attempts.list_attempted_destinations, uid, message.id).data
run("endpoint.get_stats", endpoints.get_stats, uid, endpoint.id)

# A failure, and ways back
Receiver.answers["/b"] = 500
failing = endpoints.create(uid, model("EndpointIn", url=f"{BASE}/b", event_types=[kind]))
lost = messages.create(uid, model("MessageIn", event_type=kind, payload={"amount": 7}))
bad = until("the failure", lambda: [a for a in attempts.list_by_endpoint(uid, failing.id).data if a.response_status_code == 500])
assert bad[0].msg_id == lost.id
Receiver.answers["/b"] = 204
before = len(Receiver.received)
run("message_attempt.resend", attempts.resend, uid, lost.id, failing.id)
until("the resent webhook", lambda: any(r[0] == "/b" for r in Receiver.received[before:]))
since = datetime.now(timezone.utc) - timedelta(hours=1)
task = run("endpoint.recover", endpoints.recover, uid, failing.id, models.RecoverIn(since=since))
assert task.id.startswith("qtask_")
run("endpoint.replay_missing", endpoints.replay_missing, uid, failing.id, models.ReplayIn(since=since))
if hasattr(endpoints, "bulk_replay"):
    run("endpoint.bulk_replay", endpoints.bulk_replay, uid, failing.id, models.BulkReplayIn(since=since))
assert run("background_task.get", client.background_task.get, task.id).id == task.id
assert run("background_task.list", client.background_task.list).data
before = len(Receiver.received)
run("endpoint.send_example", endpoints.send_example, uid, endpoint.id, models.EventExampleIn(event_type=kind))
until("the example", lambda: len(Receiver.received) > before)

# Secrets that rotate
run("endpoint.rotate_secret", endpoints.rotate_secret, uid, endpoint.id, models.EndpointSecretRotateIn())
fresh = endpoints.get_secret(uid, endpoint.id).key
assert fresh != secret
before = len(Receiver.received)
messages.create(uid, model("MessageIn", event_type=kind, payload={"amount": 8}))
path, headers, body = until("both signatures", lambda: next((r for r in Receiver.received[before:] if r[0] == "/a"), None))
lower = {name.lower(): value for name, value in headers.items()}
for key in (secret, fresh):
    StandardWebhook(key).verify(body, lower)

# Content, portal, health, and the end
run("message.expunge_content", messages.expunge_content, uid, message.id)
run("message_attempt.expunge_content", attempts.expunge_content, uid, message.id, attempt.id)
portal = run("authentication.app_portal_access", client.authentication.app_portal_access, uid, models.AppPortalAccessIn())
assert portal.token and portal.url
visitor = Svix(portal.token, SvixOptions(server_url=os.environ["API"]))
assert visitor.endpoint.list(uid).data
refused("application.list by a visitor", 403, visitor.application.list)
run("authentication.logout", visitor.authentication.logout)
run("authentication.expire_all", client.authentication.expire_all, uid, models.ApplicationTokenExpireIn())
run("health.get", client.health.get)
pages, iterator = [], None
for number in range(5):
    endpoints.create(uid, model("EndpointIn", url=f"{BASE}/page{number}", event_types=[kind], disabled=True))
while True:
    page = endpoints.list(uid, options(endpoints, "list", limit=2, iterator=iterator))
    pages += [one.id for one in page.data]
    iterator = page.iterator
    if page.done:
        break
assert len(pages) == len(set(pages)) == 7, pages
run("endpoint.delete", endpoints.delete, uid, failing.id)
run("event_type.delete", types.delete, kind)
run("application.delete", client.application.delete, uid)
refused("application.get", 404, client.application.get, uid)
print(f"svix {svix.__version__}: {len(done)} calls as expected")
print("\n".join(done))
