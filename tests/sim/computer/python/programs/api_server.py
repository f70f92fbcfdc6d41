# A JSON API with http.server, asked with urllib from a thread.
import json
import threading
import urllib.error
import urllib.parse
import urllib.request
from http import HTTPStatus
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer

notes = {1: "first"}


class Handler(BaseHTTPRequestHandler):
    server_version = "Notes/1.0"
    protocol_version = "HTTP/1.1"

    def reply(self, status, body):
        data = json.dumps(body).encode()
        self.send_response(status)
        self.send_header("Content-Type", "application/json")
        self.send_header("Content-Length", str(len(data)))
        self.end_headers()
        if self.command != "HEAD":
            self.wfile.write(data)

    def do_GET(self):
        url = urllib.parse.urlsplit(self.path)
        query = urllib.parse.parse_qs(url.query)
        match url.path.strip("/").split("/"):
            case ["notes"]:
                found = [{"id": k, "text": v} for k, v in notes.items() if query.get("q", [""])[0] in v]
                self.reply(HTTPStatus.OK, found)
            case ["notes", number] if number.isdigit() and int(number) in notes:
                self.reply(200, {"id": int(number), "text": notes[int(number)]})
            case ["boom"]:
                self.send_error(500, "broken")
            case _:
                self.reply(HTTPStatus.NOT_FOUND, {"error": "not found", "path": url.path})

    do_HEAD = do_GET

    def do_POST(self):
        length = int(self.headers.get("Content-Length", 0))
        try:
            body = json.loads(self.rfile.read(length))
            text = body["text"]
        except json.JSONDecodeError as error:
            return self.reply(400, {"error": str(error)})
        except (KeyError, TypeError) as error:
            return self.reply(422, {"error": f"{type(error).__name__}: {error}"})
        notes[max(notes) + 1] = text
        self.reply(HTTPStatus.CREATED, {"id": max(notes)})

    def do_DELETE(self):
        self.send_response(204)
        self.end_headers()

    def log_message(self, format, *args):
        print("log:", format % args)


def ask(path, data=None, method=None, headers={}):
    request = urllib.request.Request(base + path, data=data, method=method, headers=headers)
    try:
        with urllib.request.urlopen(request, timeout=5) as answer:
            print(answer.status, answer.headers["Content-Type"], answer.read().decode())
    except urllib.error.HTTPError as error:
        print("HTTPError", error.code, error.reason, error.read().decode().split("\n")[0])
    except urllib.error.URLError as error:
        print("URLError", error.reason)


server = ThreadingHTTPServer(("127.0.0.1", 0), Handler)
base = f"http://127.0.0.1:{server.server_port}"
thread = threading.Thread(target=server.serve_forever, daemon=True)
thread.start()
ask("/notes")
ask("/notes", json.dumps({"text": "second ü"}).encode(), headers={"Content-Type": "application/json"})
ask("/notes", b"{oops")
ask("/notes", b"[1]")
ask("/notes/2")
ask("/notes?" + urllib.parse.urlencode({"q": "sec"}))
ask("/nothing/here")
ask("/notes/1", method="HEAD")
ask("/notes/1", method="DELETE")
ask("/notes/1", method="PUT")
ask("/boom")
server.shutdown()
server.server_close()
thread.join(1)
print(thread.is_alive())
ask("/notes")
