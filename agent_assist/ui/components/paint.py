"""Drawing shared by the components: boxes, elided words, key caps, hatched bars, and the base of painted widgets."""

from __future__ import annotations

import re
from collections.abc import Sequence

from PySide6.QtCore import QPointF, QRectF, Qt
from PySide6.QtGui import QColor, QFont, QFontMetricsF, QPainter, QPainterPath, QPen
from PySide6.QtWidgets import QWidget

from agent_assist.ui.theme import Theme

LEFT = Qt.AlignmentFlag.AlignLeft | Qt.AlignmentFlag.AlignVCenter
RIGHT = Qt.AlignmentFlag.AlignRight | Qt.AlignmentFlag.AlignVCenter
CENTRE = Qt.AlignmentFlag.AlignCenter


class Painted(QWidget):
    """A widget that draws itself from a theme. Subclasses override `paintEvent` and, if they cache, `retheme`."""

    def __init__(self, theme: Theme, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._theme = theme

    @property
    def theme(self) -> Theme:
        """The looks in use."""
        return self._theme

    def set_theme(self, theme: Theme) -> None:
        """Changes scheme, grid or text scale."""
        self._theme = theme
        self.retheme()
        self.updateGeometry()
        self.update()

    def retheme(self) -> None:
        """Called after the theme changed; for what is kept between paintings."""

    def painter(self) -> QPainter:
        """A painter on this widget with smooth edges."""
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        return painter


def box(
    painter: QPainter,
    area: QRectF,
    radius: float,
    fill: QColor | None,
    edge: QColor | None = None,
    width: float = 1.0,
    *,
    dashed: bool = False,
) -> None:
    """A rounded box whose outline lies wholly inside `area`, so that neighbours keep their places."""
    if edge is None:
        pen = QPen(Qt.PenStyle.NoPen)
        inner = area
    else:
        pen = QPen(edge, width)
        if dashed:
            pen.setDashPattern([4 / width, 3 / width])
            pen.setCapStyle(Qt.PenCapStyle.FlatCap)
        inner = area.adjusted(width / 2, width / 2, -width / 2, -width / 2)
    painter.setPen(pen)
    painter.setBrush(fill if fill is not None else Qt.BrushStyle.NoBrush)
    painter.drawRoundedRect(inner, radius, radius)


def bar(painter: QPainter, area: QRectF, radius: float, width: float, colour: QColor) -> None:
    """A solid bar along the left edge of a rounded box."""
    painter.save()
    painter.setClipPath(_rounded(area, radius))
    painter.fillRect(QRectF(area.left(), area.top(), width, area.height()), colour)
    painter.restore()


def hatched_bar(painter: QPainter, area: QRectF, colour: QColor, width: float) -> None:
    """A bar of diagonal stripes along the left edge of `area`: the shape that means *never*, also without colour."""
    painter.save()
    painter.setClipRect(QRectF(area.left(), area.top(), width, area.height()))
    painter.setPen(QPen(colour, width / 2.6, Qt.PenStyle.SolidLine, Qt.PenCapStyle.FlatCap))
    step = width * 0.95
    y = area.top() - width
    while y < area.bottom() + 2 * width:
        painter.drawLine(QPointF(area.left() - 1, y + width + 1), QPointF(area.left() + width + 1, y - 1))
        y += step
    painter.restore()


def _rounded(area: QRectF, radius: float) -> QPainterPath:
    path = QPainterPath()
    path.addRoundedRect(area, radius, radius)
    return path


def words(
    painter: QPainter,
    area: QRectF,
    text: str,
    font: QFont,
    colour: QColor,
    align: Qt.AlignmentFlag = LEFT,
) -> float:
    """One line of text, elided at the right if it does not fit; returns the width it took."""
    metrics = QFontMetricsF(font)
    taken = metrics.horizontalAdvance(text)
    if _too_wide(taken, area.width()):
        text = _shortened(metrics, text, area.width())
        taken = metrics.horizontalAdvance(text)
    painter.setFont(font)
    painter.setPen(colour)
    painter.drawText(area, int(align), text)
    return taken


def elided(metrics: QFontMetricsF, text: str, width: float) -> str:
    """`text`, or its beginning with an ellipsis when it is wider than `width`."""
    return _shortened(metrics, text, width) if _too_wide(metrics.horizontalAdvance(text), width) else text


def _shortened(metrics: QFontMetricsF, text: str, width: float) -> str:
    return metrics.elidedText(text, Qt.TextElideMode.ElideRight, max(0.0, width))


def _too_wide(taken: float, width: float) -> bool:
    """Rounding never elides what fits."""
    return taken > width + 0.5


def text_width(font: QFont, text: str) -> float:
    """How wide a line of text is."""
    return QFontMetricsF(font).horizontalAdvance(text)


def fitting(theme: Theme, text: str, width: float, sizes: Sequence[int], *, bold: bool = False) -> QFont:
    """The font of the first of `sizes` (unscaled pixels, largest first) at which `text` fits, else of the last."""
    font = theme.font(sizes[0], bold=bold)
    for size in sizes:
        font = theme.font(size, bold=bold)
        if text_width(font, text) <= width:
            break
    return font


def cap_width(theme: Theme, label: str) -> float:
    """The width of a key cap."""
    padded = text_width(theme.font(theme.type.caption, bold=True), label) + theme.px(10)
    return max(float(theme.px(20)), float(round(padded)))


def key_cap(
    painter: QPainter,
    theme: Theme,
    left: float,
    middle: float,
    label: str,
    *,
    ink: QColor | None = None,
    edge: QColor | None = None,
    fill: QColor | None = None,
) -> float:
    """A key cap whose left edge and vertical middle are given; returns its width."""
    width, height = cap_width(theme, label), float(theme.px(20))
    area = QRectF(round(left), round(middle - height / 2), width, height)
    box(painter, area, theme.px(4), fill, edge or QColor(theme.colours.edge))
    font = theme.font(theme.type.caption, bold=True)
    words(painter, area, label, font, ink or QColor(theme.colours.text2), CENTRE)
    return width


def focus_ring(painter: QPainter, theme: Theme, area: QRectF, radius: float) -> None:
    """The outline of what has the keyboard."""
    box(painter, area, radius, None, QColor(theme.colours.say.ink), 2)


def wrap(metrics: QFontMetricsF, text: str, width: float, most: int) -> list[str]:
    """A short text in at most `most` lines, broken after Chinese marks where that helps, else between characters."""
    lines: list[str] = []
    line = ""
    for atom in _wrap_atoms(metrics, text, width):
        if line and metrics.horizontalAdvance((line + atom).rstrip()) > width and len(lines) < most - 1:
            lines.append(line.rstrip())
            line = atom
        else:
            line += atom
    return [*lines, line.rstrip()] if line else lines


_MARKS = "，。！？；：、”’）》"
_CJK = "\u2e80"


def _wrap_atoms(metrics: QFontMetricsF, text: str, width: float) -> list[str]:
    """What stays together: Chinese clauses that fit the width, else single characters; Latin words with their space."""
    atoms: list[str] = []
    for clause in re.findall(rf"[^{_MARKS}]*[{_MARKS}]*", text):
        if clause and clause[0] >= _CJK and metrics.horizontalAdvance(clause) <= width:
            atoms.append(clause)
            continue
        for letter in clause:
            before = atoms[-1][-1] if atoms else " "
            latin = letter < _CJK and before < _CJK and before != " "
            if atoms and (letter == " " or letter in _MARKS or latin):
                atoms[-1] += letter
            else:
                atoms.append(letter)
    return atoms
