"""How well the search finds what is meant.

    python -m benchmarks.search_quality [--queries FILE.tsv] [--failures] [--others] [--chart FILE.png]

For each kind of query: recall@1, recall@5 and the mean reciprocal rank; then how soon a right phrase is among the first five
while the query is typed, and whether it stays there. With ``--others`` the same for rapidfuzz over the text and over all fields.
Exit 1 when a bar is missed.
"""

from __future__ import annotations

import argparse
import sys
from collections import defaultdict
from collections.abc import Callable, Sequence
from pathlib import Path

from agent_assist.search.index import Index
from agent_assist.search.phrase import Phrase
from benchmarks._search import Asked, chart, library, queries, table

FIRST, FIVE, KIND, TYPED, KEPT = 0.96, 0.98, 0.85, 0.48, 0.90
"""The bars: recall@1, recall@5, recall@1 of every kind, share typed, share of queries that keep what they found."""

_LARGE_KIND = 20

Find = Callable[[str], Sequence[Phrase]]


def main(arguments: Sequence[str] | None = None) -> int:
    """Measure and print; 1 when a bar is missed."""
    parser = argparse.ArgumentParser(prog="benchmarks.search_quality")
    parser.add_argument("--queries", type=Path)
    parser.add_argument("--failures", action="store_true")
    parser.add_argument("--others", action="store_true")
    parser.add_argument("--chart", type=Path)
    options = parser.parse_args(arguments)
    phrases, asked = library(), queries(options.queries)
    index = Index.build(phrases)

    def find(query: str) -> Sequence[Phrase]:
        return [hit.phrase for hit in index.find(query)]

    ranks = [rank(find, one) for one in asked]
    by_kind = defaultdict(list)
    for one, place in zip(asked, ranks, strict=True):
        by_kind[one.kind].append(place)
    rows = [(kind, *measures(places)) for kind, places in sorted(by_kind.items())]
    small = [place for places in by_kind.values() if len(places) < _LARGE_KIND for place in places]
    table(
        f"{len(asked)} queries over {len(phrases):,} phrases",
        ("kind", "queries", "R@1", "R@5", "MRR"),
        [*rows, ("small kinds together", *measures(small)), ("all", *measures(ranks))],
    )
    typed, kept = typing(find, [one for one in asked if one.by_hand])
    print(
        f"\nwhile typing ({sum(one.by_hand for one in asked)} queries written by people): a right phrase is among the first"
    )
    print(f"five after {typed:.3f} of the letters, and stays there in {kept:.3f} of the queries")
    if options.failures:
        show_failures(find, asked, ranks, phrases)
    compared = [("agent assist", measures(ranks)[1])]
    if options.others:
        compared += others(phrases, asked)
    if options.chart:
        chart(options.chart, "recall@1", compared, "")
    missed = missed_bars(measures(ranks), rows, measures(small), typed, kept)
    for sentence in missed:
        print("MISSED:", sentence)
    return 1 if missed else 0


def rank(find: Find, asked: Asked) -> int:
    """The place of the first right phrase, from 0; 999 when there is none."""
    return next((place for place, phrase in enumerate(find(asked.query)) if asked.meant(phrase)), 999)


def measures(places: Sequence[int]) -> tuple[int, float, float, float]:
    """How many queries, recall@1, recall@5, mean reciprocal rank."""
    count = len(places) or 1
    found = [1 / (place + 1) for place in places if place < 50]
    return len(places), sum(p == 0 for p in places) / count, sum(p < 5 for p in places) / count, sum(found) / count


def typing(find: Find, asked: Sequence[Asked]) -> tuple[float, float]:
    """The share of a query typed before a right phrase is among the first five, and how many never lose it again."""
    shares, kept = [], 0
    for one in asked:
        seen = [
            any(one.meant(phrase) for phrase in find(one.query[:length])[:5]) for length in range(1, len(one.query) + 1)
        ]
        first = seen.index(True) if True in seen else None
        shares.append((first + 1) / len(seen) if first is not None else 1.0)
        kept += first is not None and all(seen[first:])
    return sum(shares) / len(shares), kept / len(shares)


def others(phrases: Sequence[Phrase], asked: Sequence[Asked]) -> list[tuple[str, float]]:
    """Recall@1 of rapidfuzz over the text, and of its best scorer over all fields, on the same queries."""
    from rapidfuzz import fuzz, process, utils

    texts = [utils.default_process(phrase.text) for phrase in phrases]
    fields = [
        utils.default_process(" ".join((phrase.text, phrase.title, *phrase.aliases, *phrase.tags)))
        for phrase in phrases
    ]
    rows = []
    for name, strings, scorer in (
        ("rapidfuzz WRatio, text", texts, fuzz.WRatio),
        ("rapidfuzz partial_ratio, all fields", fields, fuzz.partial_ratio),
    ):

        def find(query: str, strings: list[str] = strings, scorer: Callable[..., float] = scorer) -> list[Phrase]:
            best = process.extract(utils.default_process(query), strings, scorer=scorer, limit=50)
            return [phrases[place] for _, _, place in best]

        rows.append((name, *measures([rank(find, one) for one in asked])))
    table("others, same queries", ("engine", "queries", "R@1", "R@5", "MRR"), rows)
    return [(str(row[0]), float(row[2])) for row in rows]


def show_failures(find: Find, asked: Sequence[Asked], ranks: Sequence[int], phrases: Sequence[Phrase]) -> None:
    """Name each query whose first answer is not right."""
    for one, place in zip(asked, ranks, strict=True):
        if place:
            wanted = next((phrase.text for phrase in phrases if one.meant(phrase)), "?")
            got = find(one.query)
            print(f"\n{one.kind}: {one.query!r}, right answer at {place + 1}\n  meant {wanted}")
            print(f"  first {got[0].text if got else 'nothing'}")


def missed_bars(
    everything: tuple[int, float, float, float],
    kinds: Sequence[tuple[str, int, float, float, float]],
    small: tuple[int, float, float, float],
    typed: float,
    kept: float,
) -> list[str]:
    """What falls short, in sentences."""
    missed = []
    if everything[1] < FIRST:
        missed.append(f"recall@1 {everything[1]:.3f} is below {FIRST}")
    if everything[2] < FIVE:
        missed.append(f"recall@5 {everything[2]:.3f} is below {FIVE}")
    large = [(kind, first) for kind, count, first, _, _ in kinds if count >= _LARGE_KIND]
    missed += [f"{kind}: recall@1 {first:.3f} is below {KIND}" for kind, first in large if first < KIND]
    if small[0] and small[1] < KIND:
        missed.append(f"small kinds together: recall@1 {small[1]:.3f} is below {KIND}")
    if typed > TYPED:
        missed.append(f"{typed:.3f} of the letters must be typed, more than {TYPED}")
    if kept < KEPT:
        missed.append(f"only {kept:.3f} of the queries keep what they found, less than {KEPT}")
    return missed


if __name__ == "__main__":
    sys.exit(main())
