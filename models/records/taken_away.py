"""Children that one person takes away while another changes them."""

from __future__ import annotations

from collections.abc import Sequence

from models.records.children import Children
from models.records.conflict import Clash
from models.records.draft import Draft
from models.records.field import Typed

TAKEN_AWAY = "(retiré)"


def kept_whole(kinds: Sequence[Children], draft: Draft, stored: Typed) -> set[str]:
    """The texts of the children that are new, or kept though a colleague has taken them away:
    what is stored has nothing to go with what was typed."""
    return {
        name
        for kind in kinds
        for key in kind.keys(draft.typed)
        if not stored.get(place := kind.name_of(key)) and not draft.base.get(place)
        for name in kind.names_of(key)
        if name in draft.typed
    }


def lost_children(kinds: Sequence[Children], draft: Draft, stored: Typed) -> list[Clash]:
    """The children that one of two people has taken away, and the other has changed."""
    return [
        _clash(kind, key, draft, stored)
        for kind in kinds
        for key in kind.keys(draft.base)
        if _is_lost(kind, key, draft, stored)
    ]


def _is_lost(kind: Children, key: str, draft: Draft, stored: Typed) -> bool:
    base, typed, now = (kind.of(one, key) for one in (draft.base, draft.typed, stored))
    place = kind.name_of(key)
    is_typed, is_stored = bool(draft.typed.get(place)), bool(stored.get(place))
    return (is_typed and not is_stored and typed != base) or (
        is_stored and not is_typed and now != base
    )


def _clash(kind: Children, key: str, draft: Draft, stored: Typed) -> Clash:
    place = kind.name_of(key)
    shown = kind.said(stored if stored.get(place) else draft.typed, key)
    return Clash(
        place,
        kind.label_of(place),
        draft.typed.get(place, ""),
        stored.get(place, ""),
        lambda text: shown if text else TAKEN_AWAY,
        seen={name: stored[name] for name in kind.names_of(key) if name in stored},
    )
