"""Databases for tests on PostgreSQL: migrated once, emptied or copied for each test."""

from __future__ import annotations

import asyncio
import os
from collections.abc import Iterator, Mapping
from contextlib import ExitStack, contextmanager
from typing import Any
from urllib.parse import urlsplit
from uuid import uuid4

import asyncpg
from tortoise.backends.base.config_generator import expand_db_url

from models.config import read_settings
from models.upkeep.migrating import migrate
from tests import postgres_server

GIVEN = "COMPTOIR_TEST_POSTGRES"
"""The URL of a server to use, whose superuser signs in so; without it the tests start one."""
ROLE = "comptoir"
"""An ordinary role that owns its databases, as in a firm."""
MAINTENANCE = "postgres"
REMEMBER = """
CREATE SCHEMA migrated;
DO $$ DECLARE one text; BEGIN
    FOR one IN SELECT tablename FROM pg_tables WHERE schemaname = 'public' LOOP
        EXECUTE format('CREATE TABLE migrated.%1$I AS TABLE public.%1$I', one);
    END LOOP;
END $$;
CREATE TABLE migrated.reached AS
    SELECT format('public.%I', sequencename) AS name, last_value AS value
    FROM pg_sequences WHERE schemaname = 'public';
"""
CUT = """
SELECT pg_terminate_backend(pid, 5000) FROM pg_stat_activity
WHERE datname = current_database() AND pid <> pg_backend_pid();
"""
EMPTY = """
DO $$ DECLARE one text; BEGIN
    SET LOCAL session_replication_role = replica;
    FOR one IN SELECT tablename FROM pg_tables WHERE schemaname = 'public' LOOP
        EXECUTE format('DELETE FROM public.%1$I', one);
        EXECUTE format('INSERT INTO public.%1$I TABLE migrated.%1$I', one);
    END LOOP;
    PERFORM setval(name::regclass, coalesce(value, 1), value IS NOT NULL) FROM migrated.reached;
END $$;
"""
"""Twenty times faster than TRUNCATE where there are few rows, and than a new database."""


class Databases:
    """The databases of the tests of this process on one server."""

    def __init__(self, url: str, superuser: str | None = None) -> None:
        self._url = url
        self._owner = expand_db_url(url)["credentials"]["user"]
        self._superuser = superuser or self._owner
        self._name = f"comptoir_test_{uuid4().hex[:8]}"
        self._made: list[str] = []
        self._runner = asyncio.Runner(loop_factory=asyncio.new_event_loop)
        self._connections: dict[str, Any] = {}

    def prepare(self) -> None:
        """Make what the other databases are made of."""
        if self._owner != self._superuser:
            self.run(f"CREATE ROLE {self._owner} LOGIN")
        self._template = self._make()
        asyncio.run(migrate(self._url_of(self._template)))
        self._shared = self._make(self._template)
        self.run(REMEMBER, self._shared)

    def emptied(self) -> str:
        """The URL of the database that the tests of this process share, as migrations left it."""
        self.run(CUT + EMPTY, self._shared)
        return self._url_of(self._shared)

    def copied(self, url: str | None = None) -> str:
        """The URL of a test's own copy of a database that nobody is at; by default of a new one."""
        return self._url_of(self._make(name_of(url) if url else self._template))

    def bare(self) -> str:
        """The URL of a database in which there is nothing."""
        return self._url_of(self._make())

    def run(self, sql: str, database: str = MAINTENANCE) -> None:
        """Behind the product's back, as the superuser."""
        self._runner.run(self._run(sql, database))

    def cut(self, url: str) -> None:
        """End every connection to a database, as a restart of the server does."""
        self.run(CUT, name_of(url))

    def drop(self) -> None:
        """Leave nothing on a server that goes on."""
        for name in self._made:
            self.run(f"DROP DATABASE {name} WITH (FORCE)")

    def close(self) -> None:
        for connection in self._connections.values():
            self._runner.run(connection.close())
        self._runner.close()

    def _make(self, template: str = "template0") -> str:
        name = f"{self._name}_{len(self._made)}"
        self.run(f"CREATE DATABASE {name} TEMPLATE {template} OWNER {self._owner}")
        self._made.append(name)
        return name

    def _url_of(self, database: str) -> str:
        return urlsplit(self._url)._replace(path=f"/{database}").geturl()

    async def _run(self, sql: str, database: str) -> None:
        if database not in self._connections:
            login = expand_db_url(self._url_of(database))["credentials"]
            self._connections[database] = await asyncpg.connect(
                **{**login, "user": self._superuser}
            )
        await self._connections[database].execute(sql)


def name_of(url: str) -> str:
    """The database in a URL."""
    return urlsplit(url).path[1:]


@contextmanager
def databases(options: Mapping[str, str] = postgres_server.OPTIONS) -> Iterator[Databases]:
    """On the server that the environment names, or on one that lasts as long as this."""
    with ExitStack() as stack:
        if given := os.environ.get(GIVEN):
            url = read_settings({"COMPTOIR_DATABASE_URL": given}).database_url
            made = Databases(url)
            stack.callback(made.close)
            stack.callback(made.drop)
        else:
            socket = stack.enter_context(postgres_server.running(options))
            made = Databases(
                f"asyncpg://{ROLE}@/{MAINTENANCE}?host={socket}", postgres_server.SUPERUSER
            )
            stack.callback(made.close)
        made.prepare()
        yield made
