from reports.models.download import Download
from reports.models.event import ReportEvent
from reports.models.report import Report
from reports.models.snapshot import Snapshot

__all__ = ["Download", "Report", "ReportEvent", "Snapshot"]
