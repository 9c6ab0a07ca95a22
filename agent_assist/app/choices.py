"""What the user chose, between the file of settings and the window, which knows nothing of files."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import replace

from agent_assist.settings import Agent, Settings
from agent_assist.ui.preferences import Preferences


def profile(chosen: Settings) -> Mapping[str, str]:
    """Who is at the desk, as values for the lines; empty when nobody has said."""
    agent = chosen.current_agent
    return {} if agent is None else {"agent_no": agent.number, "agent_name": agent.name}


def preferences(chosen: Settings) -> Preferences:
    """The settings as the window shows them. Which packs there are is told later."""
    return Preferences(
        interface_language=chosen.interface_language,
        theme=chosen.theme,
        text_scale=chosen.text_scale,
        reduced_motion=chosen.reduced_motion,
        chime=chosen.chime,
        chime_device=chosen.chime_device,
        agent=chosen.agent,
        agents=tuple((agent.number, agent.name) for agent in chosen.agents),
        pack=chosen.pack,
        packs=(),
    )


def taking(chosen: Settings, wanted: Preferences) -> Settings:
    """The settings with all that can be chosen in the window; the rest stays."""
    return replace(
        chosen,
        interface_language=wanted.interface_language,
        theme=wanted.theme,
        text_scale=wanted.text_scale,
        reduced_motion=wanted.reduced_motion,
        chime=wanted.chime,
        chime_device=wanted.chime_device,
        agent=wanted.agent,
        agents=tuple(Agent(number, name) for number, name in wanted.agents),
        pack=wanted.pack,
    )
