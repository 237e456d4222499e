from django.urls import path

from campaigns.views import plan

urlpatterns = [
    path("chuong-trinh/", plan.campaign_plan, name="campaign_plan"),
]
