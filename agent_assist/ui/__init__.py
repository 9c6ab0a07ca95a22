"""The room of windows: draws what `desk` says and reports what the agent wants. It holds none of the rules.

How it is laid out:
- `theme` colours, type, grid and text size, as values; `theme.dress` puts them on the application.
- `icons` the pictograms, drawn from paths and tinted by a colour.
- `rows` what the components are given: small frozen values with finished words in them.
- `components` one widget per module. A component is given values, paints them, and emits typed signals.
- `python -m tests.ui.gallery FOLDER` draws all components on one sheet.
- the windows assemble components and translate between the desk's view and `rows`.
"""
