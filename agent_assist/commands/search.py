"""``agent-assist search``: the phrases of a pack, or of a file, that answer queries."""

from __future__ import annotations

import argparse
import gc
import os
import time
from pathlib import Path
from typing import TYPE_CHECKING

from agent_assist import paths
from agent_assist.commands.shared import NOT_UTF_8, put, roots_of
from agent_assist.script.shelf import read_phrases, read_script
from agent_assist.terminal import FINE, USAGE, complain

if TYPE_CHECKING:
    from agent_assist.search.index import Index
    from agent_assist.search.phrase import Phrase


def run(options: argparse.Namespace) -> int:
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
        put({"build_ms": round((time.perf_counter() - begun) * 1000, 3)})
    for query in queries:
        _search_one(index, query, options)
    return FINE


class _UnreadableError(Exception):
    """A file that was named cannot be read, or a pack is not there."""


def _lines_of(path: Path) -> list[str]:
    try:
        text = path.read_text(encoding="utf-8-sig")
    except (OSError, UnicodeDecodeError) as error:
        reason = error.strerror if isinstance(error, OSError) else "; ".join(NOT_UTF_8)
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
    roots = roots_of()
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
        put({"query": query, **took})
    if not options.json and not options.timing:
        if options.queries is not None:
            print(f"{_one_line(query)}:")
        if not hits:
            print("  nothing found")
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
            put(record)
        else:
            print(f"{rank:>3}  {_one_line(phrase.id):<32} {_one_line(phrase.text)}")


def _one_line(text: str) -> str:
    return " ".join(text.split())
