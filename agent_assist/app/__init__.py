"""The composition root: the only place that knows every room. `program` builds the desk and attaches what takes time.

`pack_reading` brings the packs to the desk and follows their edits; `choices` turns settings into preferences and back.
"""
