class LocalTrouble(Exception):
    """The start cannot go on; the text is one sentence that says what to do."""
