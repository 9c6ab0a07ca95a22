"""From the desk's view to the rows of the components: pure functions, with the words of the interface in them.

Words of a pack (titles, labels, lines) pass through unchanged. Times are told by the caller: `now` is the desk's elapsed
clock, `utc` its UTC, both in milliseconds; nothing here reads a clock.
"""
