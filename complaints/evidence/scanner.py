"""Asking a scanner for harmful files, in the protocol of clamd (INSTREAM over TCP).

A scanner that is away or fails says nothing about the file: that is an error, never
«harmful», and the file is asked about again later.
"""

import socket
import struct
from collections.abc import Iterable
from dataclasses import dataclass
from urllib.parse import urlsplit

from complaints.models.evidence import ScanResult

SECONDS = 60
PORT = 3310
LONGEST_ANSWER = 4096
DETAIL_CHARACTERS = 200


@dataclass(frozen=True)
class Verdict:
    result: ScanResult
    detail: str = ""


def scan(pieces: Iterable[bytes], *, url: str) -> Verdict:
    """Send the bytes to the scanner at ``url`` and read what it thinks of them."""
    try:
        answer = _ask(pieces, url)
    except OSError as error:
        return Verdict(ScanResult.ERROR, type(error).__name__)
    return read_answer(answer)


def read_answer(answer: str) -> Verdict:
    """Read ``stream: OK``, ``stream: NAME FOUND`` or anything else."""
    text = answer.strip("\x00 \r\n").removeprefix("stream:").strip()
    if text == "OK":
        return Verdict(ScanResult.CLEAN)
    if text.endswith(" FOUND"):
        name = text.removesuffix(" FOUND")[:DETAIL_CHARACTERS]
        return Verdict(ScanResult.INFECTED, name)
    return Verdict(ScanResult.ERROR, text[:DETAIL_CHARACTERS] or "no answer")


def _ask(pieces: Iterable[bytes], url: str) -> str:
    place = urlsplit(url)
    address = (place.hostname or "127.0.0.1", place.port or PORT)
    with socket.create_connection(address, timeout=SECONDS) as line:
        line.sendall(b"zINSTREAM\x00")
        for piece in pieces:
            line.sendall(struct.pack("!I", len(piece)) + piece)
        line.sendall(struct.pack("!I", 0))
        answer = b""
        while len(answer) < LONGEST_ANSWER and (part := line.recv(LONGEST_ANSWER)):
            answer += part
    return answer.decode(errors="replace")
