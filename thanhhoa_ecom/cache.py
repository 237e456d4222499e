"""A cache that may be away.

The portal keeps nothing in the cache that it could not do without, so a lost
Valkey is a slow page and a line in the log, never a failed request.
"""

from typing import Any

from django.core.cache.backends.redis import RedisCache

import structlog
from redis import exceptions

log = structlog.get_logger(__name__)
AWAY = (exceptions.ConnectionError, exceptions.TimeoutError)


class ForgivingRedisCache(RedisCache):
    def add(self, *args: Any, **kwargs: Any) -> Any:
        """Say yes while away, as an empty cache would: locks and limits rest.

        With a no, allauth waits for its lock and then refuses every log-in.
        """
        return self._try("add", True, *args, **kwargs)

    def get(self, key: Any, default: Any = None, version: Any = None) -> Any:
        return self._try("get", default, key, default, version)

    def set(self, *args: Any, **kwargs: Any) -> Any:
        return self._try("set", None, *args, **kwargs)

    def touch(self, *args: Any, **kwargs: Any) -> Any:
        return self._try("touch", False, *args, **kwargs)

    def delete(self, *args: Any, **kwargs: Any) -> Any:
        return self._try("delete", False, *args, **kwargs)

    def get_many(self, *args: Any, **kwargs: Any) -> Any:
        return self._try("get_many", {}, *args, **kwargs)

    def has_key(self, *args: Any, **kwargs: Any) -> Any:
        return self._try("has_key", False, *args, **kwargs)

    def incr(self, *args: Any, **kwargs: Any) -> Any:
        return self._try("incr", 0, *args, **kwargs)

    def set_many(self, *args: Any, **kwargs: Any) -> Any:
        return self._try("set_many", [], *args, **kwargs)

    def delete_many(self, *args: Any, **kwargs: Any) -> Any:
        return self._try("delete_many", None, *args, **kwargs)

    def _try(self, verb: str, otherwise: Any, *args: Any, **kwargs: Any) -> Any:
        try:
            return getattr(super(), verb)(*args, **kwargs)
        except AWAY as error:
            log.warning("cache_away", verb=verb, error=type(error).__name__)
            return otherwise
