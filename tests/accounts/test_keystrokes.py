import pytest
from hypothesis import given, strategies as st

from accounts.folding import fold
from accounts.keystrokes import read_keystrokes


@pytest.mark.parametrize(
    ("typed", "meant"),
    [
        *(("khuyeens maij", "khuyến mại"), ("dduwowcj", "được"), ("ruouwj", "rượu")),
        *(("nuwowcs mawms", "nước mắm"), ("nwowcs mawsm", "nước mắm")),
        *(("quaanf aos", "quần áo"), ("Thanh hoas", "Thanh hoá"), ("muaw", "mưa")),
        *(("duongdw", "đương"), ("vietej", "việt"), ("thuowr", "thuở")),
        *(("giayf", "giày"), ("quaf", "quà"), ("thuyr", "thuỷ"), ("tr", "tr")),
    ],
)
def test_telex_keys_are_read_in_whatever_order(typed, meant):
    assert read_keystrokes(typed) == meant


@pytest.mark.parametrize(
    ("typed", "meant"),
    [
        *(("gia1", "giá"), ("d9ie6n5 thoai5", "điện thoại"), ("su7a4", "sữa")),
        *(("nuo7c1 ma8m1", "nước mắm"), ("tra2 sua74", "trà sữa")),
    ],
)
def test_vni_keys_are_read(typed, meant):
    assert read_keystrokes(typed) == meant


@pytest.mark.parametrize(
    ("typed", "meant"),
    [
        ("giamr gia1", "giảm giá"),
        ("d9ieenj thoai5", "điện thoại"),
        ("điênj thoại", "điện thoại"),
    ],
)
def test_both_sets_of_keys_and_real_marks_may_be_mixed(typed, meant):
    assert read_keystrokes(typed) == meant


@pytest.mark.parametrize(
    "typed",
    [
        *("iphone15", "samsung", "sale 50%", "mars", "across", "KM-2024-000123"),
        *("nước mắm", "nuoc mam", "hoan", "", "!!!", "1 2 3", "wifi"),
    ],
)
def test_what_gives_no_syllable_stays_as_typed(typed):
    assert read_keystrokes(typed) == typed


@given(st.text(alphabet="abdeghiklmnopqrstuvwxyfjz0123456789 áơđ-"))
def test_any_text_is_read_into_text(typed):
    assert len(fold(read_keystrokes(typed)).split()) == len(fold(typed).split())
