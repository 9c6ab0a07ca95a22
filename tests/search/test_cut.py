"""However many strings are cut, one by one or with whole arrays, the same comes out."""

from __future__ import annotations

from hypothesis import given
from hypothesis import strategies as st

from agent_assist.search.cut import cut
from agent_assist.search.cut_few import cut_few

TEXT = st.text(max_size=20) | st.text(alphabet="银行重新还款长大着急〇 wifi24您好,。zhangu\nçß", max_size=30)


def told(chunk):
    """All that a cut says, the numbers of words as the words."""
    keys = {
        family: sorted(zip(keys.tolist(), rows.tolist(), strict=True)) for family, (keys, rows) in chunk.keys.items()
    }
    keys["word"] = sorted((chunk.words[number], row) for number, row in keys["word"])
    strings = chunk.text, chunk.letters, chunk.initials
    return strings, [at.tolist() for at in (chunk.text_at, chunk.letters_at, chunk.initials_at)], keys


@given(st.lists(TEXT, min_size=1, max_size=5))
def test_few_strings_are_cut_as_many_are(strings):
    assert told(cut_few(strings)) == told(cut(strings))
