"""A small real mail server for tests, which can be told to refuse or to be away."""

import email
import socketserver
import threading
from email import policy
from email.message import EmailMessage


class _Handler(socketserver.StreamRequestHandler):
    def handle(self):
        self._say("220 test")
        while line := self.rfile.readline():
            verb = line.split()[0].upper() if line.split() else b""
            if verb == b"QUIT":
                self._say("221 bye")
                return
            self._answer(verb, line.decode())

    def _answer(self, verb, line):
        refusal = self.server.refusals.get(verb.decode())
        if refusal is not None and refusal[0] in line:
            self._say(refusal[1])
        elif verb == b"DATA":
            self._say("354 go on")
            self._take()
        else:
            self._say("250 ok")

    def _take(self):
        lines = []
        while (line := self.rfile.readline()) not in (b".\r\n", b""):
            lines.append(line.removeprefix(b"."))
        message = email.message_from_bytes(b"".join(lines), policy=policy.default)
        self.server.messages.append(message)
        self._say("250 taken")

    def _say(self, text):
        self.wfile.write(f"{text}\r\n".encode())


class _Server(socketserver.ThreadingTCPServer):
    allow_reuse_address = True
    daemon_threads = True


class MailServer:
    """Listens on a port of its own while ``up``; keeps what it took.

    ``refuse("RCPT", "550 no such user", where="a@b")`` answers that verb so, where the
    line holds the given text.
    """

    def __init__(self):
        self.messages: list[EmailMessage] = []
        self.refusals: dict[str, tuple[str, str]] = {}
        self._server = None
        self.port = 0
        self.up()

    def up(self):
        self._server = _Server(("127.0.0.1", self.port), _Handler)
        self._server.messages = self.messages
        self._server.refusals = self.refusals
        self.port = self._server.server_address[1]
        threading.Thread(target=self._server.serve_forever, args=[0.02]).start()

    def down(self):
        if self._server is not None:
            self._server.shutdown()
            self._server.server_close()
            self._server = None

    def refuse(self, verb, answer, *, where=""):
        self.refusals[verb] = (where, answer)

    def receivers(self):
        return [message["To"] for message in self.messages]
