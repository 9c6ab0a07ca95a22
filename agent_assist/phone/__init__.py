"""What a softphone tells, in every dialect, as one kind of fact. Pure: bytes in, `event.PhoneEvent` out.

- `hook` the line that `agent-assist phone ...` sends: works with any softphone that can run a program.
- `baresip` and `ami` softphones and exchanges that report by themselves.
- `settle` makes facts of reports that are repeated, come in the wrong order, or do not say which call they mean.

Sockets belong to `desk`: it reads bytes, feeds a parser and hands on what comes out. Parsers take any split of the stream,
never raise on what they do not understand, and hold no more than the message that is on its way.
"""
