"""The commands that read packs and tapes, a module for each: ``run(options)`` does it and returns the exit code.

No Qt, no display, no key store; each module imports no more than its command needs. `shared` tells where packs and norms are and
writes records, `tapes` opens calls that are written as text.
"""
