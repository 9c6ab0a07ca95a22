"""What the search benchmarks share: the phrase library, the queries with their targets, larger libraries, tables, charts.

``data/search-library.jsonl.gz`` holds 10,120 phrases in both languages, ``data/search-queries.tsv`` queries with the ids
of the phrases they mean (``scn:NAME`` means any phrase of that scenario) and their kind: the development set. Beside it lie
``search-queries-more.tsv``, which was looked at while the search was made better, and ``search-queries-aside.tsv``, which was
not: whoever reads its queries to improve the search makes it worthless and writes another (`_make_queries` makes the kinds
that a program can make). Nothing is ever tuned on a single query.
"""

from __future__ import annotations

import gzip
import os
import random
import tempfile
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, replace
from pathlib import Path

from agent_assist.search.phrase import Phrase, read_library

DATA = Path(__file__).with_name("data")


@dataclass(frozen=True)
class Asked:
    """One query of the evaluation set."""

    query: str
    targets: frozenset[str]
    scenario: bool
    kind: str

    def meant(self, phrase: Phrase) -> bool:
        """Whether this phrase is a right answer."""
        return (phrase.scenario if self.scenario else phrase.id) in self.targets

    @property
    def by_hand(self) -> bool:
        """Whether a person wrote it; the others were cut out of phrases by a program."""
        return self.scenario or any(target.startswith("H") for target in self.targets)


def library() -> list[Phrase]:
    """The phrases, shuffled: a benchmark with the targets first would flatter whoever breaks ties by order."""
    with tempfile.TemporaryDirectory() as folder:
        path = Path(folder) / "library.jsonl"
        path.write_bytes(gzip.decompress((DATA / "search-library.jsonl.gz").read_bytes()))
        phrases = list(read_library(path))
    random.Random(1).shuffle(phrases)
    return phrases


def queries(path: Path | None = None) -> list[Asked]:
    """The queries of a file in the form of ``search-queries.tsv``."""
    lines = (path or DATA / "search-queries.tsv").read_text(encoding="utf-8").splitlines()[1:]
    asked = []
    for line in lines:
        query, targets, kind = line.split("\t")
        named = targets.startswith("scn:")
        asked.append(Asked(query, frozenset(targets.replace("scn:", "").split("|")), named, kind))
    return asked


def enlarged(phrases: Sequence[Phrase], size: int, seed: int = 3) -> list[Phrase]:
    """A library of `size` phrases: the given ones, and new ones whose halves are taken from two of them."""
    rng = random.Random(seed)
    if size <= len(phrases):
        return rng.sample(list(phrases), size)
    made = {phrase.text: phrase for phrase in phrases}
    pools = [
        ([phrase for phrase in phrases if phrase.language == language and mark in phrase.text], mark)
        for language, mark in (("zh", "，"), ("en", ", "))
    ]
    while len(made) < size:
        pool, mark = rng.choice(pools)
        first, second = rng.choice(pool), rng.choice(pool)
        head, tail = first.text.split(mark), second.text.split(mark)
        text = mark.join([*head[: rng.randint(1, len(head))], *tail[rng.randint(0, len(tail) - 1) :]])
        made.setdefault(text, replace(first, id=f"R{len(made):06}", text=text))
    grown = list(made.values())
    rng.shuffle(grown)
    return grown


def table(title: str, head: Sequence[str], rows: Iterable[Sequence[object]]) -> None:
    """Print rows under a head, columns aligned."""
    cells = [list(head), *([f"{cell:.3f}" if isinstance(cell, float) else str(cell) for cell in row] for row in rows)]
    widths = [max(len(row[column]) for row in cells) for column in range(len(head))]
    print(f"\n{title}")
    for row in cells:
        print(
            "  "
            + "  ".join(
                cell.ljust(w) if not n else cell.rjust(w) for n, (cell, w) in enumerate(zip(row, widths, strict=False))
            )
        )


def percentile(values: Sequence[float], share: float) -> float:
    """The value that `share` of them do not exceed."""
    ordered = sorted(values)
    return ordered[min(len(ordered) - 1, int(len(ordered) * share))]


def chart(path: Path, title: str, bars: Sequence[tuple[str, float]], unit: str) -> None:
    """Draw named bars into a PNG."""
    os.environ.setdefault("QT_QPA_PLATFORM", "offscreen")
    from PySide6.QtCore import Qt
    from PySide6.QtGui import QColor, QFont, QGuiApplication, QImage, QPainter

    app = QGuiApplication.instance() or QGuiApplication([])
    row, left, wide = 26, 240, 900
    image = QImage(wide, row * (len(bars) + 2), QImage.Format.Format_RGB32)
    image.fill(QColor("white"))
    painter = QPainter(image)
    painter.setFont(QFont("sans-serif", 10))
    painter.drawText(12, 20, title)
    longest = max(value for _, value in bars) or 1.0
    for number, (name, value) in enumerate(bars, 1):
        top = number * row + 8
        painter.drawText(12, top, left - 24, row, Qt.AlignmentFlag.AlignRight, name)
        painter.fillRect(left, top, int((wide - left - 110) * value / longest), row - 8, QColor("#2f6f9f"))
        painter.drawText(left + int((wide - left - 110) * value / longest) + 8, top + 14, f"{value:.3g} {unit}")
    painter.end()
    image.save(str(path))
    del app
    print(f"\nchart: {path}")
