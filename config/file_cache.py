"""The cache in files, by which all processes count together where there is no Redis."""

from collections.abc import Callable, Iterator
from contextlib import contextmanager
from itertools import count
from pathlib import Path
from typing import Any, BinaryIO, Final

from django.core.cache.backends.base import DEFAULT_TIMEOUT
from django.core.cache.backends.filebased import FileBasedCache
from django.core.files import locks

MOST_ENTRIES: Final = 20_000
# To list a full folder takes longer than to write into it.
_LOOKS_EVERY: Final = 64
_WRITTEN = count(1)


class FileCache(FileBasedCache):
    """Django's, with two promises that limits and codes for one use rely on.

    Of any number who add one key at once, one is told that it was first. And what has had its time goes before anything
    that has not: the library drops a third of all entries by lot, wrong passwords and used codes among them, as soon as
    there are three hundred.
    """

    # The library's own, which its types do not tell of.
    _dir: str
    _max_entries: int
    _createdir: Callable[[], None]
    _list_cache_files: Callable[[], list[str]]
    _is_expired: Callable[[BinaryIO], bool]

    def add(self, key: Any, value: Any, timeout: Any = DEFAULT_TIMEOUT, version: int | None = None) -> bool:
        """Write unless there is something; answer whether it was written."""
        with self._alone():
            return bool(super().add(key, value, timeout, version))

    @contextmanager
    def _alone(self) -> Iterator[None]:
        self._createdir()
        with Path(self._dir, "adding.lock").open("ab") as file:
            locks.lock(file, locks.LOCK_EX)
            yield

    def _cull(self) -> None:
        if next(_WRITTEN) % _LOOKS_EVERY or len(kept := self._list_cache_files()) < self._max_entries:
            return
        for name in kept:
            self._forget_if_expired(name)
        super()._cull()  # type: ignore[misc]

    def _forget_if_expired(self, name: str) -> None:
        try:
            with Path(name).open("rb") as file:
                self._is_expired(file)
        except FileNotFoundError:
            return
