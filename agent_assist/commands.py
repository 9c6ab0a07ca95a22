"""The commands that read packs and tapes: check, search, replay, norms, taboo. No Qt, no display, no key store."""

from __future__ import annotations

import argparse
import gc
import json
import os
import re
import sys
import time
from collections.abc import Iterable, Mapping, Sequence
from functools import partial
from pathlib import Path
from typing import TYPE_CHECKING

import tomli

from agent_assist import paths
from agent_assist.script.layer import HEAD, language_of
from agent_assist.script.model import LANGUAGES, SCENARIOS, Language, Place, Problem, Script
from agent_assist.script.norms import Register, read_register, served
from agent_assist.script.places import rough_marks
from agent_assist.script.read import Packs, Roots, pack_ids
from agent_assist.script.shelf import read_phrases, read_script, read_shelf, script_of
from agent_assist.script.sound import guiding
from agent_assist.script.table import did_you_mean
from agent_assist.terminal import FINE, PROBLEMS, USAGE, complain

if TYPE_CHECKING:
    from agent_assist.call.tape import Tape
    from agent_assist.script.lint import Finding
    from agent_assist.search.index import Index
    from agent_assist.search.phrase import Phrase


def _put(record: Mapping[str, object]) -> None:
    print(json.dumps(record, ensure_ascii=False))


def _shipped() -> dict[Language, Path]:
    folders = paths.shipped()
    return {language: folders.scripts(language) for language in LANGUAGES}


def _register() -> Register:
    return read_register(paths.shipped().resources / "norms.json")


def _roots(pack_id: str = "", beside: Path | None = None) -> dict[Language, Sequence[Path]]:
    """Where packs are looked up: around a file that names one first, then among the shipped ones."""
    roots: dict[Language, Sequence[Path]] = {}
    for language, folder in _shipped().items():
        near = [] if beside is None else [one for one in _near(beside) if _language(one / pack_id) == language]
        roots[language] = list({one.resolve(): one for one in (*near, folder)}.values())
    return roots


def _language(pack: Path) -> str | None:
    """The language of a pack, from its own file; None where there is no readable one."""
    if not (pack / HEAD).is_file():
        return None
    try:
        found = tomli.loads((pack / HEAD).read_text(encoding="utf-8-sig")).get("language")
    except (OSError, UnicodeDecodeError, tomli.TOMLDecodeError):
        found = None
    return found if found in LANGUAGES else language_of(pack)


def _near(tape: Path) -> Iterable[Path]:
    """Folders around a tape that may hold packs: its own, those above it, and their ``scripts_zh`` and ``scripts_en``."""
    here = tape.resolve().parent
    for folder in (here, *list(here.parents)[:4]):
        yield folder
        for language in LANGUAGES:
            yield folder / f"scripts_{language}"


# -- check -----------------------------------------------------------------------------------------------------------


def check(options: argparse.Namespace) -> int:
    """``agent-assist check [PATH ...] [--strict]``"""
    wanted = options.paths or list(_shipped().values())
    missing = [path for path in wanted if not path.exists()]
    if missing:
        complain(f"{missing[0]} does not exist; name a tape, a TOML file, a pack or a folder of packs.")
        return USAGE
    problems = _checked(wanted)
    for problem in problems:
        _report(problem, as_json=options.json)
    bad = problems if options.strict else [problem for problem in problems if problem.severity == "error"]
    return PROBLEMS if bad else FINE


def _checked(wanted: Sequence[Path]) -> Sequence[Problem]:
    """Everything wrong with what is named; several folders of packs are checked side by side."""
    from agent_assist.script.check import check as check_paths
    from agent_assist.script.check import put_together
    from agent_assist.script.side_by_side import side_by_side

    # What is read here lives until the command ends: nothing of it is garbage to look for, now or at the end.
    gc.disable()
    shipped, register, packs = _shipped(), _register(), Packs(_roots())
    roots = wanted if len(wanted) > 1 and all(path.is_dir() and pack_ids([path]) for path in wanted) else ()
    for root in roots:
        for pack in pack_ids([root]):
            packs.resolve(root / pack)
    parts = [[root] for root in roots] or [list(wanted)]
    works = [partial(check_paths, each, shipped, register, _Tapes(packs).check, packs) for each in parts]
    problems = put_together(side_by_side(works))
    gc.freeze()
    return problems


def _report(problem: Problem, *, as_json: bool) -> None:
    if not as_json:
        print(problem)
        return
    place = problem.place
    _put(
        {
            "path": place.path,
            "line": place.line,
            "column": place.column,
            "severity": problem.severity,
            "code": problem.code,
            "message": problem.message,
            "hint": problem.hint,
        }
    )


_NOT_UTF_8 = ("it is not UTF-8 text", "save it as UTF-8")


