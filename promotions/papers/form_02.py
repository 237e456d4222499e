"""Form 02: registration of a promotion with games of chance or of another form.

Legal source: Decree 81/2018/NĐ-CP, Article 19 and form 02 of its annex.
"""

from collections.abc import Sequence
from datetime import datetime

from documents.blocks import BulletList, Paper, Paragraph
from promotions.papers import goods as goods_list, wording
from promotions.papers.facts import DossierFacts
from promotions.papers.form_01 import points
from promotions.papers.goods_row import GoodsRow
from promotions.papers.parts import about_merchant, basis, merchant_paper, promise

ATTACHED = (
    "Thể lệ chương trình khuyến mại (Mẫu số 03);",
    "Hình ảnh hàng hóa khuyến mại và hàng hóa dùng để khuyến mại (nếu cần thiết);",
    "Mẫu bằng chứng xác định trúng thưởng hoặc mô tả chi tiết về bằng chứng xác định "
    "trúng thưởng (nếu có);",
    "Bản sao không cần chứng thực giấy tờ về chất lượng của hàng hóa khuyến mại theo "
    "quy định của pháp luật.",
)


def paper(
    facts: DossierFacts,
    goods: Sequence[GoodsRow],
    *,
    made_at: datetime,
    code: str = "",
) -> Paper:
    """Return the registration of the dossier."""
    return merchant_paper(
        facts,
        (
            *about_merchant(facts),
            basis(facts, "đăng ký"),
            *points(facts, goods),
            Paragraph("Hồ sơ kèm theo gồm:", kept=True),
            BulletList(ATTACHED),
            promise(facts),
        ),
        form="Mẫu số 02",
        kind="ĐĂNG KÝ THỰC HIỆN KHUYẾN MẠI",
        made_at=made_at,
        code=code,
        addressees=wording.addressees(facts),
        appendices=goods_list.appendices(facts, goods),
    )
