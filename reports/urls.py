from django.urls import URLPattern, URLResolver, path

from reports.views import leadership, report, statistics

urlpatterns: list[URLPattern | URLResolver] = [
    path("lanh-dao/", leadership.leadership, name="leadership"),
    path("lanh-dao/bao-cao/", leadership.report_request, name="report_request"),
    path("lanh-dao/bao-cao/<int:pk>/", report.report_detail, name="report_detail"),
    path(
        "lanh-dao/bao-cao/<int:pk>/<slug:kind>/",
        report.report_file,
        name="report_file",
    ),
    path("so-lieu/", statistics.statistics, name="statistics"),
]
