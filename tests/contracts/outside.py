"""The house as it is used from outside: `manage.py` as a process of its own, files in, one document out."""

import json
import os
import subprocess
import sys
from dataclasses import dataclass
from pathlib import Path
from typing import Any

ROOT = Path(__file__).parents[2]
EXAMPLES = Path(__file__).parent / "examples"
CALL = "fy2025_introduction"
MADE_UP_FOLDER = ROOT / "tests" / "terms"


@dataclass(frozen=True, slots=True)
class Answer:
    """What a command said and how it ended."""

    status: int
    stdout: str
    stderr: str

    @property
    def document(self) -> dict[str, Any]:
        """The one JSON document; anything beside it on standard output fails to parse."""
        assert (self.status, self.stderr) == (0, ""), self.stderr
        return dict(json.loads(self.stdout))

    @property
    def refusals(self) -> list[str]:
        """The lines of a refusal: status 2, nothing on standard output, no traceback."""
        assert (self.status, self.stdout) == (2, ""), (self.status, self.stdout, self.stderr)
        assert "Traceback" not in self.stderr
        return self.stderr.splitlines()


def run(*arguments: str | Path, calls_folders: str = "") -> Answer:
    """Run `manage.py`, without a database that anybody prepared."""
    environment = dict(os.environ)
    if calls_folders:
        environment["CALLS_FOLDERS"] = calls_folders
    done = subprocess.run(
        [sys.executable, ROOT / "manage.py", *arguments],
        capture_output=True,
        text=True,
        encoding="utf-8",
        env=environment,
        cwd=ROOT.parent,
        timeout=120,
        check=False,
    )
    return Answer(done.returncode, done.stdout, done.stderr)


def both_calls() -> str:
    """The real calls and the made-up one, as an operator would name their folders."""
    return os.pathsep.join([str(ROOT / "applications" / "calls"), str(MADE_UP_FOLDER)])


def example(name: str) -> dict[str, Any]:
    """An example of the contract, as JSON."""
    return dict(json.loads((EXAMPLES / name).read_text(encoding="utf-8")))


def written(folder: Path, name: str, content: str | bytes | dict[str, Any]) -> Path:
    """A file from outside."""
    path = folder / name
    if isinstance(content, dict):
        content = json.dumps(content, ensure_ascii=False)
    path.write_bytes(content if isinstance(content, bytes) else content.encode())
    return path
