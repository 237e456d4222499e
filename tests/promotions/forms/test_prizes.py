from promotions.forms.prizes import MOST_PRIZES, PrizeFormSet


def posted(*rows, initial=0):
    data = {"form-TOTAL_FORMS": str(len(rows)), "form-INITIAL_FORMS": str(initial)}
    for number, row in enumerate(rows):
        data |= {f"form-{number}-{name}": value for name, value in row.items()}
    return data


BIKE = {"name": "Xe đạp", "quantity": "2", "value_vnd": "12.000.000"}
EMPTY = {"name": "", "quantity": "", "value_vnd": ""}


def test_empty_rows_are_no_prizes():
    rows = PrizeFormSet(posted(BIKE, EMPTY, EMPTY))

    assert rows.is_valid()
    assert rows.understood() == [
        {"name": "Xe đạp", "kind": "", "quantity": 2, "value_vnd": 12_000_000}
    ]


def test_emptied_row_is_taken_out():
    stored = [{"name": "Xe đạp", "quantity": 2, "value_vnd": 12_000_000}]
    rows = PrizeFormSet(posted(EMPTY, initial=1), initial=stored)

    assert rows.is_valid()
    assert rows.understood() == []


def test_half_a_row_is_named_and_the_others_are_kept():
    rows = PrizeFormSet(posted(BIKE, {**EMPTY, "name": "Quạt"}))

    assert not rows.is_valid()
    assert [list(form.errors) for form in rows] == [[], ["quantity", "value_vnd"]]


def test_prizes_are_limited():
    rows = PrizeFormSet(posted(*[BIKE] * (MOST_PRIZES + 1)))

    assert not rows.is_valid()


def test_garbled_management_data_is_refused_and_not_fatal():
    assert not PrizeFormSet({"form-TOTAL_FORMS": "x"}).is_valid()
