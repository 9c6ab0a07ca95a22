"""Makes the tables of this room from OpenCC and pypinyin: ``python -m agent_assist.language.make_tables``.

They are made once and shipped, because reading a table takes milliseconds where the libraries take a third of a second.
Run it again after an update of either library and commit what changed.
"""

from __future__ import annotations

from pathlib import Path

DATA = Path(__file__).with_name("data")
HAN = (*range(0x3400, 0x4DC0), *range(0x4E00, 0xA000), *range(0xF900, 0xFB00), *range(0x20000, 0x2FA20))


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


def main() -> None:
    """Write every table into the data folder of this room."""
    DATA.mkdir(exist_ok=True)
    (DATA / "simplified.txt").write_text("\n".join(simplified_pairs()) + "\n", encoding="utf-8")


if __name__ == "__main__":
    main()
