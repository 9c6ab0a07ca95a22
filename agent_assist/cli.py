"""The command line (design part 6): plain text for people, ``--json`` for programs, one clear sentence for errors.

Exit 0: fine; 1: problems found; 2: bad usage. Every command but the desk itself runs without Qt, display or key store, and
imports only what it needs: a softphone waits for ``phone``.
"""

from __future__ import annotations

import os
import sys

from agent_assist.terminal import FINE, PROBLEMS, USAGE, complain

TYPE_CHECKING = False  # `typing` itself takes a tenth of the time that `phone` has
if TYPE_CHECKING:
    import argparse
    from collections.abc import Callable, Sequence
    from typing import NoReturn

LANGUAGES = ("zh", "en")
SCREENS = ("DISPLAY", "WAYLAND_DISPLAY", "QT_QPA_PLATFORM")
"""Without one of these Qt would end the process with a text of its own."""


def main(arguments: Sequence[str] | None = None) -> int:
    """Run one command.

    Args:
        arguments: without the program's name; those of the process by default.

    Returns:
        The exit code.
    """
    words = list(sys.argv[1:] if arguments is None else arguments)
    _speak_utf8()
    if words and words[0] == "--speech-worker":
        from agent_assist.desk.speech_worker import main as work

        return work(words[1:])
    try:
        code = _run(words)
        if sys.stdout is not None:  # a windowed program has none
            sys.stdout.flush()
        return code
    except BrokenPipeError:
        # Whoever read our output has read enough, as `head` does.
        _write_nowhere()
        return FINE
    except OSError as error:
        where = f"{error.filename}: " if error.filename else "The output cannot be written: "
        complain(f"{where}{error.strerror or error}.")
        _write_nowhere()
        return PROBLEMS
    except KeyboardInterrupt:
        return 130


def _write_nowhere() -> None:
    """Let what is still to be written vanish: its place is gone, and Python would complain about it at the end."""
    os.dup2(os.open(os.devnull, os.O_WRONLY), sys.stdout.fileno())


def _run(words: list[str]) -> int:
    plain = _plain_start(words)
    if plain is not None:
        return _open_desk(*plain)
    hook = _plain_hook(words)
    if hook is not None:
        return _tell(*hook)
    parser = _parser()
    options = parser.parse_args(words)
    if options.run is not _desk and (options.pack or options.language):
        parser.error("--pack and --language stand behind the command they are for, or alone to open the desk")
    run: Callable[[argparse.Namespace], int] = options.run
    return run(options)


def _plain_start(words: list[str]) -> tuple[str | None, str | None] | None:
    """Pack and language of a start that needs no parser, which takes longer than the pack does; None for all else."""
    given = dict(zip(words[::2], words[1::2], strict=False))
    pack, language = given.get("--pack"), given.get("--language")
    known = given.keys() <= {"--pack", "--language"} and language in (None, *LANGUAGES)
    plain = known and len(words) == 2 * len(given) and not (pack or "").startswith("-")
    return (pack, language) if plain else None


def _plain_hook(words: list[str]) -> tuple[str, str, str, str] | None:
    """Event, number, id and name of a hook that needs no parser, for which a softphone would wait; None for all else."""
    if words[:1] != ["phone"] or len(words) < 2:
        return None
    named = {"--id": "", "--name": ""}
    given = []
    rest = iter(words[1:])
    for word in rest:
        if word in named:
            named[word] = next(rest, "-")
        else:
            given.append(word)
    if len(given) not in (1, 2) or any(word.startswith("-") for word in (*given, *named.values())):
        return None
    return given[0], given[1] if len(given) > 1 else "", named["--id"], named["--name"]


def _speak_utf8() -> None:
    """Chinese comes out whole also where the system's own encoding is another."""
    for stream in (sys.stdout, sys.stderr):
        reconfigure = getattr(stream, "reconfigure", None)
        if reconfigure is not None:
            reconfigure(encoding="utf-8", errors="replace")


