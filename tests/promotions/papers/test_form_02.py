"""Form 02: the points of form 01, as a registration with what is attached."""

from promotions.enums import FilingOffice
from promotions.papers import form_02
from tests.promotions.papers import samples


def test_registration_says_the_points_and_what_is_attached():
    told = samples.lucky_draw()

    paper = form_02.paper(told, samples.goods(), made_at=samples.MADE_AT)

    text = samples.read(paper)
    assert paper.letterhead.form == "Mẫu số 02"
    assert paper.letterhead.kind == "ĐĂNG KÝ THỰC HIỆN KHUYẾN MẠI"
    assert "đăng ký chương trình khuyến mại như sau:" in text
    assert "chương trình khuyến mại mang tính may rủi" in text
    assert "6. Hàng hóa, dịch vụ dùng để khuyến mại: Phần giá được giảm" in text
    assert "giải thưởng tại điểm 8" in text
    assert "Thể lệ chương trình khuyến mại (Mẫu số 03)" in text
    assert "bằng chứng xác định trúng thưởng" in text


def test_it_goes_to_the_office_that_confirms():
    here = samples.lucky_draw()
    ministry = samples.lucky_draw(office=FilingOffice.MINISTRY.value)

    def to(told):
        paper = form_02.paper(told, [], made_at=samples.MADE_AT)
        return paper.letterhead.addressees[0]

    assert to(here) == "Sở Công Thương tỉnh Thanh Hoá"
    assert to(ministry).startswith("Cục Xúc tiến thương mại")
