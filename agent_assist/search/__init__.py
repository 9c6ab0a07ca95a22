"""Finding a wording while it is still being typed.

- `phrase` what can be found: `Phrase`, taken from packs (`phrases`) or from a file (`read_library`).
- `index` the index over them: `Index.build(phrases)`, `index.find(query)`, `index.update(changed, removed)`.

An index is a value: updating gives a new one and leaves the old one as it was, so a search that runs in another thread
never sees half of a change. Nothing slow is loaded by importing `phrase`.
"""
