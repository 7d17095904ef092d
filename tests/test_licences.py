"""Nothing is installed or shipped that a firm could not use, and docs/licences.md says what is."""

from tests.licences import DOCUMENT, Part, document, refusal, refusals

REFUSED = (
    *("GPL-3.0-or-later", "AGPL-3.0-only", "SSPL-1.0", "BUSL-1.1", "CC-BY-NC-4.0", "unknown", ""),
    *("MIT AND GPL-2.0-only", "MIT OR SSPL-1.0", "Proprietary"),
)
ACCEPTED = ("MIT", "(MPL-2.0 OR Apache-2.0)", "LGPL-2.1-or-later", "BSD-3-Clause AND CC-BY-4.0")


def test_the_document_says_what_the_lock_files_do() -> None:
    assert DOCUMENT.read_text("utf-8") == document(), "it is stale: run make licences"


def test_a_firm_can_use_all_of_it() -> None:
    assert not refusals()


def test_terms_that_a_firm_cannot_meet_are_refused() -> None:
    for licence in REFUSED:
        assert refusal(Part("something", "1.0", licence)), licence
    for licence in ACCEPTED:
        assert not refusal(Part("something", "1.0", licence)), licence


def test_the_leave_to_run_a_program_is_for_its_present_licence() -> None:
    assert not refusal(Part("codespell", "2.4.3", "GPL-2.0-only"))
    assert refusal(Part("codespell", "3.0", "AGPL-3.0-only"))
    assert refusal(Part("something", "1.0", "GPL-2.0-only"))
