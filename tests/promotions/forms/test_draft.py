from django import forms

from promotions.forms.draft import DraftForm


class TwoFields(DraftForm):
    name = forms.CharField(max_length=5)
    number = forms.IntegerField(required=False)


def test_what_the_law_asks_for_may_stay_empty_in_a_draft():
    form = TwoFields({})

    assert form.is_valid()
    assert form.understood() == {"name": "", "number": None}


def test_wrong_field_does_not_cost_the_right_one():
    form = TwoFields({"name": "quá dài quá", "number": "7"})

    assert form.understood() == {"number": 7}
    assert list(form.errors) == ["name"]


def test_reader_still_sees_what_is_mandatory():
    form = TwoFields({})
    form.full_clean()

    assert [form.fields[name].required for name in ("name", "number")] == [True, False]
    assert "required" not in str(form["name"])
