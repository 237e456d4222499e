"""What people choose and write when files are sent or taken out: input only."""

from typing import Any

from django import forms
from django.conf import settings
from django.utils.translation import gettext, gettext_lazy as _

from complaints.evidence.attaching import Attached
from complaints.evidence.kinds import ACCEPT
from complaints.evidence.opening import Purpose

NOTE_CHARACTERS = 200


class SeveralFiles(forms.FileInput):
    allow_multiple_selected = True


class EvidenceField(forms.FileField):
    """Shows the choice of files; what came is read by ``evidence.attaching``."""

    def __init__(self, **kwargs: Any) -> None:
        super().__init__(
            **{
                "required": False,
                "label": _("Photos, documents or a short video"),
                "widget": SeveralFiles(attrs={"accept": ACCEPT}),
                **kwargs,
            }
        )

    def get_bound_field(self, form: forms.BaseForm, field_name: str) -> Any:
        """Name the limits as they are set."""
        self.help_text = gettext(
            "Photos (JPEG, PNG, WebP) or PDF up to %(file)d MB, videos (MP4, MOV, WebM) "
            "up to %(video)d MB, at most %(count)d files. The invoice, the chat, the "
            "advertisement, the goods: whatever shows what happened. Offices that handle "
            "your report see photos without the place noted by the camera."
        ) % {
            "file": settings.EVIDENCE_MAX_BYTES // 1024 // 1024,
            "video": settings.EVIDENCE_VIDEO_MAX_BYTES // 1024 // 1024,
            "count": settings.EVIDENCE_MAX_FILES,
        }
        return super().get_bound_field(form, field_name)


class MoreEvidenceForm(forms.Form):
    use_required_attribute = False

    key = forms.UUIDField(widget=forms.HiddenInput)
    evidence = EvidenceField()

    def __init__(
        self, *args: Any, attached: Attached | None = None, **kwargs: Any
    ) -> None:
        super().__init__(*args, **kwargs)
        self.attached = attached or Attached()

    def clean(self) -> dict[str, Any]:
        data = super().clean() or {}
        add_problems(self, self.attached)
        if not self.attached.uploads and not self.attached.problems:
            self.add_error("evidence", _("Choose at least one file."))
        return data


class DownloadForm(forms.Form):
    """Why the original is taken out."""

    use_required_attribute = False

    purpose = forms.ChoiceField(
        label=_("What for"),
        choices=Purpose.choices,
        widget=forms.RadioSelect,
        error_messages={"required": _("Say what you need the original for.")},
    )
    note = forms.CharField(
        label=_("Remark"), required=False, max_length=NOTE_CHARACTERS
    )

    def clean(self) -> dict[str, Any]:
        """Ask for words where the list has none that fit."""
        data = super().clean() or {}
        if data.get("purpose") == Purpose.OTHER and not data.get("note"):
            self.add_error("note", _("Write the reason."))
        return data


def add_problems(form: forms.Form, attached: Attached) -> None:
    for problem in attached.problems:
        form.add_error("evidence", problem)