class _Tapes:
    """Opens and runs tapes; a pack that several of them are for is read once.

    `packs`, if it is given, has packs of the shipped folders already; those of other folders are read here.
    """

    def __init__(self, packs: Packs | None = None) -> None:
        self._scripts: dict[tuple[str, Path], Script | None] = {}
        self._packs: dict[str, Packs] = {} if packs is None else {_named(packs.roots): packs}

    def check(self, path: Path) -> Sequence[Problem]:
        """Everything that is wrong with one tape, its failed expectations included."""
        tape, script, problems = self.open(path)
        if tape is None or script is None:
            return problems
        from agent_assist.call.replay import replay as run_tape

        return (*problems, *run_tape(tape, script).problems)

    def open(self, path: Path) -> tuple[Tape | None, Script | None, tuple[Problem, ...]]:
        """Read a tape and the packs it is for; what is wrong comes as problems."""
        try:
            text = path.read_text(encoding="utf-8-sig")
        except (OSError, UnicodeDecodeError) as error:
            reason, hint = (error.strerror, "") if isinstance(error, OSError) else _NOT_UTF_8
            sentence = f"The tape cannot be read: {reason}."
            return None, None, (Problem(Place(str(path), 1, 1), "error", "unreadable", sentence, hint),)
        from agent_assist.call.tape import read_tape

        tape, problems = read_tape(text, str(path))
        if tape is None:
            return None, None, problems
        script = self._script(tape.pack, path)
        if script is None or tape.language not in script.packs:
            sentence = f"There is no pack “{tape.pack}” in {tape.language} that a call can begin with."
            hint = "look at what check says about the pack"
            return tape, None, (*problems, Problem(tape.place, "error", "tape-pack", sentence, hint))
        return tape, script, problems

    def _script(self, pack_id: str, path: Path) -> Script | None:
        key = (pack_id, path.parent)
        if key not in self._scripts:
            roots = _roots(pack_id, path)
            packs = self._packs.setdefault(_named(roots), Packs(roots, rough_marks))
            script, _ = script_of(pack_id, packs)
            self._scripts[key] = None if script is None else guiding(script)
        return self._scripts[key]


def _named(roots: Roots) -> str:
    return repr({language: [str(folder.resolve()) for folder in folders] for language, folders in roots.items()})


# -- replay ----------------------------------------------------------------------------------------------------------


def replay(options: argparse.Namespace) -> int:
    """``agent-assist replay TAPE ...``"""
    code = FINE
    tapes = _Tapes()
    for path in options.tapes:
        if not path.is_file():
            complain(f"{path} {'is no file' if path.exists() else 'does not exist'}; name a tape.")
            return USAGE
        tape, script, problems = tapes.open(path)
        if tape is not None and script is not None:
            from agent_assist.call.replay import replay as run_tape

            done = run_tape(tape, script)
            problems = (*problems, *done.problems)
            for row in done.rows:
                _put(row) if options.json else print(_row_text(row))
        for problem in sorted(problems, key=lambda each: each.place):
            print(problem, file=sys.stderr)
        if problems:
            code = PROBLEMS
    return code


def _row_text(row: Mapping[str, object]) -> str:
    wait = "" if row["wait"] is None else f"  wait {row['wait']}"
    refused = "" if row["refused"] is None else f"  refused: {row['refused']}"
    where = f"{row['scenario']}.{row['step']}"
    return f"{row['at']!s:>8}  {row['event']!s:<9} {where:<32} {row['hangup']:<7}{wait}{refused}  {row['line'] or ''}"


# -- norms -----------------------------------------------------------------------------------------------------------


def norms(options: argparse.Namespace) -> int:
    """``agent-assist norms``"""
    shelf = read_shelf({language: [folder] for language, folder in _shipped().items()})
    scripts = [shelf.script(pack_id) for pack_id in shelf.ids]
    packs = [pack for script in scripts if script is not None for pack in script.packs.values()]
    # X rows of the register are our own extensions, no clauses of a rule book.
    rows = [row for row in served(_register(), packs) if not row.norm.startswith("X-")]
    root = paths.shipped().root
    for row in rows:
        by = [{"kind": kind, "at": _from_root(at, root)} for kind, at in row.by]
        if options.json:
            _put({"norm": row.norm, "served": row.served, "by": by})
        else:
            places = ", ".join(f"{one['kind']} {one['at']}" for one in by)
            print(f"{row.norm:<7} {row.served or '-':<9} {places}")
    if not options.json:
        count = sum(row.served is not None for row in rows)
        print(f"{count} of {len(rows)} norms are served.")
    return FINE


def _from_root(at: str, root: Path) -> str:
    path, _, line = at.rpartition(":")
    try:
        return f"{Path(path).resolve().relative_to(root.resolve()).as_posix()}:{line}"
    except ValueError:
        return at


# -- taboo -----------------------------------------------------------------------------------------------------------


