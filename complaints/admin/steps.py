"""The buttons of the complaint page: who sees one, what it asks, which verb it calls."""

from collections.abc import Callable
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _

from accounts.models import User
from accounts.permissions import is_of_trade_management
from complaints import (
    assigning,
    duplicates,
    feedback,
    mediating,
    permissions,
    recovery,
    seller,
    showing,
    talking,
    verdict,
    waiting,
    workflow,
)
from complaints.enums import ReferralRole
from complaints.forms import steps as forms
from complaints.forms.assigning import HandOverForm, TakeForm
from complaints.forms.link import LinkForm
from complaints.forms.mediation import MediationForm, minutes_of
from complaints.models import Complaint, Referral
from complaints.refusals import HandledByAnother
from complaints.retention import holds
from complaints.spam import deciding

Part = Referral | None


@dataclass(frozen=True)
class Step:
    """``concerns`` asks whose step it is, ``is_open`` whether it can be taken now.

    ``why_shut`` says what somebody else did who came first, where it is not the state.
    """

    code: str
    label: str | Promise
    done: str | Promise
    form: type[forms.StepForm]
    concerns: Callable[[User, Complaint, Part], bool]
    is_open: Callable[[User, Complaint, Part], bool]
    take: Callable[[Complaint, Part, dict[str, Any], User, datetime], object]
    is_main: bool = False
    why_shut: Callable[[Part], str] = lambda part: ""


def _asked(user: User, complaint: Complaint, part: Part) -> bool:
    return part is not None and part.is_asked


def _if_own(
    may: Callable[[User, Referral], bool],
) -> Callable[[User, Complaint, Part], bool]:
    """Ask the predicate of the unit's own part; who has none may not."""
    return lambda user, complaint, part: part is not None and may(user, part)


def _with_own(
    act: Callable[[Referral, dict[str, Any], User, datetime], object],
) -> Callable[[Complaint, Part, dict[str, Any], User, datetime], object]:
    """Act on the unit's own part, which ``is_open`` has asked for."""

    def take(
        c: Complaint, part: Part, data: dict[str, Any], by: User, at: datetime
    ) -> object:
        assert part is not None
        return act(part, data, by, at)

    return take


def _handled(part: Part) -> str:
    is_held = part is not None and part.is_open and part.handler is not None
    return HandledByAnother(part).message if part and is_held else ""


