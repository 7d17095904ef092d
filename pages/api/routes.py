"""The routes of what programs ask, and how each refusal of the models is told."""

from __future__ import annotations

import re
from collections.abc import Awaitable, Callable
from typing import Any

import orjson
from starlette.requests import ClientDisconnect, Request
from starlette.responses import Response
from starlette.routing import BaseRoute, Mount, Route, Router
from starlette.types import Receive, Scope, Send

from components.tab import note_fault
from models.attachments import MOST_BYTES
from models.database import outage_of
from models.errors import Invalid, Refused
from models.log import REFUSALS
from models.permissions import NotAllowed
from models.records import Conflict
from models.staff import MissingScope, OtherRequest, TooMany, UnderWay, WrongToken
from pages.api.openapi import description
from pages.api.operation import Operation
from pages.api.resources import FILE
from pages.api.table import OPERATIONS
from pages.web import API, Problem, take_files

NOWHERE = "Cette adresse n’existe pas."
WELL_KNOWN = "/openapi.json"
SHORTLY, SOON = "1", "5"
"""Seconds."""

Answer = Callable[[Request], Awaitable[Response]]


def api() -> list[BaseRoute]:
    """All of it under one address, which no cookie opens, and that address itself."""
    by_path: dict[str, dict[str, Answer]] = {WELL_KNOWN: {"GET": _describe}}
    for one in OPERATIONS:
        by_path.setdefault(one.path, {})[one.method] = _answering(one)
    routes = [Route(path, _Endpoint(methods)) for path, methods in by_path.items()]
    take_files(f"{API}/{FILE.name}", MOST_BYTES)
    mount = Mount(API, Router(routes, redirect_slashes=False, default=_nowhere))
    mount.path_regex = re.compile(
        mount.path_regex.pattern, re.DOTALL
    )  # an address may have any sign
    return [Route(API, _Endpoint({})), mount]


class _Endpoint:
    """One address, with what each method does there."""

    def __init__(self, methods: dict[str, Answer]) -> None:
        self._methods = methods

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        request = Request(scope, receive)
        await (await self._response(request))(scope, receive, send)

    async def _response(self, request: Request) -> Response:
        """HEAD is answered as GET is, of which the server sends the headers alone."""
        if not self._methods:
            return Problem(404, NOWHERE).response
        asked = "GET" if request.method == "HEAD" else request.method
        if answer := self._methods.get(asked):
            response = await answer(request)
            return response if asked == request.method else _head_of(response)
        further = {"HEAD", "OPTIONS"} if "GET" in self._methods else {"OPTIONS"}
        allowed = ", ".join(sorted(further | self._methods.keys()))
        if asked == "OPTIONS":
            return Response(status_code=204, headers={"Allow": allowed})
        sentence = f"Cette adresse connaît {allowed}."
        return Problem(405, sentence, headers={"Allow": allowed}).response


def _head_of(response: Response) -> Response:
    """The same without its body, of which the headers tell how long it is."""
    head = Response(status_code=response.status_code)
    head.raw_headers = response.raw_headers
    return head


async def _describe(_request: Request) -> Response:
    return Response(orjson.dumps(description()), media_type="application/json")


async def _nowhere(scope: Scope, receive: Receive, send: Send) -> None:
    await Problem(404, NOWHERE).response(scope, receive, send)


def _answering(one: Operation) -> Answer:
    async def answer(request: Request) -> Response:
        try:
            return await one.answer(request)
        except ClientDisconnect:  # it was too much, or cut off: the guard says so
            raise
        except Exception as error:  # whatever it is, a program is told in the same form
            return problem_of(error, request).response

    return answer


def problem_of(error: Exception, request: Request) -> Problem:
    """How a refusal of the models is told; a fault by its reference alone."""
    if outage := outage_of(error):
        return Problem(503, str(outage), headers={"Retry-After": SOON})
    sentence = str(error)
    match error:
        case Problem():
            return error
        case WrongToken():
            address = request.client.host if request.client else ""
            REFUSALS.note("wrong token", address)
            return Problem(401, sentence, headers={"WWW-Authenticate": "Bearer"})
        case TooMany():
            return Problem(429, sentence, headers={"Retry-After": str(error.seconds)})
        case MissingScope():
            return Problem(403, sentence, code="missing_scope")
        case NotAllowed():
            return Problem(403, sentence)
        case OtherRequest():
            return Problem(422, sentence, code="key_reused")
        case UnderWay():
            return Problem(409, sentence, code="in_progress", headers={"Retry-After": SHORTLY})
        case Conflict():
            return Problem(412, sentence, errors=_clashes(error))
        case Invalid():
            return Problem(422, sentence, errors=error.errors)
        case Refused():
            return Problem(409, sentence)
    reference = note_fault(error)
    return Problem(500, f"Une erreur est survenue (référence {reference}).")


def _clashes(conflict: Conflict) -> dict[str, Any]:
    return {one.name: f"{one.label} : maintenant « {one.stored} »." for one in conflict.clashes}
