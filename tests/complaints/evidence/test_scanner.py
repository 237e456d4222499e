import socket
import struct
from threading import Thread

import pytest

from complaints.evidence import scanner
from complaints.models.evidence import ScanResult


@pytest.mark.parametrize(
    ("answer", "result", "detail"),
    [
        ("stream: OK\x00", ScanResult.CLEAN, ""),
        ("stream: Eicar-Test FOUND\x00", ScanResult.INFECTED, "Eicar-Test"),
        (
            "INSTREAM size limit exceeded. ERROR\x00",
            ScanResult.ERROR,
            "INSTREAM size limit exceeded. ERROR",
        ),
        ("", ScanResult.ERROR, "no answer"),
        ("stream: OK, but FOUNDATION", ScanResult.ERROR, "OK, but FOUNDATION"),
    ],
)
def test_only_a_clear_answer_is_believed(answer, result, detail):
    assert scanner.read_answer(answer) == scanner.Verdict(result, detail)


def test_a_scanner_that_is_away_says_nothing_about_the_file():
    with socket.create_server(("127.0.0.1", 0)) as taken:
        port = taken.getsockname()[1]

    verdict = scanner.scan([b"x"], url=f"tcp://127.0.0.1:{port}")

    assert verdict.result == ScanResult.ERROR


def test_the_scanner_is_sent_every_byte_in_its_own_protocol():
    heard = []

    def listen(server):
        line, _ = server.accept()
        with line:
            command = line.recv(10, socket.MSG_WAITALL)
            while size := struct.unpack("!I", line.recv(4, socket.MSG_WAITALL))[0]:
                heard.append(line.recv(size, socket.MSG_WAITALL))
            line.sendall(b"stream: OK\x00" if command == b"zINSTREAM\x00" else b"?")

    with socket.create_server(("127.0.0.1", 0)) as server:
        ear = Thread(target=listen, args=[server])
        ear.start()
        port = server.getsockname()[1]
        verdict = scanner.scan([b"abc", b"de"], url=f"tcp://127.0.0.1:{port}")
        ear.join()

    assert verdict == scanner.Verdict(ScanResult.CLEAN)
    assert heard == [b"abc", b"de"]
