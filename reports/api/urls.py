from django.urls import path

from reports.api import views

COMPLAINTS = "open-data/complaints"

urlpatterns = [
    path(f"{COMPLAINTS}/", views.Reported.as_view(), name="api_open_complaints"),
    path(COMPLAINTS, views.Reported.as_view(schema=None)),
    path(
        f"{COMPLAINTS}.csv",
        views.ReportedSheet.as_view(),
        name="api_open_complaints_csv",
    ),
]
