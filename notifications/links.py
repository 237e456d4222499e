"""Links that let their receiver do one thing: whoever reads one could do it instead.

Their addresses hold «/mot-lan/» and then a token. It is covered wherever somebody
else than the receiver reads: in the admin and in the log.
"""

import re
from collections.abc import MutableMapping
from typing import Any

_TOKEN = re.compile(r"(/mot-lan/[\w-]+/)[^\s/]+")


def cover(text: str) -> str:
    """Return the text without the tokens of one-time links."""
    return _TOKEN.sub(r"\1…", text)


def cover_in_log(
    logger: Any, method: str, event: MutableMapping[str, Any]
) -> MutableMapping[str, Any]:
    """Cover the tokens in a line of the log; a processor of structlog."""
    for name, value in event.items():
        if isinstance(value, str) and "/mot-lan/" in value:
            event[name] = cover(value)
    return event
