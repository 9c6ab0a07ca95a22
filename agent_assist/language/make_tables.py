"""Makes the tables of this room from OpenCC and pypinyin: ``python -m agent_assist.language.make_tables``.

They are made once and shipped, because reading a table takes milliseconds where the libraries take a third of a second.
Run it again after an update of either library and commit what changed.
"""

from __future__ import annotations

import unicodedata
from collections import Counter, defaultdict
from pathlib import Path

from agent_assist.language.fold import fold

DATA = Path(__file__).with_name("data")
HAN = (*range(0x3400, 0x4DC0), *range(0x4E00, 0xA000), *range(0xF900, 0xFB00), *range(0x20000, 0x2FA20))

CORRECTIONS = {
    "提供给": "ti gong gei", "还款": "huan kuan", "还钱": "huan qian", "还清": "huan qing", "还贷": "huan dai",
    "还完": "huan wan", "归还": "gui huan", "退还": "tui huan", "会员": "hui yuan", "分行": "fen hang", "支行": "zhi hang",
    "行内": "hang nei", "总行": "zong hang", "重启": "chong qi", "重发": "chong fa", "重拨": "chong bo", "重试": "chong shi",
    "重装": "chong zhuang", "重做": "chong zuo", "调换": "diao huan", "调货": "diao huo", "时长": "shi chang",
    "区号": "qu hao", "单号": "dan hao", "应收": "ying shou", "应付": "ying fu", "便宜": "pian yi", "觉得": "jue de",
}  # fmt: skip
"""Words of service calls that pypinyin's phrases lack or read in another sense."""


def simplified_pairs() -> list[str]:
    """Every traditional or regional character with its simplified form, as two-character strings.

    Standard traditional comes first; forms of Taiwan and Hong Kong fill in what it leaves unchanged.
    """
    import opencc

    converters = [opencc.OpenCC(name) for name in ("t2s", "tw2s", "hk2s")]
    pairs: dict[str, str] = {}
    for code in HAN:
        character = chr(code)
        simple = next(
            (found for convert in converters if (found := convert.convert(character)) != character), character
        )
        if len(simple) == 1 and simple != character:
            pairs[character] = simple
    # 么 is the simplified form of 麼 here and never the rare traditional form of 幺.
    results = set(pairs.values())
    return [character + simple for character, simple in pairs.items() if character not in results]


def character_readings() -> dict[str, tuple[str, ...]]:
    """Toneless readings of each character: the usual one, then those which pypinyin's phrases really use."""
    from pypinyin.phrases_dict import phrases_dict
    from pypinyin.pinyin_dict import pinyin_dict

    used: dict[str, Counter[str]] = defaultdict(Counter)
    for phrase, spoken in phrases_dict.items():
        for character, sounds in zip(phrase, spoken, strict=False):
            used[character][toneless(sounds[0])] += 1
    table = {}
    for code in HAN:
        if code not in pinyin_dict or code > 0xFFFF:
            continue
        uses = used[chr(code)]
        enough = max(2, 0.02 * uses.total())
        listed = [toneless(sound) for sound in pinyin_dict[code].split(",")]
        common = [sound for sound in listed[1:] if uses[sound] >= enough]
        table[chr(code)] = tuple(dict.fromkeys([listed[0], *common]))
    return table


def word_readings(characters: dict[str, tuple[str, ...]]) -> dict[str, tuple[str, ...]]:
    """Words of two to four characters that are read otherwise than character by character."""
    from pypinyin.phrases_dict import phrases_dict

    table: dict[str, tuple[str, ...]] = {}
    known = {fold(word): tuple(toneless(sounds[0]) for sounds in spoken) for word, spoken in phrases_dict.items()}
    known |= {word: tuple(spoken.split()) for word, spoken in CORRECTIONS.items()}
    for word in sorted(known, key=lambda word: (len(word), word)):
        spoken = known[word]
        if not 2 <= len(word) <= 4 or len(spoken) != len(word) or any(c not in characters for c in word):
            continue
        if not all(sound.isascii() and sound.isalpha() for sound in spoken):
            continue
        if spoken != _read(word, characters, table):
            table[word] = spoken
    return table


def _read(word: str, characters: dict[str, tuple[str, ...]], words: dict[str, tuple[str, ...]]) -> tuple[str, ...]:
    """How `word` is read by the tables so far, longest word first, as `pinyin.syllables` does."""
    for length in range(len(word), 1, -1):
        if word[:length] in words:
            return words[word[:length]] + _read(word[length:], characters, words)
    return (characters[word[0]][0], *_read(word[1:], characters, words)) if word else ()


def toneless(sound: str) -> str:
    """A syllable as it is typed: no tone mark, v for ü."""
    plain = unicodedata.normalize("NFD", sound).replace("u\u0308", "v")
    return "".join(letter for letter in plain if letter.isascii() and letter.isalpha())


def main() -> None:
    """Write every table into the data folder of this room."""
    DATA.mkdir(exist_ok=True)
    characters = character_readings()
    grouped: dict[tuple[str, ...], list[str]] = defaultdict(list)
    for character, spoken in characters.items():
        grouped[spoken].append(character)
    tables = {
        "simplified.txt": simplified_pairs(),
        "readings.txt": [f"{','.join(spoken)} {''.join(grouped[spoken])}" for spoken in sorted(grouped)],
        "words.txt": [f"{word} {' '.join(spoken)}" for word, spoken in sorted(word_readings(characters).items())],
    }
    for name, lines in tables.items():
        (DATA / name).write_text("\n".join(lines) + "\n", encoding="utf-8")


if __name__ == "__main__":
    main()
