"""The articles offered beside a finding: a pick list, never a limit."""

import tomllib
from dataclasses import dataclass
from functools import lru_cache
from pathlib import Path

from inspections.enums import ViolationGroup

SOURCE = Path(__file__).parent / "data" / "violation_articles.toml"


@dataclass(frozen=True)
class Article:
    """An article as it is cited, in the words of the law, so in Vietnamese."""

    group: ViolationGroup
    article: str
    about: str
    confidence: str


@lru_cache(maxsize=1)
def offered_articles() -> tuple[Article, ...]:
    with SOURCE.open("rb") as file:
        rows = tomllib.load(file)["article"]
    return tuple(
        Article(
            group=ViolationGroup(row["group"]),
            article=row["article"],
            about=row["about"],
            confidence=row["confidence"],
        )
        for row in rows
    )
