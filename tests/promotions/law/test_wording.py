"""What merchants read: the very sentences of the province's rule table."""

from datetime import date
from decimal import Decimal
from fractions import Fraction

from django.utils import translation

import pytest

from promotions.enums import CeilingExemption, PromotionForm
from promotions.law import wording
from promotions.law.declaration import Window
from tests.promotions.law.declarations import (
    SLOT,
    WEEK,
    a_declaration,
    a_lucky_draw,
    an_item,
    moment,
    percent_off,
    the_finding,
)

AUTUMN = {
    "starts_at": moment(2, 9),
    "ends_at": moment(9, 9),
    "filed_on": date(2024, 8, 1),
    "programme": None,
}
GIFT = {"forms": frozenset({PromotionForm.GIFT})}
SENTENCES = [
    (
        "KM-01",
        {"merchant_kind": "representative_office"},
        "Văn phòng đại diện không được thực hiện khuyến mại. Vui lòng đăng ký bằng pháp "
        "nhân hoặc chi nhánh của thương nhân.",
    ),
    (
        "KM-02",
        {"tax_code": "1"},
        "Mã số thuế không hợp lệ. Mã số thuế gồm 10 số hoặc 13 số (chi nhánh).",
    ),
    (
        "KM-03",
        {"customers": ""},
        "Thiếu nội dung bắt buộc: khách hàng.",
    ),
    (
        "KM-04",
        {"ends_at": WEEK.starts_at},
        "Thời gian kết thúc phải sau thời gian bắt đầu.",
    ),
    (
        "KM-05",
        {"items": (percent_off(0),)},
        "Mức giảm giá phải lớn hơn 0% và không vượt quá 100%.",
    ),
    (
        "KM-06",
        {"items": (percent_off("50.01"),), **AUTUMN},
        "Mức giảm 50,01% vượt mức tối đa 50%. Mức 100% chỉ áp dụng trong thời gian "
        "chương trình khuyến mại tập trung (25/11–01/12/2024).",
    ),
    (
        "KM-07",
        {"items": (percent_off(62),), "programme": None},
        "Để áp dụng mức giảm trên 50%, chương trình phải đăng ký tham gia Online Friday "
        "2024.",
    ),
    (
        "KM-08",
        {"items": (percent_off(62),)},
        "Mức giảm trên 50% được áp dụng do thuộc chương trình khuyến mại tập trung (tối "
        "đa 100%).",
    ),
    (
        "KM-09",
        {"items": (percent_off(70, exemption=CeilingExemption.FRESH_FOOD),)},
        "Hàng hóa thuộc trường hợp không áp dụng mức giảm giá tối đa; đề nghị đính kèm "
        "căn cứ.",
    ),
    (
        "KM-10",
        {"items": (an_item(is_state_priced=True),)},
        "Không được giảm giá đối với hàng hóa, dịch vụ do Nhà nước định giá cụ thể.",
    ),
    (
        "KM-11",
        {"items": (an_item(price_floor_vnd=80_000),)},
        "Giá khuyến mại thấp hơn mức giá tối thiểu do Nhà nước quy định.",
    ),
    (
        "KM-12",
        {"items": (an_item(price_now_vnd=60_000),)},
        "Giá khuyến mại không khớp với mức giảm đã khai.",
    ),
    (
        "KM-13",
        {"items": (an_item(gift_name="Túi", gift_value_vnd=50_001),), **AUTUMN, **GIFT},
        "Giá trị hàng hóa, dịch vụ dùng để khuyến mại cho một đơn vị vượt hạn mức 50%.",
    ),
    (
        "KM-14",
        {"promoted_total_vnd": 10, "used_total_vnd": 11},
        "Tổng giá trị hàng hóa, dịch vụ dùng để khuyến mại vượt hạn mức 100% tổng giá "
        "trị hàng hóa, dịch vụ được khuyến mại.",
    ),
    (
        "KM-15",
        {"items": (an_item(name="Nếp cẩm", goods_group="liquor"),)},
        "«Nếp cẩm» thuộc danh mục hàng hóa, dịch vụ không được khuyến mại.",
    ),
    (
        "KM-16",
        {"items": (an_item(gift_name="Xì gà", gift_group="tobacco"),)},
        "«Xì gà» không được dùng để khuyến mại.",
    ),
    (
        "KM-17",
        {"items": (an_item(goods_group="beer"),)},
        "Không được khuyến mại rượu, bia từ 15 độ; không khuyến mại cho người dưới 18 "
        "tuổi.",
    ),
    (
        "KM-18",
        {"name": "Rượu"},
        "Nội dung có từ khóa thuộc nhóm hàng cấm/hạn chế khuyến mại, đề nghị kiểm tra.",
    ),
    (
        "KM-19",
        {"is_at_protected_place": True},
        "Không được khuyến mại tại địa điểm này.",
    ),
    (
        "KM-20",
        {"discount_days": {"Nem Thử": 120}, **AUTUMN},
        "Tổng thời gian giảm giá của nhãn hiệu có thể vượt 120 ngày trong năm.",
    ),
    (
        "KM-24",
        {"filing_ref": ""},
        "Chương trình thuộc diện thông báo. Vui lòng nộp tại dichvucong.thanhhoa.gov.vn "
        "và nhập mã hồ sơ.",
    ),
    (
        "KM-25",
        {"filed_on": date(2024, 11, 21)},
        "Thông báo phải gửi trước ít nhất 03 ngày làm việc (chậm nhất 20/11/2024).",
    ),
    (
        "KM-23",
        {"is_online_only": True},
        "Không phải thực hiện thủ tục thông báo (khoản 2 Điều 17). Thương nhân vẫn phải "
        "bảo đảm các quy định về hạn mức và công khai thông tin.",
    ),
    (
        "KM-30",
        {"is_beyond_province": True},
        "Phải thông báo đến tất cả Sở Công Thương nơi khuyến mại; may rủi từ 02 tỉnh "
        "đăng ký tại Bộ Công Thương.",
    ),
    (
        "KM-31",
        {"slot": SLOT},
        "Thời gian nằm ngoài khung 60 giờ Online Friday.",
    ),
    (
        "KM-33",
        {"filed_on": date(2024, 12, 1)},
        "Theo NĐ 128/2024/NĐ-CP, hình thức này không phải thông báo.",
    ),
    (
        "KM-34",
        {"conditions": ""},
        "Thiếu thông tin phải công khai.",
    ),
    (
        "KM-35",
        {"items": (percent_off(90),)},
        "Mức giảm rất cao, đề nghị lưu bằng chứng giá ngay trước thời gian khuyến mại.",
    ),
    (
        "KM-36",
        {"unannounced_sites": ("a.example",)},
        "Website/ứng dụng TMĐT phải thông báo/đăng ký với Bộ Công Thương.",
    ),
    (
        "KM-37",
        {"is_declared_true": False},
        "Thương nhân cam kết nội dung khai báo đúng sự thật và chịu trách nhiệm trước "
        "pháp luật.",
    ),
]
OF_GAMES = [
    (
        "KM-21",
        {"lucky_draw_days": {"Nem Thử": 180}},
        "Chương trình may rủi vượt 90 ngày, hoặc nhãn hiệu vượt 180 ngày trong năm.",
    ),
    (
        "KM-22",
        {"confirmation_ref": ""},
        "Chương trình mang tính may rủi phải được xác nhận đăng ký trước khi thực hiện.",
    ),
    (
        "KM-26",
        {"confirmation_ref": "", "filed_on": date(2024, 11, 21)},
        "Hồ sơ đăng ký được giải quyết trong 05 ngày làm việc; có thể không kịp ngày bắt "
        "đầu.",
    ),
    ("KM-27", {"prizes": ()}, "Thiếu thể lệ hoặc cơ cấu giải thưởng."),
    (
        "KM-28",
        {},
        "Giải thưởng không có người trúng phải nộp 50% giá trị vào ngân sách nhà nước.",
    ),
]


