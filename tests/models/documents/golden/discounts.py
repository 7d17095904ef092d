"""Documents with something off, with something taken back, and of nothing at all."""

from __future__ import annotations

from tests.models.documents.golden.document import PERSON, Golden, Sums, line

OFF_A_LINE = (
    Golden(
        "12.5 % off a line",
        (line("3", "64,50", off="12,5"),),
        Sums("S20 169.31 33.86", "169.31", "33.86", "203.17"),  # 193.50 less 24.1875: 24.19; 33.862
        kind="sale",
        stage="quote",
    ),
    Golden(
        "half a cent off a line",
        (line("1", "0,10", off="5"),),
        Sums("S20 0.09 0.02", "0.09", "0.02", "0.11"),  # 0.005: 0.01; 0.018
    ),
    Golden(
        "a third off a line",
        (line("7", "19,99", off="33,33"),),
        Sums("S20 93.29 18.66", "93.29", "18.66", "111.95"),  # 139.93 less 46.638669; 18.658
        kind="rental",
        stage="contract",
    ),
    Golden(
        "all off a line",
        (line("1", "500", off="100"), line("1", "80")),
        Sums("S20 80.00 16.00", "80.00", "16.00", "96.00"),
    ),
)

OFF_THE_WHOLE = (
    Golden(
        "10 % off one rate",
        (line("2", "500"),),
        Sums("S20 900.00 180.00", "900.00", "180.00", "1080.00"),
        discount="10 %",
    ),
    Golden(
        "5 % off two rates",
        (line("2", "500"), line("1", "200", "S10")),
        Sums("S20 950.00 190.00 | S10 190.00 19.00", "1140.00", "209.00", "1349.00"),
        discount="5 %",
        kind="intervention",
        stage="quote",
    ),
    Golden(
        "5.5 % off, to the cent",
        (line("1", "99,99"),),
        Sums("S20 94.49 18.90", "94.49", "18.90", "113.39"),  # 5.49945: 5.50; 18.898
        discount="5,5 %",
        client=PERSON,
    ),
    Golden(
        "10 € off three rates: the cent that is missing goes to the highest",
        (line("1", "33,33"), line("1", "33,33", "S10"), line("1", "33,33", "S5.5")),
        Sums(
            "S20 29.99 6.00 | S10 30.00 3.00 | S5.5 30.00 1.65",  # 5.998
            *("89.99", "10.65", "100.64"),
        ),
        discount="10 €",
    ),
    Golden(
        "a cent off goes where most of it was cut off",
        (line("1", "100"), line("3", "100", "S10")),
        Sums("S20 100.00 20.00 | S10 299.99 30.00", "399.99", "50.00", "449.99"),  # 29.999
        discount="0,01 €",
        kind="sale",
    ),
    Golden(
        "20 € off a taxed and an exempt rate",
        (line("1", "100"), line("1", "60", "E-261")),
        Sums("S20 87.50 17.50 | E-261 52.50 0.00", "140.00", "17.50", "157.50"),
        discount="20",
    ),
    Golden(
        "10 € off two reasons for no VAT",
        (line("1", "33,33", "E-261"), line("1", "66,67", "K-262TER")),
        Sums("E-261 30.00 0.00 | K-262TER 60.00 0.00", "90.00", "0.00", "90.00"),
        discount="10 €",
    ),
    Golden(
        "off a line and off the whole",
        (line("2", "100", off="10"), line("1", "50", "S5.5")),
        Sums("S20 162.00 32.40 | S5.5 45.00 2.48", "207.00", "34.88", "241.88"),  # 2.475
        discount="10 %",
        kind="rental",
        stage="quote",
    ),
    Golden(
        "more off than there is",
        (line("1", "30"),),
        Sums("S20 0.00 0.00", "0.00", "0.00", "0.00"),
        discount="50 €",
    ),
    Golden(
        "all of it off",
        (line("2", "75", "S10"),),
        Sums("S10 0.00 0.00", "0.00", "0.00", "0.00"),
        discount="100 %",
        kind="sale",
    ),
)

TAKEN_BACK = (
    Golden(
        "one of three taken back",
        (line("3", "40"), line("-1", "40")),
        Sums("S20 80.00 16.00", "80.00", "16.00", "96.00"),
        kind="sale",
    ),
    Golden(
        "a rate below zero",
        (line("1", "100"), line("-1", "30", "S10")),
        Sums("S20 100.00 20.00 | S10 -30.00 -3.00", "70.00", "17.00", "87.00"),
    ),
    Golden(
        "a rate below zero bears no discount",
        (line("1", "100"), line("-1", "30", "S10")),
        Sums("S20 93.00 18.60 | S10 -30.00 -3.00", "63.00", "15.60", "78.60"),  # 7 off
        discount="10 %",
    ),
    Golden(
        "more taken back than sold: nothing is off a debt",
        (line("-2", "50"),),
        Sums("S20 -100.00 -20.00", "-100.00", "-20.00", "-120.00"),
        discount="10 %",
        kind="sale",
    ),
    Golden(
        "rates that cancel each other out",
        (line("1", "100"), line("-1", "100", "S10")),
        Sums("S20 100.00 20.00 | S10 -100.00 -10.00", "0.00", "10.00", "10.00"),
        discount="5 €",
    ),
)

NOTHING = (
    Golden(
        "a gift",
        (line("1", "0"),),
        Sums("S20 0.00 0.00", "0.00", "0.00", "0.00"),
        client=PERSON,
    ),
    Golden(
        "a line among words",
        (
            {"kind": "title", "designation": "Atelier"},
            line("1,5", "62", kind="labour"),
            {"kind": "text", "designation": "Selon votre accord téléphonique"},
            {"kind": "subtotal", "designation": "Sous-total"},
        ),
        Sums("S20 93.00 18.60", "93.00", "18.60", "111.60"),
        kind="intervention",
    ),
    Golden(
        "nothing but words",
        ({"kind": "text", "designation": "À voir sur place"},),
        Sums("", "0.00", "0.00", "0.00"),
        kind="intervention",
        stage="quote",
    ),
)
