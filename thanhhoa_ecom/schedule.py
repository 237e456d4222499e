"""What the worker does by the clock; a task that comes too late is left out.

Days and hours are those of Việt Nam (``CELERY_TIMEZONE``).
"""

from datetime import timedelta
from typing import Any

from celery.schedules import crontab

SCHEDULE: dict[str, dict[str, Any]] = {
    "notifications.beat": {
        "task": "notifications.record_heartbeat",
        "schedule": timedelta(seconds=15),
        "options": {"expires": 15},
    },
    "notifications.sweep": {
        "task": "notifications.deliver_due",
        "schedule": timedelta(seconds=20),
        "options": {"expires": 20},
    },
    "notifications.watch": {
        "task": "notifications.tell_alarms",
        "schedule": timedelta(minutes=1),
    },
    "accounts.sessions": {
        "task": "accounts.forget_sessions",
        "schedule": crontab(30, 1),
    },
    "notifications.day": {"task": "notifications.tell_day", "schedule": crontab(0, 7)},
    "complaints.count": {"task": "complaints.count", "schedule": crontab(0, 1)},
    "complaints.evidence": {
        "task": "complaints.prepare_evidence_due",
        "schedule": timedelta(seconds=60),
    },
    "complaints.uploads": {
        "task": "complaints.delete_unclaimed_uploads",
        "schedule": timedelta(hours=1),
    },
    "complaints.tries": {
        "task": "complaints.forget_tries",
        "schedule": timedelta(hours=1),
    },
    "complaints.codes": {
        "task": "complaints.send_codes",
        "schedule": timedelta(seconds=60),
        "options": {"expires": 60},
    },
    "complaints.terms": {
        "task": "complaints.watch_terms",
        "schedule": crontab(minute="10,40", hour="7-16"),
        "options": {"expires": 1500},
    },
    "complaints.data_requests": {
        "task": "complaints.watch_data_requests",
        "schedule": crontab(minute="5,35"),
        "options": {"expires": 1500},
    },
    "complaints.sellers": {
        "task": "complaints.watch_sellers",
        "schedule": crontab(minute="20", hour="7-18"),
        "options": {"expires": 3000},
    },
    "complaints.retention": {
        "task": "complaints.propose_retention",
        "schedule": crontab(minute="30", hour="6", day_of_month="1"),
    },
    "complaints.bury": {
        "task": "complaints.bury_approved",
        "schedule": timedelta(minutes=5),
        "options": {"expires": 300},
    },
    "promotions.life": {"task": "promotions.end_finished", "schedule": crontab("*/5")},
    "promotions.supplements": {
        "task": "promotions.remind_of_changes",
        "schedule": crontab(minute="15"),
    },
    "promotions.results": {
        "task": "promotions.remind_of_results",
        "schedule": crontab(minute="25", hour="7-17"),
    },
    "promotions.sheets": {
        "task": "promotions.resume_sheets",
        "schedule": timedelta(seconds=30),
    },
    "promotions.papers": {
        "task": "promotions.resume_papers",
        "schedule": timedelta(seconds=30),
    },
    "promotions.old_sheets": {
        "task": "promotions.delete_sheets",
        "schedule": timedelta(hours=1),
    },
    "promotions.saved_searches": {
        "task": "promotions.tell_saved_searches",
        "schedule": timedelta(minutes=30),
    },
    "promotions.words": {
        "task": "promotions.collect_words",
        "schedule": timedelta(minutes=20),
    },
    "reports.resume": {
        "task": "reports.resume_stalled",
        "schedule": timedelta(seconds=30),
    },
}
