"""Pictures of the real window in every state, for eyes: `python -m tests.ui.pictures FOLDER [--readme]`.

With `--readme` the pictures that the README shows are written to `resources/screenshots` as well.
"""

from __future__ import annotations

import os
import sys
import time
from collections.abc import Callable
from pathlib import Path

from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication

from agent_assist.desk.view import Offer
from agent_assist.script.norms import read_register
from agent_assist.ui.preferences import Preferences
from tests.ui.stage import NUMBER, ROOT, SATURDAY, Stage

SILENT = ("0 ringing " + NUMBER, "2 answered", "0 slot surname 张", "0 slot title ms", "2 said", "5 tick", "5 said")
SILENT_EN = tuple(line.replace("张", "Zhang") for line in SILENT)
COMPLAINT = (
    "0 ringing " + NUMBER, "1 answered", "2 said", "3 heard", "8 open furious-caller", "6 said", "4 reply complaint",
    "3 said", "20 slot surname {surname}", "0 slot title ms", "2 slot issue {issue}", "1 slot callback_no " + NUMBER,
)  # fmt: skip
HOLD = (*COMPLAINT, "3 open hold", "4 said", "3 reply yes", "8 tick")


def _said(lines: tuple[str, ...], language: str) -> tuple[str, ...]:
    zh = language == "zh"
    return tuple(
        line.replace("{surname}", "张" if zh else "Zhang").replace(
            "{issue}", "包裹压坏，两次拒赔" if zh else "Parcel crushed on arrival, claim refused twice"
        )
        for line in lines
    )


def _search(stage: Stage, text: str) -> None:
    stage.station.start_search()
    QTest.keyClick(stage.page, Qt.Key.Key_Slash)
    QTest.keyClicks(stage.page.bottom.search, text)
    stage.until(lambda: stage.window.sheets.searching.shown == text, 30)


def _silent(stage: Stage) -> None:
    stage.prime(language=stage.view.language).play(*(SILENT if stage.view.language == "zh" else SILENT_EN), "1.8 tick")


def _found(stage: Stage) -> None:
    _silent(stage)
    _search(stage, "tbd" if stage.view.language == "zh" else "hear you")


def _peek(stage: Stage) -> None:
    _found(stage)
    QTest.keyClick(stage.page.bottom.search, Qt.Key.Key_Return)


def _hold(stage: Stage) -> None:
    stage.prime(language=stage.view.language).play(*_said(HOLD, stage.view.language))


def _promised(stage: Stage) -> None:
    stage.prime(language=stage.view.language)
    more = (
        "3 reply yes", "2 said", "3 reply no", "2 said", "3 reply yes", "1 slot read_back yes", "3 reply complex", "4 said",
    )  # fmt: skip
    stage.play(*_said(COMPLAINT, stage.view.language), *more)


def _furious(stage: Stage) -> None:
    stage.prime(language=stage.view.language).play(*_said(COMPLAINT[:5], stage.view.language))


def _open(stage: Stage) -> None:
    _silent(stage)
    stage.play("4 tick", "5 said", "6 tick")


def _idle(stage: Stage) -> None:
    _open(stage)
    stage.play("1 end", "3 done")
    stage.prime(language=stage.view.language).go_on(72)


def _details(stage: Stage) -> None:
    stage.prime(language=stage.view.language)
    QTest.keyClick(stage.page, Qt.Key.Key_Down)
    QTest.keyClick(stage.page.between.table.list, Qt.Key.Key_Return)


def _wrap_up(stage: Stage) -> None:
    _promised(stage)
    stage.play("4 ended customer", "21 tick")


def _wrap_up_marked(stage: Stage) -> None:
    _wrap_up(stage)
    zh = stage.view.language == "zh"
    notes, caller = stage.window.wrap_up(), stage.page.call.caller
    notes.notes.setText("我说这个不归我管，他还是很生气" if zh else "I told her that is not my job, she stayed angry")
    caller.field("issue").setText("他说压坏了，我说不关我的事" if zh else "I said it is not my business")
    stage.until(lambda: notes.proof.marks and caller.proof.marks)


def _wrap_up_missing(stage: Stage) -> None:
    stage.prime(language=stage.view.language)
    stage.play(*_said(COMPLAINT[:7], stage.view.language), "5 said", "3 ended customer", "9 tick")


def _ask(stage: Stage) -> None:
    stage.prime(language=stage.view.language)
    stage.play(*_said(COMPLAINT[:5], stage.view.language), "5 said", "3 reply escalate", "4 said", "3 reply no")


def _ringing(stage: Stage) -> None:
    stage.prime(language=stage.view.language).play("0 ringing " + NUMBER, "4 tick")


def _locked(stage: Stage) -> None:
    _promised(stage)
    QTest.keyClick(stage.page, Qt.Key.Key_B)


def _reasons(stage: Stage) -> None:
    _silent(stage)
    QTest.keyClick(stage.page, Qt.Key.Key_B, Qt.KeyboardModifier.ShiftModifier)


def _second(stage: Stage) -> None:
    _furious(stage)
    QTest.keyClick(stage.page, Qt.Key.Key_H)
    stage.play("7 ringing 13700001111", "5 tick")


