"""Why a step with personal data and their term is refused, as a sentence."""

from django.utils.translation import gettext as _

from complaints.refusals import StepRefused


class AlreadyBuried(StepRefused):
    def __init__(self) -> None:
        super().__init__(
            _(
                "The personal data of this report were deleted by the rules of "
                "retention. Only what is counted is left; nothing more can be done."
            )
        )


class AlreadyHeld(StepRefused):
    def __init__(self) -> None:
        super().__init__(_("The data of this report are held already."))


class NotHeld(StepRefused):
    def __init__(self) -> None:
        super().__init__(_("Nobody holds the data of this report."))


class RunStands(StepRefused):
    def __init__(self) -> None:
        super().__init__(
            _("Another run is not finished yet. Finish or refuse that one first.")
        )


class NothingDue(StepRefused):
    def __init__(self) -> None:
        super().__init__(_("No report is due; there is nothing to delete."))


class SamePerson(StepRefused):
    def __init__(self) -> None:
        super().__init__(
            _("Who proposed a run cannot approve it; a second person does.")
        )
