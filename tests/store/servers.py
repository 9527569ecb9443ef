"""A private PostgreSQL server in a folder of its own, reached by a socket file; nothing of it is left behind."""

from __future__ import annotations

import os
import pwd
import shutil
import subprocess
import tempfile
from pathlib import Path

_PACKAGES = Path("/usr/lib/postgresql")
_USER = "postgres"  # initdb refuses to work for root
_SETTINGS = (
    "listen_addresses=''",
    "fsync=off",  # the machine does not lose power when a server is stopped
    "max_connections=30",
    "shared_buffers=16MB",
    "autovacuum=off",
    "log_min_messages=fatal",
)


def find_programs() -> Path | None:
    """Return the folder with initdb and pg_ctl of the newest version, or None."""
    found = sorted(_PACKAGES.glob("*/bin/initdb"), key=lambda path: int(path.parts[-3]))
    if found:
        return found[-1].parent
    known = shutil.which("initdb")
    return Path(known).resolve().parent if known else None


def reason_for_none() -> str | None:
    """Return why no server can be had here, or None where one can."""
    if find_programs() is None:
        return "PostgreSQL is not installed (apt-get install postgresql)"
    if os.geteuid() == 0 and (shutil.which("setpriv") is None or not _has_user()):
        return "PostgreSQL does not run as root, and there is no setpriv or no user postgres to run it as another"
    return None


def _has_user() -> bool:
    try:
        pwd.getpwnam(_USER)
    except KeyError:
        return False
    return True


class Server:
    """A running server with one empty database after another."""

    def __init__(self) -> None:
        programs = find_programs()
        assert programs is not None
        self._programs = programs
        self.folder = Path(
            tempfile.mkdtemp(prefix="lw-pg-", dir="/tmp")
        )  # the name of a socket may have 107 characters
        self._made = 0
        if os.geteuid() == 0:
            shutil.chown(self.folder, _USER, _USER)
        self._run("initdb", "--no-sync", "--auth=trust", "--encoding=UTF8", "--locale=C.UTF-8", f"--username={_USER}")
        self.start()

    def start(self) -> None:
        """Start the server and wait until it answers."""
        options = " ".join(f"-c {setting}" for setting in (*_SETTINGS, f"unix_socket_directories='{self.folder}'"))
        self._run("pg_ctl", "-w", "-l", str(self.folder / "log"), "-o", options, "start")

    def restart(self) -> None:
        """Let the server drop everything as if the power failed, and start again."""
        self._run("pg_ctl", "-w", "-l", str(self.folder / "log"), "-m", "immediate", "restart")

    def halt(self) -> None:
        """Stop the server as if the power failed."""
        self._run("pg_ctl", "-w", "-m", "immediate", "stop")

    def stop(self) -> None:
        """Stop the server, and remove its folder."""
        self.halt()
        shutil.rmtree(self.folder)

    def new_database(self) -> str:
        """Return the address of an empty database."""
        self._made += 1
        name = f"run{self._made}"
        self._run("createdb", "-h", str(self.folder), "-U", _USER, name, has_data=False)
        return self.address(name)

    def address(self, name: str, *, user: str = _USER) -> str:
        """Return the address of the database with this name."""
        return f"postgresql://{user}@/{name}?host={self.folder}"

    def _run(self, program: str, *arguments: str, has_data: bool = True) -> None:
        as_user = ["setpriv", f"--reuid={_USER}", f"--regid={_USER}", "--clear-groups"] if os.geteuid() == 0 else []
        data = ["-D", str(self.folder / "data")] if has_data else []
        subprocess.run(
            [*as_user, str(self._programs / program), *data, *arguments],
            check=True,
            cwd=self.folder,
            stdin=subprocess.DEVNULL,
            stdout=subprocess.DEVNULL,
            stderr=subprocess.PIPE,
        )
