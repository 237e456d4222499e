"""``make bench``: run the benchmarks, print the table, append it to ``RESULTS.md``.

``make bench args="b1 b6"`` runs some of them. Each runs in a process of its own, so no
benchmark warms up or crowds another.
"""

import json
import subprocess
import sys
from importlib import import_module

from benchmarks import results
from benchmarks.results import Measured

NAMES = {
    module.split("_")[0]: f"benchmarks.{module}"
    for module in sorted(path.stem for path in results.FOLDER.glob("b[0-9]*.py"))
}
ONE = "--one"


def main(words: list[str]) -> int:
    if words[:1] == [ONE]:
        return _run_here(words[1])
    unknown = [word for word in words if word not in NAMES]
    if unknown:
        print(f"Unknown: {' '.join(unknown)}. There are: {' '.join(NAMES)}.")
        return 2
    measured: list[Measured] = []
    failed = []
    for name in words or NAMES:
        print(f"{name} ...", flush=True)
        done = subprocess.run(
            [sys.executable, "-m", "benchmarks", ONE, name],
            stdout=subprocess.PIPE,
            text=True,
            check=False,
        )
        if done.returncode:
            failed.append(name)
            continue
        last_line = done.stdout.strip().rsplit("\n", 1)[-1]
        measured += [Measured(**row) for row in json.loads(last_line)]
    if measured:
        text = results.as_markdown(measured)
        print(text)
        results.append(text)
    if failed:
        print(f"Could not be measured: {', '.join(failed)}.")
    return bool(failed)


def _run_here(name: str) -> int:
    measured: list[Measured] = import_module(NAMES[name]).measure()
    print(json.dumps([row.__dict__ for row in measured]))
    return 0


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
