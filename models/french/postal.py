"""A postal address: as on an envelope, and on a map."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, fields
from typing import Any, Self

from models.french.countries import is_france
from models.french.maps import maps_url


@dataclass(frozen=True)
class Postal:
    street: str = ""
    street2: str = ""
    postcode: str = ""
    city: str = ""
    country: str = ""

    @classmethod
    def of(cls, record: Any) -> Self:
        """That of a record or of texts which have its parts by these names."""
        read = record.get if isinstance(record, Mapping) else lambda name: getattr(record, name)
        return cls(**{field.name: read(field.name) or "" for field in fields(cls)})

    @property
    def lines(self) -> list[str]:
        """As on an envelope, without its empty lines."""
        town = " ".join(part for part in (self.postcode, self.city) if part)
        abroad = "" if is_france(self.country) else self.country
        return [line for line in (self.street, self.street2, town, abroad) if line]

    @property
    def maps_link(self) -> str | None:
        """Google Maps at this address, or None while too little of it is known."""
        return maps_url(self.street, self.street2, self.postcode, self.city, self.country)
