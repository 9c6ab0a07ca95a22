"""The one tool of this repository, for a fresh machine: ``python3 dev.py run | test | check | bench | lock``.

It needs nothing but Python: what is missing it installs (system packages with apt where it runs as root on Debian,
Python packages into ``.venv`` from the hashed lock), and what it cannot install it names in one line. A second run finds
everything in place and asks no network. ``.venv/dev-stamp.json`` says which lock and project file were installed.
"""

from __future__ import annotations

import ctypes
import hashlib
import importlib
import importlib.util
import json
import os
import shutil
import subprocess
import sys
import tempfile
from collections.abc import Callable
from concurrent.futures import ThreadPoolExecutor
from functools import partial
from pathlib import Path
from typing import NamedTuple

ROOT = Path(__file__).resolve().parent
VENV = ROOT / ".venv"
SCRIPTS = VENV / ("Scripts" if os.name == "nt" else "bin")
PYTHON = SCRIPTS / ("python.exe" if os.name == "nt" else "python")
STAMP = VENV / "dev-stamp.json"
LOCKS = {"run": "requirements.lock", "test": "requirements-dev.lock"}

USAGE = """usage: python3 dev.py COMMAND

  run [ARGUMENT ...]   open Agent Assist (arguments go to agent-assist)
  test [ARGUMENT ...]  all checks and tests (arguments go to pytest; naming paths runs only those)
  check                ruff, mypy, the rules between the rooms, the shipped packs
  bench [NAME ...]     what benchmarks/ measures, all or by name
  lock                 write the two lock files anew from pyproject.toml
"""

# What Qt, the voices and the tests open on Linux, and the Debian package that brings it.
LIBRARIES = {
    "libglib-2.0.so.0": "libglib2.0-0",
    "libGL.so.1": "libgl1",
    "libEGL.so.1": "libegl1",
    "libxkbcommon.so.0": "libxkbcommon0",
    "libfontconfig.so.1": "libfontconfig1",
    "libdbus-1.so.3": "libdbus-1-3",
    "libxcb-cursor.so.0": "libxcb-cursor0",
    "libxcb-icccm.so.4": "libxcb-icccm4",
    "libxcb-keysyms.so.1": "libxcb-keysyms1",
    "libxcb-shape.so.0": "libxcb-shape0",
    "libxcb-xkb.so.1": "libxcb-xkb1",
    "libxkbcommon-x11.so.0": "libxkbcommon-x11-0",
}
PROGRAMS = {"espeak-ng": "espeak-ng", "aplay": "alsa-utils"}
TEST_PROGRAMS = {
    "Xvfb": "xvfb",
    "openbox": "openbox",
    "xdotool": "xdotool",
    "import": "imagemagick",
    "pulseaudio": "pulseaudio",
    "parec": "pulseaudio-utils",
}
# Debian keeps the programs of a PostgreSQL server out of the search path.
SERVER_PROGRAMS = Path("/usr/lib/postgresql")
FONT_FOLDERS = ("/usr/share/fonts", "/usr/local/share/fonts", "~/.local/share/fonts", "~/.fonts")
NOTO_FONTS = ("NotoSansCJK*",)
CHINESE_FONTS = (*NOTO_FONTS, "SourceHanSans*", "wqy-*", "DroidSansFallback*", "uming*", "ukai*")
FONT_PACKAGE = "fonts-noto-cjk"

# Tests that need Qt; all others run without even its pytest plugin, which proves that their rooms do not need it.
QT_TESTS = ("tests/desk", "tests/ui")
DESKTOP_TESTS = ("tests/desktop",)


class Problem(Exception):  # noqa: N818 -- the one line that the user reads, not a fault of the program
    """What stops the tool, as one clear line."""


def main(arguments: list[str]) -> int:
    """Run one command; 0 = fine, 1 = problems found, 2 = bad usage."""
    if sys.version_info < (3, 11):  # noqa: UP036 -- whoever runs this file may well have an older one
        print(f"dev.py: Python 3.11 or newer is needed, this is {sys.version.split()[0]}", file=sys.stderr)
        return 1
    commands = {"run": run, "test": test, "check": check, "bench": bench, "lock": lock}
    if arguments[:1] in (["-h"], ["--help"]):
        print(USAGE, end="")
        return 0
    if not arguments or arguments[0] not in commands:
        print(USAGE, end="", file=sys.stderr)
        return 2
    try:
        return commands[arguments[0]](arguments[1:])
    except Problem as problem:
        print(f"dev.py: {problem}", file=sys.stderr)
        return 1
    except KeyboardInterrupt:
        return 130


# ---------------------------------------------------------------------------------------------------- commands


