"""What each form of promotion asks of its own: the table, the storing, the words."""

from datetime import date

from django.db import IntegrityError, transaction

import pytest

from promotions.enums import PromotionForm
from promotions.form_details import (
    FIELDS,
    QUESTIONS,
    answers_of,
    copy_answers,
    differences,
    exchange_answers,
    forms_with_questions,
    save_answers,
    sections,
)
from promotions.models import FormDetails
from tests.promotions.factories import PromotionFactory

pytestmark = pytest.mark.django_db


def test_every_form_but_the_discount_asks_something():
    assert set(PromotionForm) - QUESTIONS.keys() == {PromotionForm.DISCOUNT}


def test_no_two_questions_share_a_name():
    assert len(FIELDS) == sum(len(questions) for questions in QUESTIONS.values())


def test_only_chosen_forms_are_asked_in_the_order_of_the_law():
    promotion = PromotionFactory(forms=["loyalty", "discount", "sample"])

    assert forms_with_questions(promotion) == ["sample", "loyalty"]


def test_answers_come_back_as_they_were_given():
    promotion = PromotionFactory(forms=["voucher", "gift"])

    save_answers(promotion, "voucher", {"valid_until": date(2024, 12, 31)})
    save_answers(promotion, "gift", {"value_vnd": 50_000, "what": "Túi vải"})

    assert answers_of(promotion) == {
        "voucher": {"valid_until": date(2024, 12, 31)},
        "gift": {"value_vnd": 50_000, "what": "Túi vải"},
    }


def test_an_answer_is_changed_alone_and_taken_away_by_emptying():
    promotion = PromotionFactory(forms=["gift"])
    save_answers(promotion, "gift", {"what": "Túi vải", "how": "Tại quầy"})

    save_answers(promotion, "gift", {"what": "", "how": "Giao tận nhà"})

    assert answers_of(promotion) == {"gift": {"how": "Giao tận nhà"}}


def test_a_form_that_is_unticked_keeps_its_answers_unseen():
    promotion = PromotionFactory(forms=["gift"])
    save_answers(promotion, "gift", {"what": "Túi vải"})
    promotion.forms = ["discount"]

    assert (answers_of(promotion), sections(promotion)) == ({}, [])
    promotion.forms = ["gift"]
    assert answers_of(promotion) == {"gift": {"what": "Túi vải"}}


def test_a_question_of_another_form_is_refused():
    promotion = PromotionFactory(forms=["gift"])

    with pytest.raises(AssertionError):
        save_answers(promotion, "gift", {"permit": "12/GP"})


def test_what_names_people_is_not_for_the_public():
    promotion = PromotionFactory(forms=["lucky_draw"])
    save_answers(
        promotion, "lucky_draw", {"witnesses": "Bà Thử", "how_won": "Bốc thăm"}
    )

    officers = sections(promotion)[0].lines
    public = sections(promotion, is_public=True)[0].lines

    assert [text for _label, text in officers] == ["Bốc thăm", "Bà Thử"]
    assert [text for _label, text in public] == ["Bốc thăm"]


def test_answers_are_shown_in_words():
    promotion = PromotionFactory(forms=["sample", "gift", "voucher", "loyalty"])
    save_answers(promotion, "sample", {"quantity": 2_000})
    save_answers(promotion, "gift", {"value_vnd": 50_000})
    save_answers(promotion, "voucher", {"valid_until": date(2024, 12, 31)})
    save_answers(promotion, "loyalty", {"means": "card"})

    texts = [text for section in sections(promotion) for _label, text in section.lines]

    assert texts == [
        "2.000",
        "50.000\N{NO-BREAK SPACE}₫",
        "31/12/2024",
        "Thẻ khách hàng",
    ]


def test_a_document_is_a_document():
    promotion = PromotionFactory()

    with pytest.raises(IntegrityError), transaction.atomic():
        FormDetails.objects.create(promotion=promotion, form="gift", answers=["…"])


def test_one_document_a_form():
    promotion = PromotionFactory()
    FormDetails.objects.create(promotion=promotion, form="gift")

    with pytest.raises(IntegrityError), transaction.atomic():
        FormDetails.objects.create(promotion=promotion, form="gift")


def test_a_copy_has_answers_of_its_own_and_no_days_where_time_is_new():
    source = PromotionFactory(forms=["voucher"])
    save_answers(
        source, "voucher", {"worth": "50.000", "valid_until": date(2024, 12, 31)}
    )
    whole, renewed = (
        PromotionFactory(forms=["voucher"]),
        PromotionFactory(forms=["voucher"]),
    )

    copy_answers(source, whole)
    copy_answers(source, renewed, with_days=False)
    save_answers(whole, "voucher", {"worth": "60.000"})

    assert answers_of(source)["voucher"]["worth"] == "50.000"
    assert answers_of(whole)["voucher"]["valid_until"] == date(2024, 12, 31)
    assert answers_of(renewed) == {"voucher": {"worth": "50.000"}}


def test_two_versions_change_their_answers():
    one, other = (PromotionFactory(forms=["gift", "loyalty"]) for _ in range(2))
    save_answers(one, "gift", {"what": "Túi vải"})
    save_answers(other, "loyalty", {"costs": "Không có"})

    exchange_answers(one, other)

    assert answers_of(one) == {"loyalty": {"costs": "Không có"}}
    assert answers_of(other) == {"gift": {"what": "Túi vải"}}


def test_what_differs_between_versions_is_told_in_words():
    before, after = (PromotionFactory(forms=["gift"]) for _ in range(2))
    save_answers(before, "gift", {"what": "Túi vải", "value_vnd": 20_000})
    save_answers(after, "gift", {"what": "Túi vải", "value_vnd": 30_000})

    (found,) = differences(before, after)

    assert (found.before, found.after) == (
        "20.000\N{NO-BREAK SPACE}₫",
        "30.000\N{NO-BREAK SPACE}₫",
    )
    assert differences(before, before) == []
