import pytest

from promotions.models import Promotion, RegisterWord
from promotions.search import refresh_search
from promotions.spelling import collect_words, propose
from tests.promotions.factories import PromotionFactory

pytestmark = pytest.mark.django_db


def listed(name, **facts):
    facts = facts or {"published": True}
    refresh_search(
        PromotionFactory(name=name, item__name="Hàng", item__brand="", **facts)
    )


def proposed(text):
    return propose(Promotion.objects.all(), text.split())


def words():
    return set(RegisterWord.objects.values_list("word", flat=True))


def test_words_of_what_is_public_are_collected_without_numbers():
    listed("Nước mắm Ba Làng 500ml")
    listed("Rượu cần", received=True)

    collect_words()

    assert {"nuoc", "mam", "ba", "lang"} <= words()
    assert not {"ruou", "500ml", "2024"} & words()


def test_words_that_left_the_register_are_forgotten():
    listed("Nước mắm")
    collect_words()
    Promotion.objects.all().delete()

    assert (collect_words(), words()) == (0, set())


def test_only_the_commonest_words_are_kept(monkeypatch):
    monkeypatch.setattr("promotions.spelling.WORDS_KEPT", 1)
    listed("Chả tôm", published=True, merchant__name="Chả")
    listed("Chả mực", published=True, merchant__name="Chả")

    assert collect_words() == 1


@pytest.mark.parametrize("text", ["nuocc mam", "nuc mam", "nuac mam", "nouc mam"])
def test_one_slip_in_a_word_is_mended(text):
    listed("Nước mắm")
    collect_words()

    assert proposed(text) == "nuoc mam"


def test_two_slips_are_not_guessed():
    listed("Điện thoại")
    collect_words()

    assert proposed("dien thoia") == "dien thoai"
    assert proposed("dien thaio") == ""


def test_proposal_stands_somewhere_in_the_register():
    listed("Nước mắm")
    listed("Nem chua")
    collect_words()

    assert proposed("nem mem") == ""
    assert proposed("nuoc mem") == "nuoc mam"


def test_commoner_word_is_proposed_first():
    for name in ("Chả tôm", "Chả mực", "Chè lam"):
        listed(name)
    collect_words()

    assert proposed("chr") == "cha"


def test_known_words_and_numbers_are_left_alone():
    listed("Nước mắm")
    collect_words()

    assert proposed("nuoc") == ""
    assert proposed("12345") == ""


def test_proposing_costs_few_queries(django_assert_max_num_queries):
    for name in ("Mắm", "Mam", "Mâm cỗ", "Mũm", "Măng"):
        listed(name)
    collect_words()

    with django_assert_max_num_queries(5):
        assert proposed("bm cm dm mx my mz xm ym") == ""
