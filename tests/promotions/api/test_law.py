from datetime import date

from django.urls import reverse

import pytest

from promotions.law.rules import all_rules
from promotions.models import LegalFact

pytestmark = pytest.mark.django_db


def fact(**facts):
    return LegalFact.objects.create(
        **{
            "code": "a_ceiling",
            "name": "Hạn mức",
            "value": 50,
            "measure": "%",
            "in_force_from": date(2024, 1, 1),
            "source": "Nghị định 81/2018/NĐ-CP, Điều 6",
            "confidence": "high",
            **facts,
        }
    )


def numbers(client, **query):
    page = client.get(reverse("api_numbers"), query).json()
    return [row for row in page["results"] if row["code"] == "a_ceiling"]


def test_every_rule_is_told_with_its_address(client):
    rules = client.get(reverse("api_rules")).json()["results"]

    assert [rule["id"] for rule in rules] == list(all_rules())
    assert all(rule["page"].endswith(f"/phap-luat/#{rule['id']}") for rule in rules)


def test_unsure_sources_are_left_out(client):
    fact(confidence="low")

    assert numbers(client)[0]["source"] == ""


@pytest.mark.parametrize(
    ("day", "count"), [("2023-12-31", 0), ("2024-01-01", 1), ("2024-11-30", 1)]
)
def test_numbers_are_those_of_the_day(client, day, count):
    fact(in_force_until=date(2024, 12, 1))

    assert len(numbers(client, on=day)) == count
    assert numbers(client, on="2024-12-01") == []


@pytest.mark.parametrize("day", ["hôm nay", ""])
def test_a_day_that_is_none_is_told(client, day):
    page = client.get(reverse("api_numbers"), {"on": day})

    assert page.status_code == 400
    assert page.json()["errors"][0]["field"] == "on"


def test_codes_are_given_for_goods_and_districts(client):
    for route in ("api_goods_groups", "api_districts"):
        assert client.get(reverse(route)).status_code == 200
