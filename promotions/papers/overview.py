"""The papers of a dossier for its page: which there are, what for, and until when."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _

from documents.models import FileKind
from promotions.enums import PaperForm
from promotions.law.filing_term import FilingTerm, filing_term
from promotions.models import DossierVersion, Promotion
from promotions.papers import issuing, versions
from promotions.papers.facts import WITH_PRIZES, amendment_papers_of, papers_of
from promotions.papers.making import handed_in
from promotions.permissions import EDITABLE

PURPOSE: dict[PaperForm, Promise] = {
    PaperForm.NOTIFICATION: _(
        "Tells the Department of the promotion before it begins. Sign it and file it."
    ),
    PaperForm.REGISTRATION: _(
        "Asks for the confirmation without which the promotion may not begin. Sign it "
        "and file it."
    ),
    PaperForm.RULES: _(
        "What customers do and can win. Fill in the dotted lines, and file it together "
        "with the form above."
    ),
    PaperForm.AMENDMENT: _(
        "Tells the authority what is changed and why. Sign it and file it before the "
        "change is announced."
    ),
    PaperForm.GOODS: _("All goods in one Excel file, filed together with the form."),
    PaperForm.RECEIPT: _(
        "Shows that the dossier was sent here, and when. It is no permit."
    ),
}


@dataclass(frozen=True)
class Line:
    form: PaperForm
    purpose: Promise
    kinds: tuple[FileKind, ...]


@dataclass(frozen=True)
class Overview:
    """``version`` is what was handed in last; an open dossier shows its drafts."""

    term: FilingTerm
    lines: list[Line]
    is_draft: bool
    version: DossierVersion | None
    earlier: Sequence[DossierVersion]


def overview(promotion: Promotion, *, at: datetime) -> Overview:
    """Return what the page of the dossier shows of its papers."""
    version = handed_in(promotion)
    kept = [] if version is None else list(promotion.versions.all())
    if version is None or promotion.state in EDITABLE:
        return _of_draft(promotion, kept, at=at)
    return Overview(
        term=filing_term(promotion, at=version.submitted_at),
        lines=lines(issuing.forms_of(versions.facts(version))),
        is_draft=False,
        version=version,
        earlier=kept[1:],
    )


def _of_draft(
    promotion: Promotion, kept: Sequence[DossierVersion], *, at: datetime
) -> Overview:
    term = filing_term(promotion, at=at)
    has_prizes = bool(WITH_PRIZES.intersection(promotion.forms))
    return Overview(
        term=term,
        lines=lines(papers_of(term.procedure.kind, has_prizes=has_prizes)),
        is_draft=True,
        version=None,
        earlier=kept,
    )


def proposal_drafts(proposal: Promotion, *, at: datetime) -> dict[str, Any]:
    """Return the papers of an amendment that is being written, to be filed first."""
    needed = amendment_papers_of(filing_term(proposal, at=at).procedure.kind)
    return {"version": None, "lines": lines(needed)}


def proposal_papers(proposal: Promotion) -> dict[str, Any]:
    """Return the papers of an amendment once it is sent, for its pages."""
    version = proposal.versions.first()
    if version is None:
        return {"version": None, "lines": []}
    forms = issuing.forms_of(versions.facts(version))
    return {"version": version, "lines": lines(forms)}


def lines(forms: Sequence[PaperForm]) -> list[Line]:
    return [Line(form, PURPOSE[form], issuing.RECIPES[form].files) for form in forms]
