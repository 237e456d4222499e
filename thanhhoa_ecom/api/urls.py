"""Every address below /api/v1/: the doors of the apps, composed."""

from django.urls import include, path, re_path

from thanhhoa_ecom.api.root import Nowhere, Root
from thanhhoa_ecom.api.schema import Schema

urlpatterns = [
    path("", Root.as_view(), name="api_root"),
    path("schema/", Schema.as_view(), name="api_schema"),
    path("", include("campaigns.api.urls")),
    path("", include("promotions.api.urls")),
    path("", include("complaints.api.urls")),
    path("", include("reports.api.urls")),
    re_path("", Nowhere.as_view()),
]
