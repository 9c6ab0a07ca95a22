"""How well the search finds the situations of the shipped packs by words that agents would type.

    python3 dev.py bench search_packs            (some seconds)
    python -m benchmarks.search_packs [--failures]

``data/search-packs.tsv`` holds 580 queries for all packs with an organisation, 320 Chinese and 260 English, by people who saw the situations and
their lines but neither the aliases nor the synonyms; right is any line of a right situation. Queries of the kind *words* use those
of the title or the line, *other* queries other words. With ``--failures`` only those of every other line are shown: whoever looks
at the rest makes them worthless.

Beside it stands rapidfuzz over title, aliases and wording. Exit 1 when a bar is missed.
"""

from __future__ import annotations

import argparse
import sys
from collections import defaultdict
from collections.abc import Sequence
from dataclasses import dataclass
from functools import cache

from rapidfuzz import fuzz, process, utils

from agent_assist import paths
from agent_assist.script.shelf import read_phrases, read_script
from agent_assist.search.index import Index
from agent_assist.search.phrase import Phrase, free_phrases, phrases
from benchmarks import _search
from benchmarks._search import DATA, table
from benchmarks.search_quality import Find, measures, rank

FIRST, FIVE = 0.75, 0.83
"""The bars of each language: a right situation comes first, or among the first five."""


@dataclass(frozen=True)
class Asked(_search.Asked):
    """One query for the situations of a pack, in the language of its lines."""

    pack: str
    language: str


def main(arguments: Sequence[str] | None = None) -> int:
    """Measure and print; 1 when a bar is missed."""
    parser = argparse.ArgumentParser(prog="benchmarks.search_packs")
    parser.add_argument("--failures", action="store_true")
    options = parser.parse_args(arguments)
    asked = queries()
    ours = [rank(ours_of(one.pack, one.language), one) for one in asked]
    theirs = [rank(theirs_of(one.pack, one.language), one) for one in asked]
    rows, missed = [], []
    for language in ("zh", "en"):
        by_kind: dict[str, list[int]] = defaultdict(list)
        for number, one in enumerate(asked):
            if one.language == language:
                by_kind[one.kind].append(number)
                by_kind["all"].append(number)
        for kind, numbers in by_kind.items():
            count, first, five, _ = measures([ours[n] for n in numbers])
            rows.append((f"{language} {kind}", count, first, five, *measures([theirs[n] for n in numbers])[1:3]))
            if kind == "all" and (first < FIRST or five < FIVE):
                missed.append(f"{language}: first {first:.3f}, of five {five:.3f}; not {FIRST} and {FIVE}")
    table("the situations of the shipped packs", ("queries", "count", "R@1", "R@5", "WRatio R@1", "R@5"), rows)
    if options.failures:
        for one, found in list(zip(asked, ours, strict=True))[::2]:
            if found:
                print(f"  {found:>3}  {one.pack} {one.language}  {one.query}  {'|'.join(one.targets)}")
    for sentence in missed:
        print("MISSED:", sentence)
    return 1 if missed else 0


def queries() -> list[Asked]:
    """All queries."""
    lines = (DATA / "search-packs.tsv").read_text(encoding="utf-8").splitlines()[1:]
    parts = (line.split("\t") for line in lines)
    return [
        Asked(query, frozenset(scenarios.split("|")), scenario=True, kind=kind, pack=pack, language=language)
        for pack, language, query, scenarios, kind in parts
    ]


@cache
def library(pack_id: str, language: str) -> tuple[Phrase, ...]:
    """All that can be found of a pack, as the desk has it."""
    shipped = paths.shipped()
    roots = {each: [shipped.scripts(each)] for each in ("zh", "en")}
    script, problems = read_script(pack_id, roots)
    assert script is not None, problems
    return (
        *phrases(script, language),
        *free_phrases(read_phrases(pack_id, language, roots), script.packs[language]),
    )


@cache
def ours_of(pack_id: str, language: str) -> Find:
    """The search of the program."""
    index = Index.build(library(pack_id, language))
    return lambda query: [hit.phrase for hit in index.find(query)]


@cache
def theirs_of(pack_id: str, language: str) -> Find:
    """rapidfuzz over everything that is known of a phrase."""
    known = library(pack_id, language)
    texts = [utils.default_process(" ".join((p.title, *p.aliases, *p.tags, p.text, p.other))) for p in known]

    def find(query: str) -> Sequence[Phrase]:
        best = process.extract(utils.default_process(query), texts, scorer=fuzz.WRatio, limit=50)
        return [known[number] for _, _, number in best]

    return find


if __name__ == "__main__":
    sys.exit(main())
