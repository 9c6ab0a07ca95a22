"""The pictograms of the desk: one meaning each, drawn on a grid of 24 units with a stroke of 2.

They are paths, not pictures: sharp at any size and screen density, tinted by the caller. Only *say* and *hang up* are
filled, so that the two places that call for action differ in shape from all that merely inform.

A drawing is a few commands in absolute units: `M x y`, `L x y`, `C x1 y1 x2 y2 x y`, `Z` as in SVG, and two shapes,
`O x y r` (circle) and `R x y w h r` (rounded box).
"""

from __future__ import annotations

from enum import Enum
from functools import cache

from PySide6.QtCore import QPointF, QRectF, QSizeF, Qt
from PySide6.QtGui import QColor, QPainter, QPainterPath, QPen, QPixmap

GRID = 24.0
STROKE = 2.0


class Icon(Enum):
    """A meaning that has a picture; the value is its drawing."""

    SAY = "M 4 4 L 20 4 C 21.1 4 22 4.9 22 6 L 22 15 C 22 16.1 21.1 17 20 17 L 19 17 L 19 22 L 13 17 L 4 17 C 2.9 17 2 16.1 2 15 L 2 6 C 2 4.9 2.9 4 4 4 Z"
    CUSTOMER = "M 5 4 L 19 4 C 20.1 4 21 4.9 21 6 L 21 14 C 21 15.1 20.1 16 19 16 L 10 16 L 5 20.5 L 5 16 C 3.9 16 3 15.1 3 14 L 3 6 C 3 4.9 3.9 4 5 4 Z"
    NEVER = "O 12 12 9 M 5.7 5.7 L 18.3 18.3"
    WAIT = "M 6 3 L 18 3 M 6 21 L 18 21 M 8 3 L 8 7 L 12 12 L 8 17 L 8 21 M 16 3 L 16 7 L 12 12 L 16 17 L 16 21"
    RECORD = "M 4 20 L 5 15.5 L 16 4.5 L 19.5 8 L 8.5 19 Z M 13.5 7 L 17 10.5"
    LOCK = "R 4 10 16 11 2 M 8 10 L 8 7 C 8 1.7 16 1.7 16 7 L 16 10"
    PHONE = "M 5 3 L 8.2 3 L 10 8 L 7.6 9.8 C 8.8 12.6 11.4 15.2 14.2 16.4 L 16 14 L 21 15.8 L 21 19 C 21 20.2 20.2 21 19 21 C 10.2 20.6 3.4 13.8 3 5 C 3 3.8 3.8 3 5 3 Z"
    HANGUP = "M 1.5 14.5 C 1.5 5.5 22.5 5.5 22.5 14.5 L 22.5 15.8 C 22.5 16.9 21.8 17.5 20.8 17.3 L 17.2 16.6 C 16.3 16.4 15.8 15.8 15.8 15 L 15.8 12.8 C 13.4 11.9 10.6 11.9 8.2 12.8 L 8.2 15 C 8.2 15.8 7.7 16.4 6.8 16.6 L 3.2 17.3 C 2.2 17.5 1.5 16.9 1.5 15.8 Z"
    OFFLINE = "M 5 3 L 8.2 3 L 10 8 L 7.6 9.8 C 8.8 12.6 11.4 15.2 14.2 16.4 L 16 14 L 21 15.8 L 21 19 C 21 20.2 20.2 21 19 21 C 10.2 20.6 3.4 13.8 3 5 C 3 3.8 3.8 3 5 3 Z M 21 3 L 3 21"
    HOLD = "M 8 5 L 8 19 M 16 5 L 16 19"
    TICK = "M 4 12.5 L 9.5 18 L 20 6.5"
    LATE = "M 12 4 L 22 20.5 L 2 20.5 Z M 12 10 L 12 14.5 M 12 17.2 L 12 17.5"
    ERROR = "M 8.2 3 L 15.8 3 L 21 8.2 L 21 15.8 L 15.8 21 L 8.2 21 L 3 15.8 L 3 8.2 Z M 12 7.5 L 12 12.8 M 12 16.2 L 12 16.5"
    CLOCK = "O 12 12 9 M 12 7 L 12 12 L 15.5 14"
    FLAG = "M 5 21 L 5 4 L 19 4 L 16 9 L 19 14 L 5 14"
    PERSON = "O 12 8 4 M 4 21 C 4 13.5 20 13.5 20 21"
    SEARCH = "O 10.5 10.5 6.5 M 15.5 15.5 L 20.5 20.5"
    ARROW = "M 4 12 L 19 12 M 13.5 6.5 L 19 12 L 13.5 17.5"
    SMALL = "R 3 5 18 14 1.5 R 12 11.5 6 4.5 0.5"
    EXPAND = "M 14 4 L 20 4 L 20 10 M 20 4 L 13.5 10.5 M 10 20 L 4 20 L 4 14 M 4 20 L 10.5 13.5"
    CLOSE = "M 5.5 5.5 L 18.5 18.5 M 18.5 5.5 L 5.5 18.5"
    HELP = "M 8 12.5 L 8 5.5 C 8 3.6 11 3.6 11 5.5 L 11 11 M 11 11 L 11 4.4 C 11 2.5 14 2.5 14 4.4 L 14 11 M 14 11 L 14 6 C 14 4.1 17 4.1 17 6 L 17 15 C 17 19 15 21.5 11.8 21.5 C 9 21.5 7.6 20.2 6.2 17.6 L 4.2 13.8 C 3.4 12.2 5.6 11 6.6 12.4 L 8 14.4"
    BOX = "R 3.5 3.5 17 17 1.5"
    BOX_TICKED = "R 3.5 3.5 17 17 1.5 M 7.5 12.2 L 10.8 15.5 L 16.8 8.8"
    SOUND = "M 4 9.5 L 8 9.5 L 13 5 L 13 19 L 8 14.5 L 4 14.5 Z M 16.5 9 C 18.2 10.7 18.2 13.3 16.5 15"
    STOP = "R 6 6 12 12 1.5"
    COPY = "R 8.5 8.5 12 12 2 M 5 15.5 L 4.5 15.5 C 3.9 15.5 3.5 15.1 3.5 14.5 L 3.5 5 C 3.5 4.1 4.1 3.5 5 3.5 L 14.5 3.5 C 15.1 3.5 15.5 3.9 15.5 4.5 L 15.5 5"


