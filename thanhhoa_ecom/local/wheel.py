"""Find a program that a wheel brought, without running the wheel's own code."""

from importlib.util import find_spec
from pathlib import Path

from thanhhoa_ecom.local.trouble import LocalTrouble


def program(package: str, pattern: str) -> Path:
    """Return the one file in ``package`` that fits the pattern."""
    spec = find_spec(package)
    found = (
        sorted(Path(spec.origin).parent.glob(pattern)) if spec and spec.origin else []
    )
    if not found:
        raise LocalTrouble(
            f"The package {package} has no program for this kind of machine: name "
            "servers of your own in DATABASE_URL and REDIS_URL."
        )
    return found[0].resolve()
