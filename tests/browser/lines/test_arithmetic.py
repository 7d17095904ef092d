"""What the browser reads and counts is what the server does."""

from __future__ import annotations

import random

from models.french.money import read_number
from tests.browser.lines.oracle import RATES, net_of, totals_of, written
from tests.browser.lines.paper import Open
from tests.models.french.test_money import REFUSED, TYPED

MORE_NUMBERS = (
    *("1 2345,6", "12,5,6", "1,234,567", "1.234", "1,234", "1 234 567,89", "12 345", "1234 567"),
    *("-0", "-0,0", "+1,5", "--5", "5-", "- 5", "–3", "5 euros", "5 euro", "5 Euros HT", "5€HT"),
    *("EUR 5", "5 ttc", "5HT", "HT", "€", "%", ".", ",", "0", "00012", "  7  ", "\t7\n", "7\u3000"),
    *("0,000001", "0,0000001", "999999999", "1000000000", "0001000000000", "1’234", "1'23", "1 23"),
    *(
        "1.5.6,7",
        "1,5.6",
        "Infinity",
        "NaN",
        "0x10",
        "１２",
        "1_000",
        "1\x1f000",
        "1\ufeff000",
        "12 €/j",
        "1 €234",
        "12EUR50",
        "12 % 50",
    ),
)
READ = """async (texts) => {
    const { readNumber } = await import("comptoir-lines/numbers.js");
    return texts.map(([text, places, isSigned]) => {
        try {
            return String(readNumber(text, places, { isSigned }));
        } catch (error) {
            return error.message;
        }
    });
}"""


def told(text: str, places: int, is_signed: bool) -> str:
    try:
        return str(int(read_number(text, places, is_signed=is_signed).scaleb(places)))
    except ValueError as error:
        return str(error)


def test_the_browser_reads_numbers_as_the_server_does(open_paper: Open) -> None:
    texts = [*TYPED, *REFUSED, *MORE_NUMBERS]
    sorts = ((6, True), (2, False), (0, True))
    cases = [(text, *sort) for text in texts for sort in sorts]
    read = open_paper().page.evaluate(READ, cases)
    wrong = {case: got for case, got in zip(cases, read, strict=True) if got != told(*case)}
    assert wrong == {}


COUNT = """async ([papers, rates]) => {
    const { netOf, totalsOf, written } = await import("comptoir-lines/totals.js");
    const { amount } = await import("comptoir-lines/numbers.js");
    return papers.map(([rows, discount]) => {
        const counted = rows.map((row) => ({ ...row, cents: netOf(row) }));
        const totals = written(totalsOf(counted, rates, discount, 0n));
        return [counted.map(({ cents }) => amount(cents)), totals];
    });
}"""


def made_up(chance: random.Random) -> tuple[list[dict[str, str]], str]:
    def number(most: int, places: int) -> str:
        return f"{chance.randint(0, most * 10**places) / 10**places:.{places}f}".replace(".", ",")

    rows = [
        {
            "kind": "article",
            "quantity": chance.choice(("", "-")) * chance.choice((0, 0, 1))
            + number(40, chance.randint(0, 4)),
            "price": number(900, chance.choice((0, 2, 2, 4, 6))),
            "discount": chance.choice(("", "", "10", "33,33", "100", number(100, 2))),
            "vat": chance.choice(RATES)["code"],
        }
        for _ in range(chance.randint(0, 12))
    ]
    discount = chance.choice(("", "10 %", "33,33 %", "100 %", f"{number(3000, 2)} €", "0,05 €"))
    return rows, discount


def test_the_browser_counts_to_the_cent_as_fractions_do(open_paper: Open) -> None:
    chance = random.Random(2026)
    papers = [made_up(chance) for _ in range(500)]
    counted = open_paper().page.evaluate(COUNT, [papers, list(RATES)])
    for (rows, discount), (nets, totals) in zip(papers, counted, strict=True):
        assert nets == [written(net_of(row) or 0) for row in rows], rows
        assert totals == totals_of(rows, discount), (rows, discount)
