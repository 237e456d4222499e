"""Form 01 says every point of Article 17.5, from the dossier."""

import pytest

from promotions.enums import FilingOffice, MerchantKind
from promotions.papers import form_01
from tests.promotions.papers import samples


def paper(told=None, goods=None):
    goods = samples.goods() if goods is None else goods
    return form_01.paper(told or samples.facts(), goods, made_at=samples.MADE_AT)


@pytest.mark.parametrize(
    "words",
    [
        "Tên thương nhân: Công ty TNHH Đặc sản Xứ Thanh",
        "Địa chỉ trụ sở chính: Số 25 đường Lê Lợi",
        "Điện thoại: 0237 3852 000",
        "Mã số thuế: 2801234567",
        "Người liên hệ: Trần Thị Ví Dụ; Điện thoại: 0912 345 678",
        "1. Tên chương trình khuyến mại: Tuần lễ đặc sản Xứ Thanh",
        "2. Địa bàn (phạm vi) khuyến mại: Thành phố Thanh Hoá, Thành phố Sầm Sơn",
        "3. Hình thức khuyến mại: Bán hàng, cung ứng dịch vụ với giá thấp hơn",
        "4. Thời gian khuyến mại: Từ 0 giờ 00 phút ngày 25/11/2024 đến hết ngày "
        "01/12/2024",
        "5. Hàng hóa, dịch vụ khuyến mại: 3 mặt hàng",
        "Số lượng hàng hóa, dịch vụ (nếu có): 450",
        "6. Hàng hóa, dịch vụ dùng để khuyến mại: Phần giá được giảm",
        "7. Khách hàng của chương trình khuyến mại (đối tượng hưởng khuyến mại): Tất cả",
        "Không có giải thưởng",
        "9. Tổng giá trị hàng hóa, dịch vụ dùng để khuyến mại: 135.000.000\u00a0đồng "
        "(bằng chữ: Một trăm ba mươi lăm triệu đồng)",
        "10. Nội dung chi tiết của chương trình khuyến mại: Giảm giá trực tiếp",
        "Điều kiện tham gia: Mỗi khách hàng mua tối đa 10 sản phẩm mỗi loại.",
        "1 | Nem chua Thanh Hoá loại 1 (Nem Xứ Thanh) | hộp | 150 | 100.000 | 70.000 | "
        "30% | Túi vải (20.000)",
        "cam kết thực hiện đúng và hoàn toàn chịu trách nhiệm",
    ],
)
def test_every_point_is_told(words):
    assert words in samples.read(paper())


def test_head_is_that_of_a_merchants_paper():
    head = paper().letterhead

    assert head.form == "Mẫu số 01"
    assert head.issuer == "CÔNG TY TNHH ĐẶC SẢN XỨ THANH"
    assert head.kind == "THÔNG BÁO THỰC HIỆN KHUYẾN MẠI"
    assert head.addressees == ("Sở Công Thương tỉnh Thanh Hoá",)
    assert head.has_number


def test_beyond_the_province_the_other_departments_are_told_too():
    beyond = paper(samples.facts(is_beyond_province=True))
    to_ministry = paper(samples.facts(office=FilingOffice.MINISTRY.value))

    assert len(beyond.letterhead.addressees) == 2
    assert "các tỉnh, thành phố khác" in samples.read(beyond)
    assert to_ministry.letterhead.addressees == (
        "Cục Xúc tiến thương mại – Bộ Công Thương",
    )


def test_who_signs_follows_the_kind_of_merchant():
    trader = samples.facts().merchant
    household = {"kind": MerchantKind.HOUSEHOLD.value, "representative": ""}
    told = samples.facts(merchant=samples.changed(trader, **household))

    assert paper().signature.title == "ĐẠI DIỆN THƯƠNG NHÂN"
    assert paper().signature.name == "Nguyễn Văn Mẫu"
    assert paper(told).signature.title == "CHỦ HỘ KINH DOANH"
    assert paper(told).signature.name == ""


def test_what_is_not_declared_is_left_to_be_written():
    told = samples.facts(name="", customers=" ", used_total_vnd=None, ends_at=None)

    text = samples.read(paper(told))

    assert "1. Tên chương trình khuyến mại: ....." in text
    assert "đối tượng hưởng khuyến mại): ....." in text
    assert "đến ....." in text
    assert "bằng chữ: ....." in text


def test_prizes_of_a_contest_stand_in_a_table_with_their_sum():
    told = samples.facts(prizes=samples.lucky_draw().prizes, forms=("contest",))

    text = samples.read(paper(told))

    assert "2 | Giải khuyến khích: phiếu mua hàng | 200.000 | 50 | 10.000.000" in text
    assert "Tổng cộng |  | 51 | 35.000.000" in text


def test_last_words_never_part_from_the_signature():
    assert paper().body[-1].kept
