"""A list of clients comes in checked, without doubles, whole or not at all, and goes again."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import UTC, datetime
from typing import Any

import pytest

from models.clients import Client, clients_csv, clients_xlsx
from models.clients.import_words import HEADINGS
from models.clients.tagging import Tagging
from models.demo import fill
from models.errors import Refused
from models.french.wording import today
from models.imports import (
    IMPORTABLES,
    IN_FILE,
    NO_ROW,
    Import,
    Mode,
    Preparation,
    Run,
    SavedMapping,
    Sheet,
    State,
    join,
    read_sheet,
    sweep,
    undo_import,
)
from models.imports.batch import SILENCE
from models.mail import OutgoingMail
from models.permissions import PERMISSIONS, Permission, Role, Staff
from models.records import first_break
from tests.factories import ANYBODY, make_client, make_document, retyped

SIRET = "73282932000074"
pytestmark = pytest.mark.usefixtures("database")


async def prepared(*rows: Sequence[str]) -> Preparation:
    preparation = Preparation(IMPORTABLES[Client.TOPIC], "clients.csv", Sheet(rows))
    await preparation.check()
    return preparation


async def import_(*rows: Sequence[str]) -> Import:
    return (await Run(await prepared(*rows), ANYBODY).carry_out()).batch


def figures(preparation: Preparation) -> tuple[int, ...]:
    """Created, changed, unchanged, ignored, wrong."""
    found = preparation.figures()
    return (found.created, found.changed, found.unchanged, found.ignored, found.wrong)


async def test_rows_become_clients_as_the_form_would_make_them() -> None:
    batch = await import_(
        ("Civilité", "Nom", "Prénom", "Société", "CP", "Ville", "Tél.", "Portable", "N° SIRET"),
        ("", "", "", "Garage Morel", "1000", "Bourg", "474221212", "", "732 829 320 00074"),
        ("Monsieur", "Ny", "Loïc", "", "29200", "Brest", "", "06.12.34.56.78", ""),
    )

    garage, person = await Client.all().order_by("id")
    assert (garage.code, garage.postcode, garage.phone) == ("C00001", "01000", "+33474221212")
    assert (garage.siret, garage.siren) == (SIRET, SIRET[:9])
    assert (person.kind, person.name, person.mobile) == ("person", "M. Loïc Ny", "+33612345678")
    assert (batch.created, batch.state) == (2, State.DONE)
    for client in (garage, person):
        assert client.search == client.search_text()
        made_by_form = await make_client(
            **{k: v for k, v in client.typed().items() if "." not in k}
        )
        assert vars(made_by_form).keys() == vars(client).keys()
        assert made_by_form.sort_key == client.sort_key
    assert await first_break() is None


async def test_a_mandate_changes_no_way_of_paying_that_is_known() -> None:
    by_transfer = await make_client("Morel", siret=SIRET, payment_mode="transfer")
    unknown = await make_client("Durand", siret="55208131766522")
    await import_(("Nom", "SIRET", "RUM"), ("Morel", SIRET, "R1"), ("Durand", unknown.siret, "R2"))
    for known, mode in ((by_transfer, "transfer"), (unknown, "debit")):
        assert (await Client.get(id=known.id)).payment_mode == mode


async def test_words_for_nothing_leave_names_and_countries_alone() -> None:
    await import_(("Nom", "Pays", "Contact"), ("Null", "NC", "n/a"))
    client = await Client.get()
    assert (client.name, client.country, client.contact) == ("Null", "Nouvelle-Calédonie", "")


async def test_a_saved_mapping_is_for_files_that_name_their_columns() -> None:
    rows = [["a@exemple.fr", "Morel"], ["b@exemple.fr", "Durand"]]
    preparation = await prepared(*rows)
    assert preparation.matched.row == NO_ROW
    assert not preparation.remembered_as(preparation.matched.remembered())


async def test_no_cell_is_left_out_in_silence() -> None:
    preparation = await prepared(
        ("Nom", "Type", "Tél", "RUM", "Signé", "IBAN", "SIRET"),
        ("A", "", "n/a", "RUM 1", "", "FR76 3000 6000 0112 3456 7890 189", ""),
        ("B", "", "", "", "", "FR76 3000 6000 0112 3456 7890 189", ""),
        ("NY Loïc", "Particulier", "", "", "", "", SIRET),
        ("#N/A", "", "#REF!", "", "", "", ""),
        ("Null", "", "", "", "", "", ""),
    )
    said = [(line, label) for line, label, _ in preparation.said()]
    assert said == [
        *((2, "Mode de règlement"), (2, "Téléphone"), (3, "IBAN du client")),
        (4, "SIRET"),
    ]
    assert [(one.line, one.field, one.proposal) for one in preparation.wrong()] == [
        *((5, "name", ""), (5, "phone", "")),
    ]
    await Run(preparation, ANYBODY).carry_out()
    debited = await Client.get(name="A")
    assert (debited.payment_mode, debited.mandate, debited.iban[:4]) == ("debit", "RUM 1", "FR76")


async def test_a_proposal_is_one_that_can_be_taken() -> None:
    preparation = await prepared(
        ("Nom", "E-mail", "Code postal"),
        ("A", "a@b.fr ; c@d.fr", "29200"),
        ("B", "a@b,fr", "29200"),
        ("C", "pas de mail", "2A004"),
    )
    assert [(one.line, one.field, one.proposal) for one in preparation.wrong()] == [
        *((2, "email", "a@b.fr"), (3, "email", "a@b.fr")),
        *((4, "email", ""), (4, "postcode", "")),
    ]
    await preparation.take_proposals()
    assert {one.line for one in preparation.wrong()} == {4}


async def test_zeros_that_were_given_back_are_said() -> None:
    preparation = await prepared(
        ("Société", "CP", "Pays"), ("A", "1000", ""), ("B", "1000", "Belgique")
    )
    assert list(preparation.said()) == [
        (2, "Code postal", "Zéro de tête rendu : 1000 devient 01000.")
    ]


async def test_contacts_and_addresses_are_further_columns() -> None:
    await import_(
        (
            "Société",
            "Contact 2",
            "Contact 2 - Tél",
            "Contact 2 rôles",
            "Adresse de livraison",
            "CP livraison",
        ),
        ("A", "Zoé", "612345678", "Chantier et atelier", "quai 3", "29200"),
    )

    (client,) = await Client.all()
    ((contact,), (address,)) = client.contacts, client.addresses
    assert (contact["name"], contact["phone"], contact["roles"]) == (
        "Zoé",
        "+33612345678",
        "site,workshop",
    )
    assert (address["street"], address["postcode"], address["uses"]) == (
        "quai 3",
        "29200",
        "delivery",
    )


async def test_contacts_and_addresses_may_stand_on_a_sheet_of_their_own() -> None:
    preparation = Preparation(
        IMPORTABLES["client"],
        "clients.xlsx",
        Sheet((("Code", "Société", "Contact 1"), ("A1", "Morel", "Ali"), ("A2", "Blanc", ""))),
    )
    contacts = Sheet(
        (
            ("Code client", "Nom", "Prénom", "Tél", "Couleur"),
            ("A1", "Ny", "Zoé", "612345678", ""),
            *(("A1", "", "Ada", "", ""), ("A9", "Nul", "", "", "")),
        )
    )
    addresses = Sheet((("Client", "Adresse", "CP", "Usage"), ("blanc", "quai 3", "1000", "Dépôt")))
    found = join(preparation, contacts)
    assert found
    assert (found.taken, found.lost, found.unused) == (2, [4], ["Couleur"])
    assert join(preparation, addresses)
    assert join(preparation, Sheet((("Machin",), ("x",)))) is None

    await preparation.check()
    await Run(preparation, ANYBODY).carry_out()

    morel, blanc = await Client.all().order_by("id")
    assert [one["name"] for one in morel.contacts] == ["Ali", "Zoé Ny", "Ada"]
    assert morel.contacts[1]["phone"] == "+33612345678"
    assert (blanc.addresses[0]["postcode"], blanc.addresses[0]["uses"]) == ("01000", "depot")


async def test_headings_of_other_programs_are_known() -> None:
    for headings, names in (
        (
            "Code;Civilité;Nom;Adresse 1 (facturation);Code postal (facturation);Ville",
            "code civility last_name street postcode city",
        ),
        (
            "Intitulé;Adresse;Complément;C.P.;Ville;Téléphone;N° identifiant",
            "name street street2 postcode city phone vat_number",
        ),
        (
            "Nom du tiers;Code client;Id. prof. 1 (SIREN);Id. prof. 2 (SIRET);Numéro de TVA;Email",
            "name code siren siret vat_number email",
        ),
        (
            "Nom affiché;Rue;Rue2;Code postal;Pays;Mobile;Site Web",
            "name street street2 postcode country mobile website",
        ),
        (
            "Dénomination sociale;TVA intracommunautaire;Adresse facturation;Rue de livraison",
            "name vat_number street addresses.delivery.street",
        ),
    ):
        found = HEADINGS.match([headings.split(";")])
        assert list(found.fields.values()) == names.split(), headings


def test_no_heading_means_two_fields() -> None:
    words = [word for heading in HEADINGS.known for word in heading.words]
    assert len(words) == len(set(words)), sorted({w for w in words if words.count(w) > 1})


async def test_a_wrong_cell_is_said_with_a_proposal_and_put_right_in_place() -> None:
    preparation = await prepared(
        ("Société", "E-mail", "SIRET"), ("A", "a@b,fr", ""), ("B", "", "73282932000075")
    )
    mail, siret = preparation.wrong()
    assert (mail.line, mail.label, mail.text, mail.proposal) == (2, "E-mail", "a@b,fr", "a@b.fr")
    assert (siret.proposal, figures(preparation)) == ("", (0, 0, 0, 0, 2))

    await preparation.take_proposals()
    await preparation.edit(3, "siret", SIRET)

    assert list(preparation.wrong()) == []
    await Run(preparation, ANYBODY).carry_out()
    first, second = await Client.all().order_by("id")
    assert (first.email, second.siret) == ("a@b.fr", SIRET)


async def test_what_is_not_put_right_is_left_out_and_told() -> None:
    preparation = await prepared(("Société", "SIRET"), ("A", "12"), ("B", ""))
    report = await Run(preparation, ANYBODY).carry_out()
    assert list(report.rejected) == [2]
    assert report.rejected[2].startswith("SIRET : ")
    assert [one.name for one in await Client.all()] == ["B"]


async def test_the_reason_of_a_row_is_made_of_whole_sentences() -> None:
    preparation = await prepared(("Société", "E-mail", "SIRET"), ("", "a@", "12"))
    report = await Run(preparation, ANYBODY).carry_out()
    why = report.rejected[2].replace("\u00a0", " ")
    assert "Raison sociale : à remplir." in why
    assert "Raison sociale : Raison sociale" not in why
    assert ". SIRET : " in why
    assert " ;" not in why


async def test_who_is_there_already_is_found_by_siret_or_name_and_more() -> None:
    client = await make_client("Garage Morel SARL", siret=SIRET, city="Brest", phone="0298441212")
    await make_client("Autre", city="Brest")
    preparation = await prepared(
        ("Société", "SIRET", "Ville", "Tél", "Code"),
        ("Tout autre", SIRET, "", "", ""),
        ("GARAGE MOREL", "", "brest", "", ""),
        ("Garage Morel", "", "", "02 98 44 12 12", ""),
        ("Garage Morel", "", "Paris", "", ""),
        ("Garage Morel", "", "", "", client.code or ""),
        ("Étranger", "", "", "", client.code or ""),
    )
    assert [(one.line, one.words, one.mode) for one in preparation.alike()] == [
        (2, "même SIRET", Mode.FILL),
        (3, "même nom et même ville", Mode.FILL),
        (4, "même nom et même téléphone", Mode.FILL),
        (6, "même code et même nom", Mode.REPLACE),
        (7, "même code, mais un autre nom", Mode.IGNORE),
    ]


async def test_each_way_to_treat_who_is_there_already() -> None:
    for mode, names, city, contact in (
        (Mode.IGNORE, ["Garage"], "Brest", ""),
        (Mode.FILL, ["Garage"], "Brest", "Zoé"),
        (Mode.REPLACE, ["Garage"], "Paris", "Zoé"),
        (Mode.CREATE, ["Garage", "Garage"], "Brest", ""),
    ):
        ids = [one.id for one in await Client.filter(trashed_at=None)]
        await Client.remove_many(ids, by=ANYBODY)
        client = await make_client("Garage", siret=SIRET, city="Brest")
        preparation = await prepared(
            ("Société", "SIRET", "Ville", "Contact"), ("Garage", SIRET, "Paris", "Zoé")
        )
        preparation.modes["siret"] = mode
        await preparation.compare()

        await Run(preparation, ANYBODY).carry_out()

        assert [one.name for one in await Client.filter(trashed_at=None)] == names, mode
        now = await Client.get(id=client.id)
        assert (now.city, now.contact) == (city, contact), mode


async def test_one_row_can_be_treated_otherwise() -> None:
    await make_client("Garage", siret=SIRET)
    preparation = await prepared(("Société", "SIRET"), ("Nouveau", SIRET))
    preparation.row_modes[2] = Mode.CREATE
    await preparation.compare()
    assert figures(preparation) == (1, 0, 0, 0, 0)


async def test_doubles_inside_the_file_become_one() -> None:
    rows = (("Société", "Ville", "Contact"), ("Morel", "Brest", ""), ("MOREL SARL", "BREST", "Zoé"))
    preparation = await prepared(*rows)
    assert figures(preparation) == (1, 0, 0, 1, 0)
    preparation.modes[IN_FILE] = Mode.FILL

    await Run(preparation, ANYBODY).carry_out()

    (client,) = await Client.all()
    assert (client.name, client.contact) == ("Morel", "Zoé")


async def test_two_columns_for_one_field_are_to_be_settled_first() -> None:
    preparation = await prepared(("Société", "Raison sociale"), ("A", "B"))
    assert preparation.refusal == "Deux colonnes sont Raison sociale : gardez-en une."
    with pytest.raises(Refused, match="Deux colonnes"):
        await Run(preparation, ANYBODY).carry_out()


async def test_an_import_is_taken_back_but_for_what_was_touched_since() -> None:
    known = await make_client("Connu", siret=SIRET, city="")
    batch = await import_(
        ("Société", "SIRET", "Ville"),
        *(("Intact", "", "Brest"), ("Changé", "", "Brest"), ("Servi", "", "Brest")),
        ("Connu", SIRET, "Brest"),
    )
    intact, changed, served = await Client.filter(id__not=known.id).order_by("id")
    await Client.amend(retyped(changed, city="Paris"), by=ANYBODY)
    await make_document(served, "sale")

    done = await undo_import(batch.id, by=ANYBODY)

    assert (done.removed, done.restored) == (1, 1)
    assert {(one.caption, one.why) for one in done.left} == {
        ("Changé", "modifié depuis"),
        ("Servi", "utilisé depuis"),
    }
    assert (await Client.get(id=known.id)).city == ""
    assert (await Client.get(id=intact.id)).is_trashed
    assert not (await Client.get(id=changed.id)).is_trashed
    with pytest.raises(Refused, match="plus à annuler"):
        await undo_import(batch.id, by=ANYBODY)
    assert await first_break() is None


async def test_what_came_with_a_client_is_no_use_of_it_and_what_hangs_on_it_since_is() -> None:
    await make_client("Morel", city="Brest")
    batch = await import_(
        ("Société", "Ville", "Étiquettes"),
        *(("Jumeau", "Brest", "fidèle"), ("Jumeau SARL", "Rennes", ""), ("Écrit", "Brest", "")),
    )
    (written,) = await Client.filter(name="Écrit")
    about: Any = {"topic": Client.TOPIC, "record_id": written.id, "caption": written.name}
    mail: Any = {"subject": "Bonjour", "body": "Bonjour", "author": "Zoé", "to": ["a@b.fr"]}
    await OutgoingMail.create(**about, **mail, message_id="m", next_try_at=datetime.now(UTC))

    done = await undo_import(batch.id, by=ANYBODY)

    assert done.removed == 2
    assert [(one.caption, one.why) for one in done.left] == [("Écrit", "utilisé depuis")]


async def test_tags_and_status_come_in_as_the_form_would_store_them() -> None:
    await make_client("Ancien", tags="Fidèle")
    await import_(
        ("Société", "Étiquettes", "Statut", "Motif"),
        ("Neuf", "fidèle, grand compte", "Bloquer", "impayés"),
        ("Autre", "Fidèle", "", ""),
    )

    fresh, other = await Client.filter(name__in=["Neuf", "Autre"]).order_by("id")
    assert (fresh.status, fresh.status_reason) == ("block", "impayés")
    assert (fresh.status_since, fresh.tags) == (today(), "Fidèle, grand compte")
    borne = Tagging.filter(client_id__in=[fresh.id, other.id]).order_by("id")
    assert [one async for (one,) in borne.values_list("client_id")] == [fresh.id] * 2 + [other.id]
    ids = [one.id for one in await Client.all().order_by("id")]
    content = await clients_csv(ids, by=ANYBODY)
    preparation = Preparation(IMPORTABLES["client"], "c.csv", read_sheet(content))
    await preparation.check()
    assert figures(preparation) == (0, 0, 3, 0, 0)
    await Run(preparation, ANYBODY).carry_out()
    assert await clients_csv(ids, by=ANYBODY) == content


async def test_who_may_not_block_imports_nobody_blocked(monkeypatch: pytest.MonkeyPatch) -> None:
    role = Role.MANAGER
    may = {**PERMISSIONS, role: PERMISSIONS[role] - {Permission.BLOCK}}
    monkeypatch.setattr("models.permissions.PERMISSIONS", may)
    await make_client("Connu", siret=SIRET)
    preparation = await prepared(
        ("Société", "SIRET", "Statut", "Motif"),
        *(("Neuf", "", "Bloquer", "x"), ("Connu", SIRET, "Bloquer", "x"), ("Libre", "", "", "")),
    )
    preparation.modes["siret"] = Mode.REPLACE
    await preparation.compare()

    report = await Run(preparation, Staff("Zoé", role)).carry_out()

    assert sorted(report.rejected) == [2, 3]
    assert all("bloquer un client" in why for why in report.rejected.values())
    assert {one.name for one in await Client.all()} == {"Connu", "Libre"}
    assert not await Client.filter(status="block")


async def test_many_changes_are_stored_as_one_would_be() -> None:
    clients = [await make_client(f"N{one}", city="Brest") for one in range(60)]
    head = (
        "Code client",
        "Société",
        "Ville",
        "Contact 1",
        "Étiquettes",
        "Notes",
        "Statut",
        "Motif",
    )
    batch = await import_(
        head,
        *(
            (one.code or "", one.name, "Paris", "Zoé", "fidèle", "a\nb", "Avertir", f"m{one.id}")
            for one in clients
        ),
    )

    assert (batch.changed, batch.created) == (60, 0)
    for before in clients:
        now = await Client.get(id=before.id)
        assert (now.city, now.version, now.status_reason) == ("Paris", 2, f"m{now.id}")
        assert (now.contacts[0]["name"], now.status_since) == ("Zoé", today())
        assert now.search == now.search_text()
    assert await Tagging.all().count() == 60
    assert await first_break() is None
    done = await undo_import(batch.id, by=ANYBODY)
    assert (done.restored, done.left) == (60, [])
    assert (await Client.get(id=clients[0].id)).city == "Brest"


async def test_who_may_not_delete_takes_no_import_back() -> None:
    batch = await import_(("Société",), ("A",))
    with pytest.raises(Refused, match="comptoir"):
        await undo_import(batch.id, by=Staff("Karim", Role.COUNTER))


async def test_what_a_dead_process_has_left_half_done_is_taken_back() -> None:
    batch = await import_(("Société",), ("A",), ("B",))
    long_ago = datetime.now(UTC) - 2 * SILENCE
    await Import.filter(id=batch.id).update(state=State.RUNNING, heard_at=long_ago)

    assert await sweep() == 1
    assert await sweep() == 0

    assert await Client.filter(trashed_at=None).count() == 0
    assert (await Import.get(id=batch.id)).state == State.GIVEN_UP


async def test_a_process_that_is_alone_need_not_wait_to_take_back_what_it_has_left() -> None:
    batch = await import_(("Société",), ("A",))
    await Import.filter(id=batch.id).update(state=State.RUNNING)

    assert await sweep() == 0
    assert await sweep(datetime.now(UTC)) == 1

    assert not await Client.filter(trashed_at=None).exists()


async def test_one_import_of_a_noun_at_a_time_so_that_none_builds_on_what_may_go_again() -> None:
    rows = (("Société", "Téléphone"), ("Morel", "02 98 00 11 22"))
    begun = await import_(*rows)
    checked = await prepared(("Société",), ("Autre",))
    await Import.filter(id=begun.id).update(state=State.RUNNING)

    with pytest.raises(Refused, match="Un autre import de clients est en cours"):
        await prepared(*rows)
    with pytest.raises(Refused, match="Un autre import de clients est en cours"):
        await Run(checked, ANYBODY).carry_out()
    await sweep(datetime.now(UTC))

    assert figures(await prepared(*rows)) == (1, 0, 0, 0, 0)
    assert (await Run(checked, ANYBODY).carry_out()).batch.created == 1


async def test_given_up_half_way_nothing_is_left() -> None:
    await make_client("Ancien")
    preparation = await prepared(("Société",), *((f"N{one}",) for one in range(700)))

    def give_up(done: int) -> None:
        if done > 300:
            raise Refused("Assez.")

    with pytest.raises(Refused, match="Assez"):
        await Run(preparation, ANYBODY, give_up).carry_out()

    assert [one.name for one in await Client.filter(trashed_at=None)] == ["Ancien"]


async def test_a_mapping_is_kept_by_its_name() -> None:
    preparation = await prepared(("Machin",), ("A",))
    preparation.use(preparation.matched.with_field(0, "name"))
    for _ in range(2):
        await SavedMapping.keep("client", "Sage", preparation.matched.remembered())
    assert await SavedMapping.named("client") == {"Sage": {"machin": "name"}}


async def test_the_export_of_hundreds_is_imported_without_a_change() -> None:
    await fill(600, documents=0)
    await make_client(
        "- liste", notes="- un\n- deux", phone="+32 2 555 12 12", due_rule="month_end"
    )
    ids = [one.id for one in await Client.all().order_by("id")]
    content = await clients_csv(ids, by=ANYBODY)
    preparation = Preparation(IMPORTABLES["client"], "c.csv", read_sheet(content))

    await preparation.check()

    assert preparation.matched.unused == []
    assert list(preparation.wrong()) == []
    assert figures(preparation) == (0, 0, len(ids), 0, 0)
    await Run(preparation, ANYBODY).carry_out()
    assert await clients_csv(ids, by=ANYBODY) == content
    workbook = read_sheet(await clients_xlsx(ids, by=ANYBODY))
    preparation = Preparation(IMPORTABLES["client"], "c.xlsx", workbook)
    await preparation.check()
    assert figures(preparation) == (0, 0, len(ids), 0, 0)
