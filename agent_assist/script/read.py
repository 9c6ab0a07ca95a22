"""Reading a pack: its folder, what it extends, and how they lie over one another."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from pathlib import Path

from agent_assist.script.build import build
from agent_assist.script.layer import HEAD, ROOTS, Layer, folder_problem, read_layer
from agent_assist.script.model import Language, Pack, Place, Problem
from agent_assist.script.overlay import Merged, merge
from agent_assist.script.places import Reader, exact_marks
from agent_assist.script.snapshot import with_hash
from agent_assist.script.table import Report, did_you_mean

Roots = Mapping[Language, Sequence[Path]]
"""For each language the folders in which packs are looked up, first come first served."""


@dataclass(frozen=True, slots=True)
class Reading:
    """A pack as it was read. `pack` is None only when there is nothing to read it from.

    With errors among the `problems` the pack is what could be read; whoever guides a call by it decides whether it will do.
    """

    pack: Pack | None
    problems: tuple[Problem, ...]


@dataclass(frozen=True, slots=True)
class Resolved:
    """A pack together with the tables it was made of; what `check` looks at."""

    pack: Pack
    layers: tuple[Layer, ...]
    merged: Merged
    problems: tuple[Problem, ...]

    @property
    def folder(self) -> Path:
        return self.layers[-1].folder

    def damaged(self, scenario: str = "") -> bool:
        """Whether a mistake took something from this scenario; empty asks about pack.toml."""
        return scenario in self.merged.lost

    @property
    def incomplete(self) -> bool:
        """Whether whole scenarios may have been lost, nobody knows which."""
        return "*" in self.merged.lost

    def at(self, scenario: str, step: str, *keys: str | int) -> Place:
        """Where a value of a step begins; without `keys` the step itself."""
        table = self.merged.scenarios[scenario].steps[step]
        return table.value_at(*keys) if keys else table.place

    def reply_at(self, scenario: str, step: str, reply: str, *keys: str | int) -> Place:
        """Where a value of a reply begins; without `keys` the reply itself."""
        written = self.merged.scenarios[scenario].steps[step].data.get("replies")
        if not isinstance(written, list):
            return self.at(scenario, step, "replies", *keys)
        ids = [entry.get("id") if isinstance(entry, dict) else None for entry in written]
        number = ids.index(reply) if reply in ids else 0
        return self.at(scenario, step, "replies", number, *keys)

    def header_at(self, scenario: str, key: str, *keys: str | int) -> Place:
        """Where the value of a scenario's key begins."""
        merged = self.merged.scenarios[scenario]
        table = merged.top(key)
        return table.value_at(key, *keys) if table else merged.place

    def own(self, place: Place) -> bool:
        """Whether something stands in the folder of this pack, and not in one below it."""
        return Path(place.path).parent == self.folder


def read_pack(folder: Path, roots: Roots, marks: Reader = exact_marks) -> Reading:
    """Read the pack in `folder`. What it extends is looked up beside it, then in `roots`."""
    resolved, problems = Packs(roots, marks).resolve(folder)
    return Reading(resolved.pack if resolved else None, problems)


@dataclass(slots=True)
class Packs:
    """Reads packs, each folder once however many packs extend it."""

    roots: Roots
    marks: Reader = exact_marks
    _layers: dict[tuple[Path, Language | None], Layer | None] = field(default_factory=dict)

    def resolve(self, folder: Path, language: Language | None = None) -> tuple[Resolved | None, tuple[Problem, ...]]:
        """Read a pack and what it extends.

        `language` is what the place of the folder promises, where it is known. Returns None when the folder is none.
        """
        top = self._layer(folder, language)
        if top is None:
            return None, (folder_problem(folder),)
        report = Report()
        layers = self._chain(top, report)
        for layer in reversed(layers):
            report.add(layer.problems)
        merged = merge(layers, report)
        pack = build(top, merged, report)
        problems = tuple(sorted(report.problems, key=lambda problem: problem.place))
        return Resolved(with_hash(pack), tuple(layers), merged, problems), problems

    def find(self, name: str, language: Language, beside: Path, taken: Sequence[Path] = ()) -> Path | None:
        """The folder of a pack: beside another one first, then in the roots; never one that is `taken`."""
        for root in (beside.absolute().parent, *self.roots.get(language, ())):
            folder = root / name
            fits = ROOTS.get(root.name, language) == language
            if fits and (folder / HEAD).is_file() and folder.resolve() not in taken:
                return folder
        return None

    def _chain(self, top: Layer, report: Report) -> list[Layer]:
        """The layers of a pack, lowest first."""
        layers = [top]
        taken = [top.folder.resolve()]
        while name := layers[0].extends:
            layer = layers[0]
            place = layer.head.value_at("extends")
            folder = self.find(name, top.language, layer.folder, taken)
            below = self._layer(folder, top.language) if folder else None
            if folder is None or below is None:
                if self.find(name, top.language, layer.folder):
                    hint = "leave extends out of one of them"
                    report.error(
                        place, "extends-cycle", f"'{name}' extends this pack, so this one cannot extend it", hint
                    )
                else:
                    hint = did_you_mean(name, self._names(top.language, layer.folder)) or "correct it, or leave it out"
                    report.error(place, "unknown-pack", f"there is no {top.language} pack '{name}' to extend", hint)
                break
            if below.language != top.language:
                message = f"'{name}' is in another language ({below.language})"
                report.error(place, "unknown-pack", message, "a pack extends one of its own language")
                break
            layers.insert(0, below)
            taken.append(folder.resolve())
        return layers

    def _names(self, language: Language, beside: Path) -> set[str]:
        return set(pack_ids((beside.absolute().parent, *self.roots.get(language, ()))))

    def _layer(self, folder: Path, language: Language | None) -> Layer | None:
        key = (folder.resolve(), language)
        if key not in self._layers:
            self._layers[key] = read_layer(folder, self.marks, language)
        return self._layers[key]


def pack_ids(roots: Sequence[Path]) -> tuple[str, ...]:
    """The ids of all packs in these folders, sorted. A folder that cannot be listed has none."""
    found: set[str] = set()
    for root in roots:
        try:
            found.update(entry.name for entry in root.iterdir() if (entry / HEAD).is_file())
        except OSError:
            continue
    return tuple(sorted(found))
