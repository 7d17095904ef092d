"""What becomes of the clients that bear a tag when it is renamed, merged or deleted."""

from __future__ import annotations

from models.clients.client import Client
from models.clients.tag import depend_on_tags
from models.clients.tagging import bearers_of, with_tags
from models.permissions import Staff


async def retag(tag_id: int, before: str, after: str, by: Staff) -> None:
    """Have the clients that bear a tag bear another name, or none, inside the open transaction."""
    retype = with_tags([after] if after else [], [before])
    await Client.retype_many(await bearers_of(tag_id), retype, by=by, is_forced=True)


depend_on_tags(retag)
