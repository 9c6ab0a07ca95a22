"""Folding: what is one wording to people is one string to the program."""

from __future__ import annotations

import sys

import pytest
from hypothesis import given
from hypothesis import strategies as st

from agent_assist.language import make_tables
from agent_assist.language.fold import fold, fold_map


@pytest.mark.parametrize(
    ("written", "folded"),
    [
        ("您好，请问", "您好,请问"),
        ("ＷｉＦｉ　密码", "wifi 密码"),
        ("櫃檯裡聽不見", "柜台里听不见"),
        ("什麼", "什么"),
        ("什么", "什么"),
        ("衞生", "卫生"),
        ("Don't", "dont"),
        ("don’t", "dont"),
        ("nǐ hǎo", "ni hao"),
        ("café", "cafe"),
        ("cafe\u0301", "cafe"),
        ("①②ﬁ", "12fi"),
        ("in\u00advisible\u200b", "invisible"),
        ("", ""),
    ],
)
def test_one_wording_is_one_string(written, folded):
    assert fold(written) == folded


def test_folding_every_character_twice_changes_nothing():
    once = fold("\n".join(map(chr, range(sys.maxunicode + 1))))
    assert fold(once) == once


@given(st.text(), st.text())
def test_folding_goes_character_by_character(first, second):
    assert fold(first + second) == fold(first) + fold(second)


@given(st.text())
def test_every_folded_character_knows_its_origin(text):
    folded, origins = fold_map(text)
    assert folded == fold(text)
    assert len(origins) == len(folded)
    assert list(origins) == sorted(origins)
    assert all(character in fold(text[origin]) for character, origin in zip(folded, origins, strict=True))


def test_the_shipped_table_is_what_the_library_makes():
    shipped = (make_tables.DATA / "simplified.txt").read_text(encoding="utf-8").split()
    made = make_tables.simplified_pairs()
    # An update of OpenCC may add rare characters; it must not move the ones in use.
    assert len(set(shipped) ^ set(made)) < 50
