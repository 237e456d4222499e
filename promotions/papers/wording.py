"""Fixed words of the papers: forms as the law names them, periods, amounts, blanks."""

from datetime import datetime, time, timedelta

from django.utils import timezone

from documents import values, words
from promotions.enums import FilingOffice, MerchantKind, PromotionForm
from promotions.papers.facts import DossierFacts

BLANK = "." * 60
SHORT_BLANK = "." * 24
DECREE = "Nghị định số 81/2018/NĐ-CP"
INSTANT = timedelta(microseconds=1)

# Legal source: Commercial Law 2005, Article 92; Decree 81/2018/NĐ-CP, Articles 8–14.
FORM_NAMES = {
    PromotionForm.SAMPLE: (
        "Đưa hàng mẫu, cung ứng dịch vụ mẫu để khách hàng dùng thử không phải trả tiền"
    ),
    PromotionForm.GIFT: "Tặng hàng hóa, cung ứng dịch vụ không thu tiền",
    PromotionForm.DISCOUNT: (
        "Bán hàng, cung ứng dịch vụ với giá thấp hơn giá bán hàng, giá cung ứng dịch vụ "
        "trước đó, được áp dụng trong thời gian khuyến mại đã thông báo (khuyến mại "
        "bằng hình thức giảm giá)"
    ),
    PromotionForm.VOUCHER: (
        "Bán hàng, cung ứng dịch vụ có kèm theo phiếu mua hàng, phiếu sử dụng dịch vụ"
    ),
    PromotionForm.CONTEST: (
        "Bán hàng, cung ứng dịch vụ có kèm theo phiếu dự thi cho khách hàng để chọn "
        "người trao thưởng theo thể lệ và giải thưởng đã công bố"
    ),
    PromotionForm.LUCKY_DRAW: (
        "Bán hàng, cung ứng dịch vụ kèm theo việc tham dự chương trình khuyến mại mang "
        "tính may rủi"
    ),
    PromotionForm.LOYALTY: "Tổ chức chương trình khách hàng thường xuyên",
    PromotionForm.CULTURE: (
        "Tổ chức cho khách hàng tham gia các chương trình văn hóa, nghệ thuật, giải trí "
        "và các sự kiện khác vì mục đích khuyến mại"
    ),
    PromotionForm.OTHER: (
        "Hình thức khuyến mại khác được cơ quan quản lý nhà nước về thương mại chấp thuận"
    ),
}
GIFT_TIED = "kèm theo việc mua bán hàng hóa, cung ứng dịch vụ"
GIFT_FREE = "không kèm theo việc mua bán hàng hóa, cung ứng dịch vụ"
SIGNER = {MerchantKind.HOUSEHOLD.value: "CHỦ HỘ KINH DOANH"}
DEPARTMENT = "Sở Công Thương tỉnh Thanh Hoá"
MINISTRY = "Cục Xúc tiến thương mại – Bộ Công Thương"
OTHER_DEPARTMENTS = "Sở Công Thương các tỉnh, thành phố khác nơi tổ chức khuyến mại"


def form_names(facts: DossierFacts) -> str:
    """Return the forms in the order of the law, as the law names them."""
    names = []
    for form in PromotionForm:
        if form.value not in facts.forms:
            continue
        name = FORM_NAMES[form]
        if form == PromotionForm.GIFT:
            name += f" ({GIFT_TIED if facts.is_gift_tied_to_purchase else GIFT_FREE})"
        names.append(name)
    return "; ".join(names)


def addressees(facts: DossierFacts) -> tuple[str, ...]:
    """Return whom a paper goes to. Legal source: Decree 81/2018, Articles 17 and 19."""
    if facts.office == FilingOffice.MINISTRY:
        return (MINISTRY,)
    if facts.is_beyond_province:
        return DEPARTMENT, OTHER_DEPARTMENTS
    return (DEPARTMENT,)


def signer(facts: DossierFacts) -> str:
    return SIGNER.get(facts.merchant.kind, "ĐẠI DIỆN THƯƠNG NHÂN")


def period(starts_at: datetime | None, ends_at: datetime | None) -> str:
    """Return «từ 0 giờ 00 phút ngày 25/11/2024 đến hết ngày 01/12/2024»."""
    start = SHORT_BLANK if starts_at is None else _moment(starts_at)
    end = SHORT_BLANK if ends_at is None else _end(ends_at)
    return f"Từ {start} đến {end}"


def _end(moment: datetime) -> str:
    """Name a midnight by the day before it; the period is half-open."""
    if timezone.localtime(moment).time() == time.min:
        return f"hết ngày {values.day(timezone.localdate(moment - INSTANT))}"
    return _moment(moment)


def _moment(moment: datetime) -> str:
    local = timezone.localtime(moment)
    return f"{local.hour} giờ {local.minute:02d} phút ngày {values.day(local)}"


def area(facts: DossierFacts) -> str:
    """Return the districts, the whole province where none is named, and beyond."""
    within = ", ".join(facts.districts)
    text = f"{within}, tỉnh Thanh Hoá" if within else "Toàn tỉnh Thanh Hoá"
    if facts.is_beyond_province:
        text += f" và các tỉnh, thành phố khác: {SHORT_BLANK}"
    if facts.is_online_only:
        text += (
            " (chỉ bán hàng và khuyến mại qua sàn giao dịch thương mại điện tử, website "
            "khuyến mại trực tuyến)"
        )
    return text


def amount(vnd: int | None) -> str:
    """Return an amount in figures and in words."""
    if vnd is None:
        return f"{SHORT_BLANK} đồng (bằng chữ: {SHORT_BLANK})"
    return f"{values.dong(vnd)} (bằng chữ: {words.dong_in_words(vnd)})"
