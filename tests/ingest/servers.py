"""A web server on this machine whose every answer is a script of bytes."""

from __future__ import annotations

import re
import socket
import ssl
import time
from collections.abc import Iterable, Iterator
from contextlib import contextmanager
from threading import Thread

Script = Iterable[bytes | float]  # bytes are sent, numbers are seconds of silence


def answer(body: bytes = b"", status: str = "200 OK", **headers: object) -> list[bytes]:
    """Return a whole answer; `headers` have underscores for hyphens."""
    lines = {"Content_Length": len(body)} | headers
    head = "".join(f"{name.replace('_', '-')}: {value}\r\n" for name, value in lines.items() if value is not None)
    return [f"HTTP/1.1 {status}\r\n{head}\r\n".encode("latin-1"), body]


class Server:
    """Answers each path with its script, one connection at a time; it notes what it was asked and could send."""

    def __init__(self, listener: socket.socket, tls: ssl.SSLContext | None) -> None:
        self.scripts: dict[str, Script] = {}
        self.asked: list[str] = []
        self.sent_bytes = 0
        self.host = f"127.0.0.1:{listener.getsockname()[1]}"
        self.port = listener.getsockname()[1]
        self._listener = listener
        self._tls = tls

    def url(self, path: str = "/") -> str:
        return f"http://{self.host}{path}"

    def serve(self) -> None:
        while True:
            try:
                connection, _ = self._listener.accept()
            except OSError:  # closed
                return
            try:
                with self._tls.wrap_socket(connection, server_side=True) if self._tls else connection as stream:
                    self._answer(stream)
            except OSError:  # the other end has seen enough
                connection.close()

    def _answer(self, stream: socket.socket) -> None:
        request = _read_request(stream)
        if not request:
            return
        self.asked.append(request.decode("latin-1"))
        for part in self.scripts.get(request.split(b" ")[1].decode(), answer(status="404 Not Found")):
            if isinstance(part, bytes):
                stream.sendall(part)
                self.sent_bytes += len(part)
            else:
                time.sleep(part)


def _read_request(stream: socket.socket) -> bytes:
    request = b""
    while b"\r\n\r\n" not in request and (chunk := stream.recv(65_536)):
        request += chunk
    length = re.search(rb"content-length: (\d+)", request, re.IGNORECASE)
    while length and len(request.partition(b"\r\n\r\n")[2]) < int(length[1]) and (chunk := stream.recv(65_536)):
        request += chunk
    return request


@contextmanager
def running_server(tls: ssl.SSLContext | None = None) -> Iterator[Server]:
    """Yield a server that runs until the block ends."""
    with socket.create_server(("127.0.0.1", 0)) as listener:
        server = Server(listener, tls)
        thread = Thread(target=server.serve, daemon=True)
        thread.start()
        yield server
        listener.shutdown(socket.SHUT_RDWR)
    thread.join(timeout=5)
