"""SIREN, SIRET and VAT numbers: read as pasted, refused with a reason."""

import re
from collections.abc import Callable
from contextlib import suppress

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from stdnum import luhn

from models.french.identifiers import (
    clean_siren,
    clean_siret,
    clean_vat,
    format_siren,
    format_siret,
    format_vat,
    vat_from_siren,
    vat_warning,
)

# The first example loads the country rules, which takes longer than the usual deadline.
untimed = settings(deadline=None)
ANY_TEXT = st.text(st.characters(exclude_categories=()))
SHOWN: dict[Callable[[str], str], Callable[[str], str]] = {
    clean_siren: format_siren,
    clean_siret: format_siret,
    clean_vat: format_vat,
}
SIRENS = st.from_regex("[1-9][0-9]{7}", fullmatch=True).map(
    lambda digits: digits + luhn.calc_check_digit(digits)
)


def test_a_siren_is_read_however_it_is_spaced(subtests: pytest.Subtests) -> None:
    for typed in (
        "404833048",
        " 404 833 048 ",
        "404\u00a0833\u202f048",
        "404.833-048",
        "404\t833–048",
    ):
        with subtests.test(typed=typed):
            assert clean_siren(typed) == "404833048"


def test_nothing_typed_is_nothing_stored(subtests: pytest.Subtests) -> None:
    for clean in SHOWN:
        with subtests.test(clean=clean):
            assert clean(" \u00a0") == ""


def test_a_refusal_names_the_cause_and_the_way_out(subtests: pytest.Subtests) -> None:
    for clean, typed, sentence in (
        (clean_siren, "40483304", "Le SIREN compte 9 chiffres\u202f; il y en a 8."),
        (clean_siret, "4048330480002", "Le SIRET compte 14 chiffres\u202f; il y en a 13."),
        (clean_siren, "40483304A", "retirez «\u00a0A\u00a0»"),
        (clean_siren, "404833047", "Ce SIREN n’existe pas\u00a0: vérifiez les chiffres"),
        (clean_siret, "40483304800023", "Ce SIRET n’existe pas\u00a0: vérifiez les chiffres"),
        (clean_siren, "000000000", "n’existe pas"),
        (clean_siret, "00000000000000", "n’existe pas"),
        (clean_vat, "FR8340483304", "13 caractères (FR, la clé et le SIREN)\u202f; il y en a 12"),
        (clean_vat, "FR84404833048", "Ce numéro de TVA n’existe pas"),
        (clean_vat, "404833048", "C’est un SIREN"),
        (clean_vat, "n° 12", "commence par le code du pays"),
        (clean_vat, "ZZ123456788", "«\u00a0ZZ\u00a0» n’est pas le code d’un pays"),
        (clean_vat, "TVA non applicable", "laissez ce champ vide"),
        (clean_vat, ":", "laissez ce champ vide"),
        (clean_siret, "4,04833E+13", "Un tableur a arrondi ce SIRET"),
        (clean_siren, "8805 RCS Brest", "il y en a 4."),
        (clean_siren, "404 833 047 RCS Brest", "Ce SIREN n’existe pas"),
        (clean_siren, "404 833 048 00022", "ce SIRET a son propre champ"),
        (clean_vat, "DE136695970", "Ce numéro de TVA n’existe pas"),
    ):
        with (
            subtests.test(clean=clean, typed=typed, sentence=sentence),
            pytest.raises(ValueError, match=re.escape(sentence)),
        ):
            clean(typed)


def test_a_number_is_taken_out_of_what_it_was_pasted_with(subtests: pytest.Subtests) -> None:
    for clean, typed in (
        (clean_siren, "N° SIREN : 404 833 048"),
        (clean_siren, "RCS Brest B 404 833 048"),
        (clean_siren, "R.C.S. Saint-Malo 404833048"),
        (clean_siren, "B404833048"),
        (clean_siren, "SARL au capital de 10 000 € – 404 833 048 RCS Quimper"),
        (clean_siren, "４０４８３３０４８"),
        (clean_siret, "SIRET404833048 00022"),
        (clean_siret, "SIREN 404 833 048 NIC 00022"),
        (clean_vat, "N°TVA FR83404833048"),
        (clean_siret, "Siret n°404.833.048.00022 - APE 4321A"),
        (clean_siret, "404 833 048 | 00022 (siège)".replace("|", "/")),
        (clean_vat, "TVA intracommunautaire n° FR 83 404 833 048"),
        (clean_vat, "N° de TVA intracom. : 83 404 833 048"),
        (clean_vat, "TVAFR83404833048"),
        (clean_vat, "FR 83 404 833 048 (TVA)"),
    ):
        with subtests.test(clean=clean, typed=typed):
            assert "404833048" in clean(typed)


