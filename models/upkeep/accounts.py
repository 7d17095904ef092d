"""Which accounts a backup changes: who could come in again, and with which secret."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from typing import Any

Accounts = Mapping[str, Mapping[str, Any]]
"""By the folded name, the columns of an account, as far as its database has them."""


def accounts_of(rows: Iterable[Mapping[str, Any]]) -> Accounts:
    return {str(row["key"]): row for row in rows}


def changes(before: Accounts, after: Accounts) -> list[str]:
    """A French line for each account that is another one afterwards."""
    lines = []
    for key in sorted({*before, *after}):
        said = _said(before.get(key), after.get(key))
        if said:
            name = (after.get(key) or before[key])["name"]
            lines.append(f"{name} : {', '.join(said)}")
    return lines


def _said(before: Mapping[str, Any] | None, after: Mapping[str, Any] | None) -> list[str]:
    if after is None:
        return ["disparaît"]
    if before is None:
        return ["revient" if after["disabled_at"] is None else "revient, désactivé"]
    said = []
    if before["role"] != after["role"]:
        said.append(f"de nouveau {after['role']} (était {before['role']})")
    if before["password_hash"] != after["password_hash"]:
        said.append("mot de passe d’alors")
    if before["pin_hash"] != after["pin_hash"]:
        said.append("code PIN d’alors")
    if before.get("totp_secret", "") != after.get("totp_secret", ""):
        said.append("connexion en deux étapes comme alors")
    if (before["disabled_at"] is None) != (after["disabled_at"] is None):
        said.append("de nouveau actif" if after["disabled_at"] is None else "de nouveau désactivé")
    return said
