"""Form 03: what can be won and how, from the dossier, the rest to be written in."""

from promotions.enums import ProcedureKind, PromotionForm
from promotions.papers import form_03
from tests.promotions.papers import samples


def read(told):
    return samples.read(form_03.paper(told, samples.goods(), made_at=samples.MADE_AT))


def test_rules_list_prizes_sums_and_their_share():
    text = read(samples.lucky_draw())

    assert "1 | Giải nhất: xe máy điện | 25.000.000 | 1 | 25.000.000" in text
    assert (
        "Tổng giá trị giải thưởng: 35.000.000\u00a0đồng (bằng chữ: Ba mươi lăm triệu đồng)"
        in text
    )
    assert "trên tổng giá trị hàng hóa, dịch vụ khuyến mại: 7,78%" in text


def test_rules_say_how_to_take_part_and_until_when_prizes_are_given():
    text = read(samples.lucky_draw())

    assert (
        "8.1. Điều kiện, cách thức, thủ tục tham gia chương trình: Mỗi khách hàng"
        in text
    )
    assert "thủ tục trao thưởng: chậm nhất ngày 20/12/2024" in text
    assert "8.3. Quy định về bằng chứng xác định trúng thưởng: ....." in text
    assert (
        "9. Đầu mối giải đáp thắc mắc cho khách hàng: Trần Thị Ví Dụ, điện thoại "
        "0912 345 678" in text
    )


def test_half_of_unclaimed_prizes_concerns_games_of_chance_only():
    contest = samples.lucky_draw(forms=(PromotionForm.CONTEST.value,))

    assert "nộp vào ngân sách nhà nước" in read(samples.lucky_draw())
    assert "nộp vào ngân sách nhà nước" not in read(contest)


def test_rules_belong_to_a_registration_or_a_notification():
    registered = form_03.paper(samples.lucky_draw(), [], made_at=samples.MADE_AT)
    notified = form_03.paper(
        samples.lucky_draw(procedure=ProcedureKind.NOTIFICATION.value),
        [],
        made_at=samples.MADE_AT,
    )

    assert "Kèm theo Đăng ký" in registered.letterhead.subject
    assert "Kèm theo Thông báo" in notified.letterhead.subject


def test_share_is_left_out_where_the_goods_have_no_declared_sum():
    assert "trên tổng giá trị" not in read(samples.lucky_draw(promoted_total_vnd=None))
