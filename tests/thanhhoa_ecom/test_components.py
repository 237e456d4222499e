from typing import Any

from django import forms
from django.core.exceptions import ValidationError
from django.core.paginator import Paginator
from django.forms import formset_factory
from django.template import loader
from django.test import RequestFactory
from django.utils.translation import override

import pytest

from tests.thanhhoa_ecom.pages import Page


class ShopForm(forms.Form):
    name = forms.CharField(label="Name", help_text="As on the sign.")
    percent = forms.IntegerField(label="Percent", required=False)
    kind = forms.ChoiceField(
        label="Kind", choices=[("a", "A"), ("b", "B")], widget=forms.RadioSelect
    )
    agree = forms.BooleanField(label="Agree")
    key = forms.CharField(widget=forms.HiddenInput, initial="k")

    def clean_percent(self) -> int:
        raise ValidationError("Too much.", params={"source": "Article 7"})


@pytest.fixture(autouse=True)
def english():
    with override("en"):
        yield


def rendered(name: str, **context: Any) -> Page:
    return Page(loader.render_to_string(f"components/{name}.html", context))


def test_an_input_is_described_by_its_hint() -> None:
    page = rendered("field", field=ShopForm()["name"])

    [control] = page.named("input")
    assert control.attributes["aria-describedby"] == "id_name_helptext"
    assert len(page.with_id("id_name_helptext")) == 1
    assert [label.attributes["for"] for label in page.named("label")] == ["id_name"]
    assert "(optional)" not in page.text


def test_a_refused_input_is_described_by_its_error_and_source() -> None:
    page = rendered("field", field=ShopForm({"percent": "120"})["percent"], suffix="%")

    [control] = page.named("input")
    assert control.attributes["aria-invalid"] == "true"
    assert control.attributes["aria-describedby"] == "id_percent_error"
    assert len(page.with_id("id_percent_error")) == 1
    assert '<span class="source">Article 7</span>' in page.text
    assert "(optional)" in page.text
    assert '<span class="suffix" aria-hidden="true">%</span>' in page.text


def test_choices_are_a_group_described_by_its_error() -> None:
    page = rendered("field", field=ShopForm({})["kind"])

    [group] = page.named("fieldset")
    assert group.attributes["aria-describedby"] == "id_kind_error"
    assert group.attributes["id"] == "id_kind_group"
    assert len(page.with_id("id_kind_error")) == 1
    assert len(page.named("legend")) == 1


def test_a_checkbox_has_its_label_after_it() -> None:
    page = rendered("field", field=ShopForm()["agree"])

    names = [tag.name for tag in page.tags if tag.name in {"input", "label"}]
    assert names == ["input", "label"]


def test_a_hidden_field_is_only_its_input() -> None:
    page = rendered("field", field=ShopForm()["key"])

    assert [tag.name for tag in page.tags] == ["input"]


def test_each_line_of_the_summary_leads_to_something_on_the_page() -> None:
    form = ShopForm({"percent": "120"})
    fields = "".join(rendered("field", field=field).text for field in form)

    page = Page(rendered("error_summary", form=form).text + fields)

    links = [(a.attributes["href"] or "").removeprefix("#") for a in page.named("a")]
    assert links == ["id_name", "id_percent", "id_kind_group", "id_agree"]
    assert [len(page.with_id(link)) for link in links] == [1, 1, 1, 1]
    [summary] = page.with_id("error-summary")
    assert (summary.attributes["role"], summary.attributes["tabindex"]) == (
        "alert",
        "-1",
    )


def test_a_form_in_order_has_no_summary() -> None:
    assert rendered("error_summary", form=ShopForm()).tags == []


def test_the_summary_names_the_row_of_a_formset() -> None:
    class RowForm(forms.Form):
        price = forms.IntegerField(label="Price")

    data = {
        "form-TOTAL_FORMS": "2",
        "form-INITIAL_FORMS": "0",
        "form-0-price": "1",
        "form-1-price": "x",
    }
    rows = formset_factory(RowForm)(data)

    page = rendered("error_summary", formset=rows)

    assert "Row 2: Price: Enter a whole number." in page.text
    assert [a.attributes["href"] for a in page.named("a")] == ["#id_form-1-price"]


def test_pages_keep_the_query() -> None:
    request = RequestFactory().get("/khuyen-mai/?q=nem&page=2")
    text = loader.render_to_string(
        "components/pagination.html",
        {"page_obj": Paginator(range(60), 20).page(2)},
        request,
    )

    assert [a.attributes["href"] for a in Page(text).named("a")] == [
        "?q=nem&page=1",
        "?q=nem&page=3",
    ]
    assert "Page 2 of 3" in text


def test_a_single_page_has_no_steps() -> None:
    page = rendered("pagination", page_obj=Paginator(range(5), 20).page(1))

    assert page.tags == []
