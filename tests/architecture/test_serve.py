"""One command serves all, and one signal stops all: no process is left behind."""

import os
import shutil
import signal
import socket
import subprocess
import sys
import time
from collections.abc import Callable, Iterator
from pathlib import Path

import pytest

from tests.architecture.tree import ROOT

PATIENCE = 120


def _free_port() -> int:
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        return int(probe.getsockname()[1])


def _answers(port: int) -> bool:
    with socket.socket() as probe:
        return probe.connect_ex(("127.0.0.1", port)) == 0


def _processes_with(mark: str) -> list[str]:
    """Return the command lines of all processes that carry `mark` in their environment."""
    found = []
    for process in Path("/proc").iterdir():
        try:
            if process.name.isdigit() and mark.encode() in (process / "environ").read_bytes():
                found.append((process / "cmdline").read_bytes().replace(b"\0", b" ").decode())
        except OSError:
            continue
    return [line for line in found if line]


def _until(reached: Callable[[], object]) -> bool:
    end = time.monotonic() + PATIENCE
    while time.monotonic() < end:
        if reached():
            return True
        time.sleep(0.1)
    return False


def _on_the_embedded_servers(folder: Path) -> dict[str, str]:
    environment = {**os.environ, "VAR_DIR": str(folder)}
    return {name: value for name, value in environment.items() if name not in {"DATABASE_URL", "REDIS_URL"}}


class House:
    """The running house, in a folder of its own that also marks its processes."""

    def __init__(self, folder: Path) -> None:
        self.mark = f"VAR_DIR={folder}"
        self.port = _free_port()
        environment = {**_on_the_embedded_servers(folder), "PORT": str(self.port)}
        self.log = (folder / "log").open("w+")
        self.supervisor = subprocess.Popen(
            [sys.executable, "scripts/serve.py"],
            cwd=ROOT,
            env=environment,
            stdout=self.log,
            stderr=subprocess.STDOUT,
            start_new_session=True,
        )

    def runs(self, *parts: str) -> bool:
        """Say whether a process for each of `parts` is there."""
        lines = _processes_with(self.mark)
        return all(any(part in line for line in lines) for part in parts)

    def is_empty(self) -> bool:
        """Say whether every process of the house is gone."""
        return not _processes_with(self.mark)

    def told(self) -> str:
        """Return what was printed so far."""
        self.log.flush()
        return Path(self.log.name).read_text(encoding="utf-8")

    def end(self) -> None:
        """Leave nothing to the next test, whatever this one found."""
        if self.supervisor.poll() is None:
            os.killpg(self.supervisor.pid, signal.SIGKILL)
            self.supervisor.wait()
        self.log.close()


@pytest.fixture(scope="module")
def migrated(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The folder of a house whose tables are made; each that runs is a copy of it."""
    folder = tmp_path_factory.mktemp("migrated")
    command = [sys.executable, "manage.py", "migrate", "-v0"]
    subprocess.run(command, cwd=ROOT, env=_on_the_embedded_servers(folder), check=True)
    return folder


@pytest.fixture
def house(migrated: Path, tmp_path: Path) -> Iterator[House]:
    shutil.copytree(migrated, tmp_path, dirs_exist_ok=True)
    running = House(tmp_path)
    yield running
    running.end()


def _is_up(house: House) -> bool:
    return _answers(house.port) and house.runs("config.wsgi", "worker", "beat")


@pytest.mark.parametrize("ending", [signal.SIGINT, signal.SIGTERM, signal.SIGHUP])
def test_one_signal_stops_web_worker_and_beat(house: House, ending: signal.Signals) -> None:
    assert _until(lambda: _is_up(house)), house.told()
    assert f"http://127.0.0.1:{house.port}/" in house.told()
    house.supervisor.send_signal(ending)
    assert house.supervisor.wait(PATIENCE) == 0, house.told()
    assert _until(house.is_empty), _processes_with(house.mark)


def test_a_supervisor_that_is_killed_outright_takes_its_house_along(house: House) -> None:
    assert _until(lambda: _is_up(house)), house.told()
    os.killpg(house.supervisor.pid, signal.SIGKILL)
    house.supervisor.wait()
    assert _until(house.is_empty), _processes_with(house.mark)


def test_a_signal_before_everything_is_up_is_not_lost(house: House) -> None:
    assert _until(lambda: "web started" in house.told()), house.told()
    house.supervisor.send_signal(signal.SIGTERM)
    assert house.supervisor.wait(PATIENCE) == 0, house.told()
    assert _until(house.is_empty), _processes_with(house.mark)


def test_a_process_that_falls_ends_the_house_with_its_error(house: House) -> None:
    assert _until(lambda: _is_up(house)), house.told()
    beat = next(
        int(process.name)
        for process in Path("/proc").iterdir()
        if process.name.isdigit() and _is_beat_of(house, process)
    )
    os.kill(beat, signal.SIGKILL)
    assert house.supervisor.wait(PATIENCE) != 0
    assert _until(house.is_empty), _processes_with(house.mark)


def _is_beat_of(house: House, process: Path) -> bool:
    try:
        is_ours = house.mark.encode() in (process / "environ").read_bytes()
        return is_ours and b"beat" in (process / "cmdline").read_bytes().split(b"\0")
    except OSError:
        return False
