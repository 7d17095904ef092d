"""« Exporter les données »: all that is held of a client in one file, sent while it is made."""

from __future__ import annotations

from fastapi import APIRouter, HTTPException, Request, Response
from fastapi.responses import StreamingResponse

from models.clients import Client, held_of, name_of_package, parts_of
from models.integers import integer_in
from models.permissions import Permission
from models.printing import print_personal_data
from pages.web import disposition, seat_in, zipped

ADDRESS = "/api/clients/donnees"
PACKAGE_ROUTES = APIRouter()


def address_of(client: Client) -> str:
    """Where the package is fetched."""
    return f"{ADDRESS}?id={client.id}"


@PACKAGE_ROUTES.get(ADDRESS)
async def send_package(request: Request) -> Response:
    """The ZIP of a client, for who may take data along."""
    by = seat_in(request.scope).staff
    if reason := by.refusal(Permission.EXPORT):
        raise HTTPException(403, reason)
    client = await Client.get_or_none(id=integer_in(request.query_params.get("id", "")))
    if client is None or client.anonymised_at:
        raise HTTPException(404, "Ce client n’existe pas.")
    held = await held_of(client, by=by)
    paper = await print_personal_data(client.name, held.sections)
    body = zipped(parts_of(held, paper))
    headers = {"Content-Disposition": disposition(name_of_package(client))}
    return StreamingResponse(body, media_type="application/zip", headers=headers)
