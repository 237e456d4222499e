class SheetRefused(Exception):
    """Raised where a file as a whole cannot be taken; says what to do instead."""

    def __init__(self, message: str) -> None:
        super().__init__(message)
        self.message = message
