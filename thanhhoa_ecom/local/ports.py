import socket

from thanhhoa_ecom.local.trouble import LocalTrouble


def free_port() -> int:
    """Return a port of this machine that nobody uses now."""
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        port = probe.getsockname()[1]
    assert isinstance(port, int)
    return port


def require_port(text: str) -> int:
    """Return the port to serve on, if it may be taken and is free."""
    if not text.isascii() or not text.isdigit() or not 1 <= int(text) <= 65535:
        raise LocalTrouble(f"PORT={text} is not a port: choose a number up to 65535.")
    port = int(text)
    with socket.socket() as probe:
        probe.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)
        try:
            probe.bind(("127.0.0.1", port))
        except PermissionError as error:
            raise LocalTrouble(
                f"Port {port} is not open to you: choose another, as in "
                "`make run PORT=8001`."
            ) from error
        except OSError as error:
            raise LocalTrouble(
                f"Port {port} is taken by another program: stop it or choose another, "
                f"as in `make run PORT={_next_port(port)}`."
            ) from error
    return port


def _next_port(port: int) -> int:
    return port + 1 if port < 65535 else 8000
