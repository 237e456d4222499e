import re

from django.utils import translation

import pytest

from reports.figures.catalogue import FIGURES, THEMES
from reports.figures.dimension import DIMENSIONS


def test_every_code_stands_for_one_figure():
    assert len(FIGURES) == sum(len(theme.figures) for theme in THEMES) == 42


@pytest.mark.parametrize("figure", FIGURES.values(), ids=list(FIGURES))
def test_every_figure_has_a_code_a_name_and_a_definition_sentence(figure):
    with translation.override("en"):
        assert re.fullmatch(r"[A-Z]{2}-\d{2}", figure.code)
        assert str(figure.name)
        assert str(figure.definition).endswith(".")


def test_every_dimension_of_a_figure_is_read():
    used = {dimension for figure in FIGURES.values() for dimension in figure.by}

    assert used <= set(DIMENSIONS)
