"""How long a line takes to say aloud, at the even pace that the rule books ask of an agent (S0-02, S1-18, S2-26)."""

from __future__ import annotations

import re

_HAN_PER_SECOND = 4.2
_LATIN_SYLLABLES_PER_SECOND = 4.0
_SHORT_PAUSE = 0.25
_LONG_PAUSE = 0.45
_SPOKEN = re.compile(r"[a-zA-Z]+(?:['’][a-zA-Z]+)*|[0-9]|[\u3400-\u9fff\uf900-\ufaff]|[^\s\w]", re.UNICODE)
_VOWELS = re.compile(r"[aeiouy]+")
_SHORT = frozenset(",，、;；:：—…")
_LONG = frozenset(".。!！?？")


def seconds_to_say(text: str, language: str) -> float:
    """Seconds that an agent needs for `text`; 0.0 for what has nothing to say.

    Args:
        text: the line as it is spoken, slots filled.
        language: ``zh`` or ``en``: how digits are read (one syllable each, or about one and a half).
    """
    digit = 1 / _HAN_PER_SECOND if language == "zh" else 1.4 / _LATIN_SYLLABLES_PER_SECOND
    spoken = pauses = pause = 0.0
    for found in _SPOKEN.findall(text):
        if found in _SHORT or found in _LONG:
            # A row of marks is one pause, and the mark that ends the line is none.
            pause = max(pause, _LONG_PAUSE if found in _LONG else _SHORT_PAUSE)
            continue
        seconds = _say(found, digit)
        if seconds:
            pauses += pause if spoken else 0.0
            pause = 0.0
            spoken += seconds
    return round(spoken + pauses, 2)


def _say(part: str, digit: float) -> float:
    if part.isdigit():
        return digit
    if part[0].isascii():
        return _latin_syllables(part) / _LATIN_SYLLABLES_PER_SECOND
    return 1 / _HAN_PER_SECOND if part.isalpha() else 0.0


def _latin_syllables(word: str) -> int:
    """About how many syllables a Latin word has; a row of capitals is spelt out."""
    if not word.isalpha() and not any(letter.isalpha() for letter in word):
        return 0
    if word.isupper() and 1 < len(word) <= 4:
        return len(word)
    low = word.lower()
    count = len(_VOWELS.findall(low))
    if low.endswith("e") and not low.endswith("le") and count > 1:
        count -= 1
    return max(1, count)
