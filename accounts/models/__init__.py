from accounts.models.district import District
from accounts.models.event import StateEvent
from accounts.models.saved_filter import SavedFilter
from accounts.models.submission import Submission
from accounts.models.unit import Unit
from accounts.models.user import User

__all__ = ["District", "SavedFilter", "StateEvent", "Submission", "Unit", "User"]
