"""A long table stays within the memory of a small worker."""

import subprocess
import sys

# One process after another kind of file, the lightest first: the peak only grows.
PROGRAM = """
import resource
import django
django.setup()
from documents import docx, pdf, xlsx
from tests.documents import hostile
paper = hostile.long_table(2_000)
for renderer in (None, xlsx, docx, pdf):
    if renderer is not None:
        renderer.render(paper)
    print(resource.getrusage(resource.RUSAGE_SELF).ru_maxrss // 1024)
"""


def test_two_thousand_rows_need_no_more_memory_than_a_worker_has():
    ran = subprocess.run(
        [sys.executable, "-c", PROGRAM], capture_output=True, text=True, check=True
    )

    before, in_xlsx, in_docx, in_pdf = map(int, ran.stdout.split())
    assert in_xlsx - before < 40
    assert in_docx - before < 150
    assert in_pdf - before < 350