@pytest.mark.parametrize(("rule_id", "changes", "sentence"), SENTENCES)
def test_the_sentence_of_a_rule(rule_id, changes, sentence):
    assert the_finding(rule_id, a_declaration(**changes)).message == sentence


@pytest.mark.parametrize(("rule_id", "changes", "sentence"), OF_GAMES)
def test_the_sentence_of_a_rule_on_games_of_chance(rule_id, changes, sentence):
    assert the_finding(rule_id, a_lucky_draw(**changes)).message == sentence


def test_the_sentence_on_the_report_of_results():
    finding = the_finding("KM-29", a_lucky_draw(), at=moment(2, 12))

    assert finding.message == (
        "Báo cáo kết quả (Mẫu 07) trong 45 ngày kể từ ngày hết thời hạn trao thưởng: hạn "
        "15/01/2025."
    )


def test_the_sentence_on_harmful_changes():
    told = a_declaration()
    finding = the_finding(
        "KM-32", a_declaration(conditions="Khác", announced=told), at=WEEK.starts_at
    )

    assert finding.message == (
        "Không được thay đổi bất lợi cho khách hàng sau khi đã công bố và chương trình "
        "đã bắt đầu."
    )


@pytest.mark.parametrize(
    ("value", "vietnamese", "english"),
    [
        (Decimal(62), "62%", "62%"),
        (Decimal("62.00"), "62%", "62%"),
        (Decimal("50.01"), "50,01%", "50.01%"),
        (Decimal("12.5"), "12,5%", "12.5%"),
        (Decimal(100), "100%", "100%"),
        (Fraction(200, 3), "66,67%", "66.67%"),
        (Fraction(50_000_001, 1_000_000), "50,01%", "50.01%"),
    ],
)
def test_percents_are_written_as_the_reader_writes_them(value, vietnamese, english):
    assert wording.percent(value) == vietnamese
    with translation.override("en"):
        assert wording.percent(value) == english


def test_money_has_dots_between_thousands():
    assert wording.money(1_234_567) == "1.234.567"


@pytest.mark.parametrize(
    ("ends_at", "text"),
    [
        (moment(2, 12), "25/11–01/12/2024"),
        (moment(2, 12, 0, 1), "25/11–02/12/2024"),
        (moment(2, 1, year=2025), "25/11/2024–01/01/2025"),
    ],
)
def test_a_window_is_named_by_its_last_day(ends_at, text):
    assert wording.window(Window("", moment(25, 11), ends_at)) == text