def taboo(options: argparse.Namespace) -> int:
    """``agent-assist taboo TEXT [--pack ID] [--language zh|en] [--scenario ID]``"""
    from agent_assist.language.fold import fold
    from agent_assist.script.lint import lint

    language: Language = options.of_language or ("zh" if re.search(r"[\u3400-\u9fff]", fold(options.text)) else "en")
    script, _ = read_script(options.of_pack, _roots(), (language,))
    if script is None or language not in script.packs:
        complain(f"There is no pack “{options.of_pack}” in {language}; see agent-assist check.")
        return USAGE
    pack = script.packs[language]
    if options.scenario is not None and options.scenario not in {*SCENARIOS, *pack.scenarios}:
        hint = did_you_mean(options.scenario, (*SCENARIOS, *pack.scenarios))
        complain(f"There is no scenario “{options.scenario}”{f' ({hint})' if hint else ''}.")
        return USAGE
    found = lint(options.text, pack, options.scenario)
    register = _register() if any(not each.why for each in found) else None
    for each in found:
        # A finding that breaks several norms is told once for each.
        for norm in each.norms or (None,):
            rule = register.get(norm) if register and norm else None
            _put_finding(each, norm, each.why or (getattr(rule, language) if rule else ""), as_json=options.json)
    return PROBLEMS if found else FINE


def _put_finding(found: Finding, norm: str | None, why: str, *, as_json: bool) -> None:
    record = {
        "start": found.start,
        "end": found.end,
        "text": found.text,
        "severity": found.severity,
        "norm": norm,
        "why": why,
        "instead": found.instead,
    }
    if as_json:
        _put(record)
        return
    told = "  ".join(part for part in (why, found.instead and f"→ {found.instead}") if part)
    print(f"{found.start}-{found.end}  {found.severity}  {norm or '-':<7} {found.text}  {told}")


# -- search ----------------------------------------------------------------------------------------------------------


def search(options: argparse.Namespace) -> int:
    """``agent-assist search QUERY [--limit N]`` and its forms for files."""
    from agent_assist.search.index import Index
    from agent_assist.search.phrase import LibraryError

    if (options.query is None) == (options.queries is None):
        complain("search takes either a query or --queries FILE.")
        return USAGE
    if options.limit < 1:
        complain("--limit takes a number from 1 up.")
        return USAGE
    try:
        queries = [options.query] if options.queries is None else _lines_of(options.queries)
        library = _phrases(options)
    except (LibraryError, _UnreadableError) as error:
        complain(str(error))
        return USAGE
    begun = time.perf_counter()
    index = Index.build(library)
    # A large library is here to stay: looking through it for garbage would take longer than an answer.
    gc.freeze()
    if options.timing:
        _put({"build_ms": round((time.perf_counter() - begun) * 1000, 3)})
    for query in queries:
        _search_one(index, query, options)
    return FINE


class _UnreadableError(Exception):
    """A file that was named cannot be read, or a pack is not there."""


def _lines_of(path: Path) -> list[str]:
    try:
        text = path.read_text(encoding="utf-8-sig")
    except (OSError, UnicodeDecodeError) as error:
        reason = error.strerror if isinstance(error, OSError) else "; ".join(_NOT_UTF_8)
        raise _UnreadableError(f"{path} cannot be read: {reason}.") from error
    return [line for line in text.split("\n") if line.strip()]  # a query may hold other breaks than the end of its line


def _phrases(options: argparse.Namespace) -> tuple[Phrase, ...]:
    from agent_assist.search.phrase import free_phrases, phrases, read_library

    if options.library is not None:
        return read_library(options.library)
    pack_id, language = options.of_pack, options.of_language
    if pack_id is None or language is None:
        from agent_assist.settings import read_settings

        chosen = read_settings(paths.user(os.environ).settings).settings
        pack_id, language = pack_id or chosen.pack, language or chosen.language
    roots = _roots()
    script, _ = read_script(pack_id, roots)
    if script is None or language not in script.packs:
        raise _UnreadableError(f"There is no pack “{pack_id}” in {language}; see agent-assist check.")
    found: tuple[Phrase, ...] = ()
    for each in (language, *(other for other in script.packs if other != language)):
        free = read_phrases(pack_id, each, roots)
        found += (*phrases(script, each), *free_phrases(free, script.packs[each]))
    return found


def _search_one(index: Index, query: str, options: argparse.Namespace) -> None:
    begun = time.perf_counter()
    hits = index.find(query, options.limit)
    took = {"ms": round((time.perf_counter() - begun) * 1000, 3)} if options.timing else {}
    if not hits and options.timing:
        _put({"query": query, **took})
    for rank, hit in enumerate(hits, start=1):
        phrase = hit.phrase
        record = {
            "query": query,
            "rank": rank,
            "id": phrase.id,
            "scenario": phrase.scenario,
            "text": phrase.text,
            "score": round(hit.score, 4),
            **took,
        }
        if options.json or options.timing:
            _put(record)
        else:
            print(f"{rank:>3}  {phrase.id:<32} {phrase.text}")
