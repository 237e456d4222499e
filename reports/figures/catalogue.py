"""Every figure of the portal, by theme and by code."""

from reports.figures import (
    activities,
    complaints,
    inspections,
    merchants,
    procedures,
    promotions,
)
from reports.figures.figure import Figure, Theme

THEMES: tuple[Theme, ...] = (
    activities.THEME,
    merchants.THEME,
    promotions.THEME,
    procedures.THEME,
    complaints.THEME,
    inspections.THEME,
)
FIGURES: dict[str, Figure] = {
    figure.code: figure for theme in THEMES for figure in theme.figures
}
