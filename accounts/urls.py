"""The log-in pages: allauth's views and route names at Vietnamese addresses."""

from django.urls import path, re_path

from allauth.account import views

urlpatterns = [
    path("dang-nhap/", views.login, name="account_login"),
    path("dang-xuat/", views.logout, name="account_logout"),
    path("tam-ngung/", views.account_inactive, name="account_inactive"),
    path("dang-ky/", views.signup, name="account_signup"),
    path("xac-nhan-mat-khau/", views.reauthenticate, name="account_reauthenticate"),
    path("e-mail/", views.email, name="account_email"),
    path(
        "xac-nhan-e-mail/",
        views.email_verification_sent,
        name="account_email_verification_sent",
    ),
    re_path(
        r"^xac-nhan-e-mail/(?P<key>[-:\w]+)/$",
        views.confirm_email,
        name="account_confirm_email",
    ),
    path("doi-mat-khau/", views.password_change, name="account_change_password"),
    path("dat-mat-khau/", views.password_set, name="account_set_password"),
    path("quen-mat-khau/", views.password_reset, name="account_reset_password"),
    path(
        "quen-mat-khau/da-gui/",
        views.password_reset_done,
        name="account_reset_password_done",
    ),
    path(
        "quen-mat-khau/xong/",
        views.password_reset_from_key_done,
        name="account_reset_password_from_key_done",
    ),
    re_path(
        r"^quen-mat-khau/(?P<uidb36>[0-9A-Za-z]+)-(?P<key>.+)/$",
        views.password_reset_from_key,
        name="account_reset_password_from_key",
    ),
]
