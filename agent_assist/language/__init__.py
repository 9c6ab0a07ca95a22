"""How wording is folded (width, case, traditional and simplified), read aloud (pinyin) and timed (seconds to say).

The lowest room: pure functions on text, without any import of the project. Nothing slow is loaded by importing a module
of it; tables are read on first use, from `data`, where `make_tables` puts them.
"""
