from inspections.models.event import InspectionEvent
from inspections.models.finding import Finding
from inspections.models.goods import InspectedGoods
from inspections.models.inspection import Inspection
from inspections.models.sanction import Sanction

__all__ = ["Finding", "InspectedGoods", "Inspection", "InspectionEvent", "Sanction"]
