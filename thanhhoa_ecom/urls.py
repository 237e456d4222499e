"""Every address of the portal. Vietnamese nouns without marks; English under /en/."""

from django.conf.urls.i18n import i18n_patterns
from django.contrib import admin
from django.contrib.auth.decorators import login_not_required
from django.contrib.sitemaps import views as sitemap_views
from django.urls import include, path

from thanhhoa_ecom.api.documentation import documentation
from thanhhoa_ecom.sitemaps import SITEMAPS
from thanhhoa_ecom.views import errors, for_machines, health, home, pages, verify

urlpatterns = [
    path("healthz", health.alive, name="healthz"),
    path("readyz", health.ready, name="readyz"),
    path("robots.txt", for_machines.robots, name="robots"),
    path(".well-known/security.txt", for_machines.security, name="security"),
    path(
        "sitemap.xml",
        login_not_required(sitemap_views.index),
        {"sitemaps": SITEMAPS, "sitemap_url_name": "sitemap_part"},
        name="sitemap",
    ),
    path(
        "sitemap-<slug:section>.xml",
        login_not_required(sitemap_views.sitemap),
        {"sitemaps": SITEMAPS},
        name="sitemap_part",
    ),
    path("i18n/", include("django.conf.urls.i18n")),
    path("api/v1/", include("thanhhoa_ecom.api.urls")),
]
urlpatterns += i18n_patterns(
    path("", home.home, name="home"),
    path("tai-khoan/sau-dang-nhap/", home.after_login, name="after_login"),
    path("xac-minh/", verify.verify, name="verify"),
    path("xac-minh/<str:code>/", verify.verify_code, name="verify_code"),
    path("tai-khoan/", include("accounts.urls")),
    path("tiep-can/", pages.accessibility, name="accessibility"),
    path("quyen-rieng-tu/", pages.privacy, name="privacy"),
    path("he-thong/giao-dien/", pages.style_page, name="style_page"),
    path("api/tai-lieu/", documentation, name="api_documentation"),
    path("quan-tri/", admin.site.urls),
    path("", include("campaigns.urls")),
    path("", include("promotions.urls")),
    path("", include("complaints.urls")),
    path("", include("inspections.urls")),
    path("", include("reports.urls")),
    prefix_default_language=False,
)

handler400 = errors.bad_request
handler500 = errors.server_error
