from django.utils.translation import gettext as _


class SheetRefused(Exception):
    """Raised where a file as a whole cannot be taken; says what to do instead."""

    def __init__(self, message: str) -> None:
        super().__init__(message)
        self.message = message


def damaged() -> str:
    return _("The file is damaged. Please save the sheet again and send the new file.")
