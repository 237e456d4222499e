"""Taking a file of a report: checked, and written down each time."""

import io
from datetime import datetime

from accounts.models import User
from documents.issuing import open_checked
from documents.models import IssuedFile
from reports.models import Download, Report


def take_file(
    report: Report, file: IssuedFile, *, by: User, at: datetime
) -> io.BytesIO:
    """Return the bytes of the file once they prove whole, and log who took them.

    Raises ``documents.issuing.PaperDamaged``; then nothing was taken nor logged.
    """
    content = open_checked(file)
    Download.objects.create(
        report=report, file=file, downloaded_by=by, downloaded_at=at
    )
    return content
