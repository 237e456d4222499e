from django.urls import URLPattern, URLResolver, path

from complaints.views.evidence import more_evidence
from complaints.views.feedback import feedback, feedback_by_link
from complaints.views.my_copy import my_copy
from complaints.views.my_data import end_restriction, my_data, withdraw_sharing
from complaints.views.new import new
from complaints.views.promise import promise, promise_kept
from complaints.views.receipt import paper_after_filing, paper_by_code, receipt
from complaints.views.recovery import recover, recovery_sent
from complaints.views.reply import reply
from complaints.views.seller import answer_of_seller
from complaints.views.start import start
from complaints.views.thread import leave, thread, withdraw
from complaints.views.track import track
from complaints.views.upload import begin_upload, upload

urlpatterns: list[URLPattern | URLResolver] = [
    path("phan-anh/", start, name="complaint_start"),
    path("phan-anh/moi/", new, name="complaint_new"),
    path("phan-anh/da-nhan/<str:token>/", receipt, name="complaint_receipt"),
    path(
        "phan-anh/da-nhan/<str:token>/giay-bien-nhan.pdf",
        paper_after_filing,
        name="complaint_receipt_paper",
    ),
    path("phan-anh/tra-cuu/", track, name="complaint_track"),
    path("phan-anh/tra-cuu/quen-ma/", recover, name="complaint_recovery"),
    path(
        "phan-anh/tra-cuu/quen-ma/da-nhan/",
        recovery_sent,
        name="complaint_recovery_sent",
    ),
    path("phan-anh/tra-cuu/dong/", leave, name="complaint_leave"),
    path("phan-anh/tep/", begin_upload, name="evidence_begin_upload"),
    path("phan-anh/tep/<str:token>/", upload, name="evidence_upload"),
    path(
        "phan-anh/<str:code>/bang-chung/", more_evidence, name="complaint_more_evidence"
    ),
    path(
        "phan-anh/mot-lan/nguoi-ban/<str:token>/",
        answer_of_seller,
        name="complaint_seller",
    ),
    path("phan-anh/mot-lan/loi-hua/<str:token>/", promise, name="complaint_promise"),
    path(
        "phan-anh/mot-lan/ket-qua/<str:token>/",
        feedback_by_link,
        name="complaint_feedback_link",
    ),
    path("phan-anh/<str:code>/ket-qua/", feedback, name="complaint_feedback"),
    path("phan-anh/<str:code>/loi-hua/", promise_kept, name="complaint_promise_kept"),
    path("phan-anh/<str:code>/", thread, name="complaint_thread"),
    path(
        "phan-anh/<str:code>/giay-bien-nhan.pdf", paper_by_code, name="complaint_paper"
    ),
    path("phan-anh/<str:code>/tra-loi/", reply, name="complaint_reply"),
    path("phan-anh/<str:code>/du-lieu/", my_data, name="complaint_my_data"),
    path(
        "phan-anh/<str:code>/du-lieu/rut-dong-y/",
        withdraw_sharing,
        name="complaint_withdraw_sharing",
    ),
    path("phan-anh/<str:code>/du-lieu/ban-sao/", my_copy, name="complaint_my_copy"),
    path(
        "phan-anh/<str:code>/du-lieu/het-han-che/",
        end_restriction,
        name="complaint_end_restriction",
    ),
    path("phan-anh/<str:code>/rut/", withdraw, name="complaint_withdraw"),
]
