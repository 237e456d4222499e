"""Counting every figure of a campaign at one moment."""

from datetime import datetime

from django.db import connection, transaction

from campaigns.models import Campaign
from reports.figures.catalogue import THEMES
from reports.figures.dimension import DIMENSIONS, Member
from reports.figures.figure import Counted
from reports.figures.scan import Members


def count_all(campaign: Campaign, *, at: datetime) -> tuple[Counted, Members]:
    """Return every figure, and the members they are broken down by.

    All is read in one transaction that sees the database as it stood at its start,
    so no complaint is counted in one figure and missing in the next. It may not be
    called inside another transaction.
    """
    with transaction.atomic(durable=True):
        with connection.cursor() as cursor:
            cursor.execute("SET TRANSACTION ISOLATION LEVEL REPEATABLE READ, READ ONLY")
        members = read_members()
        return count_themes(campaign, at=at, members=members), members


def count_themes(campaign: Campaign, *, at: datetime, members: Members) -> Counted:
    counted: Counted = {}
    for theme in THEMES:
        counted |= theme.count(campaign, at=at, members=members)
    return counted


def read_members() -> dict[str, list[Member]]:
    return {one.code: one.members() for one in DIMENSIONS}
