"""The interface speaks Chinese completely, and what is compiled is what is written."""

from __future__ import annotations

import subprocess
import sys
import xml.etree.ElementTree as ET
from pathlib import Path

import pytest
from PySide6.QtCore import QCoreApplication

from agent_assist.ui.translation import Translations, spoken
from tests.ui.stage import ROOT, TRANSLATIONS

SOURCE = TRANSLATIONS / "agent_assist_zh.ts"
TOOLS = Path(sys.executable).parent


def tool(name, *arguments):
    program = next(path for path in (TOOLS / f"pyside6-{name}", TOOLS / f"pyside6-{name}.exe") if path.exists())
    subprocess.run([program, *arguments], check=True, cwd=ROOT, capture_output=True)


def messages(path):
    root = ET.parse(path).getroot()
    return {
        (context.findtext("name"), message.findtext("source")): message.find("translation")
        for context in root.iter("context")
        for message in context.iter("message")
    }


def test_every_word_of_the_interface_is_translated(tmp_path):
    written = messages(SOURCE)
    unfinished = [key for key, found in written.items() if found is None or found.get("type") or not found.text]
    assert unfinished == []
    fresh = tmp_path / "fresh.ts"
    files = sorted(str(path.relative_to(ROOT)) for path in (ROOT / "agent_assist" / "ui").rglob("*.py"))
    tool(
        "lupdate",
        *files,
        "-ts",
        str(fresh),
        "-source-language",
        "en",
        "-target-language",
        "zh_CN",
        "-locations",
        "none",
    )
    assert set(messages(fresh)) == set(written)


def test_placeholders_survive_translation():
    for (_, source), found in messages(SOURCE).items():
        for mark in ("{0}", "{1}", "{2}", "{3}"):
            assert (mark in source) == (mark in found.text), source


def test_the_compiled_file_is_up_to_date(tmp_path):
    compiled = tmp_path / "fresh.qm"
    tool("lrelease", str(SOURCE), "-qm", str(compiled))
    assert compiled.read_bytes() == SOURCE.with_suffix(".qm").read_bytes()


@pytest.mark.parametrize(("choice", "language"), [("zh", "zh"), ("en", "en")])
def test_a_chosen_language_is_spoken(choice, language):
    assert spoken(choice) == language
    assert spoken("auto") in ("zh", "en")


def test_languages_change_while_the_program_runs(qapp, tmp_path):
    translations = Translations(TRANSLATIONS)
    translations.use("zh")
    assert QCoreApplication.translate("Say", "Copy") == "复制"
    translations.use("en")
    assert QCoreApplication.translate("Say", "Copy") == "Copy"
    assert Translations(tmp_path).use("zh") == "zh"
    assert QCoreApplication.translate("Say", "Copy") == "Copy"
