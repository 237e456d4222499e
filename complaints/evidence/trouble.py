class EvidenceRefused(Exception):
    """A file cannot be taken; ``message`` says why and what to do instead."""

    def __init__(self, message: str) -> None:
        super().__init__(message)
        self.message = message


class UploadGone(EvidenceRefused):
    """An upload that was named is not here, or no longer, or not whole."""
