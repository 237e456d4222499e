"""Keep a set of children running, in order, until somebody asks to stop."""

import time
from collections.abc import Callable
from dataclasses import dataclass, field

from thanhhoa_ecom.local.child import Child
from thanhhoa_ecom.local.postgres import Postgres
from thanhhoa_ecom.local.trouble import LocalTrouble
from thanhhoa_ecom.local.valkey import Valkey

LONGEST_PAUSE = 30.0
STEADY_AFTER = 60.0
"""A child that ran this long has earned a quick restart again."""
TOO_MANY_FAILURES = 3
"""So often a child may fail before the portal is ready."""


@dataclass(kw_only=True)
class Ward:
    """A child under watch, and what its restarts cost so far."""

    child: Child
    start: Callable[[], None]
    serves_others: bool = False
    started_at: float = 0
    failures: int = 0
    restart_at: float | None = None


@dataclass
class Supervisor:
    say: Callable[[str], None]
    wards: list[Ward] = field(default_factory=list)

    def start(self, child: Child) -> None:
        """Start one of the programs, and watch it from now on."""
        self._adopt(Ward(child=child, start=child.start))

    def start_server(self, server: Postgres | Valkey) -> None:
        """Start a server the programs need; it is stopped after them."""
        self._adopt(Ward(child=server.child, start=server.start, serves_others=True))

    def _adopt(self, ward: Ward) -> None:
        self.wards.append(ward)
        ward.start()
        ward.started_at = time.monotonic()

    def look_after(self) -> None:
        """Report and restart what has ended. Called several times a second."""
        for ward in self.wards:
            if ward.restart_at is None and not ward.child.is_running:
                self._note_end(ward)
            if ward.restart_at is not None and ward.restart_at <= time.monotonic():
                self._restart(ward)

    def require_health(self) -> None:
        """Give up on a start in which one child keeps failing."""
        for ward in self.wards:
            if ward.failures >= TOO_MANY_FAILURES:
                raise LocalTrouble(
                    f"{ward.child.name} cannot start; {ward.child.log_path} says why."
                )

    def stop_all(self) -> None:
        """Stop in the reverse order of the start: who is served leaves first."""
        programs = [ward for ward in self.wards if not ward.serves_others]
        servers = [ward for ward in self.wards if ward.serves_others]
        for ward in programs:
            ward.child.ask_to_stop()
        for ward in [*programs, *reversed(servers)]:
            ward.child.stop(patience=20)

    def _note_end(self, ward: Ward) -> None:
        now = time.monotonic()
        if now - ward.started_at > STEADY_AFTER:
            ward.failures = 0
        pause = min(2.0**ward.failures, LONGEST_PAUSE)
        ward.failures += 1
        ward.restart_at = now + pause
        self.say(
            f"{ward.child.name} stopped ({_reason(ward.child.exit_code)}); starting it "
            f"again in {pause:.0f} s. Its log: {ward.child.log_path}"
        )
        ward.child.end_group()

    def _restart(self, ward: Ward) -> None:
        ward.restart_at = None
        ward.started_at = time.monotonic()
        try:
            ward.start()
        except LocalTrouble:
            return  # seen as ended at the next look, with a longer pause
        self.say(f"{ward.child.name} runs again.")


def _reason(code: int | None) -> str:
    if code is not None and code < 0:
        return f"killed by signal {-code}"
    return f"exit code {code}"
