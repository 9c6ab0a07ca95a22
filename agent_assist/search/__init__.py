"""Finding a wording while it is still being typed.

For those who search:

- `phrase` what can be found: `Phrase`, taken from packs (`phrases`) or from a file (`read_library`).
- `index` the index over them: `Index.build(phrases)`, `index.find(query)`, `index.update(changed, removed)`.
- `cache` an index on disk: `save(index, path)`, `load(path, phrases)`; with its phrases, `load_whole(path, key)`.

How it works, from below:

- `sounds` letters that compare by sound; `cut` strings into keys, by whole arrays, and `cut_few` one by one; `rows` strings and
  where their keys stand; `segment` phrases with their rows, labels and norms; `kept` phrases as they lie in a cache.
- `query` what was typed, `words` what a Latin word may mean, `light` what says little in a query (``data/light.txt``), `core` what
  is left then and tells; `synonyms` what else says the same, and what a customer does that leads to a line (``data/synonyms.txt``,
  ``data/situations.txt``).
- `score` how much of a token each phrase covers, `meaning` where other words for a part of a query stand, `otherwise` how much
  each phrase covers in those; `gather` the candidates of a query, `rank` their order, `first_five` what keeps its place in sight,
  `spans` what to highlight.

An index is a value: updating gives a new one and leaves the old one as it was, so a search that runs in another thread
never sees half of a change. Nothing slow is loaded by importing `phrase`. The order of answers depends on the phrases alone,
never on the order they came in, so an updated index answers exactly as one that was built anew. Changes of the ranking are
judged by kinds of queries (``benchmarks.search_quality``, and ``benchmarks.search_packs`` for the shipped packs), never by single
ones. Where a situation of a pack is not found by what agents call it, the place to add the word is its ``aliases``.
"""
