"""The cache: the same answers as a fresh index, or no index at all."""

from __future__ import annotations

import tracemalloc
from dataclasses import replace

import pytest
from hypothesis import given
from hypothesis import strategies as st

from agent_assist.search.cache import digest, load, load_whole, save
from agent_assist.search.index import Index
from agent_assist.search.kept import Kept
from agent_assist.search.phrase import Phrase

PHRASES = (
    Phrase(
        id="a", text="您好，请问有什么可以帮您？", title="问候", aliases=("开场",), norms=("S3-07",), scenario="opening"
    ),
    Phrase(id="b", text="The refund takes 5 days", tags=("money\nback",), other="退款需要五天"),
    Phrase(id="c", text="WiFi 密码在背面"),
)
INDEX = Index.build(PHRASES)
QUERIES = ("您好", "nihao", "refund", "wifi mima", "开场", "s3-07", "tuikuan", "5", "money back")


@pytest.fixture
def path(tmp_path):
    return tmp_path / "cache" / "search.index"


def answers(index):
    return [[(hit.phrase, hit.score, hit.spans) for hit in index.find(query)] for query in QUERIES]


def test_a_loaded_index_answers_as_the_saved_one(path):
    save(INDEX, path)
    loaded = load(path, PHRASES)
    assert answers(loaded) == answers(INDEX)
    changed = replace(PHRASES[0], text="请稍等")
    assert answers(loaded.update([changed], ["b"])) == answers(INDEX.update([changed], ["b"]))
    assert [each.name for each in path.parent.iterdir()] == [path.name]


def test_a_changed_index_is_saved_as_if_built_anew(path):
    changed = replace(PHRASES[1], text="zebra")
    updated = Index.build([*PHRASES, *(Phrase(id=f"n{n}", text=f"第{n}句话") for n in range(300))]).update(
        [changed], ["c"]
    )
    save(updated, path)
    assert answers(load(path, updated.phrases())) == answers(updated)


def test_an_empty_index_can_be_saved(path):
    save(Index.build(()), path)
    assert answers(load(path, ())) == [[] for _ in QUERIES]


def test_no_file_is_no_index(path):
    assert load(path, PHRASES) is None


@pytest.mark.parametrize(
    "others",
    [
        PHRASES[:2],
        PHRASES[::-1],
        (replace(PHRASES[0], text="您好"), *PHRASES[1:]),
        (replace(PHRASES[0], norms=()), *PHRASES[1:]),
        (*PHRASES, Phrase(id="d", text="d")),
    ],
)
def test_a_file_of_other_phrases_is_not_used(path, others):
    save(INDEX, path)
    assert load(path, others) is None


def test_a_key_stands_for_the_phrases(path):
    save(INDEX, path, "pack-1")
    assert answers(load(path, PHRASES, "pack-1")) == answers(INDEX)
    assert load(path, PHRASES, "pack-2") is None
    assert load(path, PHRASES) is None
    assert load(path, PHRASES[:2], "pack-1") is None


@given(st.data())
def test_a_torn_or_changed_file_is_not_used(tmp_path_factory, data):
    path = tmp_path_factory.getbasetemp() / "torn.index"
    save(INDEX, path)
    content = bytearray(path.read_bytes())
    place = data.draw(st.integers(0, len(content) - 1))
    if data.draw(st.booleans()):
        path.write_bytes(content[:place])
    else:
        content[place] ^= data.draw(st.integers(1, 255))
        path.write_bytes(content)
    assert load(path, PHRASES) is None


def test_a_file_that_ends_before_its_content_is_not_used(path):
    save(INDEX, path)
    content = path.read_bytes()
    head = content.index(b"{") - 16
    for length in (head - 4, head - 1, head, head + 1):
        path.write_bytes(content[:length])
        assert load(path, PHRASES) is None


@given(st.binary(max_size=200))
def test_any_other_file_is_not_used(tmp_path_factory, content):
    path = tmp_path_factory.getbasetemp() / "other.index"
    path.write_bytes(content)
    assert load(path, PHRASES) is None


def test_an_index_kept_with_its_phrases_needs_nothing_else(path):
    save(INDEX, path, "pack 1", whole=True)
    loaded, mark = load_whole(path, "pack 1")
    assert mark == digest(PHRASES)
    assert answers(loaded) == answers(INDEX)
    assert loaded.phrases() == PHRASES
    assert digest(loaded.phrases()) == digest(PHRASES) != digest(PHRASES[:2])
    changed = replace(PHRASES[0], text="请稍等")
    assert answers(loaded.update([changed], ["b"])) == answers(INDEX.update([changed], ["b"]))
    assert load_whole(path, "pack 2") is None


def test_a_whole_index_that_was_loaded_can_be_kept_again(path):
    save(INDEX, path, "1", whole=True)
    save(load_whole(path, "1")[0], path, "2", whole=True)
    assert answers(load_whole(path, "2")[0]) == answers(INDEX)


def test_an_index_without_phrases_is_not_taken_for_one_with_them(path):
    save(Index.build(()), path, "k")
    assert load_whole(path, "k") is None
    save(INDEX, path, "k")
    assert load_whole(path, "k") is None


@given(st.data())
def test_a_torn_whole_file_is_not_used(tmp_path_factory, data):
    path = tmp_path_factory.mktemp("cache") / "search.index"
    save(INDEX, path, "k", whole=True)
    content = path.read_bytes()
    at = data.draw(st.integers(0, len(content) - 1))
    if data.draw(st.booleans()):
        path.write_bytes(content[:at])
    else:
        path.write_bytes(content[:at] + bytes([content[at] ^ data.draw(st.integers(1, 255))]) + content[at + 1 :])
    assert load_whole(path, "k") is None


_TEXTS = st.text(st.characters(codec="utf-8"), max_size=6)
_PHRASES = st.builds(
    Phrase,
    id=_TEXTS,
    text=_TEXTS,
    language=st.sampled_from(("zh", "en")),
    title=_TEXTS,
    tags=st.lists(_TEXTS, max_size=3).map(tuple),
    norms=st.lists(_TEXTS, max_size=2).map(tuple),
    other=_TEXTS,
)


@given(st.lists(_PHRASES, max_size=6))
def test_phrases_come_back_as_they_were(phrases):
    kept = Kept.of(phrases)
    assert list(kept) == phrases
    assert kept[:] == tuple(phrases)
    assert [kept[-place - 1] for place in range(len(kept))] == phrases[::-1]


def test_a_huge_file_of_something_else_is_not_even_read(path):
    path.parent.mkdir()
    with path.open("wb") as file:
        file.truncate(1 << 28)
    tracemalloc.start()
    try:
        assert load_whole(path, "pack") is None
        _, most = tracemalloc.get_traced_memory()
    finally:
        tracemalloc.stop()
    assert most < 1 << 20


def test_what_was_loaded_is_aligned_for_fast_searching(path):
    save(INDEX, path)
    loaded = load(path, PHRASES).whole()
    for rows in (loaded.text, loaded.other, loaded.labels):
        for postings in rows.families.values():
            assert all(array.flags.aligned for array in (postings.keys, postings.starts, postings.rows))
