"""A customer's receiver that trusts only the official Standard Webhooks library.

Usage: receiver.py FOLDER. Prints its URL; verifies with the secret in FOLDER/secret; appends one line per request to
FOLDER/requests: status, webhook-id, body. Answers 503 as often as FOLDER/fail says.
"""

import sys
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from pathlib import Path

from standardwebhooks.webhooks import Webhook, WebhookVerificationError

folder = Path(sys.argv[1])


class Receiver(BaseHTTPRequestHandler):
    def do_POST(self):
        body = self.rfile.read(int(self.headers["content-length"]))
        status = self.verified(body)
        with open(folder / "requests", "a", encoding="utf-8") as requests:
            requests.write(f"{status} {self.headers['webhook-id']} {body.decode()}\n")
        self.send_response(status)
        self.send_header("content-length", "0")
        self.end_headers()

    def verified(self, body):
        fail = folder / "fail"
        left = int(fail.read_text()) if fail.exists() else 0
        if left:
            fail.write_text(str(left - 1))
            return 503
        try:
            Webhook((folder / "secret").read_text().strip()).verify(body, dict(self.headers))
            return 204
        except WebhookVerificationError:
            return 401

    def log_message(self, *arguments):
        pass


server = ThreadingHTTPServer(("127.0.0.1", 0), Receiver)
print(f"http://127.0.0.1:{server.server_port}", flush=True)
server.serve_forever()
