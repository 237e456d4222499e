"""Servers of the owner's own, named in ``DATABASE_URL`` and ``REDIS_URL``."""

import psycopg
import redis

from thanhhoa_ecom.local.trouble import LocalTrouble

OLDEST_POSTGRESQL = 150000


def require_postgresql(url: str) -> None:
    try:
        with psycopg.connect(url, connect_timeout=5) as connection:
            version = connection.info.server_version
    except psycopg.Error as error:
        raise LocalTrouble(
            "The PostgreSQL that DATABASE_URL names does not let us in: start it, "
            "correct the address, or unset it to use the built-in one."
        ) from error
    if version < OLDEST_POSTGRESQL:
        raise LocalTrouble(
            f"DATABASE_URL names PostgreSQL {version // 10000}; the portal needs 15 or "
            "newer."
        )


def require_valkey(url: str) -> None:
    try:
        with redis.Redis.from_url(url, socket_connect_timeout=5) as client:
            client.ping()
    except (redis.RedisError, ValueError) as error:
        raise LocalTrouble(
            "The Valkey or Redis that REDIS_URL names does not let us in: start it, "
            "correct the address, or unset it to use the built-in one."
        ) from error
