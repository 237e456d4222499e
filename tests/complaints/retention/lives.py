"""Reports with a whole life, and what of it may be left nowhere."""

from datetime import date, datetime, timedelta
from uuid import UUID

from complaints import (
    feedback,
    mediating,
    seller,
    showing,
    talking,
    verdict,
    waiting,
    workflow,
)
from complaints.enums import (
    ComplaintSource,
    FeedbackKind,
    ReferralRole,
    RefusalGround,
    SellerAnswer,
    SubjectRequestKind,
    Verdict,
)
from complaints.evidence import adding, preparing
from complaints.feedback import Opinion
from complaints.intake import file_complaint
from complaints.mediating import Minutes
from complaints.models import Complaint
from complaints.retention import holds, running
from complaints.rights import asking, deciding
from complaints.rights.asking import Wish
from complaints.seller import Reply
from tests.accounts.factories import UserFactory
from tests.complaints.answers import KEY, OTHER_KEY, facts
from tests.complaints.evidence import samples
from tests.complaints.factories import HCM, ComplaintFactory

BEGAN = datetime(2024, 11, 29, 9, tzinfo=HCM)
CLOSED = datetime(2024, 12, 10, 15, tzinfo=HCM)
LAST_MOMENT = datetime(2026, 12, 10, 23, 59, 59, tzinfo=HCM)
DUE = datetime(2026, 12, 11, tzinfo=HCM)
THIRD_KEY = UUID("7a0e1c1e-6c0b-4d6f-9a55-000000000003")
FOURTH_KEY = UUID("7a0e1c1e-6c0b-4d6f-9a55-000000000004")

NAME, PHONE, EMAIL = "Phùng Thị Kín", "+84977654321", "kin.phung@rieng.example"
# Words of which each stands in another place.
SECRETS = (
    "Phùng Thị Kín",
    "977654321",
    "977 654 321",
    "kin.phung",
    "câu chuyện kín",
    "yêu cầu kín",
    "đơn hàng kín",
    "người bán đáp kín",
    "shop của kín",
    "ngõ kín",
    "kin-link",
    "hỏi kín",
    "đáp kín",
    "ghi chú kín",
    "hỏi người bán kín",
    "người bán trả lời kín",
    "shop-kin@",
    "biên bản kín",
    "bên mua kín",
    "kết quả kín",
    "chưa hài lòng kín",
    "mở lại kín",
    "kết luận kín",
    "trả lời của đơn vị kín",
    "chuyển vì kín",
    "chờ kín",
    "giữ vì kín",
    "thôi giữ kín",
    "tin nhắn kín",
    "hoá đơn kín",
    "xem vì kín",
    "về dữ liệu kín",
    "từ chối kín",
)


def long_life(plan) -> Complaint:
    """Return a closed report that went through nearly every step there is."""
    photo = samples.uploaded(samples.camera_photo(), name="hoá đơn kín.jpg", at=BEGAN)
    receipt = file_complaint(
        facts(
            story="Đây là câu chuyện kín.",
            demand="Một yêu cầu kín.",
            order_ref="đơn hàng kín",
            seller_name="shop của kín",
            seller_address="Số 1 ngõ kín",
            seller_link="https://shop.example/kin-link",
            seller_answer="người bán đáp kín",
            full_name=NAME,
            phone=PHONE,
            email=EMAIL,
            may_share_with_seller=True,
        ),
        key=KEY,
        at=BEGAN,
        source=ComplaintSource.WEB,
        uploads=[photo],
    )
    complaint = Complaint.objects.get(code=receipt.reference)
    Complaint.objects.filter(pk=complaint.pk).update(answers={"hoi": "đáp kín"})
    _talk(complaint)
    _settle(complaint)
    _ask_about_data(complaint)
    preparing.prepare_due(at=CLOSED)
    complaint.refresh_from_db()
    return complaint


def _part(complaint, role):
    return complaint.referrals.get(role=role)


