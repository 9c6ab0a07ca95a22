"""The compiler of packs: every problem with its exact place, in one pass.

Codes of errors: syntax, encoding, unreadable, missing-file, missing-folder, empty-pack, unknown-file, unknown-key,
wrong-type, missing-key, missing-id, bad-id, bad-value, bad-taboo, bad-pattern, bad-line, duplicate-id, unknown-pack,
extends-cycle, empty-file, undefined-timing, undefined-slot, dangling-target, missing-line, unreachable, dead-end, endless-loop,
lost-wait, closed-guard, locked, shape, taboo, promise, unknown-norm. Codes of warnings: taboo (soft ones), unreachable (what is
inherited), lost-ways, no-opening, one-language, unserved-norm, foreign-norm, long-line, long-title, long-speech, informal, mixed-language.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass, field, replace
from pathlib import Path

from agent_assist.script.check_graph import check_graph
from agent_assist.script.check_guards import check_guards
from agent_assist.script.check_norms import check_norms, check_service
from agent_assist.script.check_shape import check_shape
from agent_assist.script.check_style import check_style
from agent_assist.script.check_text import check_text
from agent_assist.script.hearing import Hearing
from agent_assist.script.layer import HEAD, ROOTS, language_of
from agent_assist.script.model import LANGUAGES, Language, Place, Problem
from agent_assist.script.norms import Register
from agent_assist.script.read import Packs, Resolved, pack_ids
from agent_assist.script.source import SUFFIX
from agent_assist.script.table import Report

TAPES = "tapes"
"""The folder inside a pack that holds its own tests."""

LINES = 8192
"""More than all packs have in one language; each is heard once."""

TapeChecker = Callable[[Path], Sequence[Problem]]


def check(
    paths: Sequence[Path],
    shipped: Mapping[Language, Path],
    norms: Register,
    tape_checker: TapeChecker | None = None,
    packs: Packs | None = None,
) -> Sequence[Problem]:
    """Check tapes, files, packs and folders of packs.

    Args:
        paths: what to check; nothing means the shipped packs.
        shipped: the folders of the shipped packs, where `extends` and the other language are looked up after the place
            beside each path.
        norms: the register that citations are looked up in.
        tape_checker: replays a tape; without it tapes are passed over.
        packs: reads the packs; whoever replays the tapes has it too, so that nothing is read twice.

    Returns the problems sorted by path, line and column, each once; paths below the current folder are relative to it.
    """
    if packs is None:
        packs = Packs({language: (root,) for language, root in shipped.items()})
    run = _Run(shipped, norms, tape_checker, packs)
    for path in paths or list(shipped.values()):
        run.path(path)
    return run.problems()


def put_together(found: Iterable[Iterable[Problem]]) -> tuple[Problem, ...]:
    """What was found in several places as one: sorted, each problem once, and no line missed where the whole step is."""
    every = {problem for problems in found for problem in problems}
    shape = {problem.place for problem in every if problem.code == "shape"}
    told = (problem for problem in every if problem.code != "missing-line" or problem.place not in shape)
    return tuple(sorted(told, key=lambda each: (each.place, each.severity, each.code, each.message, each.hint)))


@dataclass(slots=True)
class _Run:
    shipped: Mapping[Language, Path]
    norms: Register
    tape_checker: TapeChecker | None
    packs: Packs
    report: Report = field(default_factory=Report)
    resolved: dict[Path, Resolved | None] = field(default_factory=dict)
    done: set[Path] = field(default_factory=set)
    paired: set[tuple[Path, Path]] = field(default_factory=set)
    hearing: Mapping[Language, Hearing] = field(
        default_factory=lambda: {language: Hearing(language, LINES) for language in LANGUAGES}
    )

    def path(self, path: Path) -> None:
        if path.is_file():
            self._file(path)
        elif not path.is_dir():
            self._wrong(path, "missing-file", "there is no such file or folder", "look for a renamed or moved one")
        else:
            self._folder(path)

    def problems(self) -> tuple[Problem, ...]:
        here = Path.cwd()
        return put_together([[replace(each, place=_relative(each.place, here)) for each in self.report.problems]])

    def _file(self, path: Path) -> None:
        if path.suffix != SUFFIX:
            if self.tape_checker is not None:
                self.report.add(self.tape_checker(path))
            return
        whole, self.report = self.report, Report()
        paired = set(self.paired)
        self._pack(path.parent, alone=not (path.parent / HEAD).is_file())
        found, self.report, self.paired = self.report, whole, paired
        self.done.discard(path.parent.resolve())
        self.report.add(each for each in found.problems if _about(each, path.resolve()))

    def _folder(self, path: Path) -> None:
        if (path / HEAD).is_file():
            self._pack(path)
            return
        roots = [path / name for name in ROOTS if (path / name).is_dir()]
        inside = [path / name for name in pack_ids([path])]
        if inside or path.name in ROOTS:
            inside = sorted({*inside, *_headless(path)})
        if roots:
            for root in roots:
                self._folder(root)
        elif inside:
            for folder in inside:
                self._pack(folder)
        elif any(path.glob(f"*{SUFFIX}")):
            self._pack(path)
        elif path.name == TAPES or path.parent.name == TAPES:
            self._tapes(path)
        else:
            self._wrong(path, "empty-pack", "this folder holds no packs", f"a pack is a folder with a {HEAD}")

    def _pack(self, folder: Path, *, alone: bool = False) -> None:
        if folder.resolve() in self.done:
            return
        self.done.add(folder.resolve())
        resolved = self._resolve(folder)
        if resolved is None:
            return
        before = len(errors(self.report.problems))
        self.report.add(resolved.problems)
        check_graph(resolved, self.report)
        check_guards(resolved, self.report)
        check_text(resolved, self.report, self.hearing[resolved.pack.language])
        check_norms(resolved, self.norms, self.report)
        check_style(resolved, self.report)
        if not alone:
            self._pair(resolved)
        broken = bool(errors(resolved.problems)) or len(errors(self.report.problems)) > before
        self._tapes(folder / TAPES, broken=broken)

    def _pair(self, resolved: Resolved) -> None:
        twin = self._twin(resolved)
        if not resolved.merged.lost:
            check_service(resolved, self.norms, self.report)
        if twin is None:
            if not resolved.incomplete:
                lacking = "English" if resolved.pack.language == "zh" else "Chinese"
                message = f"there is no {lacking} pack '{resolved.pack.id}'"
                self.report.warning(resolved.pack.place, "one-language", message, "write one with the same ids")
            return
        one, other = (resolved, twin) if resolved.pack.language == "zh" else (twin, resolved)
        pair = (one.folder.resolve(), other.folder.resolve())
        if pair not in self.paired:
            self.paired.add(pair)
            check_shape(one, other, self.report)

    def _twin(self, resolved: Resolved) -> Resolved | None:
        """The same pack in the other language: beside this one first, then among the shipped ones."""
        language: Language = "en" if resolved.pack.language == "zh" else "zh"
        above = resolved.folder.absolute().parent.parent
        roots = [above / name for name, each in ROOTS.items() if each == language]
        if language in self.shipped:
            roots.append(self.shipped[language])
        folder = next((root / resolved.pack.id for root in roots if (root / resolved.pack.id / HEAD).is_file()), None)
        return self._resolve(folder) if folder else None

    def _resolve(self, folder: Path) -> Resolved | None:
        key = folder.resolve()
        if key not in self.resolved:
            resolved, problems = self.packs.resolve(folder, self._promised(folder))
            self.resolved[key] = resolved
            if resolved is None:
                self.report.add(problems)
        return self.resolved[key]

    def _promised(self, folder: Path) -> Language | None:
        parent = folder.resolve().parent
        for language in LANGUAGES:
            if language in self.shipped and self.shipped[language].resolve() == parent:
                return language
        return language_of(folder)

    def _tapes(self, folder: Path, *, broken: bool = False) -> None:
        """Check tapes; those of a `broken` pack would fail by the dozen and bury what is to be mended."""
        if self.tape_checker is None or not folder.is_dir():
            return
        for path in sorted(folder.iterdir()):
            if path.is_file() and not path.name.startswith("."):
                found = self.tape_checker(path)
                self.report.add(each for each in found if not (broken and each.code == "tape-failed"))

    def _wrong(self, path: Path, code: str, message: str, hint: str) -> None:
        self.report.error(Place(str(path), 1, 1), code, message, hint)


def _headless(root: Path) -> list[Path]:
    """Folders among packs that hold script files and no pack.toml: a pack that lost it."""
    return [
        entry
        for entry in root.iterdir()
        if entry.is_dir() and not (entry / HEAD).is_file() and any(entry.glob(f"*{SUFFIX}"))
    ]


def _about(problem: Problem, file: Path) -> bool:
    """Whether a problem is one of this file: in it, or what the same file in the other language lacks beside it."""
    place = Path(problem.place.path).resolve()
    twin = (place.parent.name, place.name) == (file.parent.name, file.name)
    return place == file or (problem.code == "shape" and twin)


def _relative(place: Place, here: Path) -> Place:
    path = Path(place.path).absolute()
    inside = path.is_relative_to(here)
    return Place(path.relative_to(here).as_posix() if inside else str(path), place.line, place.column)


def errors(problems: Iterable[Problem]) -> tuple[Problem, ...]:
    """Those problems that keep a pack from being used."""
    return tuple(problem for problem in problems if problem.severity == "error")
