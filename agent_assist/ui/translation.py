"""The language of the interface: English is written in the source, Chinese comes from Qt Linguist files.

The sources are `resources/translations/agent_assist_<language>.ts`, the compiled ones lie beside them. What a pack says is
content and is never translated here.
"""

from __future__ import annotations

from pathlib import Path

from PySide6.QtCore import QCoreApplication, QLocale, QTranslator

translate = QCoreApplication.translate
"""`translate(context, text)`: the words of the interface. Context and text are literals, so that lupdate finds them."""

NAME = "agent_assist"
TRANSLATED = ("zh",)
_TERRITORIES = {"zh": QLocale.Country.China, "en": QLocale.Country.UnitedKingdom}
_LANGUAGES = {"zh": QLocale.Language.Chinese, "en": QLocale.Language.English}


def spoken(choice: str) -> str:
    """The language behind a choice: itself, or for ``auto`` that of the system, as far as there is a translation."""
    if choice != "auto":
        return choice
    return "zh" if QLocale.system().language() == QLocale.Language.Chinese else "en"


def current() -> str:
    """The language in use, for words that come in both languages from elsewhere."""
    return "zh" if QLocale().language() == QLocale.Language.Chinese else "en"


class Translations:
    """Puts one language at a time on the application.

    Args:
        folder: where the compiled translations lie.
    """

    def __init__(self, folder: Path) -> None:
        self._folder = folder
        self._installed: QTranslator | None = None
        self._language = ""

    @property
    def language(self) -> str:
        """The language in use, "" before the first choice."""
        return self._language

    def use(self, choice: str) -> str:
        """Speak a language from now on; windows are told by `LanguageChange`.

        Args:
            choice: ``zh``, ``en`` or ``auto``.

        Returns:
            The language in use. A translation whose file is missing leaves the interface in English.
        """
        language = spoken(choice)
        if language == self._language:
            return language
        if self._installed is not None:
            QCoreApplication.removeTranslator(self._installed)
            self._installed = None
        self._language = language
        QLocale.setDefault(QLocale(_LANGUAGES[language], _TERRITORIES[language]))
        if language in TRANSLATED:
            made = QTranslator()
            if made.load(str(self._folder / f"{NAME}_{language}.qm")):
                self._installed = made
                QCoreApplication.installTranslator(made)
        return language
