"""The portal on one machine: its own PostgreSQL and Valkey, web, worker and beat.

``python -m thanhhoa_ecom.local`` (``make run``) starts everything and stops it again.
``tests/conftest.py`` uses the same two servers. Production uses none of this.
"""
