from django import forms

import pytest

from accounts.models import District
from promotions.facet_fields import ModelFacet, PlainSelect
from tests.accounts.factories import DistrictFactory


class Form(forms.Form):
    which = forms.ChoiceField(
        choices=[("", "Tất cả"), ("a", "<b>A</b>"), ("b", "B")],
        widget=PlainSelect(attrs={"id": "id_which"}),
    )


@pytest.mark.parametrize(("value", "chosen"), [("b", "B"), ("", "Tất cả"), ("x", "")])
def test_only_the_chosen_option_is_marked(value, chosen):
    html = str(Form({"which": value})["which"])

    marked = html.split(" selected>")[1].split("<")[0] if " selected" in html else ""
    assert marked == chosen
    assert html.count("<option ") == 3


def test_labels_are_escaped_and_the_list_keeps_its_name():
    html = str(Form()["which"])

    assert "&lt;b&gt;A" in html
    assert html.startswith('<select name="which"')
    assert 'id="id_which"' in html


@pytest.mark.django_db
def test_records_are_read_with_one_query(django_assert_num_queries):
    districts = [DistrictFactory(), DistrictFactory()]
    facet = ModelFacet(
        queryset=District.objects.all(), to_field_name="slug", empty_label="Mọi nơi"
    )

    with django_assert_num_queries(1):
        choices = [(str(value), label) for value, label in facet.field.choices]

    assert choices == [("", "Mọi nơi"), *((d.slug, d.name) for d in districts)]
