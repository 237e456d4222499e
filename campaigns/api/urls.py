from django.urls import path

from campaigns.api.views import CampaignDetail, CampaignList

urlpatterns = [
    path("campaigns/", CampaignList.as_view(), name="api_campaigns"),
    path("campaigns/<slug:code>/", CampaignDetail.as_view(), name="api_campaign"),
]
