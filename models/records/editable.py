"""What a form edits: fields declared once, read from what was typed."""

from __future__ import annotations

from typing import Any, ClassVar

from models.errors import Invalid
from models.french.wording import number
from models.records.children import Children
from models.records.draft import Draft
from models.records.field import Field, Typed
from models.records.journal import Journalled


class Editable(Journalled):
    """A table whose rows a form edits."""

    FIELDS: ClassVar[tuple[Field, ...]]
    CHILDREN: ClassVar[tuple[Children, ...]] = ()

    class Meta:
        abstract = True

    @property
    def is_another(self) -> bool:
        """Whether it has become another record, which stands in its place."""
        return False

    def typed(self) -> dict[str, str]:
        """Every field of the form as the form shows it, and each of its children's."""
        own = {field.name: field.show(getattr(self, field.name)) for field in self.FIELDS}
        for kind in self.CHILDREN:
            own |= kind.texts(getattr(self, kind.name))
        return own

    @classmethod
    def children_of(cls, name: str) -> Children | None:
        """The kind of children that a text belongs to, by its name; None where it is the form's."""
        return next((kind for kind in cls.CHILDREN if kind.owns(name)), None)

    @classmethod
    def part(cls, name: str) -> tuple[Field, ...]:
        """The fields that one part of the form has; a subclass says which."""
        return cls.FIELDS

    @classmethod
    def children_behind(cls, name: str) -> tuple[Children, ...]:
        """The kinds of children that the form shows behind this field."""
        return tuple(kind for kind in cls.CHILDREN if kind.follows == name)

    @classmethod
    def blank(cls) -> Draft:
        """A draft of a new record."""
        typed = cls().typed()
        return Draft(cls.TOPIC, base=dict(typed), typed=typed)

    @classmethod
    def is_typed_into(cls, draft: Draft) -> bool:
        """Whether there is anything to lose."""
        return bool(draft.changed.difference(*(kind.untouched(draft) for kind in cls.CHILDREN)))

    @classmethod
    def tidied(cls, typed: Typed) -> dict[str, str]:
        """What was typed, each thing in the field where it belongs; a subclass says how."""
        return dict(typed)

    @classmethod
    def completed(cls, name: str, typed: Typed) -> dict[str, str]:
        """What empty fields are to hold when this one was left; a subclass says what."""
        return {}

    @classmethod
    def read_block(cls, text: str) -> dict[str, str]:
        """What stands in a text that was pasted, by field; a subclass says how it is read."""
        return {}

    @classmethod
    def length_of(cls, name: str) -> int | None:
        """The greatest number of characters of a field, if it has one."""
        length = cls._meta.fields_map[name].constraints.get("max_length")
        return int(length) if length is not None else None

    @classmethod
    def errors_in(cls, typed: Typed) -> dict[str, str]:
        """A French sentence for each field that cannot be saved as typed."""
        return cls._clean(typed)[1]

    @classmethod
    def readable(cls, typed: Typed) -> dict[str, Any]:
        """The values of the fields that can be read as typed; the others are left out."""
        return cls._clean(typed)[0]

    @classmethod
    def checked(cls, typed: Typed) -> dict[str, Any]:
        """The values to store for what was typed; raises Invalid."""
        values, errors = cls._clean(typed)
        if errors:
            raise Invalid(errors)
        return values

    @classmethod
    def _clean(cls, typed: Typed) -> tuple[dict[str, Any], dict[str, str]]:
        values: dict[str, Any] = {}
        errors: dict[str, str] = {}
        for field in cls.FIELDS:
            applies = field.applies(typed)
            try:
                value = field.clean(typed.get(field.name, "") if applies else "", typed)
                if applies:
                    cls._check_length(field, value)
                values[field.name] = value
            except ValueError as error:
                errors[field.name] = str(error)
        for kind in cls.CHILDREN:
            values[kind.name], wrong = kind.read(typed)
            errors |= wrong
        return values, {**cls.errors_between(values, typed), **errors}

    @classmethod
    def _check_length(cls, field: Field, value: Any) -> None:
        if not isinstance(value, str):
            return
        if field.is_required and not value:
            raise ValueError(f"{cls.label_of(field.name)} : à remplir.")
        limit = cls.length_of(field.name)
        if limit is not None and len(value) > limit:
            raise ValueError(
                f"{number(limit)} caractères au plus ; il y en a {number(len(value))}."
            )

    @classmethod
    def errors_between(cls, values: dict[str, Any], typed: Typed) -> dict[str, str]:
        """Errors that only several fields together show; a subclass says which."""
        return {}

    @classmethod
    def order_of_fields(cls) -> list[str]:
        return [*(field.name for field in cls.FIELDS), *super().order_of_fields()]

    @classmethod
    def worded(cls, name: str, text: str) -> str:
        if kind := cls.children_of(name):
            return kind.worded(name, text)
        field = next((one for one in cls.FIELDS if one.name == name), None)
        return field.worded(text) if field else text

    @classmethod
    def label_of(cls, name: str) -> str:
        kind = cls.children_of(name)
        return kind.label_of(name) if kind else super().label_of(name)
