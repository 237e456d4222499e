"""Run a management command against the portal that ``make run`` has started."""

import os
import sys

from django.core.management import execute_from_command_line

from thanhhoa_ecom.local import environment


def main() -> int:
    kept = environment.kept()
    if not kept:
        print(
            "The portal does not run here: start it with `make run`.", file=sys.stderr
        )
        return 1
    os.environ.update(kept)
    execute_from_command_line(["manage.py", *sys.argv[1:]])
    return 0


if __name__ == "__main__":
    sys.exit(main())
