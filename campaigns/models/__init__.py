from campaigns.models.activity import Activity
from campaigns.models.assignment import Assignment
from campaigns.models.campaign import Campaign
from campaigns.models.time_slot import TimeSlot

__all__ = ["Activity", "Assignment", "Campaign", "TimeSlot"]
