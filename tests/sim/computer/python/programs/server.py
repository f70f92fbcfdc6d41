import json
import threading
import urllib.error
import urllib.parse
import urllib.request
from http.server import BaseHTTPRequestHandler, HTTPServer

class Handler(BaseHTTPRequestHandler):
    def do_GET(self):
        url = urllib.parse.urlparse(self.path)
        if url.path == "/missing":
            self.send_error(404)
            return
        body = json.dumps({"path": url.path, "query": urllib.parse.parse_qs(url.query)}).encode()
        self.send_response(200)
        self.send_header("Content-Type", "application/json")
        self.send_header("Content-Length", str(len(body)))
        self.end_headers()
        self.wfile.write(body)

    def do_POST(self):
        length = int(self.headers["Content-Length"])
        data = json.loads(self.rfile.read(length))
        self.send_response(201)
        self.end_headers()
        self.wfile.write(f"got {data['name']}".encode())

    def log_message(self, format, *args):
        print("log:", format % args)

server = HTTPServer(("127.0.0.1", 0), Handler)
port = server.server_address[1]
threading.Thread(target=server.serve_forever, daemon=True).start()
base = f"http://127.0.0.1:{port}"
with urllib.request.urlopen(f"{base}/hello?a=1&a=2") as answer:
    print(answer.status, answer.headers["Content-Type"], json.load(answer))
request = urllib.request.Request(f"{base}/items", data=json.dumps({"name": "x"}).encode(), headers={"Content-Type": "application/json"}, method="POST")
with urllib.request.urlopen(request) as answer:
    print(answer.status, answer.read().decode())
try:
    urllib.request.urlopen(f"{base}/missing")
except urllib.error.HTTPError as error:
    print(error.code, error.reason, error)
server.shutdown()
server.server_close()
try:
    urllib.request.urlopen("http://127.0.0.1:9")
except urllib.error.URLError as error:
    print(error)
print(urllib.parse.quote("a b/c&d"), urllib.parse.urlencode({"q": "x y", "n": 1}), urllib.parse.urljoin("http://a/b/c", "../d"), urllib.parse.unquote("a%20b"))