def _parser() -> argparse.ArgumentParser:
    import argparse
    from pathlib import Path

    class Parser(argparse.ArgumentParser):
        """Says what is wrong in one sentence, without the usage text before it."""

        def error(self, message: str) -> NoReturn:
            self.exit(USAGE, f"{self.prog}: {message}; see {self.prog} --help\n")

    parser = Parser(prog="agent-assist", description="Guides a call: the right words now, the waits, the way on.")
    parser.add_argument(
        "--pack", metavar="ID", help="the script pack to open (default: the one last used, else common)"
    )
    parser.add_argument("--language", choices=LANGUAGES, help="the language of the lines")
    parser.set_defaults(run=_desk)
    commands = parser.add_subparsers(title="commands", metavar="COMMAND", parser_class=Parser)

    def command(name: str, run: Callable[[argparse.Namespace], int], about: str) -> argparse.ArgumentParser:
        made = commands.add_parser(name, help=about, description=about)
        made.set_defaults(run=run)
        made.add_argument("--json", action="store_true", help="one JSON object per line")
        return made

    check = command("check", _lazy("check"), "Check packs and tapes; every problem with its file, line and column.")
    check.add_argument(
        "paths", nargs="*", type=Path, metavar="PATH", help="a tape, a TOML file, a pack, a folder of packs"
    )
    check.add_argument("--strict", action="store_true", help="count warnings as problems")
    search = command("search", _lazy("search"), "Search the phrases of a pack or of a file.")
    search.add_argument("query", nargs="?", metavar="QUERY")
    search.add_argument("--queries", type=Path, metavar="FILE", help="a query per line")
    search.add_argument(
        "--library", type=Path, metavar="FILE.jsonl", help="phrases from a file, one JSON object per line"
    )
    search.add_argument("--limit", type=int, default=10, metavar="N")
    search.add_argument("--timing", action="store_true", help="tell how long building and finding took")
    search.add_argument("--pack", metavar="ID", dest="of_pack")
    search.add_argument("--language", choices=LANGUAGES, dest="of_language")
    replay = command("replay", _lazy("replay"), "Replay tapes and hold them against what they expect.")
    replay.add_argument("tapes", nargs="+", type=Path, metavar="TAPE")
    command("norms", _lazy("norms"), "What serves each norm of the rule books, and where.")
    taboo = command("taboo", _lazy("taboo"), "Find in a text what must not be said there.")
    taboo.add_argument("text", metavar="TEXT")
    taboo.add_argument("--pack", default="common", metavar="ID", dest="of_pack", help="whose rules (default: common)")
    taboo.add_argument("--language", choices=LANGUAGES, dest="of_language", help="default: that of the text")
    taboo.add_argument("--scenario", metavar="ID", help="where it is said; without it, what is wrong anywhere")
    phone = command("phone", _phone, "Tell the running desk what the phone does, or press a key there.")
    phone.add_argument("event", metavar="EVENT", help="ringing answered heard silent held resumed ended next said")
    phone.add_argument("number", nargs="?", default="", metavar="NUMBER")
    phone.add_argument("--id", default="", metavar="X", help="the phone's id of the call")
    phone.add_argument("--name", default="", metavar="NAME", help="the caller's name, if the phone shows one")
    command("status", _status, "What the running desk shows.")
    return parser


def _lazy(name: str) -> Callable[[argparse.Namespace], int]:
    """A command whose module is read when it runs."""

    def run(options: argparse.Namespace) -> int:
        from importlib import import_module

        found: Callable[[argparse.Namespace], int] = import_module(f"agent_assist.commands.{name}").run
        return found(options)

    return run


def _desk(options: argparse.Namespace) -> int:
    return _open_desk(options.pack, options.language)


def _open_desk(pack: str | None, language: str | None) -> int:
    import gc

    gc.disable()  # nothing of the start is garbage, and looking takes time; later the desk collects in quiet moments
    if sys.platform == "linux" and not any(os.environ.get(name) for name in SCREENS):
        complain("There is no screen to open the window on; start it in a desktop session, or set DISPLAY.")
        return PROBLEMS
    from agent_assist.app.program import run

    return run(pack, language)


def _ask(line: bytes) -> tuple[int, bytes]:
    from agent_assist.door import NoDeskError, ask, desk_address

    try:
        return FINE, ask(desk_address(os.environ), line)
    except NoDeskError as error:
        complain(str(error))
        return PROBLEMS, b""


def _phone(options: argparse.Namespace) -> int:
    return _tell(options.event, options.number, options.id, options.name, as_json=options.json)


def _tell(event: str, number: str, call_id: str, name: str, *, as_json: bool = False) -> int:
    import json

    from agent_assist.phone.hook import HookError, encode

    try:
        line = encode(event, number, call_id, name)
    except HookError as error:
        complain(f"{error}.")
        return USAGE
    code, answer = _ask(line)
    if code != FINE:
        return code
    said = json.loads(answer or b"{}")
    if not said.get("ok"):
        complain(f"The desk did not take it: {said.get('error', 'no answer')}.")
        return PROBLEMS
    if as_json:
        print(answer.decode())
    return FINE


def _status(options: argparse.Namespace) -> int:
    import json

    code, answer = _ask(b'{"ask": "status"}\n')
    if code != FINE:
        return code
    text = answer.decode()
    if options.json:
        print(text)
    else:
        for key, value in json.loads(text).items():
            print(f"{key}: {value if isinstance(value, str) else json.dumps(value, ensure_ascii=False)}")
    return FINE
