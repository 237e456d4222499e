"""What the worker does for accounts by the clock."""

from django.contrib.sessions.backends.db import SessionStore

from celery import shared_task


@shared_task(name="accounts.forget_sessions")
def forget_sessions() -> None:
    """Delete sessions that have run out: they may hold what a person looked up."""
    SessionStore.clear_expired()
