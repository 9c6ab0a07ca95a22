"""Stores to test with: on SQLite, and the same contract on a PostgreSQL server that is started for the run."""

from __future__ import annotations

import contextlib
import os
import shutil
import subprocess
import tempfile
import threading
import uuid
from pathlib import Path

import psycopg
import pytest

from agent_assist.store import Places
from agent_assist.store.store import open_store

DATABASES = ("sqlite", "postgresql")


class Bench:
    """Opens stores over one set of folders, collects what they tell, and closes them at the end."""

    def __init__(self, folder: Path, url: str | None = None) -> None:
        self.places = Places(folder / "data", folder / "keys", folder / "private" / "master.key")
        self.url = url
        self.notices = []
        self._told = threading.Condition()
        self.stores = []

    @property
    def file(self) -> Path:
        return self.places.data / "agent-assist.sqlite3"

    @property
    def kinds(self):
        return [notice.kind for notice in self.notices if notice.kind != "key-file"]

    def open(self, **changed):
        arguments = {"url": self.url, "find_key_store": lambda: None, **changed}
        store = open_store(arguments.pop("places", self.places), self._tell, **arguments)
        self.stores.append(store)
        return store

    def _tell(self, notice) -> None:
        with self._told:
            self.notices.append(notice)
            self._told.notify_all()

    def await_notice(self, kind: str):
        """The first notice of this kind, as soon as it comes."""
        with self._told:
            assert self._told.wait_for(lambda: kind in self.kinds, timeout=30), f"told only {self.kinds}"
        return next(notice for notice in self.notices if notice.kind == kind)

    def key_files(self, kind: str = "") -> list[str]:
        return sorted(file.name for file in self.places.keys.iterdir() if file.name.startswith(kind))


@pytest.fixture
def bench(tmp_path):
    made = Bench(tmp_path)
    yield made
    for store in made.stores:
        store.close(30)


@pytest.fixture(params=DATABASES)
def any_bench(request, tmp_path):
    """The contract holds for every database."""
    url = None if request.param == "sqlite" else request.getfixturevalue("postgres").new_database()
    made = Bench(tmp_path, url)
    yield made
    for store in made.stores:
        store.close(30)


class Postgres:
    """A PostgreSQL server of its own: reached over a socket file, nothing durable, gone after the run."""

    def __init__(self, folder: Path) -> None:
        self._folder = folder
        self._bin = _postgres_programs()
        self._run(
            "initdb", "-D", folder / "data", "-U", "aa", "-A", "trust", "-E", "UTF8", "--locale=C.UTF-8", "--no-sync"
        )
        options = f"-c listen_addresses='' -c unix_socket_directories={folder} -c fsync=off -p 55432"
        self._run("pg_ctl", "-D", folder / "data", "-w", "-l", folder / "log", "-o", options, "start")

    def new_database(self) -> str:
        name = f"aa_{uuid.uuid4().hex}"
        with psycopg.connect(
            host=str(self._folder), port=55432, user="aa", dbname="postgres", autocommit=True
        ) as server:
            server.execute(f"CREATE DATABASE {name}")
        return f"postgresql+psycopg://aa@/{name}?host={self._folder}&port=55432"

    def stop(self) -> None:
        self._run("pg_ctl", "-D", self._folder / "data", "-m", "immediate", "-w", "stop")

    def _run(self, program: str, *arguments: object) -> None:
        command = [str(self._bin / program), *map(str, arguments)]
        if os.geteuid() == 0:  # the server refuses to run as root
            command = ["setpriv", "--reuid=nobody", "--regid=nogroup", "--clear-groups", *command]
        environment = {**os.environ, "HOME": str(self._folder)}
        subprocess.run(command, check=True, env=environment, cwd=self._folder, stdout=subprocess.DEVNULL, timeout=60)


def _postgres_programs() -> Path:
    found = shutil.which("initdb")
    folders = [Path(found).parent] if found else sorted(Path("/usr/lib/postgresql").glob("*/bin"))
    if not folders:
        pytest.fail("PostgreSQL is missing (Debian: apt-get install postgresql)", pytrace=False)
    return folders[-1]


@pytest.fixture(scope="session")
def postgres():
    folder = Path(tempfile.mkdtemp(prefix="aa-pg-"))
    if os.geteuid() == 0:
        shutil.chown(folder, "nobody", "nogroup")
    server = Postgres(folder)
    yield server
    with contextlib.suppress(OSError):
        server.stop()
    shutil.rmtree(folder, ignore_errors=True)
