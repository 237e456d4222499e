"""Work done by a process of its own that is killed for good: no clean-up, no rollback."""

import os
import signal
import sys
import traceback
from collections.abc import Callable
from itertools import count

from django.db import connection

FAILED = 1
INHERITED: list[object] = []


def kill_before(number: int, work: Callable[[], object]) -> bool:
    """Let another process work and SIGKILL it before its nth step.

    Steps are its statements and its commits, each commit twice: before and after.
    Return whether it was killed; if not, it came to its end before. A process that
    fails by itself fails the test.
    """
    connection.close()
    pid = os.fork()
    if pid == 0:
        _work_until(number, work)
    _, status = os.waitpid(pid, 0)
    if os.WIFSIGNALED(status):
        assert os.WTERMSIG(status) == signal.SIGKILL
        return True
    assert os.WEXITSTATUS(status) == 0, "the process failed by itself"
    return False


def _work_until(number: int, work: Callable[[], object]) -> None:
    """Runs in the other process, which never returns into pytest."""
    steps = count(1)
    really_commit = connection._commit

    def step():
        if next(steps) == number:
            os.kill(os.getpid(), signal.SIGKILL)

    def execute(run, *args):
        step()
        return run(*args)

    def commit():
        step()
        really_commit()
        step()

    try:
        # What the process came with is the other one's: neither used nor closed here.
        # A browser of an earlier test makes Django keep two connections for a thread.
        INHERITED.append(connection.connection)
        connection.connection = None
        connection._commit = commit
        with connection.execute_wrapper(execute):
            work()
    except BaseException:
        traceback.print_exc()
        sys.stderr.flush()
        os._exit(FAILED)
    os._exit(0)
