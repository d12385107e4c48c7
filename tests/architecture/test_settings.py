"""The settings do what they say, on the machine and in the browser, and read nothing but the environment."""

import json
import os
import sqlite3
import subprocess
import sys
from collections.abc import Iterator
from concurrent.futures import ThreadPoolExecutor
from contextlib import closing
from pathlib import Path
from threading import Barrier
from typing import Any

import pytest
from django.conf import settings
from django.core.cache import CacheHandler
from django.core.cache.backends.base import BaseCache
from django.db import ConnectionHandler
from django.db.backends.base.base import BaseDatabaseWrapper
from django.test import Client
from pytest_django import DjangoDbBlocker

from config.brokers import cache_at
from config.databases import database_from
from tests.architecture.tree import ROOT


@pytest.fixture
def embedded(tmp_path: Path, django_db_blocker: DjangoDbBlocker) -> Iterator[BaseDatabaseWrapper]:
    """The embedded database of an empty folder, whatever database the tests run on."""
    connections = ConnectionHandler({"default": database_from("", var_dir=tmp_path)})
    with django_db_blocker.unblock():
        yield connections["default"]
    connections.close_all()


def _settings_under(tmp_path: Path, *names: str, **environment: str) -> dict[str, Any]:
    """Return settings as a fresh process reads them."""
    code = f"import json; from config import settings as s; print(json.dumps([getattr(s, n) for n in {names!r}]))"
    inherited = {"PATH": os.environ["PATH"], "VAR_DIR": str(tmp_path)}
    answer = subprocess.run(
        [sys.executable, "-c", code], cwd=ROOT, env=inherited | environment, capture_output=True, text=True, check=True
    )
    return dict(zip(names, json.loads(answer.stdout), strict=True))


@pytest.mark.parametrize(
    ("pragma", "value"), [("journal_mode", "wal"), ("foreign_keys", 1), ("synchronous", 1), ("busy_timeout", 20_000)]
)
def test_sqlite_is_set_for_several_processes(embedded: BaseDatabaseWrapper, pragma: str, value: object) -> None:
    with embedded.cursor() as cursor:
        cursor.execute(f"PRAGMA {pragma}")
        assert cursor.fetchone() == (value,)


def test_a_transaction_on_sqlite_takes_the_write_lock_at_once(embedded: BaseDatabaseWrapper) -> None:
    """Otherwise two that read first and write then cannot both go on, however long they wait."""
    embedded.ensure_connection()
    embedded.set_autocommit(False, force_begin_transaction_with_broken_autocommit=True)
    with closing(sqlite3.connect(embedded.settings_dict["NAME"], timeout=0)) as rival:
        with pytest.raises(sqlite3.OperationalError, match="locked"):
            rival.execute("BEGIN IMMEDIATE")
        embedded.rollback()
        rival.execute("BEGIN IMMEDIATE")


def test_a_postgresql_address_brings_lasting_and_checked_connections(tmp_path: Path) -> None:
    database = database_from("postgres://clerk:secret@db.example:5433/office", var_dir=tmp_path)
    assert database["ENGINE"] == "django.db.backends.postgresql"
    assert (database["HOST"], database["PORT"], database["NAME"]) == ("db.example", 5433, "office")
    assert database["CONN_HEALTH_CHECKS"] is True
    assert database["CONN_MAX_AGE"] > 0


def test_an_sqlite_address_is_set_like_the_embedded_database(tmp_path: Path) -> None:
    named = database_from(f"sqlite:///{tmp_path}/other.sqlite3", var_dir=tmp_path)
    assert named["NAME"] == f"{tmp_path}/other.sqlite3"
    assert named["OPTIONS"] == database_from("", var_dir=tmp_path)["OPTIONS"]


def test_an_empty_environment_runs_embedded_with_a_key_of_its_own(tmp_path: Path) -> None:
    first = _settings_under(tmp_path, "SECRET_KEY", "CELERY_BROKER_URL", "DEBUG")
    assert first["CELERY_BROKER_URL"].startswith("files:")
    assert first["DEBUG"] is False
    assert len(first["SECRET_KEY"]) >= 50
    assert (tmp_path / "secret_key").stat().st_mode & 0o077 == 0
    assert _settings_under(tmp_path, "SECRET_KEY")["SECRET_KEY"] == first["SECRET_KEY"]


def test_redis_carries_tasks_and_cache_where_it_is_given(tmp_path: Path) -> None:
    served = _settings_under(tmp_path, "CELERY_BROKER_URL", "CACHES", REDIS_URL="redis://127.0.0.1:6399/3")
    assert served["CELERY_BROKER_URL"] == "redis://127.0.0.1:6399/3"
    assert served["CACHES"]["default"]["BACKEND"].endswith("RedisCache")


def test_an_https_origin_makes_every_cookie_and_link_secure(tmp_path: Path) -> None:
    names = ("SESSION_COOKIE_SECURE", "CSRF_COOKIE_SECURE", "SECURE_SSL_REDIRECT")
    assert not any(_settings_under(tmp_path, *names).values())
    assert all(_settings_under(tmp_path, *names, CSRF_TRUSTED_ORIGINS="https://dx.example").values())


@pytest.mark.django_db
def test_every_answer_carries_the_headers_that_keep_it_ours(client: Client) -> None:
    answer = client.get("/no-such-page/")
    assert answer.status_code == 404
    policy = answer["Content-Security-Policy"]
    assert "default-src 'none'" in policy
    assert "unsafe" not in policy
    assert "*" not in policy
    assert "camera=()" in answer["Permissions-Policy"]
    assert answer["X-Frame-Options"] == "DENY"
    assert answer["X-Content-Type-Options"] == "nosniff"
    assert answer["Referrer-Policy"] == "same-origin"


def test_a_session_ends_after_half_a_day_and_no_script_reads_it() -> None:
    assert settings.SESSION_COOKIE_AGE == 12 * 60 * 60
    assert settings.SESSION_COOKIE_HTTPONLY
    assert settings.SESSION_COOKIE_SAMESITE == "Lax"


def test_a_paste_of_ten_megabytes_reaches_the_form() -> None:
    assert settings.DATA_UPLOAD_MAX_MEMORY_SIZE > 10 * 1024 * 1024


def _cache_in(folder: Path, *, most: int) -> BaseCache:
    made = cache_at("", folder=folder) | {"OPTIONS": {"MAX_ENTRIES": most}}
    return CacheHandler({"default": made})["default"]


def test_of_many_who_add_one_key_at_once_one_is_first(tmp_path: Path) -> None:
    assert cache_at("", folder=tmp_path)["OPTIONS"]["MAX_ENTRIES"] >= 10_000
    many, signal = 8, Barrier(8)

    def add(_: int) -> list[bool]:
        cache, first = _cache_in(tmp_path, most=1_000), []
        for number in range(25):
            signal.wait(timeout=30)
            first.append(cache.add(f"code:{number}", "y", 90))
        return first

    with ThreadPoolExecutor(max_workers=many) as pool:
        answers = list(pool.map(add, range(many)))
    assert [sum(told) for told in zip(*answers, strict=True)] == [1] * 25


def test_what_has_had_its_time_goes_before_what_a_limit_still_counts(tmp_path: Path) -> None:
    cache = _cache_in(tmp_path, most=200)
    for number in range(150):
        cache.set(f"limit:{number}", number, 300)
    for number in range(300):
        cache.set(f"past:{number}", number, -1)
    assert [cache.get(f"limit:{number}") for number in range(150)] == list(range(150))
    assert len(list(tmp_path.glob("*.djcache"))) < 300
