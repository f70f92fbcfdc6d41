import socket
import threading

def serve(listener):
    connection, address = listener.accept()
    with connection:
        while data := connection.recv(1024):
            connection.sendall(b"echo: " + data)

listener = socket.socket(socket.AF_INET, socket.SOCK_STREAM)
listener.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)
listener.bind(("127.0.0.1", 0))
listener.listen()
threading.Thread(target=serve, args=(listener,), daemon=True).start()
with socket.create_connection(listener.getsockname()) as client:
    client.sendall(b"hello")
    print(client.recv(1024))
    client.sendall(b"again")
    print(client.recv(1024), client.getpeername()[0])
try:
    socket.create_connection(("127.0.0.1", 1), timeout=1)
except ConnectionRefusedError as error:
    print(error)
try:
    socket.gethostbyname("no-such-host.invalid")
except socket.gaierror as error:
    print(type(error).__name__)
listener.settimeout(0.01)
try:
    listener.accept()
except socket.timeout as error:
    print("timeout:", error, socket.timeout is TimeoutError)
