"""The receipt of the portal: that a dossier was handed in here, and when.

It is no paper of a procedure: a notification is answered by none (Decree 81/2018/NĐ-CP,
Article 17), and the legal filing is made at the public-service portal.
"""

from collections.abc import Sequence
from datetime import datetime

from documents.blocks import Paper, Paragraph, Run
from documents.values import count, moment
from promotions.enums import ProcedureKind
from promotions.papers import wording
from promotions.papers.department import department_head
from promotions.papers.facts import DossierFacts
from promotions.papers.goods_row import GoodsRow
from promotions.papers.parts import Points

PROCEDURES = {
    ProcedureKind.NONE.value: "Không phải thông báo, đăng ký theo nội dung đã khai",
    ProcedureKind.NOTIFICATION.value: "Thông báo thực hiện khuyến mại (Mẫu số 01)",
    ProcedureKind.REGISTRATION.value: "Đăng ký thực hiện khuyến mại (Mẫu số 02)",
}
NO_PERMIT = (
    "Biên nhận này do cổng lập tự động, xác nhận thương nhân đã gửi hồ sơ trên cổng của "
    "Sở Công Thương; không phải là văn bản chấp thuận chương trình khuyến mại và không "
    "thay cho việc nộp hồ sơ thông báo, đăng ký tại Cổng dịch vụ công của tỉnh "
    "(dichvucong.thanhhoa.gov.vn)."
)


def paper(
    facts: DossierFacts,
    goods: Sequence[GoodsRow],
    *,
    made_at: datetime,
    code: str = "",
) -> Paper:
    """Return the receipt; it fits on one page and lists no goods."""
    points = Points()
    points.add("Mã hồ sơ trên cổng", f"{facts.reference} (lần gửi thứ {facts.number})")
    points.add("Thời điểm cổng nhận hồ sơ", moment(facts.told_at))
    trader = facts.merchant
    points.add("Thương nhân", f"{trader.name}; mã số thuế {trader.tax_code}")
    points.add("Tên chương trình khuyến mại", facts.name)
    points.add("Thời gian khuyến mại", wording.period(facts.starts_at, facts.ends_at))
    points.add("Danh mục", f"{count(facts.goods_count)} hàng hóa, dịch vụ")
    points.add("Thủ tục", PROCEDURES[facts.procedure])
    points.add("Mã hồ sơ tại Cổng dịch vụ công", facts.filing_ref or "chưa khai báo")
    return Paper(
        letterhead=department_head(
            facts.told_at, kind="BIÊN NHẬN", subject="Nộp hồ sơ khuyến mại trên cổng"
        ),
        body=(*points.blocks, Paragraph((Run(NO_PERMIT, italic=True),))),
        made_at=made_at,
        code=code,
        mark=facts.mark,
    )