def test_the_number_of_another_register_is_named(subtests: pytest.Subtests) -> None:
    anywhere = (
        *(("1 234 567", "RIDET"), ("0123456.001", "RIDET"), ("A12345", "TAHITI")),
        *(("123456-001", "TAHITI"), ("CHE-123.456.788", "IDE suisse")),
        ("0697.449.992", "numéro d’entreprise belge"),
    )
    in_the_siren = (
        *(("N° TAHITI : A12345", "TAHITI"), ("RNA n° W291001234", "RNA")),
        *(("RIDET 0 123 456", "RIDET"), ("99 S 03621", "RCI de Monaco")),
    )
    tried = [(clean_siren, *one) for one in (*anywhere, *in_the_siren)]
    for clean, typed, register in (*tried, *((clean_siret, *one) for one in anywhere)):
        sentence = f"{register}.*laissez ce champ vide"
        with subtests.test(typed=typed), pytest.raises(ValueError, match=sentence):
            clean(typed)


def test_the_number_of_another_register_is_kept_where_the_client_has_one(
    subtests: pytest.Subtests,
) -> None:
    for typed, postcode, country, stored, shown in (
        ("W123456789", "", "France", "W123456789", "RNA W123456789"),
        ("Association n° w 751 234 567", "", "", "W751234567", "RNA W751234567"),
        ("N° RNA : W2A1000001", "20000", "France", "W2A1000001", "RNA W2A1000001"),
        ("W9R1001234", "97400", "La Réunion", "W9R1001234", "RNA W9R1001234"),
        ("99 S 03621", "98000", "Monaco", "99S03621", "RCI 99S03621"),
        ("0123456.001", "98800", "France", "0123456001", "RIDET 0 123 456.001"),
        ("123 456 001", "", "Nouvelle-Calédonie", "0123456001", "RIDET 0 123 456.001"),
        ("1 234 567", "98846", "", "1234567", "RIDET 1 234 567"),
        ("Ridet n° 123456.001", "75001", "France", "0123456001", "RIDET 0 123 456.001"),
        ("a12345-001", "98713", "France", "A12345001", "N° TAHITI A12345-001"),
        ("043273", "", "Polynésie française", "043273", "N° TAHITI 043273"),
        ("N° TAHITI : A12345", "", "France", "A12345", "N° TAHITI A12345"),
        ("404 833 048 00022", "98800", "", "40483304800022", "404 833 048 00022"),
    ):
        with subtests.test(typed=typed):
            assert clean_siret(typed, postcode, country) == stored
            assert format_siret(stored).replace("\u00a0", " ") == shown
            assert clean_siret(format_siret(stored)) == stored


def test_a_siren_is_no_number_of_another_register() -> None:
    for postcode in ("98800", "98713"):
        with pytest.raises(ValueError, match="compte 14 chiffres"):
            clean_siret("404 833 048", postcode)
    with pytest.raises(ValueError, match="dans le champ SIRET"):
        clean_siren("W123456789")
    with pytest.raises(ValueError, match="9 chiffres après W"):
        clean_siret("W12345678")


def test_zeros_that_a_spreadsheet_dropped_are_hinted_at(subtests: pytest.Subtests) -> None:
    for clean, typed, hint in (
        (clean_siren, "5880505", "peut-être 005 880 505."),
        (clean_siren, "05880505", "peut-être 005 880 505."),
        (clean_siret, "588050500010", "peut-être 005 880 505 00010."),
    ):
        sentence = re.escape(hint.replace(" ", "\u00a0").replace("être\u00a0", "être "))
        with subtests.test(typed=typed), pytest.raises(ValueError, match=sentence):
            clean(typed)


