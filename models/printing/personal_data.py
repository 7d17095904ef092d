"""All that is held of a client, as a paper to read."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from datetime import UTC, datetime

import orjson

from models.company import Company
from models.french.wording import long_date, today
from models.printing import press
from models.printing.sheet import prepared

TEMPLATE = "personal_data.typ"


Sections = Mapping[str, Sequence[Mapping[str, str]]]
"""By its heading each section, row by row a text for each label."""


async def print_personal_data(name: str, sections: Sections) -> bytes:
    """The paper: a table for each row, under the heading of its section."""
    firm = (await Company.current()).name or "Comptoir"
    words = prepared(
        {
            "firm": firm,
            "name": name,
            "dated": long_date(today()),
            "sections": [
                [title, [list(map(list, row.items())) for row in rows]]
                for title, rows in sections.items()
            ],
        }
    )
    inputs = {"data": orjson.dumps(words).decode()}
    made_at = int(datetime.now(UTC).timestamp())
    return await press.beside(lambda: press.pdf(inputs, made_at, TEMPLATE))
