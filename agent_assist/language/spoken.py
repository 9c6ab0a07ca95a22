"""A text as a row of spoken units, so that wordings can be compared by what is heard.

Chinese: a unit is a syllable without its tone, whatever character it was written with; 您 counts as 你, 咱 as 我, 啥 as 什么,
a closing 呀 or 啊 as nothing. English: a unit is a stem; *don't* is *do not*, *gonna* is *going to*. Small words that carry
no meaning of their own (就, 都, 真; just, really) are marked `light`, courtesies (请, 好吗; please) `polite`. Everything here expects any text and folds it
itself; every unit knows the offsets it came from.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping, Sequence
from functools import cache
from typing import NamedTuple

from agent_assist.language.fold import fold_map
from agent_assist.language.pinyin import character_readings

STOP, PAUSE = ".", ","
"""The units between sentences, and between the parts of one."""

_PIECES = re.compile(r"[0-9]+|[a-z]+|[\u3400-\u9fff]|[.!?;\n。！？]+|[,:、，]+|\s+|.", re.DOTALL)
_SENTENCE_ENDS = frozenset(".!?;\n。！？")

# -- Chinese ---------------------------------------------------------------------------------------------------------

_SILENT = frozenset("啊呀呢哦噢喔哎唉诶欸嗯呃额哈哇嘞哟呦噻咧儿呵嘿嗨")
"""Characters that only colour a sentence, and the 儿 of the north."""
_SAME = {"您": "你", "咱": "我", "俺": "我", "嘛": "吗", "啦": "了", "咯": "了", "喽": "了", "木": "没"}
_SPELT_OUT = {"啥": "什么", "咋": "怎么"}
_SPOKEN_OTHERWISE = {"神马": "什么", "肿么": "怎么", "木有": "没有", "酱紫": "这样"}
_LIGHT_WORDS_ZH = (
    "就 都 也 还 可 真 又 才 很 太 好 挺 的 了 着 过 得 地 给 跟 们 吧 吗 那 这 个 点 些 里 倒 正 老 总 再 一 去 来 被 把"
    " 非常 特别 简直 到底 究竟 根本 完全 绝对 实在 确实 老是 总是 一直 已经 早就 现在 刚才 刚刚 其实 反正 自己 麻烦 那边 这边"
    " 这里 那里 一下 这个 那个 这么 那么 这样 稍微 有点 先生 女士 小姐 同志 当时 本来"
)
_POLITE_WORDS_ZH = "请 麻烦 劳驾 拜托 不好意思 对不起 抱歉 好吗 好不好 可以吗 行吗 谢谢"
_NEAR = (("zh", "z"), ("ch", "c"), ("sh", "s"))

# -- English ---------------------------------------------------------------------------------------------------------

_CONTRACTED = {
    "dont": "do not", "doesnt": "does not", "didnt": "did not", "isnt": "is not", "arent": "are not", "wasnt": "was not",
    "werent": "were not", "cant": "can not", "cannot": "can not", "couldnt": "could not", "wont": "will not",
    "wouldnt": "would not", "shouldnt": "should not", "havent": "have not", "hasnt": "has not", "hadnt": "had not",
    "aint": "is not", "im": "i am", "ive": "i have", "ill": "i will", "id": "i would", "youre": "you are",
    "youve": "you have", "youll": "you will", "youd": "you would", "yall": "you all", "its": "it is", "itll": "it will",
    "thats": "that is", "thatll": "that will", "theres": "there is", "heres": "hear is", "whats": "what is",
    "whos": "who is", "hows": "how is", "wheres": "where is", "whys": "why is", "hes": "he is", "shes": "she is",
    "theyre": "they are", "theyve": "they have", "weve": "we have", "lets": "let us", "gonna": "going to",
    "wanna": "want to", "gotta": "got to", "gotcha": "got you", "dunno": "do not know", "gimme": "give me",
    "lemme": "let me", "kinda": "kind of", "sorta": "sort of", "outta": "out of", "whaddya": "what do you",
    "whatcha": "what do you", "wouldve": "would have", "shouldve": "should have", "couldve": "could have",
    "shoulda": "should have", "coulda": "could have", "cmon": "come on", "ok": "okay", "innit": "is it not",
    "mustve": "must have", "neednt": "need not", "mustnt": "must not", "nothin": "nothing", "somethin": "something",
    "dyou": "do you", "dya": "do you", "dyer": "do you",
}  # fmt: skip
_SHORTENED = {
    "were": "we are", "well": "we will", "wed": "we would", "hell": "he will", "shell": "she will", "shed": "she would",
    "ill": "i will", "id": "i would",
}  # fmt: skip
"""What is a word of its own without its apostrophe."""
_SOUND_ALIKE = {
    "u": "you", "ya": "you", "ur": "your", "r": "are", "yer": "your", "here": "hear", "knew": "new", "there": "their",
    "too": "to", "two": "to", "cuz": "because", "cos": "because", "pls": "please", "plz": "please", "thru": "through",
    "nope": "no", "nah": "no", "yep": "yeah", "yup": "yeah", "phonecall": "call", "ring": "call", "phone": "phone",
    "wot": "what", "wat": "what", "bizness": "business", "buisness": "business", "lowder": "louder", "somebody": "someone", "everybody": "everyone", "nobody": "noone", "anybody": "anyone", "aks": "ask",
}  # fmt: skip
_LIGHT_WORDS_EN = (
    "just really so very then well okay actually even still already now all a an the right simply honestly seriously"
    " literally bloody damn freaking fucking sir madam maam mate pal buddy honey dear oh um uh er hmm"
    " alright fine also to hell earth ever quite too though anyway basically kind of sort bit little yeah"
)
_POLITE_WORDS_EN = "please kindly sorry thanks afraid"
_ENDINGS = (("ies", "y", 5), ("ing", "", 5), ("ed", "", 5), ("s", "", 4), ("e", "", 4))
_KEPT = frozenset(
    ("this", "is", "was", "his", "us", "yes", "plus", "hers", "ours", "yours", "theirs", "does", "always")
)


class Unit(NamedTuple):
    """Something spoken. A tuple, because thousands are made of every pack. `sound` compares, `written` is what was written (folded).

    `light` carries no meaning alone; `polite` is light and makes a request of what would be an order.
    """

    sound: str
    written: str
    light: bool
    polite: bool
    start: int
    end: int


def units(text: str, language: str) -> tuple[Unit, ...]:
    """The units of a text, `STOP` and `PAUSE` among them; every text begins and ends with a `STOP`."""
    folded, origin = fold_map(text)
    pieces = list(_pieces(folded))
    if language == "zh":
        raw = list(_chinese(folded, pieces))
    else:
        # An apostrophe tells we're from were.
        short = frozenset(start for piece, start, end in pieces if end - start < origin[end - 1] + 1 - origin[start])
        raw = list(_english(pieces, short))
    light, polite = _light_places([written for _, written, _, _ in raw], language)
    found = [_stop(0)]
    for number, (sound, written, start, end) in enumerate(raw):
        unit = Unit(sound, written, number in light, number in polite, origin[start], origin[end - 1] + 1)
        if sound not in (STOP, PAUSE) or found[-1].sound not in (STOP, PAUSE):
            found.append(unit)
        elif sound == STOP and found[-1].sound == PAUSE:
            found[-1] = unit
    if found[-1].sound == PAUSE:
        found.pop()
    if found[-1].sound != STOP or len(found) == 1:
        found.append(_stop(len(text)))
    return tuple(found)


def _stop(at: int) -> Unit:
    return Unit(STOP, STOP, light=False, polite=False, start=at, end=at)


def _pieces(folded: str) -> Iterator[tuple[str, int, int]]:
    return ((found.group(), *found.span()) for found in _PIECES.finditer(folded))


def _mark(piece: str) -> str:
    """What a piece of punctuation means between words; nothing for what only decorates."""
    if piece[0] in _SENTENCE_ENDS:
        return PAUSE if len(piece) > 1 and set(piece) == {"."} else STOP
    return PAUSE if piece[0] in ",:、，" or "\n" in piece else ""


# -- Chinese ---------------------------------------------------------------------------------------------------------


def _chinese(folded: str, pieces: Sequence[tuple[str, int, int]]) -> Iterator[tuple[str, str, int, int]]:
    """Sound, character and offsets of each unit."""
    spread = _spread_out(folded)
    for number, (piece, start, end) in enumerate(pieces):
        if _han(piece):
            written = _SAME.get(piece, piece)
            if written in _SILENT:
                continue
            other = _SPOKEN_OTHERWISE.get(folded[start : start + 2], "")
            before = _SPOKEN_OTHERWISE.get(folded[start - 1 : start + 1], "") if start else ""
            whole = other[:1] or before[1:] or _SPELT_OUT.get(written, written)
            for character in whole:
                yield syllable(character), character, start, end
        elif piece.isalnum():
            yield near(piece) if piece in _syllables() else piece, piece, start, end
        elif mark := _mark(piece):
            inside = piece == "." and 0 < number < len(pieces) - 1 and _between_han(pieces, number)
            if not inside and not (spread and mark == PAUSE):
                yield mark, mark, start, end


def _between_han(pieces: Sequence[tuple[str, int, int]], number: int) -> bool:
    """Whether a plain full stop stands where Chinese has none: between two characters, to hide a word."""
    return _han(pieces[number - 1][0]) and _han(pieces[number + 1][0])


def _spread_out(folded: str) -> bool:
    """Whether a comma follows nearly every character, as in 大,点,声."""
    han = sum(map(_han, folded))
    return han > 3 and sum(character in ",、，" for character in folded) * 3 > 2 * han


def _han(piece: str) -> bool:
    return len(piece) == 1 and "\u3400" <= piece <= "\u9fff"


def syllable(character: str) -> str:
    """The usual sound of a character as it compares: southern and northern sounds are one (zh and z, ing and in)."""
    found = character_readings().get(character)
    return near(found[0]) if found else character


@cache
def near(sound: str) -> str:
    """A syllable with what accents confuse made one."""
    for one, other in _NEAR:
        if sound.startswith(one):
            sound = other + sound[len(one) :]
    return sound[:-1] if sound.endswith(("ing", "eng")) else sound


@cache
def _syllables() -> frozenset[str]:
    return frozenset(found[0] for found in character_readings().values())


# -- English ---------------------------------------------------------------------------------------------------------


def _english(pieces: Sequence[tuple[str, int, int]], shortened: frozenset[int]) -> Iterator[tuple[str, str, int, int]]:
    for piece, start, end in pieces:
        if piece.isalnum():
            whole = _SHORTENED.get(piece) if start in shortened else None
            for word in (whole or _CONTRACTED.get(piece, piece)).split():
                plain = _SOUND_ALIKE.get(word, word)
                yield stem(plain), plain, start, end
        elif mark := _mark(piece):
            yield mark, mark, start, end


@cache
def stem(word: str) -> str:
    """A word without the endings that come and go: *hanging* and *hangs* are *hang*."""
    if word in _KEPT:
        return word
    for ending, instead, shortest in _ENDINGS:
        if word.endswith(ending) and len(word) >= shortest and not (ending == "s" and word.endswith(("ss", "us"))):
            word = word[: -len(ending)] + instead
            if ending in ("ing", "ed") and len(word) > 3 and word[-1] == word[-2] and word[-1] not in "lsz":
                word = word[:-1]
            if ending != "s":
                break
    return word


# -- light words -----------------------------------------------------------------------------------------------------


def _light_places(written: Sequence[str], language: str) -> tuple[frozenset[int], frozenset[int]]:
    """The numbers of the units that belong to a light word, and of those among them that are polite."""
    words = _light_words(language)
    light: set[int] = set()
    polite: set[int] = set()
    position = 0
    while position < len(written):
        length = next((size for size in (4, 3, 2, 1) if tuple(written[position : position + size]) in words), 0)
        if length:
            light.update(range(position, position + length))
            if words[tuple(written[position : position + length])]:
                polite.update(range(position, position + length))
        position += length or 1
    return frozenset(light), frozenset(polite)


@cache
def _light_words(language: str) -> Mapping[tuple[str, ...], bool]:
    """Every light word, and whether it is polite."""
    if language == "zh":
        light, polite = _LIGHT_WORDS_ZH, _POLITE_WORDS_ZH
        return {tuple(word): word in polite.split() for word in f"{light} {polite}".split()}
    light, polite = _LIGHT_WORDS_EN, _POLITE_WORDS_EN
    return {(word,): word in polite.split() for word in f"{light} {polite}".split()}
