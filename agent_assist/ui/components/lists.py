"""What all lists of the desk share: a model over frozen rows, and a list view that leaves the letters to the desk.

A list keeps its scroll place when its rows change. It takes arrows, Enter, Home and End only while it has the keyboard,
and passes every other key on, so that the one-key commands work from anywhere. Subclasses say how high a row is and
paint it.
"""

from __future__ import annotations

from collections.abc import Sequence
from typing import TYPE_CHECKING, Any, NamedTuple

from PySide6.QtCore import (
    QAbstractListModel,
    QEvent,
    QModelIndex,
    QObject,
    QPersistentModelIndex,
    QRectF,
    QSize,
    Qt,
    Signal,
)
from PySide6.QtGui import QKeyEvent, QPainter, QResizeEvent
from PySide6.QtWidgets import (
    QAbstractItemView,
    QFrame,
    QListView,
    QStyledItemDelegate,
    QWidget,
)

from agent_assist.ui.theme import Theme

if TYPE_CHECKING:
    from PySide6.QtWidgets import QStyleOptionViewItem

Index = QModelIndex | QPersistentModelIndex
ID_ROLE = Qt.ItemDataRole.UserRole
_ROOT = QModelIndex()
_MOVES = frozenset(
    {Qt.Key.Key_Up, Qt.Key.Key_Down, Qt.Key.Key_Home, Qt.Key.Key_End, Qt.Key.Key_PageUp, Qt.Key.Key_PageDown}
)


class Item(NamedTuple):
    """A row as the model keeps it: its id, what a screen reader says, its tooltip, and the frozen value it shows."""

    id: str
    name: str
    row: Any
    tip: str = ""
    enabled: bool = True


class Touch(NamedTuple):
    """How a row is touched while it is painted."""

    hover: bool
    focus: bool
    first: bool
    last: bool


