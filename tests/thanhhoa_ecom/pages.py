"""What the tests of pages look at: their tags, and what they would load."""

from dataclasses import dataclass, field
from html.parser import HTMLParser
from urllib.parse import urlsplit

LOADING = {
    "audio": "src",
    "embed": "src",
    "form": "action",
    "iframe": "src",
    "img": "src",
    "link": "href",
    "object": "data",
    "script": "src",
    "source": "src",
    "video": "src",
}


@dataclass
class Tag:
    name: str
    attributes: dict[str, str | None]


@dataclass
class Page(HTMLParser):
    """The tags of a page, and what on it a strict content security policy forbids."""

    text: str
    tags: list[Tag] = field(default_factory=list)

    def __post_init__(self) -> None:
        super().__init__()
        self.feed(self.text)

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        self.tags.append(Tag(tag, dict(attrs)))

    def named(self, name: str) -> list[Tag]:
        return [tag for tag in self.tags if tag.name == name]

    def with_id(self, identifier: str) -> list[Tag]:
        return [tag for tag in self.tags if tag.attributes.get("id") == identifier]

    def inline(self) -> list[str]:
        """Return inline scripts, styles and handlers."""
        found = [tag.name for tag in self.tags if _is_inline(tag)]
        found += [
            f"{tag.name} {name}"
            for tag in self.tags
            for name in tag.attributes
            if name == "style" or name.startswith("on")
        ]
        return found

    def foreign(self) -> list[str]:
        """Return the addresses elsewhere from which the page would load or send to."""
        addresses = [
            tag.attributes.get(LOADING[tag.name]) or ""
            for tag in self.tags
            if tag.name in LOADING and tag.attributes.get("rel") != "canonical"
        ]
        return [address for address in addresses if _is_elsewhere(address)]


def _is_inline(tag: Tag) -> bool:
    if tag.name == "style":
        return True
    data_block = tag.attributes.get("type") in {
        "application/json",
        "application/ld+json",
    }
    return tag.name == "script" and "src" not in tag.attributes and not data_block


def _is_elsewhere(address: str) -> bool:
    parts = urlsplit(address)
    return parts.scheme not in {"", "data"} or bool(parts.netloc)
