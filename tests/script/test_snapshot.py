"""A pack as text and back: nothing that it means is lost, whatever it is."""

from __future__ import annotations

from dataclasses import replace

import pytest
from hypothesis import given
from hypothesis import strategies as st

from agent_assist.script.model import (
    FollowUpRule,
    Guide,
    Pack,
    Place,
    Reply,
    Rules,
    Scenario,
    Slot,
    Step,
    Taboo,
    Title,
    Wait,
)
from agent_assist.script.read import read_pack
from agent_assist.script.shelf import dump, load
from agent_assist.script.snapshot import NOWHERE, digest, with_hash
from tests.script.packs import SHIPPED

WORD = st.text('您好a{}"\\\n😀', max_size=4)
WORDS = st.lists(WORD, max_size=2).map(tuple)
PLACE = st.just(NOWHERE)
TABOO = st.builds(
    Taboo, PLACE, say=WORD, pattern=WORD, do=WORD, by=WORD, norms=WORDS, severity=st.sampled_from(["hard", "soft"])
)
GUIDE = st.builds(Guide, WORD, PLACE, WORDS)
REPLY = st.builds(
    Reply,
    WORD,
    WORD,
    WORD,
    PLACE,
    needs=WORDS,
    sets=st.lists(st.tuples(WORD, WORD), max_size=2).map(tuple),
    norms=WORDS,
)
PROMISE = st.builds(FollowUpRule, WORD, st.none() | st.integers(0, 10**9), WORD, WORD, PLACE, WORDS)
STEP = st.builds(
    Step,
    id=WORD,
    title=WORD,
    place=PLACE,
    say=WORD,
    say_place=st.none(),
    norms=WORDS,
    wait=st.none() | st.builds(Wait, st.integers(1, 10**6), st.none() | WORD, PLACE),
    replies=st.lists(REPLY, max_size=2).map(tuple),
    next=WORD,
    next_place=st.none(),
    record=WORDS,
    tick=WORD,
    hangup=WORD,
    follow_ups=st.lists(PROMISE, max_size=1).map(tuple),
    taboos=st.lists(TABOO, max_size=1).map(tuple),
    guide=st.lists(GUIDE, max_size=1).map(tuple),
    keys=st.just({}),
)
SCENARIO = st.builds(
    Scenario,
    id=WORD,
    title=WORD,
    place=PLACE,
    start=WORD,
    steps=st.dictionaries(WORD, STEP, max_size=2),
    aliases=WORDS,
    heard=st.sampled_from(["back", "stay"]),
    reflex=st.booleans(),
    lost=st.booleans(),
    norms=WORDS,
    keys=st.just({}),
)
SLOT = st.builds(
    Slot,
    WORD,
    WORD,
    PLACE,
    WORD,
    st.none() | WORD,
    WORD,
    st.dictionaries(WORD, WORD, max_size=2),
    WORD,
    st.booleans(),
    WORDS,
)
PACK = st.builds(
    Pack,
    id=WORD,
    language=st.sampled_from(["zh", "en"]),
    organisation=WORD,
    place=PLACE,
    rules=st.builds(Rules, promises=WORDS, norms=st.dictionaries(WORD, WORDS, max_size=2), places=st.just({})),
    timings=st.dictionaries(WORD, st.integers(0, 10**6), max_size=2),
    titles=st.dictionaries(WORD, st.builds(Title, WORD, WORD, WORD), max_size=2),
    slots=st.dictionaries(WORD, SLOT, max_size=2),
    scenarios=st.dictionaries(WORD, SCENARIO, max_size=2),
    situations=WORDS,
    locked=WORDS,
    taboos=st.lists(TABOO, max_size=1).map(tuple),
    hash=st.just(""),
)


@given(pack=PACK)
def test_a_pack_comes_back_as_it_was(pack):
    text = dump(pack)
    back = load(text)
    assert back == pack
    assert dump(back) == text
    assert list(back.scenarios) == list(pack.scenarios)
    assert back.hash == with_hash(pack).hash == digest(text)


@pytest.mark.parametrize("language", ["zh", "en"])
def test_a_shipped_pack_comes_back(language):
    root = SHIPPED[language]
    pack = read_pack(root / "courier", {language: [root]}).pack
    assert pack is not None
    text = dump(pack)
    assert dump(load(text)) == text
    assert load(text).hash == pack.hash
    assert str(root) not in text


@given(pack=PACK, line=st.integers(1, 999))
def test_where_a_pack_is_written_does_not_matter(pack, line):
    assert dump(replace(pack, place=Place("elsewhere", line, 1))) == dump(pack)


@pytest.mark.parametrize("text", ["", "{}", "[]", "[1]", "[2, []]", "[1, []]", "[1, null]", '[1, {"id": 1}]', "x"])
def test_any_other_text_is_refused(text):
    with pytest.raises(ValueError):
        load(text)
