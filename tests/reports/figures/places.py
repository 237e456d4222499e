"""Two districts and two campaigns that the figures are counted over by hand."""

from datetime import datetime

from reports.figures.counting import read_members
from tests.campaigns.factories import HCM

NOW = datetime(2024, 12, 10, 9, tzinfo=HCM)


def counted_by(theme, campaign, *, at=NOW):
    return theme.count(campaign, at=at, members=read_members())
