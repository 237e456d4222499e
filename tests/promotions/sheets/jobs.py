"""Sending a sheet and following it, as the tests do again and again."""

import io
from datetime import datetime
from uuid import uuid4
from zoneinfo import ZoneInfo

import openpyxl

from promotions.enums import SheetMode, SheetPolicy
from promotions.sheets import checking, files
from promotions.sheets.uploading import accept_upload

HCM = ZoneInfo("Asia/Ho_Chi_Minh")
NOW = datetime(2024, 11, 18, 9, tzinfo=HCM)


def upload(dossier, content, *, mode=SheetMode.ADD, policy=SheetPolicy.PARTIAL, **more):
    facts = {"filename": "hang.xlsx", "at": NOW, "key": uuid4(), **more}
    by = dossier.merchant.members.get().user
    return accept_upload(
        dossier, io.BytesIO(content), mode=mode, policy=policy, by=by, **facts
    )


def checked(dossier, content, **more):
    job = upload(dossier, content, **more)
    checking.check_sheet(job.pk)
    job.refresh_from_db()
    return job


def returned_workbook(job):
    content = files.path_of(job.marked_file).read_bytes()
    return openpyxl.load_workbook(io.BytesIO(content))


def names(dossier):
    return list(dossier.items.order_by("position").values_list("name", flat=True))


def messages(job):
    return [p["message"] for sample in job.samples for p in sample["problems"]]


def remarks(job):
    return [p["message"] for remark in job.remarks for p in remark["problems"]]
