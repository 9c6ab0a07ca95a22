"""What is happening: one conversation as a pure function.

``advance(call, event, at) -> (call, effects)``. The pack is the transition table; only the life of a call (new, ringing,
connected, held, wrap-up, ended) is fixed here. Time is a value in the event, in whole milliseconds, and never decreases:
an earlier time counts as the latest one known. Nothing here reads a clock, a file or a setting.

How a call moves
================

- The call holds a stack of frames. A frame is a scenario, its current step and the steps whose line was said. A target in
  another scenario pushes a frame, ``back`` pops it; the frame below kept its ticks, but its wait is over.
- At most one wait runs: that of the top frame. It is state, not a timer: `next_wake` tells when to look again, and waits
  due at or before the time of an event fire first, at their exact time.
- Phone facts (`event.FACTS`) are never refused. What cannot happen now changes nothing and yields `effect.Refused`.
- Guards gate only replies (``needs``) and hanging up. Whatever a step asked for and did not get stays in `show.must`.
- What is shown is derived from the state by `show`; nothing that is shown is stored.

Modules: `event` (what may happen), `state` (what is known), `effect` (what the desk is told), `advance` (the function),
`facts` and `actions` (its halves), `moves` (the steps between steps), `show` (what to draw), `tape` and `replay` (calls
as text).
"""