def _all(stage: Stage) -> None:
    _silent(stage)
    QTest.keyClick(stage.page, Qt.Key.Key_0, Qt.KeyboardModifier.ControlModifier)


def _keys(stage: Stage) -> None:
    _silent(stage)
    QTest.keyClick(stage.page, Qt.Key.Key_F1)


def _norms(stage: Stage) -> None:
    _furious(stage)
    stage.station.attach_register(lambda: read_register(ROOT / "resources" / "norms.json"))
    stage.until(lambda: any(norm.status for norm in stage.station.norms()))
    QTest.keyClick(stage.page, Qt.Key.Key_I)


def _settings(stage: Stage) -> None:
    stage.prime(language=stage.view.language)
    QTest.keyClick(stage.page, Qt.Key.Key_F9)


def _fresh(stage: Stage) -> None:
    stage.go_on(3)


def _offer(stage: Stage) -> None:
    stage.prime(language=stage.view.language)
    title = next(one.title for one in stage.view.scenarios if one.scenario == "complaint")
    stage.station._first_offer = lambda: Offer("x", SATURDAY - 300_000, whole=True, scenario_title=title)
    stage.window.refresh()


SCENES: dict[str, Callable[[Stage], None]] = {
    "silent": _silent,
    "search": _found,
    "peek": _peek,
    "furious": _furious,
    "hold": _hold,
    "promised": _promised,
    "open": _open,
    "idle": _idle,
    "details": _details,
    "wrap-up": _wrap_up,
    "wrap-up-marked": _wrap_up_marked,
    "wrap-up-missing": _wrap_up_missing,
    "ask": _ask,
    "ringing": _ringing,
    "locked": _locked,
    "reasons": _reasons,
    "second": _second,
    "all": _all,
    "keys": _keys,
    "norms": _norms,
    "settings": _settings,
    "fresh": _fresh,
    "offer": _offer,
}
SIZES = {"dense": (1366, 668), "normal": (1366, 768), "wide": (1920, 1040), "least": (1166, 633)}


def shoot(folder: Path, scene: str, language: str, theme: str, size: str = "normal", scale: int = 100) -> Path:
    """Draws one state into a file; returns its path."""
    preferences = Preferences(theme=theme, text_scale=scale)
    agent = ("8021", "李敏" if language == "zh" else "Li Min")
    stage = Stage(language=language, interface=language, preferences=preferences, size=SIZES[size], agent=agent).show()
    SCENES[scene](stage)
    stage.settle()
    path = folder / f"{scene}-{language}-{theme}-{size}{'' if scale == 100 else f'-{scale}'}.png"
    assert stage.window.grab().save(str(path))
    stage.close()
    return path


def shoot_compact(folder: Path, scene: str, language: str, theme: str, *, replies: bool = False) -> Path:
    """Draws the small window in one state."""
    stage = Stage(language=language, interface=language, preferences=Preferences(theme=theme)).show()
    SCENES[scene](stage)
    QTest.keyClick(stage.page, Qt.Key.Key_F8)
    if replies:
        stage.window.compact()._toggle_replies()
    stage.settle()
    path = folder / f"compact-{scene}{'-replies' if replies else ''}-{language}-{theme}.png"
    assert stage.window.compact().grab().save(str(path))
    stage.close()
    return path


def draw(folder: Path) -> list[Path]:
    """Draws every state in at least one language and scheme, and the important ones in all."""
    made = [shoot(folder, scene, "zh", "light") for scene in SCENES]
    made += [shoot(folder, scene, "en", "dark") for scene in SCENES]
    for scene in ("silent", "hold", "promised", "idle", "wrap-up"):
        made += [shoot(folder, scene, "en", "light", "dense"), shoot(folder, scene, "zh", "dark", "wide")]
    for scene in ("silent", "hold", "idle"):
        made += [shoot(folder, scene, language, "light", "normal", 130) for language in ("zh", "en")]
        made += [shoot(folder, scene, language, "light", "dense", 115) for language in ("zh", "en")]
        made.append(shoot(folder, scene, "en", "light", "least"))
    for scene in ("silent", "hold", "open", "ringing", "ask", "wrap-up", "fresh"):
        made += [shoot_compact(folder, scene, "zh", "light"), shoot_compact(folder, scene, "en", "dark")]
    made.append(shoot_compact(folder, "furious", "zh", "light", replies=True))
    return made


def draw_readme() -> Path:
    """The picture at the top of the README."""
    folder = ROOT / "resources" / "screenshots"
    folder.mkdir(exist_ok=True)
    return shoot(folder, "silent", "zh", "light").replace(folder / "desk.png")


if __name__ == "__main__":
    os.environ.setdefault("QT_QPA_PLATFORM", "offscreen")
    os.environ["TZ"] = "Asia/Shanghai"
    if hasattr(time, "tzset"):
        time.tzset()
    keep = QApplication([])
    if "--readme" in sys.argv:
        draw_readme()
    target = Path(sys.argv[1])
    target.mkdir(parents=True, exist_ok=True)
    draw(target)
