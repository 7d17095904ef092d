"""Documents that come of others: transformed, invoiced ahead, in parts, and taken back."""

from __future__ import annotations

from tests.models.documents.golden.document import PERSON, Golden, Sums, Then, line

TWICE_30 = Sums("S20 30.00 6.00", "30.00", "6.00", "36.00")
"""33.33 less its share of 10 € off 99.99: 3.33."""
LAST_THIRD = Sums("S20 29.99 6.00", "29.99", "6.00", "35.99")
"""33.33 less the 3.34 that are left of it."""
SEVEN_SEVENS = Sums("S20 23.31 4.66", "23.31", "4.66", "27.97")
"""Three times 7.77; 4.662."""

QUOTES = (
    Golden(
        "a quote, its new version, and the contract",
        (line("3", "145", off="10", kind="rental"), line("1", "80", "S10")),
        Sums("S20 391.50 78.30 | S10 80.00 8.00", "471.50", "86.30", "557.80"),
        kind="rental",
        stage="quote",
        then=(
            Then("revise", Sums("S20 391.50 78.30 | S10 80.00 8.00", "471.50", "86.30", "557.80")),
        ),
    ),
    Golden(
        "a quote with a discount becomes an order, which is invoiced",
        (line("2", "500"), line("1", "200", "S10")),
        Sums("S20 950.00 190.00 | S10 190.00 19.00", "1140.00", "209.00", "1349.00"),
        discount="5 %",
        kind="sale",
        stage="quote",
        then=(
            Then(
                "transform",
                Sums("S20 950.00 190.00 | S10 190.00 19.00", "1140.00", "209.00", "1349.00"),
            ),
        ),
    ),
)

AHEAD = (
    Golden(
        "30 % ahead over two rates, and the rest",
        (line("2", "500"), line("1", "200", "S10", kind="labour")),
        Sums("S20 1000.00 200.00 | S10 200.00 20.00", "1200.00", "220.00", "1420.00"),
        kind="sale",
        then=(
            Then(
                "ahead 30 %", Sums("S20 300.00 60.00 | S10 60.00 6.00", "360.00", "66.00", "426.00")
            ),
            Then(
                "rest", Sums("S20 700.00 140.00 | S10 140.00 14.00", "840.00", "154.00", "994.00")
            ),
        ),
    ),
    Golden(
        "50 € ahead: a cent is lost to rounding",
        (line("1", "99,99"),),
        Sums("S20 99.99 20.00", "99.99", "20.00", "119.99"),
        kind="rental",
        client=PERSON,
        then=(
            Then("ahead 50 €", Sums("S20 41.67 8.33", "41.67", "8.33", "50.00")),  # 8.334
            Then("rest", Sums("S20 58.32 11.66", "58.32", "11.66", "69.98")),  # 11.664
        ),
    ),
    Golden(
        "no base comes to 99.99 € with 20 %",
        (line("1", "1 000"),),
        Sums("S20 1000.00 200.00", "1000.00", "200.00", "1200.00"),
        kind="intervention",
        then=(
            Then("ahead 99,99 €", Sums("S20 83.32 16.66", "83.32", "16.66", "99.98")),  # 16.664
            Then("rest", Sums("S20 916.68 183.34", "916.68", "183.34", "1100.02")),  # 183.336
        ),
    ),
    Golden(
        "half ahead of a discounted order",
        (line("1", "1 000"),),
        Sums("S20 900.00 180.00", "900.00", "180.00", "1080.00"),
        discount="10 %",
        kind="sale",
        then=(
            Then("ahead 50 %", Sums("S20 450.00 90.00", "450.00", "90.00", "540.00")),
            Then("rest", Sums("S20 450.00 90.00", "450.00", "90.00", "540.00")),
            Then("credit", Sums("S20 450.00 90.00", "450.00", "90.00", "540.00")),
        ),
    ),
    Golden(
        "twice ahead over three rates, and the rest",
        (line("3", "100"), line("3", "100", "S10"), line("3", "100", "S5.5")),
        Sums(
            "S20 300.00 60.00 | S10 300.00 30.00 | S5.5 300.00 16.50",
            *("900.00", "106.50", "1006.50"),
        ),
        kind="sale",
        then=(
            Then(
                "ahead 20 %",  # 72.00, 66.00 and 63.30 with VAT
                Sums(
                    "S20 60.00 12.00 | S10 60.00 6.00 | S5.5 60.00 3.30",
                    *("180.00", "21.30", "201.30"),
                ),
            ),
            Then(
                "ahead 100 €",  # 35.7675, 32.7868 and 31.4456: 35.77, 32.79 and 31.44
                Sums(
                    "S20 29.81 5.96 | S10 29.81 2.98 | S5.5 29.80 1.64",
                    *("89.42", "10.58", "100.00"),
                ),
            ),
            Then(
                "rest",  # 42.038, 21.019 and 11.561
                Sums(
                    "S20 210.19 42.04 | S10 210.19 21.02 | S5.5 210.20 11.56",
                    *("630.58", "74.62", "705.20"),
                ),
            ),
        ),
    ),
    Golden(
        "a down payment that is taken back",
        (line("1", "1 000"),),
        Sums("S20 1000.00 200.00", "1000.00", "200.00", "1200.00"),
        kind="sale",
        then=(
            Then("ahead 30 %", Sums("S20 300.00 60.00", "300.00", "60.00", "360.00")),
            Then("credit", Sums("S20 300.00 60.00", "300.00", "60.00", "360.00")),
            Then("rest", Sums("S20 1000.00 200.00", "1000.00", "200.00", "1200.00")),
        ),
    ),
)

