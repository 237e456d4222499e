from django.urls import path

from complaints.api import files, filing, following

DOORS = (
    ("complaint-categories", filing.CategoryList, "api_complaint_categories"),
    ("complaint-consent", filing.Consent, "api_complaint_consent"),
    ("complaints", filing.ComplaintList, "api_complaints"),
    ("complaints/follow", following.Following, "api_complaint_follow"),
    ("complaints/evidence", files.MoreEvidence, "api_complaint_evidence"),
    ("complaint-files", files.FileList, "api_complaint_files"),
    ("complaint-files/<str:handle>", files.FileDetail, "api_complaint_file"),
    ("complaints/reply", following.Reply, "api_complaint_reply"),
    ("complaints/withdraw", following.Withdrawal, "api_complaint_withdraw"),
)
urlpatterns = [
    *(path(f"{address}/", door.as_view(), name=name) for address, door, name in DOORS),
    *(path(address, door.as_view(schema=None)) for address, door, _name in DOORS),
]
