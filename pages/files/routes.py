"""The routes of files: each asks for session and right, and none runs what a file holds."""

from __future__ import annotations

from collections.abc import Awaitable, Callable

from fastapi import APIRouter, HTTPException, Request, Response

from models.attachments import FILES, MOST_BYTES, Attachment
from models.errors import Refused
from models.integers import integer_in
from models.permissions import Permission
from pages.web import SANDBOXED, disposition, seat_in, take_files

FILES_PATH = "/api/fichiers"
ROUTES = APIRouter()
WEBP = "image/webp"
take_files(FILES_PATH, MOST_BYTES)


@ROUTES.post(FILES_PATH)
async def take(request: Request) -> dict[str, int]:
    """Keep the body of the request as a file of the record that the address names."""
    by = seat_in(request.scope).staff
    topic, name = (request.query_params.get(one, "") for one in ("de", "nom"))
    record_id = integer_in(request.query_params.get("id", "")) or 0
    needed = Attachment.permission_to_add(topic)
    if needed is None:
        raise HTTPException(404, "Cette fiche n’a pas de fichiers.")
    if reason := by.refusal(needed):
        raise HTTPException(403, reason)
    try:
        kept = await Attachment.receive(topic, record_id, name, await request.body(), by=by)
    except Refused as refusal:
        raise HTTPException(422, str(refusal)) from None
    return {"id": kept.id}


Sent = Callable[[Request, Attachment], Awaitable[Response]]


async def _found(request: Request) -> Attachment:
    """The file that the address names, for who may see records."""
    if reason := seat_in(request.scope).staff.refusal(Permission.SEE):
        raise HTTPException(403, reason)
    found = await Attachment.get_or_none(id=integer_in(request.path_params["id"]))
    if found is None:
        raise HTTPException(404, "Ce fichier n’existe pas.")
    return found


async def _whole(request: Request, file: Attachment) -> Response:
    """Pictures and papers to look at, anything else only to take away."""
    is_shown = (file.is_image or file.is_paper) and "telecharger" not in request.query_params
    answer = Response(await file.content(), media_type=file.media)
    answer.headers["Content-Disposition"] = disposition(file.name, is_shown=is_shown)
    return answer


async def _thumbnail(_request: Request, file: Attachment) -> Response:
    if not file.thumbnail:
        raise HTTPException(404, "Ce fichier n’a pas de vignette.")
    return Response(await FILES.get(file.thumbnail), media_type=WEBP)


async def _page(request: Request, file: Attachment) -> Response:
    if not file.is_paper:
        raise HTTPException(404, "Ce fichier n’a pas de pages.")
    page = integer_in(request.path_params["page"]) or 0
    return Response(await file.picture_of_page(page), media_type=WEBP)


def _answering(send: Sent) -> Callable[[Request], Awaitable[Response]]:
    """The browser may keep a file, and asks each time whether it may still show it."""

    async def answer(request: Request) -> Response:
        file = await _found(request)
        tag = f'"{file.file}"'
        headers = {"Cache-Control": "private, no-cache", "ETag": tag, **SANDBOXED}
        if request.headers.get("if-none-match") == tag:
            return Response(status_code=304, headers=headers)
        try:
            answer = await send(request, file)
        except Refused as refusal:
            raise HTTPException(404, str(refusal)) from None
        answer.headers.update(headers)
        return answer

    return answer


ROUTES.get(f"{FILES_PATH}/{{id}}")(_answering(_whole))
ROUTES.get(f"{FILES_PATH}/{{id}}/vignette")(_answering(_thumbnail))
ROUTES.get(f"{FILES_PATH}/{{id}}/pages/{{page}}")(_answering(_page))
