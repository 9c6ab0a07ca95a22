"""Reading a pack: its folder, what it extends, and how they lie over one another."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from pathlib import Path

from agent_assist.script.build import build
from agent_assist.script.layer import HEAD, ROOTS, Layer, folder_problem, language_of, read_layer
from agent_assist.script.model import LANGUAGES, Language, Pack, Place, Problem
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
    """Reads packs, each folder once however many packs extend it, and each pack once however often it is asked for."""

    roots: Roots
    marks: Reader = exact_marks
    _layers: dict[tuple[Path, Language | None], Layer | None] = field(default_factory=dict)
    _resolved: dict[tuple[Path, Language | None], tuple[Resolved | None, tuple[Problem, ...]]] = field(
        default_factory=dict
    )

    def resolve(self, folder: Path, language: Language | None = None) -> tuple[Resolved | None, tuple[Problem, ...]]:
        """Read a pack and what it extends.

        `language` is what the place of the folder promises, where it is known. Returns None when the folder is none.
        """
        key = (folder.resolve(), language or language_of(folder))
        if key not in self._resolved:
            self._resolved[key] = self._resolve(folder, key[1])
        return self._resolved[key]

    def _resolve(self, folder: Path, language: Language | None) -> tuple[Resolved | None, tuple[Problem, ...]]:
        top = self._layer(folder, language)
        if top is None:
            return None, (folder_problem(folder),)
        report = Report()
        layers, whole = self._chain(top, report)
        for layer in reversed(layers):
            report.add(layer.problems)
        merged = merge(layers, report, whole=whole)
        pack = build(top, merged, report)
        problems = tuple(sorted(report.problems, key=lambda problem: problem.place))
        return Resolved(with_hash(pack), tuple(layers), merged, problems), problems

    def find(self, name: str, language: Language, beside: Path) -> Path | None:
        """The folder of a pack that another one extends: beside it first, then in the roots.

        Beside it, a folder that lost its pack.toml is a pack all the same. A pack may extend one of its own name in a
        later root.
        """
        near = beside.absolute().parent
        for root in (near, *self.roots.get(language, ())):
            folder = root / name
            fits = ROOTS.get(root.name, language) == language and folder.resolve() != beside.resolve()
            if fits and ((folder / HEAD).is_file() or (root == near and any(folder.glob("*.toml")))):
                return folder
        return None

    def _chain(self, top: Layer, report: Report) -> tuple[list[Layer], bool]:
        """The layers of a pack, lowest first, and whether they are all there is below it."""
        layers = [top]
        taken = [top.folder.resolve()]
        while "extends" in layers[0].head:
            layer, name = layers[0], layers[0].head.text("extends", report)
            folder = self.find(name, top.language, layer.folder) if name else None
            below = self._layer(folder, top.language) if folder else None
            if folder is None or below is None:
                if isinstance(layer.head.data["extends"], str):
                    self._unknown(layer, name, top.language, report)
                return layers, False
            place = layer.head.value_at("extends")
            if folder.resolve() in taken:
                message = f"'{name}' extends this pack, so this one cannot extend it"
                report.error(place, "extends-cycle", message, "leave extends out of one of them")
                return [top], False
            written = below.head.data.get("language")
            if written in LANGUAGES and written != top.language:
                message = f"'{name}' is in another language ({written})"
                report.error(place, "unknown-pack", message, "a pack extends one of its own language")
                return layers, False
            layers.insert(0, below)
            taken.append(folder.resolve())
        return layers, True

    def _unknown(self, layer: Layer, name: str, language: Language, report: Report) -> None:
        place = layer.head.value_at("extends")
        if name == layer.id:
            report.error(
                place, "extends-cycle", "a pack cannot extend itself", "name another one, or leave extends out"
            )
            return
        names = self._names(language, layer.folder)
        hint = did_you_mean(name, names) or f"write one of: {', '.join(sorted(names - {layer.id})) or 'none'}"
        message = f"there is no {language} pack '{name}' to extend"
        report.error(place, "unknown-pack", message, f"{hint}; or leave extends out")

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
