"""Mail of the log-in pages goes through the outbox like every other notice."""

from allauth.account.adapter import DefaultAccountAdapter


class PortalAccountAdapter(DefaultAccountAdapter):  # type: ignore[misc]
    """Filled by the owner of ``notifications``."""
