"""The room of windows: draws what `desk` says and reports what the agent wants. It holds none of the rules.

How it is laid out:
- `theme` colours, type, grid and text size, as values; `theme.dress` puts them on the application.
- `icons` the pictograms, drawn from paths and tinted by a colour.
- `rows` what the components are given: small frozen values with finished words in them.
- `components` one widget per module. A component is given values, paints them, and emits typed signals.
- `python -m tests.ui.gallery FOLDER` draws all components on one sheet.
- `present` turns the desk's view into rows, with the words of the interface in them: pure functions.
- `places` says where every region stands; `keys` what every key means. Both are pure tables.
- `desk_page` holds the regions: `top_bar`, `bottom_bar`, `between` calls, `call_regions`, `wrap_up`; `sheets` are laid over.
- `window` draws the station's picture when it changes and lets the clock tick; `intents` tells the station what is wanted.
- `python -m tests.ui.pictures FOLDER` draws the real window in every state.
"""
