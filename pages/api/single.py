"""What the firm has one of: its form, how it counts rentals, the server of its mail, its logo."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

from models.catalogue import RentalSettings
from models.company import MOST_LOGO_BYTES, Company, keep_logo, logo_png
from models.mail import MailServer
from models.permissions import Permission
from models.records import ID, MOMENT, Only, Schema, as_json, as_typed, field_schema, nullable
from models.staff import Scope
from pages.api.operation import Asked, Operation, Reply, address_of, etag
from pages.api.resource import Shown
from pages.web import API, Problem, take_files

READ, WRITE = Scope.READ_SETTINGS, Scope.WRITE_SETTINGS
LOGO = "/settings/logo"
PASSWORD: Schema = {
    "type": "object",
    "properties": {"password": {"type": "string", "maxLength": 400}},
    "required": ["password"],
    "additionalProperties": False,
}


@dataclass(frozen=True)
class Single:
    """The one record of its kind, under « /settings »."""

    name: str
    label: str
    model: type[Only]
    example: Mapping[str, Any]
    shown: tuple[Shown, ...] = ()

    # --- shapes -----------------------------------------------------------------------------

    @property
    def schema_name(self) -> str:
        return f"{self.name.title()}Settings"

    def _own_schema(self) -> dict[str, Schema]:
        return {one.name: field_schema(self.model, one) for one in self.model.FIELDS}

    def schema(self) -> Schema:
        own = {"version": ID, "updated_at": nullable(MOMENT)}
        own |= {one.name: one.schema for one in self.shown} | self._own_schema()
        return {"type": "object", "properties": own, "required": [*own]}

    def change_schema(self) -> Schema:
        own = self._own_schema()
        return {"type": "object", "properties": own, "additionalProperties": False}

    def json(self, record: Only) -> dict[str, Any]:
        names = ("version", "updated_at", *(one.name for one in self.model.FIELDS))
        said = {name: as_json(getattr(record, name)) for name in names}
        return said | {one.name: one.of(record) for one in self.shown}

    # --- doing ------------------------------------------------------------------------------

    async def get(self, asked: Asked) -> Reply:
        asked.by.need(Permission.SETTINGS)
        return await self.reply()

    async def patch(self, asked: Asked) -> Reply:
        record = await self.versioned(asked)
        draft = record.draft()
        fields = {one.name: one for one in self.model.FIELDS}
        draft.typed |= {name: as_typed(fields[name], value) for name, value in asked.body.items()}
        await self.model.amend(draft, by=asked.by)
        return await self.reply()

    async def versioned(self, asked: Asked) -> Only:
        """What is about to be changed, if it is as the program has read it."""
        asked.by.need(Permission.SETTINGS)
        record = await self.model.current()
        asked.check_version(record, self.json(record))
        return record

    async def reply(self) -> Reply:
        record = await self.model.current()
        headers = {"ETag": etag(record), "Location": address_of("settings", self.name)}
        return Reply(self.json(record), headers=headers)

    def operations(self) -> list[Operation]:
        path, one = f"/settings/{self.name}", f"{self.name}_settings"
        return [
            Operation(
                *("GET", path, f"get_{one}", f"{self.label} : lire", READ, self.get),
                answers=self.schema_name,
            ),
            Operation(
                *("PATCH", path, f"change_{one}", f"{self.label} : changer", WRITE, self.patch),
                answers=self.schema_name,
                takes=self.change_schema,
                example=self.example,
                needs_version=True,
            ),
        ]


FIRM = Single(
    "firm",
    "L’entreprise",
    Company,
    {"rental_policy": "quote"},
    (Shown("logo", {"type": "string"}),),
)
RENTAL = Single("rental", "Règles de location", RentalSettings, {"grace": 30})
MAIL = Single(
    "mail",
    "Courrier électronique",
    MailServer,
    {"host": "smtp.example.fr", "sender": "contact@example.fr"},
    (Shown("has_password", {"type": "boolean"}),),
)
SINGLES = (FIRM, RENTAL, MAIL)


async def _show_logo(asked: Asked) -> Reply:
    asked.by.need(Permission.SETTINGS)
    content = await logo_png((await Company.current()).logo)
    if content is None:
        raise Problem(404, "Il n’y a pas de logo.")
    return Reply(content, media="image/png")


async def _keep_logo(asked: Asked) -> Reply:
    await FIRM.versioned(asked)
    await keep_logo(asked.body, by=asked.by)
    return await FIRM.reply()


async def _remove_logo(asked: Asked) -> Reply:
    await FIRM.versioned(asked)
    await Company.show_logo("", by=asked.by)
    return await FIRM.reply()


async def _set_password(asked: Asked) -> Reply:
    asked.by.need(Permission.SETTINGS)
    await MailServer.set_password(asked.body["password"], by=asked.by)
    return await MAIL.reply()


async def _shown_mail(_location: str, _asked: Asked) -> Reply:
    return await MAIL.reply()


def single_operations() -> list[Operation]:
    take_files(f"{API}{LOGO}", MOST_LOGO_BYTES)
    firm = FIRM.schema_name
    return [
        *(made for one in SINGLES for made in one.operations()),
        Operation(*("GET", LOGO, "get_logo", "Le logo", READ, _show_logo), media="image/png"),
        Operation(
            *("PUT", LOGO, "put_logo", "Remplacer le logo (If-Match : l’ETag de l’entreprise)"),
            *(WRITE, _keep_logo, firm),
            takes_bytes=True,
            needs_version=True,
        ),
        Operation(
            *("DELETE", LOGO, "remove_logo", "Le logo : aucun, selon l’ETag de l’entreprise"),
            *(WRITE, _remove_logo, firm),
            needs_version=True,
        ),
        Operation(
            *("POST", "/settings/mail/password", "set_mail_password"),
            *("Le mot de passe du courrier, montré nulle part", WRITE, _set_password),
            answers=MAIL.schema_name,
            takes=lambda: PASSWORD,
            example={"password": "…"},
            replay=_shown_mail,
        ),
    ]