def _talk(complaint):
    at = BEGAN + timedelta(days=3)
    lead, support = (
        _part(complaint, role) for role in (ReferralRole.LEAD, ReferralRole.SUPPORT)
    )
    officer = UserFactory(unit=lead.unit)
    showing.show(complaint, purpose="other", note="xem vì kín", by=officer, at=at)
    workflow.accept_referral(lead, by=officer, at=at)
    talking.ask(lead, text="Tôi hỏi kín.", by=officer, at=at)
    talking.reply(complaint, text="Tôi đáp kín, 0977 654 321.", key=OTHER_KEY, at=at)
    talking.inform(lead, text="Một tin nhắn kín.", by=officer, at=at)
    talking.note(complaint, text="ghi chú kín", is_shared=True, by=officer, at=at)
    waiting.pause(support, reason="chờ kín", by=UserFactory(unit=support.unit), at=at)
    more = samples.uploaded(
        samples.PDF, name="hoá đơn kín.pdf", declared="application/pdf", at=at
    )
    adding.add_evidence(complaint, [more], key=THIRD_KEY, at=at)
    asked = seller.ask_seller(
        complaint,
        email="shop-kin@rieng.example",
        text="Tôi hỏi người bán kín.",
        by=officer,
        at=at,
    )
    reply = Reply(SellerAnswer.PROMISE, "người bán trả lời kín", date(2024, 12, 20))
    seller.answer_as_seller(asked.link, reply, at=at)


def _settle(complaint):
    at = BEGAN + timedelta(days=6)
    lead, support = (
        _part(complaint, role) for role in (ReferralRole.LEAD, ReferralRole.SUPPORT)
    )
    officer = UserFactory(unit=lead.unit)
    minutes = Minutes(
        held_on=at.date(),
        place="Trụ sở Hội",
        mediator_name="Cao Thị Hoà",
        consumer_party="bên mua kín",
        seller_party="shop của kín",
        content="biên bản kín",
        is_agreed=True,
        terms="biên bản kín",
        amount_vnd=1000,
    )
    mediating.record(support, minutes, by=UserFactory(unit=support.unit), at=at)
    workflow.answer_referral(
        support, answer="trả lời của đơn vị kín", by=officer, at=at
    )
    other = UserFactory(surveillance_team=True).unit
    workflow.refer(
        complaint,
        other,
        role=ReferralRole.REFERRAL,
        reason="chuyển vì kín",
        by=officer,
        at=at,
    )
    workflow.resolve(
        complaint,
        outcome="Lần đầu, kết quả kín.",
        by=officer,
        at=at,
        open_parts_reason="không chờ, kết quả kín",
    )
    opinion = Opinion(FeedbackKind.REOPEN, "Tôi chưa hài lòng kín.")
    feedback.give(complaint, opinion, at=at)
    feedback.reopen(complaint, reason="mở lại kín", by=officer, at=at)
    held = UserFactory(unit=lead.unit)
    holds.hold(complaint, reason="giữ vì kín", by=held, at=at)
    workflow.resolve(
        complaint,
        outcome="Lần hai, kết quả kín.",
        by=officer,
        at=CLOSED,
        open_parts_reason="không chờ, kết quả kín",
    )
    verdict.judge(
        complaint,
        verdict=Verdict.CONFIRMED,
        reason="kết luận kín",
        by=officer,
        at=CLOSED,
    )
    holds.lift(complaint, reason="thôi giữ kín", by=held, at=CLOSED)


def _ask_about_data(complaint):
    wish = Wish(SubjectRequestKind.DELETION, text="Tôi hỏi về dữ liệu kín.")
    asking.ask(complaint, wish, key=FOURTH_KEY, at=CLOSED)
    deciding.refuse(
        complaint.subject_requests.get(),
        ground=RefusalGround.KEPT,
        reason="từ chối kín",
        by=UserFactory(trade_management=True),
        at=CLOSED,
    )


def closed(count=1, **changes) -> list[Complaint]:
    """Return reports that were resolved at ``CLOSED``."""
    made = {"resolved": True, "closed_at": CLOSED, **changes}
    return [ComplaintFactory(**made) for _ in range(count)]


def approved(at=DUE, **people):
    """Return a run two people agreed on."""
    run = running.prepare(by=None, at=at)
    run = running.propose(run, by=UserFactory(trade_management=True), at=at)
    return running.approve(run, by=UserFactory(trade_management=True), at=at)
