import re

from django.urls import reverse

import pytest

from promotions.enums import Confidence
from promotions.law.rules import all_rules

pytestmark = pytest.mark.django_db


def test_every_rule_has_its_anchor(client):
    text = client.get(reverse("law")).text

    anchors = re.findall(r'<li class="rule" id="(KM-\d\d)"', text)
    assert anchors == list(all_rules())


def test_unsure_source_shows_no_article(client):
    unsure = [r for r in all_rules().values() if r.confidence == Confidence.LOW]
    text = client.get(reverse("law")).text

    assert [rule.source in text for rule in unsure if rule.source] == [False] * len(
        [rule for rule in unsure if rule.source]
    )


def test_page_costs_the_same_every_time(client, django_assert_num_queries):
    with django_assert_num_queries(2):
        client.get(reverse("law"))


def test_english_page_states_the_rules_in_english(client):
    text = client.get("/en/phap-luat/").text

    assert "A representative office may not promote." in text
