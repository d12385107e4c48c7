"""A mail server of some forty lines: it takes what it is told to take, refuses, or falls silent."""

import socketserver
from dataclasses import dataclass, field
from threading import Event, Thread
from typing import Self


@dataclass
class _Behaviour:
    received: list[bytes] = field(default_factory=list)
    answers: dict[str, str] = field(default_factory=dict)
    is_silent_after_data: bool = False
    got_data: Event = field(default_factory=Event)


class _Conversation(socketserver.StreamRequestHandler):
    def handle(self) -> None:
        behaviour: _Behaviour = self.server.behaviour  # type: ignore[attr-defined]
        self._say("220 ready")
        while line := self.rfile.readline():
            verb = line.split(b" ")[0].strip().upper().decode()
            if verb == "DATA" and "DATA" not in behaviour.answers:
                if not self._take(behaviour):
                    return
            elif verb == "QUIT":
                self._say("221 bye")
                return
            else:
                self._say(behaviour.answers.get(verb, "250 ok"))

    def _take(self, behaviour: _Behaviour) -> bool:
        self._say("354 go on")
        lines: list[bytes] = []
        while (line := self.rfile.readline()) not in {b".\r\n", b""}:
            lines.append(line)
        behaviour.received.append(b"".join(lines))
        behaviour.got_data.set()
        if behaviour.is_silent_after_data:
            return False
        self._say(behaviour.answers.get("END", "250 taken"))
        return True

    def _say(self, words: str) -> None:
        self.wfile.write(f"{words}\r\n".encode())


class _Server(socketserver.ThreadingTCPServer):
    daemon_threads = True
    behaviour: _Behaviour


class MailServer:
    """Listens on a port of its own while it is entered."""

    def __init__(self) -> None:
        self.behaviour = _Behaviour()
        self._server = _Server(("127.0.0.1", 0), _Conversation)
        self._server.behaviour = self.behaviour
        self._thread = Thread(target=self._server.serve_forever, kwargs={"poll_interval": 0.05}, daemon=True)

    def __enter__(self) -> Self:
        self._thread.start()
        return self

    def __exit__(self, *_: object) -> None:
        self._server.shutdown()
        self._server.server_close()

    @property
    def address(self) -> tuple[str, int]:
        host, port = self._server.server_address[:2]
        return str(host), int(port)

    @property
    def url(self) -> str:
        host, port = self.address
        return f"smtp://{host}:{port}"
