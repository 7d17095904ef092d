"""The electronic invoice: each golden paper against the official rules, and who gets none."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace
from decimal import Decimal

import pytest

from models.printing import InvoiceCodes, Paper, invoice_form, invoice_xml, plain_reason
from models.printing.facturx import invoice_groups
from models.printing.paper import PRICED
from tests.models.printing.golden import GOLDEN, OTHERS
from tests.models.printing.golden.chains import CHAINS
from tests.models.printing.golden.sales import SIMPLE
from tests.models.printing.golden.shapes import SECTIONED
from tests.models.printing.rules import broken_rules

WITHOUT = {
    "a company without an address": "SIREN du client",
    "a person without an e-mail": "pas d’adresse électronique",
    "a company in another country without an e-mail": "pas d’adresse électronique",
    "a public body": "organismes publics",
}


def electronic() -> Iterator[tuple[str, Paper]]:
    return ((name, paper) for name, paper in GOLDEN.items() if name not in WITHOUT)


def test_every_golden_invoice_meets_the_official_rules() -> None:
    for name, paper in electronic():
        assert broken_rules(invoice_xml(paper)) == [], name


def test_the_rules_see_what_is_wrong() -> None:
    due = replace(SIMPLE.totals, due=Decimal("240.01"))
    nameless = replace(CHAINS["an avoir"], earlier=())
    for rule, paper in (
        ("BR-CO-16", replace(SIMPLE, totals=due)),
        ("BR-FR-CO-05", nameless),
        ("BR-FR-01", replace(SIMPLE, number="FA-" + "1" * 33)),
        ("BR-S-08", replace(SIMPLE, vat=(replace(SIMPLE.vat[0], base=Decimal("199.00")),))),
        ("BR-FR-CO-09", replace(SIMPLE, codes=InvoiceCodes(frame="B2"))),
    ):
        assert any(rule in said for said in broken_rules(invoice_xml(paper))), rule


def test_the_golden_sums_add_up() -> None:
    for name, paper in GOLDEN.items():
        sums, rows = paper.totals, paper.vat
        priced = [line for line in paper.lines if line.kind in PRICED]
        assert sum(line.net for line in priced) == sums.lines, name
        assert sums.lines - sums.discount == sums.ht == sum(row.base for row in rows), name
        assert sums.vat == sum(row.amount for row in rows), name
        assert sums.ht + sums.vat == sums.ttc, name
        assert sums.ttc - sums.paid == sums.due, name
        for row in rows:
            nets = sum(line.net for line in priced if line.vat == row.code)
            assert nets - row.discount == row.base, (name, row.code)


def test_who_cannot_take_the_electronic_invoice_gets_a_plain_pdf() -> None:
    for name, paper in GOLDEN.items():
        assert invoice_form(paper) == ("plain" if name in WITHOUT else "facturx"), name
        assert WITHOUT.get(name, "") in (plain_reason(paper) or ""), name
    for name, paper in OTHERS.items():
        assert invoice_form(paper) == "plain", name
    with pytest.raises(ValueError, match="PDF simple"):
        invoice_xml(GOLDEN["a public body"])


def test_a_line_without_a_rate_is_a_fault_and_no_invoice() -> None:
    with pytest.raises(ValueError, match="no rate"):
        invoice_xml(replace(SIMPLE, vat=()))


def test_a_paper_that_the_rules_would_refuse_is_plain_with_a_reason() -> None:
    out = replace(SIMPLE.vat[0], code="O", category="O")
    for reason, paper in (
        ("mentions légales manquent (PMT)", replace(SIMPLE, mentions=SIMPLE.mentions[1:])),
        ("hors champ", replace(SIMPLE, vat=(*SIMPLE.vat, out))),
        ("aucune ligne", replace(SIMPLE, lines=SECTIONED.lines[:1])),
        ("de l’entreprise", replace(SIMPLE, seller=replace(SIMPLE.seller, siren=""))),
    ):
        assert reason in (plain_reason(paper) or ""), reason


def test_titles_and_texts_are_notes_of_the_line_beside_them_and_subtotals_are_nowhere() -> None:
    lines = invoice_groups(SECTIONED)["BG-25"]
    notes = [[one["BT-127"] for one in line.get("BT-127-00", ())] for line in lines]
    assert [line["BT-153"] for line in lines] == ["Diagnostic", "Réglage", "Joint de culasse"]
    assert notes == [
        ["Atelier", "Selon votre accord téléphonique du 12 novembre."],
        [],
        ["Pièces", "Pièces garanties six mois."],
    ]


def test_the_first_line_of_a_designation_is_the_name_and_all_of_it_the_description() -> None:
    long = GOLDEN["a designation of 5,000 characters"]
    (line,) = invoice_groups(long)["BG-25"]
    assert len(line["BT-153"]) <= 200
    assert line["BT-154"].endswith("FIN DU TEXTE")
    (plain,) = invoice_groups(SIMPLE)["BG-25"]
    assert "BT-154" not in plain
