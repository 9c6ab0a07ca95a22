"""Copying words so that they stay out of clipboard histories, as they may name a customer."""

from __future__ import annotations

import sys

from PySide6.QtCore import QMimeData
from PySide6.QtGui import QGuiApplication

_WINDOWS = 'application/x-qt-windows-mime;value="{0}"'
_NO = b"\x00\x00\x00\x00"
_FORMATS = {
    "ExcludeClipboardContentFromMonitorProcessing": _NO,
    "CanIncludeInClipboardHistory": _NO,
    "CanUploadToCloudClipboard": _NO,
}
"""What Windows looks at before it keeps a copy of what was copied."""


def private(text: str, system: str = sys.platform) -> QMimeData:
    """The words with the marks that keep them out of the history of the system."""
    data = QMimeData()
    data.setText(text)
    if system == "win32":
        for name, value in _FORMATS.items():
            data.setData(_WINDOWS.format(name), value)
    return data


def copy(text: str) -> None:
    """Puts words on the clipboard."""
    QGuiApplication.clipboard().setMimeData(private(text))
