"""The parts the windows are made of, one widget per module.

Every component takes a `Theme` and a frozen value of `agent_assist.ui.rows` (`set_view` or `set_rows`), paints it, says
its meaning to screen readers, and emits typed signals. None holds a rule or reads a clock; the words arrive finished.
Clicking never takes the keyboard from the desk (`TabFocus` only), so the plain keys keep working.
"""