def run(arguments: list[str]) -> int:
    """Open the desk, or run one of the commands of agent-assist."""
    prepare("run")
    command = [str(PYTHON), "-P", "-m", "agent_assist", *arguments]
    if os.name != "nt":  # there, the prompt would come back before the window is open
        os.execv(command[0], command)
    return subprocess.call(command)


def test(arguments: list[str]) -> int:
    """Run all tests and checks, or the tests that are named.

    Of all, those without Qt run beside those that draw off screen and the checks: neither needs more than one processor. Those
    in real windows, which live by the clock, have the machine for themselves.
    """
    prepare("test")
    named = [argument for argument in arguments if (ROOT / argument.partition("::")[0]).exists()]
    options = [argument for argument in arguments if argument not in named]
    sections = test_sections(named)
    failed: list[str] = []
    if named:
        codes = [section.run(options) for section in sections]
    else:
        plain, with_qt, windows = sections
        with ThreadPoolExecutor(1) as aside:
            beside = aside.submit(plain.run_quietly, options)
            codes = [with_qt.run(options)]
            failed = failing_checks(partial(print, flush=True))
            codes.append(beside.result())
        codes.append(windows.run(options))
        sections = [with_qt, plain, windows]
    # 5: nothing collected, as when -k chooses from another section
    failed += [section.title for section, code in zip(sections, codes, strict=True) if code not in (0, 5)]
    if failed:
        print(f"dev.py: failed: {', '.join(failed)}", file=sys.stderr)
        return 1
    return 0 if 0 in codes else 5


class Section(NamedTuple):
    """Tests that run in one go: what they are called, files and folders, and options of pytest."""

    title: str
    targets: list[str]
    extra: list[str]

    def command(self, options: list[str]) -> list[str | Path]:
        """What runs them."""
        return [PYTHON, "-m", "pytest", *self.targets, *self.extra, *options]

    def run(self, options: list[str]) -> int:
        """Run them in sight; pytest's exit code."""
        print(f"== {self.title}", flush=True)
        return in_venv(*self.command(options))

    def run_quietly(self, options: list[str]) -> int:
        """Run them and show afterwards what they said."""
        done = quietly_in_venv(*self.command(options))
        print(f"== {self.title}\n{done.stdout}".rstrip(), flush=True)
        return done.returncode


def test_sections(named: list[str]) -> list[Section]:
    """Split the tests to run into sections."""
    apart = (*QT_TESTS, *DESKTOP_TESTS)
    present = [path for path in apart if (ROOT / path).exists()]
    ignored = [f"--ignore={path}" for path in present]
    plain = [name for name in named or ["tests"] if not within(name, apart)]
    sections = [Section("tests without Qt", plain, ["-p", "no:pytest-qt", *ignored])]
    for title, group in (("tests with Qt", QT_TESTS), ("tests in real windows", DESKTOP_TESTS)):
        # A folder above the group (``tests``) means the whole group.
        whole = [path for path in present if path in group and (not named or within(path, plain))]
        sections.append(Section(title, whole + [name for name in named if within(name, group)], []))
    return [section for section in sections if section.targets]


def within(name: str, folders: tuple[str, ...] | list[str]) -> bool:
    """Whether a test target is one of these folders or files, or lies in one."""
    path = Path(os.path.normpath(name.partition("::")[0]))
    return any(path.is_relative_to(os.path.normpath(folder)) for folder in folders)


def check(arguments: list[str]) -> int:
    """Run every check and say at the end which failed."""
    if arguments:
        raise Problem("check takes no arguments")
    prepare("test")
    failed = failing_checks(partial(print, flush=True))
    if failed:
        print(f"dev.py: failed: {', '.join(failed)}", file=sys.stderr)
    return 1 if failed else 0


def failing_checks(tell: Callable[[str], object]) -> list[str]:
    """Run all checks, one after the other whatever the first ones say, `tell` what each says, and name those that failed."""
    suffix = ".exe" if os.name == "nt" else ""
    checks: dict[str, tuple[str | Path, ...]] = {
        "ruff check": (SCRIPTS / f"ruff{suffix}", "check", "--quiet", "."),
        "ruff format": (SCRIPTS / f"ruff{suffix}", "format", "--check", "--quiet", "."),
        "mypy": (PYTHON, "-m", "mypy", "--no-error-summary"),
        "rooms": (SCRIPTS / f"lint-imports{suffix}", "--no-logo"),
        "packs": (PYTHON, "-P", "-m", "agent_assist", "check"),
    }
    failed = []
    for title, command in checks.items():
        done = quietly_in_venv(*command)
        tell(f"== {title}\n{done.stdout}".rstrip())
        if done.returncode:
            failed.append(title)
    return failed