def test_a_number_from_abroad_is_kept(subtests: pytest.Subtests) -> None:
    for typed, stored, shown in (
        ("CHE-123.456.788 MWST", "CHE123456788MWST", "CHE-123.456.788 MWST"),
        ("UID : CHE-123.456.788", "CHE123456788", "CHE-123.456.788"),
        ("VAT GB 980 7806 84", "GB980780684", "GB 980780684"),
        ("UK 980 7806 84", "GB980780684", "GB 980780684"),
        ("CH-123.456.788", "CHE123456788", "CHE-123.456.788"),
        ("NO 995 525 828 MVA", "NO995525828MVA", "NO 995525828MVA"),
        ("MA 001561191000066", "MA001561191000066", "MA 001561191000066"),
        ("XI 980 7806 84", "XI980780684", "XI 980780684"),
        ("USt-IdNr. DE 136695976", "DE136695976", "DE 136695976"),
        ("BTW BE 0697.449.992", "BE0697449992", "BE 0697449992"),
    ):
        with subtests.test(typed=typed, stored=stored, shown=shown):
            assert clean_vat(typed) == clean_vat(shown) == stored
            assert format_vat(stored) == shown.replace(" ", "\u00a0")
            assert vat_warning(typed, "404833048", "Suisse") is None


def test_the_country_of_the_client_completes_a_number_of_the_union() -> None:
    assert clean_vat("0697.449.992", "Belgique") == "BE0697449992"


def test_a_number_that_looks_strange_is_kept_with_advice() -> None:
    for typed in ("CHE-123.456.789 TVA", "GB 980 7806 85", "NO 995 525 829 MVA"):
        assert "forme habituelle" in (vat_warning(typed, "") or ""), typed
        assert clean_vat(typed)


def test_a_number_of_another_company_is_advised_on() -> None:
    assert "celui du SIREN 552" in (vat_warning("FR96552100554", "404833048") or "")
    for typed, siren in (("FR83404833048", "404833048"), ("FR96552100554", ""), ("x", "404833048")):
        assert vat_warning(typed, siren) is None


def test_a_post_office_follows_its_own_rule() -> None:
    assert clean_siret("356 000 000 09075") == "35600000009075"


def test_a_vat_number_of_the_union_is_stored_bare_and_shown_apart(
    subtests: pytest.Subtests,
) -> None:
    for typed, stored, shown in (
        ("fr 83 404 833 048", "FR83404833048", "FR 83 404 833 048"),
        ("83404833048", "FR83404833048", "FR 83 404 833 048"),
        ("BE 0697.449.992", "BE0697449992", "BE 0697449992"),
        ("GR 094259216", "EL094259216", "EL 094259216"),
    ):
        with subtests.test(typed=typed, stored=stored, shown=shown):
            assert clean_vat(typed) == stored
            assert format_vat(stored) == shown.replace(" ", "\u00a0")


def test_numbers_are_shown_in_groups_that_do_not_break() -> None:
    assert format_siren("404833048") == "404\u00a0833\u00a0048"
    assert format_siret("40483304800022") == "404\u00a0833\u00a0048\u00a000022"


def test_what_is_not_a_number_is_shown_as_it_is(subtests: pytest.Subtests) -> None:
    for show in (format_siren, format_siret, format_vat):
        for stored in ("", "12", "n° 12"):
            with subtests.test(show=show, stored=stored):
                assert show(stored) == stored


@untimed
@given(SIRENS)
def test_what_is_shown_reads_back_as_what_is_stored(siren: str) -> None:
    vat = vat_from_siren(siren)

    assert clean_siren(format_siren(siren)) == siren
    assert clean_vat(format_vat(vat)) == vat
    assert vat.endswith(siren)


def test_no_vat_number_is_suggested_without_a_siren() -> None:
    assert vat_from_siren("") == ""


@untimed
@given(st.sampled_from([*SHOWN]), ANY_TEXT)
def test_any_text_is_read_or_refused(clean: Callable[[str], str], text: str) -> None:
    with suppress(ValueError):
        stored = clean(text)
        assert clean(SHOWN[clean](stored)) == stored


@untimed
@given(
    st.sampled_from("ATBEBGCYCZDEDKEEESFIFRELGRHRHUIEITLTLULVMTNLPLPTROSESISKXIEUIM"),
    st.sampled_from("ATBEBGCYCZDEDKEEESFIFRELGRHRHUIEITLTLULVMTNLPLPTROSESISKXIEUIM"),
    st.text("0123456789AKXZ+*", max_size=14),
)
def test_any_number_after_any_country_is_read_or_refused(
    first: str, second: str, rest: str
) -> None:
    with suppress(ValueError):
        stored = clean_vat(first + second + rest)
        assert clean_vat(format_vat(stored)) == stored
