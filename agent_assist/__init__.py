"""Agent Assist: the right words now, beside a call-centre agent's softphone and CRM.

How it is built
===============

Rooms, top to bottom; each imports only from below, and rooms on one line do not know one another::

    cli, commands, app
                    arguments; a module for each command; the composition root, the only place that knows every room
    ui              QtWidgets: draws state, reports intents, holds none of the rules
    desk            QtCore, QtNetwork: owns the live calls, one timer, the background executor, speech, sockets
    store, phone, search
                    what is kept; softphone dialects; the phrase index
    call            what is happening: a pure reducer
    script          what may be said: packs, read, checked, filled and written
    language        how text is folded, read and timed

``paths`` and ``settings`` stand beside the rooms: ``app`` and ``cli`` read them and pass plain values down.

How a call runs
===============

A call is a pure function of its events: ``advance(call, event, at) -> (call, effects)``. The pack is the table of
transitions; only the life of a call (ringing, connected, held, wrap-up, ended) is fixed in code. Time is a value in the
event: only ``desk`` reads a clock. Waits are part of the state, so the desk arms exactly one timer to the next of them,
and nothing can fire stale. The live call, the tape and crash recovery use this one function.

Only what the agent and the phone did is stored; what follows from it is worked out again. Personal values are
encrypted under a key per call, which the end of wrap-up destroys.

The same pack guides the call and is what the team lead edits. Packs are folders of TOML under ``scripts_zh`` and
``scripts_en``; organisations override by id and never copy.

Where something new goes
========================

- a situation, a line, a house rule's value: a pack (its form: `agent_assist.script`), with a tape beside it
- a key of the pack format: `script.model`, `script.build` and what `check` says of it; a house rule also `call`, where it acts
- a softphone: a module in `phone` that turns what it says into `phone.event`, as `phone.hook` does for programs it can start;
  who listens to it is opened in `app`, beside the doorway
- a setting: `settings`, `ui.preferences`, a row in `ui.settings_sheet`, and `app.choices`, which passes it on
- a rule that scores calls: the data in ``resources/scorecards``; the room that reads them, `practice`, is still to be built
"""