_FILLED = frozenset({Icon.SAY, Icon.HANGUP})


@cache
def outline(icon: Icon) -> QPainterPath:
    """The drawing of an icon on the grid of 24. Shared: callers must not change it."""
    path = QPainterPath()
    words = icon.value.split()
    at = 0
    while at < len(words):
        command = words[at]
        count = {"M": 2, "L": 2, "C": 6, "Z": 0, "O": 3, "R": 5}[command]
        _draw(path, command, [float(word) for word in words[at + 1 : at + 1 + count]])
        at += 1 + count
    return path


def _draw(path: QPainterPath, command: str, n: list[float]) -> None:
    if command == "M":
        path.moveTo(n[0], n[1])
    elif command == "L":
        path.lineTo(n[0], n[1])
    elif command == "C":
        path.cubicTo(*n)
    elif command == "Z":
        path.closeSubpath()
    elif command == "O":
        path.addEllipse(QPointF(n[0], n[1]), n[2], n[2])
    else:
        path.addRoundedRect(QRectF(*n[:4]), n[4], n[4])


def paint(painter: QPainter, icon: Icon, box: QRectF, colour: QColor) -> None:
    """Draws an icon into `box` (kept square, centred) in one colour."""
    side = min(box.width(), box.height())
    painter.save()
    painter.setRenderHint(QPainter.RenderHint.Antialiasing)
    painter.translate(box.center() - QPointF(side / 2, side / 2))
    painter.scale(side / GRID, side / GRID)
    if icon in _FILLED:
        painter.fillPath(outline(icon), colour)
    else:
        # Small icons get a slightly heavier stroke: below 16 px a true 2/24 fades into grey.
        stroke = max(STROKE, 1.35 * GRID / side) if side > 0 else STROKE
        painter.setPen(QPen(colour, stroke, Qt.PenStyle.SolidLine, Qt.PenCapStyle.RoundCap, Qt.PenJoinStyle.RoundJoin))
        painter.setBrush(Qt.BrushStyle.NoBrush)
        painter.drawPath(outline(icon))
    painter.restore()


def pixmap(icon: Icon, colour: QColor, size: int, ratio: float = 1.0) -> QPixmap:
    """A transparent picture of an icon, `size` logical pixels wide, for a screen of the given pixel ratio."""
    picture = QPixmap(QSizeF(size * ratio, size * ratio).toSize())
    picture.setDevicePixelRatio(ratio)
    picture.fill(Qt.GlobalColor.transparent)
    painter = QPainter(picture)
    paint(painter, icon, QRectF(0, 0, size, size), colour)
    painter.end()
    return picture