def bench(names: list[str]) -> int:
    """Run the benchmarks, all or by name."""
    known = sorted(path.stem for path in (ROOT / "benchmarks").glob("[!_]*.py"))
    unknown = [name for name in names if name not in known]
    if unknown:
        raise Problem(f"no benchmark named {', '.join(unknown)}; there are: {', '.join(known) or 'none'}")
    prepare("test")
    failed = [name for name in names or known if in_venv(PYTHON, "-m", f"benchmarks.{name}")]
    if failed:
        print(f"dev.py: failed: {', '.join(failed)}", file=sys.stderr)
    return 1 if failed else 0


def lock(arguments: list[str]) -> int:
    """Resolve pyproject.toml for every system and Python anew, with hashes and without any address."""
    if arguments:
        raise Problem("lock takes no arguments")
    with tempfile.TemporaryDirectory() as scratch:
        uv = shutil.which("uv")
        if uv is None:
            attempt([sys.executable, "-m", "venv", scratch], "cannot make a virtual environment")
            scripts = Path(scratch) / SCRIPTS.name
            attempt([str(scripts / PYTHON.name), "-m", "pip", "install", "-q", "uv"], "cannot install uv")
            uv = str(scripts / "uv")
        common = [uv, "pip", "compile", "--quiet", "--universal", "--python-version=3.11", "--generate-hashes"]
        common += [
            "--no-emit-index-url",
            "--no-annotate",
            "--no-header",
            "--upgrade",
            "pyproject.toml",
            "--group=build",
        ]
        attempt([*common, f"--output-file={LOCKS['run']}"], "cannot resolve the dependencies")
        development = ["--group=dev", "--extra=postgres", f"--constraints={LOCKS['run']}"]
        attempt([*common, *development, f"--output-file={LOCKS['test']}"], "cannot resolve the dependencies")
    return 0


# ------------------------------------------------------------------------------------------- what must be there


def prepare(level: str) -> None:
    """Bring system and ``.venv`` to what ``run`` or ``test`` needs; does nothing where all is in place."""
    install_system_packages(level)
    wanted = digest(LOCKS[level])
    stamp = read_stamp()
    if stamp.get(level) == wanted and PYTHON.exists():
        return
    make_venv()
    print("Installing the Python packages into .venv (once, about 130 MB) ...", flush=True)
    pip = [str(PYTHON), "-m", "pip", "install", "--quiet", "--disable-pip-version-check"]
    locked = ["--require-hashes", "--only-binary=:all:", "--requirement", LOCKS[level]]
    attempt(pip + locked, f"the packages of {LOCKS[level]} are missing and cannot be installed (no network?)")
    # Everything the build needs came with the lock, so this asks no network.
    attempt([*pip, "--no-deps", "--no-build-isolation", "--no-index", "--editable", "."], "cannot install the project")
    # The lock of `test` holds all of `run`, in the same versions.
    levels = ["run", "test"] if level == "test" else ["run"]
    STAMP.write_text(json.dumps({one: digest(LOCKS[one]) for one in levels}), encoding="utf-8")


def digest(lock_name: str) -> str:
    """What the installed state depends on: the lock, the project file, the place and the interpreter."""
    try:
        files = [(ROOT / name).read_bytes() for name in (lock_name, "pyproject.toml")]
    except OSError as error:
        raise Problem(f"{error.filename} is missing from this checkout") from error
    place = f"{ROOT}\n{sys.version_info[:2]}".encode()
    return hashlib.sha256(b"\0".join([*files, place])).hexdigest()


def read_stamp() -> dict[str, str]:
    """What an earlier run installed; nothing where that is not known."""
    try:
        stamp = json.loads(STAMP.read_text(encoding="utf-8"))
    except (OSError, ValueError):
        return {}
    return stamp if isinstance(stamp, dict) else {}


def make_venv() -> None:
    """Make ``.venv``, or make it anew where it does not work or belongs to another Python."""
    if PYTHON.exists():
        probe = f"import pip, sys; sys.exit(sys.version_info[:2] != {sys.version_info[:2]})"
        if subprocess.run([PYTHON, "-c", probe], capture_output=True, check=False).returncode == 0:
            return
    if Path(sys.prefix).resolve() == VENV.resolve():
        raise Problem("the .venv that runs this file does not work; start dev.py with the system's Python")
    attempt([sys.executable, "-m", "venv", "--clear", str(VENV)], "cannot make .venv (is Python's venv complete?)")


