"""THE table of document kinds: their stages, statuses, moves and words."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from types import MappingProxyType

from models.documents.kind import (
    Kind,
    Move,
    Need,
    Stage,
    Status,
    Step,
)


def _move(
    code: str,
    label: str,
    sources: set[Status],
    target: Status,
    *,
    reason: bool = False,
    makes: tuple[str, str, Status] | None = None,
    stamps: str | None = None,
    danger: bool = False,
    needs: tuple[Need, ...] = (),
    by_itself: bool = False,
) -> Move:
    return Move(
        *(code, label, frozenset(sources), target, reason, makes, stamps, danger),
        *(frozenset(needs), by_itself),
    )


def _quote(title: str, target: tuple[str, str, Status], transform: str) -> Stage:
    again = (target[0], "quote", Status.DRAFT)
    return Stage(
        code="quote",
        label="Devis",
        title=title,
        steps=(
            Step(Status.DRAFT, "Brouillon"),
            Step(Status.SENT, "Envoyé"),
            Step(Status.ACCEPTED, "Accepté"),
            Step(Status.REFUSED, "Refusé", is_open=False),
            Step(Status.EXPIRED, "Expiré", is_open=False, derived_from=Status.SENT),
            Step(Status.TRANSFORMED, "Transformé", is_open=False),
            Step(Status.REPLACED, "Remplacé", is_open=False),
            Step(Status.CANCELLED, "Annulé", is_open=False),
        ),
        moves=(
            _move("send", "Marquer envoyé", {Status.DRAFT}, Status.SENT, needs=(Need.LINES,)),
            _move(
                "accept",
                "Marquer accepté",
                {Status.DRAFT, Status.SENT},
                Status.ACCEPTED,
                needs=(Need.LINES,),
            ),
            _move(
                "transform",
                transform,
                {Status.ACCEPTED},
                Status.TRANSFORMED,
                makes=target,
                needs=(Need.CLIENT,),
            ),
            _move("refuse", "Marquer refusé", {Status.SENT}, Status.REFUSED),
            _move(
                "revise",
                "Nouvelle version",
                {Status.SENT, Status.ACCEPTED},
                Status.REPLACED,
                makes=again,
            ),
            _move(
                "cancel",
                "Annuler le devis",
                {Status.DRAFT, Status.SENT, Status.ACCEPTED},
                Status.CANCELLED,
                danger=True,
            ),
        ),
    )


def _billing(done: Status) -> tuple[Move, ...]:
    """How every order and contract ends once the work is done."""
    return (
        _move("bill", "Tout est facturé", {done}, Status.BILLED, by_itself=True),
        _move(
            "close_unbilled",
            "Clôturer sans facture",
            {done},
            Status.CLOSED_UNBILLED,
            reason=True,
        ),
    )


def _cancel(label: str, *sources: Status) -> Move:
    return _move("cancel", label, set(sources), Status.CANCELLED, reason=True, danger=True)


INTERVENTION = Kind(
    code="intervention",
    label="Intervention",
    plural="Interventions",
    with_article="une intervention",
    path="/interventions",
    date_fields=("planned_on",),
    stages=(
        _quote(
            "Devis d’intervention",
            ("intervention", "work_order", Status.TO_PLAN),
            "Transformer en ordre",
        ),
        Stage(
            code="work_order",
            label="Ordre",
            title="Ordre d’intervention",
            is_contract=True,
            steps=(
                Step(Status.TO_PLAN, "À planifier"),
                Step(Status.PLANNED, "Planifiée"),
                Step(Status.IN_PROGRESS, "En cours"),
                Step(Status.DONE, "Terminée"),
                Step(Status.BILLED, "Facturée", is_open=False),
                Step(Status.CLOSED_UNBILLED, "Clôturée sans facture", is_open=False),
                Step(Status.CANCELLED, "Annulée", is_open=False),
            ),
            moves=(
                _move("plan", "Planifier", {Status.TO_PLAN}, Status.PLANNED),
                _move(
                    *("start", "Démarrer", {Status.PLANNED}, Status.IN_PROGRESS),
                    needs=(Need.CLIENT,),
                ),
                _move(
                    "finish", "Terminer", {Status.IN_PROGRESS}, Status.DONE, stamps="finished_at"
                ),
                *_billing(Status.DONE),
                _cancel(
                    "Annuler l’intervention", Status.TO_PLAN, Status.PLANNED, Status.IN_PROGRESS
                ),
            ),
        ),
    ),
)

RENTAL = Kind(
    code="rental",
    label="Location",
    plural="Locations",
    with_article="une location",
    path="/locations",
    date_fields=("starts_at", "ends_at"),
    stages=(
        _quote("Devis de location", ("rental", "contract", Status.DRAFT), "Transformer en contrat"),
        Stage(
            code="contract",
            label="Contrat",
            title="Contrat de location",
            is_contract=True,
            steps=(
                Step(Status.DRAFT, "Brouillon"),
                Step(Status.RESERVED, "Réservé"),
                Step(Status.OUT, "Sorti"),
                Step(Status.LATE, "En retard", derived_from=Status.OUT),
                Step(Status.RETURNED, "Retourné"),
                Step(Status.BILLED, "Facturé", is_open=False),
                Step(Status.CLOSED_UNBILLED, "Clôturé sans facture", is_open=False),
                Step(Status.CANCELLED, "Annulé", is_open=False),
            ),
            moves=(
                _move(
                    *("reserve", "Réserver", {Status.DRAFT}, Status.RESERVED),
                    needs=(Need.CLIENT,),
                ),
                _move(
                    "hand_out",
                    "Marquer sorti",
                    {Status.RESERVED},
                    Status.OUT,
                    stamps="departed_at",
                    needs=(Need.CLIENT, Need.PERIOD),
                ),
                _move(
                    "take_back",
                    "Marquer retourné",
                    {Status.OUT},
                    Status.RETURNED,
                    stamps="returned_at",
                ),
                *_billing(Status.RETURNED),
                _cancel("Annuler le contrat", Status.DRAFT, Status.RESERVED),
            ),
        ),
    ),
)

SALE = Kind(
    code="sale",
    label="Vente",
    plural="Ventes",
    with_article="une vente",
    path="/ventes",
    date_fields=("planned_on",),
    stages=(
        Stage(
            code="order",
            label="Commande",
            title="Commande",
            is_contract=True,
            steps=(
                Step(Status.CONFIRMED, "Confirmée"),
                Step(Status.PREPARED, "Préparée"),
                Step(Status.DELIVERED, "Livrée"),
                Step(Status.BILLED, "Facturée", is_open=False),
                Step(Status.CLOSED_UNBILLED, "Clôturée sans facture", is_open=False),
                Step(Status.CANCELLED, "Annulée", is_open=False),
            ),
            moves=(
                _move("prepare", "Marquer préparée", {Status.CONFIRMED}, Status.PREPARED),
                _move(
                    "deliver",
                    "Marquer livrée",
                    {Status.PREPARED},
                    Status.DELIVERED,
                    stamps="finished_at",
                    needs=(Need.CLIENT,),
                ),
                *_billing(Status.DELIVERED),
                _cancel("Annuler la commande", Status.CONFIRMED, Status.PREPARED),
            ),
        ),
        _quote("Devis de vente", ("sale", "order", Status.CONFIRMED), "Transformer en commande"),
    ),
)

_ISSUE = _move(
    "issue", "Émettre", {Status.DRAFT}, Status.ISSUED, stamps="issued_at", by_itself=True
)

INVOICE = Kind(
    code="invoice",
    label="Facture",
    plural="Factures",
    with_article="une facture",
    path="/factures",
    date_fields=("due_on",),
    stages=(
        Stage(
            code="invoice",
            label="Facture",
            title="Facture",
            steps=(
                Step(Status.DRAFT, "Brouillon"),
                Step(Status.ISSUED, "Émise"),
                Step(Status.PARTLY_PAID, "Partiellement payée", derived_from=Status.ISSUED),
                Step(Status.LATE, "En retard", derived_from=Status.ISSUED),
                Step(Status.PAID, "Payée", is_open=False, derived_from=Status.ISSUED),
                Step(Status.CANCELLED, "Annulée", is_open=False, derived_from=Status.ISSUED),
                Step(Status.WRITTEN_OFF, "Irrécouvrable", is_open=False),
            ),
            moves=(
                _ISSUE,
                _move(
                    "write_off",
                    "Passer en irrécouvrable",
                    {Status.ISSUED},
                    Status.WRITTEN_OFF,
                    reason=True,
                    danger=True,
                    needs=(Need.DUE,),
                ),
            ),
        ),
        Stage(
            code="credit_note",
            label="Avoir",
            title="Avoir",
            steps=(
                Step(Status.DRAFT, "Brouillon"),
                Step(Status.ISSUED, "Émis"),
                Step(Status.PAID, "Soldé", is_open=False, derived_from=Status.ISSUED),
            ),
            moves=(_ISSUE,),
        ),
    ),
)

KINDS: Mapping[str, Kind] = MappingProxyType(
    {kind.code: kind for kind in (INTERVENTION, RENTAL, SALE, INVOICE)}
)


def every_stage() -> Iterator[tuple[Kind, Stage]]:
    """Each kind with each of its stages."""
    return ((kind, stage) for kind in KINDS.values() for stage in kind.stages)


OPEN = frozenset(step.status for _, stage in every_stage() for step in stage.steps if step.is_open)
"""The statuses that block the deletion of a client; a status is open in every stage or in none."""
