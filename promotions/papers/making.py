"""Making the papers of many goods, by the worker: at submission, or on the next sweep.

Nothing is seen before it is whole. Killed at any moment, what was issued stays issued
and the rest is taken up again; three attempts, then the page says so.
"""

from datetime import datetime

from django.core.cache import cache
from django.db import transaction
from django.utils import timezone

import structlog

from campaigns import clock
from documents import codes
from documents.models import FileKind
from notifications.doorbell import ring
from promotions.enums import PaperForm
from promotions.models import DossierVersion, Promotion
from promotions.papers import issuing, versions
from promotions.permissions import EDITABLE
from promotions.tasks import make_papers as make_papers_task

log = structlog.get_logger(__name__)

PROGRESS_KEPT_SECONDS = 600


def hand_in(promotion: Promotion, *, at: datetime) -> DossierVersion:
    """Freeze what is handed in and, where its papers take long, ring for them."""
    version = versions.freeze(promotion, at=at)
    if issuing.for_worker(version):
        ring(make_papers_task, version_id=version.pk)
    else:
        version.made_at = at
        version.save(update_fields=["made_at"])
    return version


def handed_in(promotion: Promotion) -> DossierVersion | None:
    """Return what was handed in last, or None where nothing was.

    What was handed in before versions were kept is frozen now, while nobody can have
    changed it since.
    """
    version = promotion.versions.first()
    if version is not None or promotion.submitted_at is None:
        return version
    with transaction.atomic():
        locked = Promotion.objects.select_for_update(of=("self",)).get(pk=promotion.pk)
        version = locked.versions.first()
        if version is not None or locked.state in EDITABLE:
            return version
        return hand_in(locked, at=promotion.submitted_at)


def try_again(version: DossierVersion) -> None:
    """Let the worker begin anew after it had given up."""
    with transaction.atomic():
        locked = _lock(version.pk)
        if locked.has_failed:
            locked.attempt_count, locked.begun_at = 0, None
            locked.save(update_fields=["attempt_count", "begun_at"])
            ring(make_papers_task, version_id=locked.pk)


def resume() -> None:
    """Ring for versions whose papers nobody makes."""
    with transaction.atomic():
        waiting = DossierVersion.objects.to_make(real_now=timezone.now())
        for pk in waiting.values_list("pk", flat=True):
            ring(make_papers_task, version_id=pk)


def make_papers(version_id: int) -> None:
    """Issue each paper of the version that is still missing."""
    version = _claim(version_id)
    if version is None:
        log.info("papers_not_due", version=version_id)
        return
    for form, kind in issuing.for_worker(version):
        if issuing.find(version, form, kind) is None:
            _make(version, form, kind, at=clock.now())
    version.made_at = clock.now()
    version.save(update_fields=["made_at"])


def progress_percent(version: DossierVersion) -> int:
    """How far the goods are read, as the worker last said; 0 where it said nothing."""
    return int(cache.get(_progress_key(version), 0))


def _make(
    version: DossierVersion, form: PaperForm, kind: FileKind, *, at: datetime
) -> None:
    """Render without a lock, as that takes long; the first to finish is issued."""

    def tell(read: int) -> None:
        percent = read * 95 // max(version.goods_count, 1)
        cache.set(_progress_key(version), percent, timeout=PROGRESS_KEPT_SECONDS)

    code = codes.new_code()
    goods = versions.FrozenGoods(version, told=tell)
    content = issuing.render(version, form, kind, code=code, made_at=at, goods=goods)
    with transaction.atomic():
        if issuing.find(_lock(version.pk), form, kind) is None:
            issuing.keep(version, form, kind, content, code=code, at=at)


def _claim(version_id: int) -> DossierVersion | None:
    """Take the version, or return None where it is done or another worker has it."""
    real_now = timezone.now()
    with transaction.atomic():
        due = DossierVersion.objects.to_make(real_now=real_now)
        version = due.select_for_update(of=("self",)).filter(pk=version_id).first()
        if version is not None:
            version.attempt_count += 1
            version.begun_at = real_now
            version.save(update_fields=["attempt_count", "begun_at"])
    return version


def _lock(pk: int) -> DossierVersion:
    return DossierVersion.objects.select_for_update(of=("self",)).get(pk=pk)


def _progress_key(version: DossierVersion) -> str:
    return f"papers:{version.pk}"
