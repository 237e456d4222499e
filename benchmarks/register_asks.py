"""What B1 and B2 ask the public search: from every promotion down to those of one shop."""

from urllib.parse import urlencode

from benchmarks.load import Ask

TEXTS = ("", "giam gia", "nem chua", "nuoc mam cot", "cam luong nuoc mam")


def asks(path: str, *, times: int) -> list[Ask]:
    """Return each text so many times, in turn."""
    return [Ask(f"{path}?{urlencode({'q': text})}") for text in TEXTS] * times