def install_system_packages(level: str) -> None:
    """Install what Linux itself must bring, with apt where we may; else name it and stop."""
    if not sys.platform.startswith("linux"):
        return
    missing = missing_from_system(level)
    if not missing:
        return
    packages = sorted(set(missing.values()))
    names = ", ".join(missing)
    if not shutil.which("apt-get"):
        raise Problem(f"missing: {names} (this is no Debian: install them with the system's own package manager)")
    if os.geteuid() != 0:
        raise Problem(f"missing: {names} (as root: apt-get install {' '.join(packages)})")
    print(f"Installing the system packages {' '.join(packages)} ...", flush=True)
    apt_install(packages)
    importlib.invalidate_caches()
    missing = missing_from_system(level)
    if missing:
        raise Problem(f"still missing after apt-get install {' '.join(packages)}: {', '.join(missing)}")


def apt_install(packages: list[str]) -> None:
    """Install Debian packages; the lists are fetched only where apt does not know the packages yet."""
    apt = ["apt-get", "-qq", "-o", "DPkg::Lock::Timeout=300"]
    install = [*apt, "install", "-y", "--no-install-recommends", *packages]
    environment = {**os.environ, "DEBIAN_FRONTEND": "noninteractive"}
    try:
        attempt(install, "", environment)
    except Problem:
        reason = f"missing: {' '.join(packages)}; apt-get cannot install them (no network?)"
        attempt([*apt, "update"], reason, environment)
        attempt(install, reason, environment)


def missing_from_system(level: str) -> dict[str, str]:
    """What is not there, each with the Debian package that brings it."""
    missing = {name: package for name, package in LIBRARIES.items() if not loads(name)}
    programs = {**PROGRAMS, **(TEST_PROGRAMS if level == "test" else {})}
    missing.update({name: package for name, package in programs.items() if not shutil.which(name)})
    if not PYTHON.exists() and importlib.util.find_spec("ensurepip") is None:
        missing["Python's venv"] = f"python3.{sys.version_info[1]}-venv"
    if level == "test":
        if not (shutil.which("initdb") or any(SERVER_PROGRAMS.glob("*/bin/initdb"))):
            missing["PostgreSQL's initdb"] = "postgresql"
        # The pictures and the widths of text are specified with this font.
        if not has_font(NOTO_FONTS):
            missing["Noto Sans CJK"] = FONT_PACKAGE
    elif not (has_font(CHINESE_FONTS) or fontconfig_knows_chinese()):
        missing["a Chinese font"] = FONT_PACKAGE
    return missing


def loads(library: str) -> bool:
    """Whether the dynamic linker finds a library."""
    try:
        ctypes.CDLL(library)
    except OSError:
        return False
    return True


def has_font(patterns: tuple[str, ...]) -> bool:
    """Whether a font file of one of these names is installed."""
    folders = [Path(folder).expanduser() for folder in FONT_FOLDERS]
    return any(found for folder in folders for pattern in patterns for found in folder.rglob(pattern))


def fontconfig_knows_chinese() -> bool:
    """Whether fontconfig's tool, where installed, lists any font for Chinese."""
    tool = shutil.which("fc-list")
    listed = tool and subprocess.run([tool, ":lang=zh"], capture_output=True, check=False).stdout
    return bool(listed)


def attempt(command: list[str], reason: str, environment: dict[str, str] | None = None) -> None:
    """Run a command quietly in the project's folder; where it fails, say the reason and its own last word."""
    done = subprocess.run(
        command, cwd=ROOT, env=environment, stdin=subprocess.DEVNULL, capture_output=True, text=True, check=False
    )
    if done.returncode:
        lines = (done.stderr or done.stdout).strip().splitlines() or ["no message"]
        # pip ends with "no matching distribution" also where it reached nothing; the line with the cause comes earlier.
        causes = [line.partition("broken by ")[2] for line in lines if "connection broken by " in line]
        errors = [line for line in lines if line.startswith(("E: ", "ERROR: ", "error: "))]
        raise Problem(f"{reason}: {(causes or errors or lines)[-1].strip()}")


def in_venv(*command: str | Path) -> int:
    """Run a command of ``.venv`` in the project's folder with its output in sight, and without the user's display."""
    return subprocess.call([str(part) for part in command], cwd=ROOT, env=without_display())


def quietly_in_venv(*command: str | Path) -> subprocess.CompletedProcess[str]:
    """The same with its output kept."""
    words = [str(part) for part in command]
    out = subprocess.PIPE
    return subprocess.run(
        words, cwd=ROOT, env=without_display(), stdout=out, stderr=subprocess.STDOUT, encoding="utf-8", check=False
    )


def without_display() -> dict[str, str]:
    """The environment without the user's display."""
    return {name: value for name, value in os.environ.items() if name not in ("DISPLAY", "WAYLAND_DISPLAY")}


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
