"""How Chinese is read: toneless pinyin of characters, of words in context, and of surnames.

Readings come from tables made of pypinyin's (`make_tables`): the usual reading of every character first, then the other
readings in common use. ü is written v, as it is typed. Everything here expects folded text (`fold.fold`).
"""

from __future__ import annotations

from collections.abc import Mapping
from functools import cache
from pathlib import Path

_DATA = Path(__file__).with_name("data")

_SURNAMES: Mapping[str, str] = {
    "万俟": "mo qi", "令狐": "ling hu", "尉迟": "yu chi", "澹台": "tan tai", "长孙": "zhang sun", "宰父": "zai fu",
    "单于": "chan yu", "皇甫": "huang fu", "单": "shan", "解": "xie", "仇": "qiu", "任": "ren", "区": "ou", "朴": "piao",
    "查": "zha", "曾": "zeng", "盖": "ge", "黑": "he", "秘": "bi", "冼": "xian", "洗": "xian", "缪": "miao", "翟": "zhai",
    "燕": "yan", "华": "hua", "宁": "ning", "能": "nai", "员": "yun", "繁": "po", "召": "shao", "覃": "qin", "种": "chong",
    "折": "she", "逄": "pang", "乜": "nie", "晟": "cheng", "车": "che", "隗": "wei", "牟": "mou", "应": "ying", "那": "na",
    "谌": "chen", "阚": "kan", "葛": "ge", "郇": "xun", "重": "chong", "幸": "xing", "哈": "ha", "纪": "ji", "便": "pian",
    "过": "guo", "薄": "bo", "佴": "nai", "麴": "qu", "蕃": "pi", "不": "fou", "祭": "zhai", "行": "xing", "乐": "yue",
    "尹": "yin", "干": "gan", "柏": "bai", "长": "zhang", "藏": "zang", "臧": "zang", "贾": "jia", "都": "du", "禚": "zhuo",
}  # fmt: skip
"""Surnames that are read otherwise than the usual reading of their character, or that have several readings."""


def readings(character: str) -> tuple[str, ...]:
    """The readings of a character in common use, the usual one first; empty for what has none."""
    return character_readings().get(character, ())


def syllables(text: str) -> tuple[str, ...]:
    """One syllable for each character of `text`, read in context (银行 yin hang); "" for what has no reading."""
    if text.isascii():
        return ("",) * len(text)
    characters, words = character_readings(), word_readings()
    spoken = [found[0] if (found := characters.get(character)) else "" for character in text]
    longest = 4
    position = 0
    while position < len(text):
        for length in range(min(longest, len(text) - position), 1, -1):
            reading = words.get(text[position : position + length])
            if reading:
                spoken[position : position + length] = reading
                position += length
                break
        else:
            position += 1
    return tuple(spoken)


def pinyin(text: str) -> str:
    """`text` as it is typed in pinyin without spaces; what has no reading stays as it is."""
    return "".join(spoken or written for spoken, written in zip(syllables(text), text, strict=True))


def initials(text: str) -> str:
    """The first letter of every syllable and of every Latin word; digits stay, everything else is dropped."""
    letters = []
    before = ""
    for spoken, written in zip(syllables(text), text, strict=True):
        if spoken:
            letters.append(spoken[0])
        elif written.isdigit() or (written.isalpha() and not before.isalnum()):
            letters.append(written)
        before = "" if spoken else written
    return "".join(letters)


def surname_syllables(surname: str) -> tuple[str, ...]:
    """How a surname is read: 单 is shan, 尉迟 yu chi; characters without a reading give ""."""
    special = _SURNAMES.get(surname)
    return tuple(special.split()) if special else syllables(surname)


def all_syllables() -> frozenset[str]:
    """Every syllable that some character is read with."""
    return frozenset(reading for found in character_readings().values() for reading in found)


@cache
def character_readings() -> Mapping[str, tuple[str, ...]]:
    """The whole table behind `readings`, for those who read many texts at once."""
    table: dict[str, tuple[str, ...]] = {}
    for line in (_DATA / "readings.txt").read_text(encoding="utf-8").splitlines():
        spoken, _, characters = line.partition(" ")
        table.update(dict.fromkeys(characters, tuple(spoken.split(","))))
    return table


@cache
def word_readings() -> Mapping[str, tuple[str, ...]]:
    """Words of two to four characters that are read otherwise than character by character."""
    lines = (_DATA / "words.txt").read_text(encoding="utf-8").splitlines()
    return {word: tuple(spoken.split()) for word, _, spoken in (line.partition(" ") for line in lines)}