PARTS = (
    Golden(
        "three parts of one line",
        (line("10", "7,77"),),
        Sums("S20 77.70 15.54", "77.70", "15.54", "93.24"),
        kind="sale",
        then=(
            Then("part 1=3", SEVEN_SEVENS),
            Then("part 1=4", Sums("S20 31.08 6.22", "31.08", "6.22", "37.30")),  # 6.216
            Then("rest", SEVEN_SEVENS),
        ),
    ),
    Golden(
        "an amount off shared over three parts",
        (line("1", "33,33"), line("1", "33,33"), line("1", "33,33")),
        Sums("S20 89.99 18.00", "89.99", "18.00", "107.99"),  # 17.998
        discount="10 €",
        kind="intervention",
        then=(Then("part 1=1", TWICE_30), Then("part 2=1", TWICE_30), Then("rest", LAST_THIRD)),
    ),
    Golden(
        "a part in percent off two parts",
        (line("4", "100"), line("10", "7,5")),
        Sums("S20 427.50 85.50", "427.50", "85.50", "513.00"),
        discount="10 %",
        kind="sale",
        then=(
            Then("part 1=1", Sums("S20 90.00 18.00", "90.00", "18.00", "108.00")),
            Then("rest", Sums("S20 337.50 67.50", "337.50", "67.50", "405.00")),
        ),
    ),
    Golden(
        "parts of an order that was invoiced ahead",
        (line("10", "100"),),
        Sums("S20 1000.00 200.00", "1000.00", "200.00", "1200.00"),
        kind="rental",
        then=(
            Then("ahead 40 %", Sums("S20 400.00 80.00", "400.00", "80.00", "480.00")),
            Then("part 1=3", Sums("S20 300.00 60.00", "300.00", "60.00", "360.00")),
            Then("part 1=5", Sums("S20 100.00 20.00", "100.00", "20.00", "120.00")),  # less 400
            Then("rest", Sums("S20 200.00 40.00", "200.00", "40.00", "240.00")),
        ),
    ),
)

CREDIT_NOTES = (
    Golden(
        "a whole credit note",
        (line("4", "100"), line("1", "50", "S10")),
        Sums("S20 400.00 80.00 | S10 50.00 5.00", "450.00", "85.00", "535.00"),
        then=(
            Then("credit", Sums("S20 400.00 80.00 | S10 50.00 5.00", "450.00", "85.00", "535.00")),
        ),
    ),
    Golden(
        "three credit notes of one invoice",
        (line("4", "100"), line("1", "50", "S10")),
        Sums("S20 400.00 80.00 | S10 50.00 5.00", "450.00", "85.00", "535.00"),
        client=PERSON,
        then=(
            Then("credit 1=1", Sums("S20 100.00 20.00", "100.00", "20.00", "120.00")),
            Then(
                "credit 1=1 2=0,5",
                Sums("S20 100.00 20.00 | S10 25.00 2.50", "125.00", "22.50", "147.50"),
            ),
            Then("credit", Sums("S20 200.00 40.00 | S10 25.00 2.50", "225.00", "42.50", "267.50")),
        ),
    ),
    Golden(
        "credit notes that share an amount off",
        (line("1", "33,33"), line("1", "33,33"), line("1", "33,33")),
        Sums("S20 89.99 18.00", "89.99", "18.00", "107.99"),
        discount="10 €",
        then=(
            *(Then("credit 1=1", TWICE_30), Then("credit 2=1", TWICE_30)),
            Then("credit", LAST_THIRD),
        ),
    ),
    Golden(
        "credit notes of a few cents",
        (line("1", "0,03"), line("1", "0,03"), line("1", "0,03")),
        Sums("S20 0.09 0.02", "0.09", "0.02", "0.11"),  # 0.018
        then=tuple(
            Then(verb, Sums("S20 0.03 0.01", "0.03", "0.01", "0.04"))  # 0.006
            for verb in ("credit 1=1", "credit 2=1", "credit")
        ),
    ),
    Golden(
        "a credit note without VAT",
        (line("2", "45", "E-FRANCHISE"),),
        Sums("E-FRANCHISE 90.00 0.00", "90.00", "0.00", "90.00"),
        client=PERSON,
        then=(Then("credit 1=1", Sums("E-FRANCHISE 45.00 0.00", "45.00", "0.00", "45.00")),),
    ),
)
