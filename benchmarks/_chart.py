"""One curve as a picture, drawn with Qt."""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path

from PySide6.QtCore import QPointF, QRectF, Qt
from PySide6.QtGui import QColor, QFont, QImage, QPainter, QPen, QPolygonF

WIDTH, HEIGHT = 900, 420
LEFT, TOP, RIGHT, BOTTOM = 60, 50, 20, 40


def draw(file: Path, title: str, values: Sequence[float], mark: int = 0) -> None:
    """Draw values against their number, from zero up; a line marks one of them. Needs a `QGuiApplication`."""
    image = QImage(WIDTH, HEIGHT, QImage.Format.Format_RGB32)
    image.fill(QColor("white"))
    area = QRectF(LEFT, TOP, WIDTH - LEFT - RIGHT, HEIGHT - TOP - BOTTOM)
    step = next(step for step in (10, 20, 50, 100, 200, 500, 1000) if max(values) < 6 * step)
    top = step * (int(max(values) / step) + 1)

    def place(at: float, value: float) -> QPointF:
        return QPointF(
            area.left() + area.width() * at / max(len(values) - 1, 1), area.bottom() - area.height() * value / top
        )

    painter = QPainter(image)
    painter.setRenderHint(QPainter.RenderHint.Antialiasing)
    painter.setFont(QFont("sans-serif", 11))
    painter.setPen(QColor("#171C23"))
    painter.drawText(QPointF(LEFT, 28), title)
    for value in range(0, top + 1, step):
        painter.setPen(QColor("#DADEE4"))
        painter.drawLine(place(0, value), place(len(values) - 1, value))
        painter.setPen(QColor("#5E6875"))
        label = QRectF(0, place(0, value).y() - 10, LEFT - 8, 20)
        painter.drawText(label, Qt.AlignmentFlag.AlignRight | Qt.AlignmentFlag.AlignVCenter, str(value))
    for at in range(0, len(values) + 1, max(len(values) // 8, 1)):
        label = QRectF(place(at, 0).x() - 30, area.bottom() + 8, 60, 20)
        painter.drawText(label, Qt.AlignmentFlag.AlignCenter, str(at))
    if mark:
        painter.setPen(QPen(QColor("#7A8492"), 1, Qt.PenStyle.DashLine))
        painter.drawLine(place(mark, 0), place(mark, top))
    painter.setPen(QPen(QColor("#1B57AE"), 2))
    painter.drawPolyline(QPolygonF([place(at, value) for at, value in enumerate(values)]))
    painter.end()
    file.parent.mkdir(exist_ok=True)
    image.save(str(file))