class ItemModel(QAbstractListModel):
    """Items in order. Equally many are changed in place, which keeps the keyboard's row and the scroll place."""

    def __init__(self, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._items: tuple[Item, ...] = ()

    @property
    def items(self) -> tuple[Item, ...]:
        """What the list holds."""
        return self._items

    def set_items(self, items: Sequence[Item]) -> None:
        """Replaces the items; does nothing when they are the same."""
        fresh = tuple(items)
        if fresh == self._items:
            return
        if len(fresh) == len(self._items):
            self._items = fresh
            self.dataChanged.emit(self.index(0), self.index(len(fresh) - 1), [])
            return
        self.beginResetModel()
        self._items = fresh
        self.endResetModel()

    def rowCount(self, parent: Index = _ROOT) -> int:
        return 0 if parent.isValid() else len(self._items)

    def flags(self, index: Index) -> Qt.ItemFlag:
        if not index.isValid():
            return Qt.ItemFlag.NoItemFlags
        enabled = self._items[index.row()].enabled
        return Qt.ItemFlag.ItemIsEnabled | Qt.ItemFlag.ItemIsSelectable if enabled else Qt.ItemFlag.NoItemFlags

    def data(self, index: Index, role: int = Qt.ItemDataRole.DisplayRole) -> Any:
        if not index.isValid():
            return None
        item = self._items[index.row()]
        if role in (Qt.ItemDataRole.DisplayRole, Qt.ItemDataRole.AccessibleTextRole):
            return item.name
        if role == Qt.ItemDataRole.ToolTipRole:
            return item.tip or None
        return item.id if role == ID_ROLE else None


class _Delegate(QStyledItemDelegate):
    """Lets the list itself paint and measure its rows."""

    def __init__(self, owner: ItemList) -> None:
        super().__init__(owner)
        self._owner = owner

    def paint(self, painter: QPainter, option: QStyleOptionViewItem, index: Index) -> None:
        owner, row = self._owner, index.row()
        touch = Touch(
            hover=row == owner.hovered,
            focus=owner.hasFocus() and owner.currentIndex().row() == row,
            first=row == 0,
            last=row == len(owner.items) - 1,
        )
        painter.save()
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        self._owner.paint_row(painter, QRectF(option.rect), self._owner.items[index.row()].row, touch)
        painter.restore()

    def sizeHint(self, option: QStyleOptionViewItem, index: Index) -> QSize:
        return self._owner.row_size(self._owner.items[index.row()].row)


class ItemList(QListView):
    """A list that is painted row by row. Emits `chosen` with the row's id on a click and on Enter."""

    chosen = Signal(str)

    def __init__(self, theme: Theme, name: str, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._theme = theme
        self._model = ItemModel(self)
        self._delegate = _Delegate(self)
        # A viewport of our own has no ground; and asking Qt for its own would make the binding look through all classes.
        self._ground = QWidget()
        self._ground.setMouseTracking(True)
        self._ground.setAttribute(Qt.WidgetAttribute.WA_Hover)
        self.setViewport(self._ground)
        self.setModel(self._model)
        self.setItemDelegate(self._delegate)
        self.setAccessibleName(name)
        self.setFrameShape(QFrame.Shape.NoFrame)
        self.setFocusPolicy(Qt.FocusPolicy.TabFocus)
        self.setEditTriggers(QAbstractItemView.EditTrigger.NoEditTriggers)
        self.setSelectionMode(QAbstractItemView.SelectionMode.NoSelection)
        self.setVerticalScrollMode(QAbstractItemView.ScrollMode.ScrollPerPixel)
        self.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.setResizeMode(QListView.ResizeMode.Adjust)
        self.hovered = -1
        self.clicked.connect(self._choose)
        self.entered.connect(self._enter_row)
        self.viewportEntered.connect(self._leave_rows)

    @property
    def theme(self) -> Theme:
        """The looks in use."""
        return self._theme

    @property
    def items(self) -> tuple[Item, ...]:
        """What the list holds."""
        return self._model.items

    def set_items(self, items: Sequence[Item]) -> None:
        """Shows other rows."""
        self._model.set_items(items)

    def set_theme(self, theme: Theme) -> None:
        """Changes scheme, grid or text scale."""
        self._theme = theme
        self.scheduleDelayedItemsLayout()
        self.updateGeometry()
        self._ground.update()

    def row_size(self, row: Any) -> QSize:
        """The size of a row in pixels."""
        raise NotImplementedError

    def paint_row(self, painter: QPainter, area: QRectF, row: Any, touch: Touch) -> None:
        """Paints a row into its rectangle."""
        raise NotImplementedError

    def row_width(self) -> int:
        """The width there is for one row."""
        return self._ground.width()

    def content_height(self) -> int:
        """How high all rows are together, for a list that should never scroll."""
        return sum(self.row_size(item.row).height() for item in self.items)

    def current_id(self) -> str:
        """The id of the row that has the keyboard's mark; empty without one."""
        found = self.currentIndex().data(ID_ROLE) if self.currentIndex().isValid() else ""
        return str(found or "")

    def set_current(self, row: int) -> None:
        """Puts the keyboard's mark on a row, and shows it."""
        self.setCurrentIndex(self._model.index(row))

    def keyPressEvent(self, event: QKeyEvent) -> None:
        if event.key() in _MOVES and not event.modifiers() & Qt.KeyboardModifier.ControlModifier:
            super().keyPressEvent(event)
        elif event.key() in (Qt.Key.Key_Return, Qt.Key.Key_Enter) and self.currentIndex().isValid():
            self._choose(self.currentIndex())
        else:
            event.ignore()

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        self.scheduleDelayedItemsLayout()

    def leaveEvent(self, event: QEvent) -> None:
        super().leaveEvent(event)
        self._leave_rows()

    def _enter_row(self, index: QModelIndex) -> None:
        # Tracked here, as the style's own flags would load a large class before the first picture.
        self.hovered = index.row()
        self._ground.update()

    def _leave_rows(self) -> None:
        self.hovered = -1
        self._ground.update()

    def _choose(self, index: QModelIndex) -> None:
        item = self._model.items[index.row()]
        if item.enabled:
            self.chosen.emit(item.id)
