"""``make test``: say what will run, then run it."""

import os
import sys

import pytest

from tests.browser import chromium

WHOLE_SUITE = ["-n", "2", "--dist", "loadgroup"]


def main(words: list[str]) -> int:
    """Run the named tests, or all of them on two processes."""
    os.environ.pop("DJANGO_SETTINGS_MODULE", None)  # set once the servers run
    path = chromium.find()
    if path is None:
        print("No Chromium was found: the browser tests are skipped.")
    else:
        print(f"Chromium was found ({path}): the browser tests run.")
    sys.stdout.flush()
    return pytest.main(words or WHOLE_SUITE)


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
