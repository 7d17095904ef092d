"""How a model with many classes above it is made."""

from __future__ import annotations

from typing import Any

from tortoise.fields import Field
from tortoise.models import ModelMeta


class LayeredMeta(ModelMeta):
    """Looks for fields once in each class above a model.

    Tortoise's own search begins anew from each of them, in 2^n steps for n classes: with eighteen
    above a document, that was more than half of what starting Comptoir took. Nor does it read the
    sources of all of them for comments in Tortoise's own form: that was a fifth of the rest.
    """

    def __new__(cls, name: str, bases: tuple[type, ...], attrs: dict[str, Any]) -> ModelMeta:
        return super().__new__(cls, name, bases, {**attrs, "_no_comments": True})

    @classmethod
    def _search_for_field_attributes(cls, base: type, attrs: dict[str, Any]) -> None:
        for layer in reversed(base.__mro__):
            attrs |= layer._meta.fields_map if hasattr(layer, "_meta") else _fields_of(layer)


def _fields_of(mixin: type) -> dict[str, Any]:
    return {name: value for name, value in vars(mixin).items() if isinstance(value, Field)}