STEPS = {
    step.code: step
    for step in (
        Step(
            code="nhan",
            is_main=True,
            label=_("Take up"),
            done=_("Your unit has taken the report up."),
            form=forms.AcceptForm,
            concerns=_asked,
            is_open=_if_own(permissions.may_accept),
            take=_with_own(
                lambda part, d, by, at: workflow.accept_referral(part, by=by, at=at)
            ),
        ),
        Step(
            code="nhan-viec",
            label=_("Handle it myself"),
            done=_("You handle this report now."),
            form=TakeForm,
            concerns=_asked,
            is_open=_if_own(permissions.may_take),
            take=_with_own(lambda part, d, by, at: assigning.take(part, by=by, at=at)),
            why_shut=_handled,
        ),
        Step(
            code="giao-cho",
            label=_("Give to a colleague"),
            done=_("The report is given to the colleague."),
            form=HandOverForm,
            concerns=_asked,
            is_open=_if_own(permissions.may_hand_over),
            take=_with_own(
                lambda part, d, by, at: assigning.hand_over(part, **d, by=by, at=at)
            ),
            why_shut=_handled,
        ),
        Step(
            code="tra-loi",
            is_main=True,
            label=_("Answer"),
            done=_("The answer is on its way to the person."),
            form=forms.AnswerForm,
            concerns=_asked,
            is_open=_if_own(permissions.may_answer),
            take=_with_own(
                lambda part, d, by, at: workflow.answer_referral(
                    part, answer=d["answer"], by=by, at=at
                )
            ),
        ),
        Step(
            code="hoi",
            is_main=True,
            label=_("Ask the person"),
            done=_("The question is on its way to the person."),
            form=forms.AskForm,
            concerns=_asked,
            is_open=_if_own(permissions.may_answer),
            take=_with_own(
                lambda part, d, by, at: talking.ask(part, text=d["text"], by=by, at=at)
            ),
        ),
        Step(
            code="nhan-tin",
            label=_("Write to the person"),
            done=_("The message is on its way to the person."),
            form=forms.InformForm,
            concerns=_asked,
            is_open=_if_own(permissions.may_write_to),
            take=_with_own(
                lambda part, d, by, at: talking.inform(
                    part, text=d["text"], by=by, at=at
                )
            ),
        ),
        Step(
            code="hoi-nguoi-ban",
            label=_("Ask the seller"),
            done=_("The request is on its way to the seller."),
            form=forms.AskSellerForm,
            concerns=lambda user, c, part: permissions.leads(user, c),
            is_open=lambda user, c, part: permissions.may_ask_seller(user, c),
            take=lambda c, part, data, by, at: seller.ask_seller(
                c, **data, by=by, at=at
            ),
        ),
        Step(
            code="hoa-giai",
            label=_("Record a mediation"),
            done=_("The record is kept; print it below and have it signed."),
            form=MediationForm,
            concerns=lambda user, c, part: bool(
                part and permissions.may_write_to(user, part)
            ),
            is_open=_if_own(permissions.may_mediate),
            take=_with_own(
                lambda part, d, by, at: mediating.record(
                    part, minutes_of(d), by=by, at=at
                )
            ),
        ),
        Step(
            code="hien-nguoi-gui",
            label=_("Show who sent this"),
            done=_("You see who sent this for 30 minutes; your reason is kept."),
            form=forms.ShowForm,
            concerns=lambda user, c, part: permissions.may_see_contact(user, c),
            is_open=lambda user, c, part: permissions.may_be_shown(user, c),
            take=lambda c, part, data, by, at: showing.show(c, **data, by=by, at=at),
        ),
        Step(
            code="ghi-chu",
            label=_("Internal note"),
            done=_("The note is kept."),
            form=forms.NoteForm,
            concerns=lambda user, c, part: permissions.may_note(user, c),
            is_open=lambda user, c, part: permissions.may_note(user, c),
            take=lambda c, part, data, by, at: talking.note(c, **data, by=by, at=at),
        ),
        Step(
            code="bao-lai-ma",
            label=_("Tell the code again"),
            done=_("It is noted. Tell the caller the tracking code on this page."),
            form=forms.TellCodeForm,
            concerns=lambda user, c, part: permissions.may_tell_code(user, c),
            is_open=lambda user, c, part: permissions.may_tell_code(user, c),
            take=lambda c, part, data, by, at: recovery.tell_code(
                c, **data, by=by, at=at
            ),
        ),
        Step(
            code="tam-dung",
            label=_("Wait for the person"),
            done=_("The term of your unit stands still."),
            form=forms.PauseForm,
            concerns=_asked,
            is_open=_if_own(permissions.may_pause),
            take=_with_own(
                lambda part, d, by, at: waiting.pause(
                    part, reason=d["reason"], by=by, at=at
                )
            ),
        ),
        Step(
            code="tiep-tuc",
            label=_("Go on"),
            done=_("The term of your unit runs again."),
            form=forms.ContinueForm,
            concerns=_asked,
            is_open=_if_own(permissions.may_continue),
            take=_with_own(
                lambda part, d, by, at: waiting.go_on(
                    part, reason=d["reason"], by=by, at=at
                )
            ),
        ),
        Step(
            code="chuyen-lai",
            label=_("Return"),
            done=_("The report went back to the leading unit."),
            form=forms.ReturnForm,
            concerns=lambda user, c, part: (
                part is not None and part.role != ReferralRole.LEAD
            ),
            is_open=_if_own(permissions.may_return),
            take=_with_own(
                lambda part, d, by, at: workflow.return_referral(
                    part, reason=d["reason"], by=by, at=at
                )
            ),
        ),
        Step(
            code="chuyen-don-vi",
            label=_("Refer to another unit"),
            done=_("The unit has received the report."),
            form=forms.ReferForm,
            concerns=lambda user, c, part: (
                is_of_trade_management(user) or permissions.may_refer(user, c)
            ),
            is_open=lambda user, c, part: permissions.may_refer(user, c),
            take=lambda c, part, data, by, at: workflow.refer(c, **data, by=by, at=at),
        ),
        Step(
            code="chuyen-xu-ly",
            is_main=True,
            label=_("No spam: send it on"),
            done=_("The report went to the units; their terms count from its receipt."),
            form=forms.ReleaseForm,
            concerns=lambda user, c, part: is_of_trade_management(user),
            is_open=lambda user, c, part: permissions.may_decide_on_spam(user, c),
            take=lambda c, part, data, by, at: deciding.release(
                c, **data, by=by, at=at
            ),
        ),
        Step(
            code="thu-rac",
            is_main=True,
            label=_("Close as spam"),
            done=_("The report is closed as spam; it is kept with your reason."),
            form=forms.SpamForm,
            concerns=lambda user, c, part: is_of_trade_management(user),
            is_open=lambda user, c, part: permissions.may_decide_on_spam(user, c),
            take=lambda c, part, data, by, at: deciding.close_as_spam(
                c, **data, by=by, at=at
            ),
        ),
        Step(
            code="giu-du-lieu",
            label=_("Keep the personal data"),
            done=_("No rule deletes the personal data until the hold is lifted."),
            form=forms.HoldForm,
            concerns=lambda user, c, part: permissions.may_see_contact(user, c),
            is_open=lambda user, c, part: permissions.may_hold(user, c),
            take=lambda c, part, data, by, at: holds.hold(c, **data, by=by, at=at),
        ),
        Step(
            code="thoi-giu",
            label=_("Lift the hold on the data"),
            done=_("The rules of retention count again."),
            form=forms.LiftForm,
            concerns=lambda user, c, part: permissions.may_see_contact(user, c),
            is_open=lambda user, c, part: permissions.may_lift(user, c),
            take=lambda c, part, data, by, at: holds.lift(c, **data, by=by, at=at),
        ),
        Step(
            code="ket-luan",
            label=_("Record the finding"),
            done=_("The finding is recorded."),
            form=forms.JudgeForm,
            concerns=lambda user, c, part: permissions.leads(user, c),
            is_open=lambda user, c, part: permissions.may_judge(user, c),
            take=lambda c, part, data, by, at: verdict.judge(c, **data, by=by, at=at),
        ),
        Step(
            code="gop",
            label=_("Link to a lead case"),
            done=_("The report follows the lead case now."),
            form=LinkForm,
            concerns=lambda user, c, part: permissions.leads(user, c),
            is_open=lambda user, c, part: permissions.may_link(user, c),
            take=lambda c, part, data, by, at: duplicates.link(c, **data, by=by, at=at),
        ),
        Step(
            code="tach",
            label=_("Part from the lead case"),
            done=_("The report is handled on its own again."),
            form=forms.UnlinkForm,
            concerns=lambda user, c, part: permissions.leads(user, c),
            is_open=lambda user, c, part: permissions.may_unlink(user, c),
            take=lambda c, part, data, by, at: duplicates.unlink(
                c, **data, by=by, at=at
            ),
        ),
        Step(
            code="ket-thuc",
            is_main=True,
            label=_("Close with the result"),
            done=_("The report is closed; the result is on its way to the person."),
            form=forms.ResolveForm,
            concerns=lambda user, c, part: permissions.leads(user, c),
            is_open=lambda user, c, part: permissions.may_resolve(user, c),
            take=lambda c, part, data, by, at: workflow.resolve(
                c, **data, by=by, at=at
            ),
        ),
        Step(
            code="khong-tiep-nhan",
            label=_("Do not take up"),
            done=_("The report is closed; the reason is on its way to the person."),
            form=forms.NotAcceptForm,
            concerns=lambda user, c, part: permissions.leads(user, c),
            is_open=lambda user, c, part: permissions.may_not_accept(user, c),
            take=lambda c, part, data, by, at: workflow.not_accept(
                c, **data, by=by, at=at
            ),
        ),
        Step(
            code="mo-lai",
            is_main=True,
            label=_("Reopen"),
            done=_("The report is open again; the person is told."),
            form=forms.ReopenForm,
            concerns=lambda user, c, part: permissions.leads(user, c),
            is_open=lambda user, c, part: permissions.may_reopen(user, c),
            take=lambda c, part, data, by, at: feedback.reopen(c, **data, by=by, at=at),
        ),
        Step(
            code="giu-ket-qua",
            is_main=True,
            label=_("Keep the result"),
            done=_("The reason is on its way to the person."),
            form=forms.KeepResultForm,
            concerns=lambda user, c, part: permissions.leads(user, c),
            is_open=lambda user, c, part: permissions.may_keep_result(user, c),
            take=lambda c, part, data, by, at: feedback.keep_result(
                c, **data, by=by, at=at
            ),
        ),
    )
}


def open_steps(user: User, complaint: Complaint, part: Part) -> list[Step]:
    """Return the buttons this person can press now; none on what is buried."""
    if complaint.is_buried:
        return []
    return [step for step in STEPS.values() if step.is_open(user, complaint, part)]
