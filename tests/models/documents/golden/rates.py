"""Documents of every rate, of none, and of amounts that end in half a cent."""

from __future__ import annotations

from tests.models.documents.golden.document import (
    ABROAD,
    PERSON,
    PUBLIC,
    Golden,
    Sums,
    line,
)

RATES = (
    Golden(
        "an hour of work at 20 %",
        (line("1", "62", kind="labour"),),
        Sums("S20 62.00 12.40", "62.00", "12.40", "74.40"),
        kind="intervention",
        stage="work_order",
    ),
    Golden(
        "work in a home at 10 %",
        (line("3", "74", "S10", kind="labour"),),
        Sums("S10 222.00 22.20", "222.00", "22.20", "244.20"),
        kind="intervention",
        stage="quote",
        client=PERSON,
    ),
    Golden(
        "5.5 %, of which half a cent",
        (line("2", "18,50", "S5.5"),),
        Sums("S5.5 37.00 2.04", "37.00", "2.04", "39.04"),  # 2.035
        client=PERSON,
    ),
    Golden(
        "2.1 %, of which half a cent",
        (line("10", "1,5", "S2.1"),),
        Sums("S2.1 15.00 0.32", "15.00", "0.32", "15.32"),  # 0.315
        client=PUBLIC,
    ),
    Golden(
        "a rental on La Réunion",
        (line("4", "185", "S8.5", kind="rental"),),
        Sums("S8.5 740.00 62.90", "740.00", "62.90", "802.90"),
        kind="rental",
        stage="contract",
    ),
    Golden(
        "two rates on La Réunion",
        (line("1", "100", "S8.5"), line("1", "33,33", "S2.1")),
        Sums("S8.5 100.00 8.50 | S2.1 33.33 0.70", "133.33", "9.20", "142.53"),  # 0.69993
        kind="sale",
        stage="quote",
    ),
    Golden(
        "the lowest rates on La Réunion",
        (line("1", "250", "S1.75"), line("2", "47,62", "S1.05")),
        Sums("S1.75 250.00 4.38 | S1.05 95.24 1.00", "345.24", "5.38", "350.62"),  # 4.375, 1.00002
        kind="sale",
    ),
    Golden(
        "13 % in Corsica",
        (line("3", "48,90", "S13"),),
        Sums("S13 146.70 19.07", "146.70", "19.07", "165.77"),  # 19.071
    ),
    Golden(
        "three rates in Corsica",
        (line("1", "100", "S13"), line("1", "50", "S2.1"), line("1", "55,55", "S0.9")),
        Sums(
            "S13 100.00 13.00 | S2.1 50.00 1.05 | S0.9 55.55 0.50",  # 0.49995
            *("205.55", "14.55", "220.10"),
        ),
        client=PERSON,
    ),
    Golden(
        "the four rates of the mainland",
        (
            *(line("1", "100"), line("2", "100", "S10")),
            *(line("3", "100", "S5.5"), line("4", "100", "S2.1")),
        ),
        Sums(
            "S20 100.00 20.00 | S10 200.00 20.00 | S5.5 300.00 16.50 | S2.1 400.00 8.40",
            *("1000.00", "64.90", "1064.90"),
        ),
        kind="sale",
    ),
    Golden(
        "seven rates of ten euros each",
        tuple(
            line("1", "10", f"S{rate}") for rate in ["20", "13", "10", "8.5", "5.5", "2.1", "0.9"]
        ),
        Sums(
            "S20 10.00 2.00 | S13 10.00 1.30 | S10 10.00 1.00 | S8.5 10.00 0.85"
            " | S5.5 10.00 0.55 | S2.1 10.00 0.21 | S0.9 10.00 0.09",
            *("70.00", "6.00", "76.00"),
        ),
    ),
)

WITHOUT = (
    Golden(
        "no VAT, by franchise",
        (line("2", "45", "E-FRANCHISE"),),
        Sums("E-FRANCHISE 90.00 0.00", "90.00", "0.00", "90.00"),
        client=PERSON,
    ),
    Golden(
        "no VAT, article 261",
        (line("1", "350", "E-261"),),
        Sums("E-261 350.00 0.00", "350.00", "0.00", "350.00"),
    ),
    Golden(
        "no VAT, a second-hand machine",
        (line("1", "2 450", "E-261-3"),),
        Sums("E-261-3 2450.00 0.00", "2450.00", "0.00", "2450.00"),
        kind="sale",
    ),
    Golden(
        "no VAT, Guyane",
        (line("3", "99,99", "E-294", kind="rental"),),
        Sums("E-294 299.97 0.00", "299.97", "0.00", "299.97"),
        kind="rental",
        stage="quote",
    ),
    Golden(
        "no VAT, subcontracted work",
        (line("12", "58", "AE-283", kind="labour"),),
        Sums("AE-283 696.00 0.00", "696.00", "0.00", "696.00"),
        kind="intervention",
    ),
    Golden(
        "no VAT, a service to a firm of the Union",
        (line("1,5", "80", "AE-259", kind="labour"),),
        Sums("AE-259 120.00 0.00", "120.00", "0.00", "120.00"),
        client=ABROAD,
    ),
    Golden(
        "no VAT, delivered in the Union",
        (line("1", "1 390", "K-262TER"),),
        Sums("K-262TER 1390.00 0.00", "1390.00", "0.00", "1390.00"),
        client=ABROAD,
    ),
    Golden(
        "no VAT, exported",
        (line("5", "250,5", "G-262"),),
        Sums("G-262 1252.50 0.00", "1252.50", "0.00", "1252.50"),
        client={**ABROAD, "country": "CH"},
    ),
    Golden(
        "out of the scope of VAT",
        (line("1", "180", "O-HORS"),),
        Sums("O-HORS 180.00 0.00", "180.00", "0.00", "180.00"),
    ),
    Golden(
        "exempt beside taxed",
        (line("1", "100"), line("1", "50", "E-261")),
        Sums("S20 100.00 20.00 | E-261 50.00 0.00", "150.00", "20.00", "170.00"),
    ),
)

HALF_CENTS = (
    Golden(
        "half a cent goes up",
        (line("1", "0,125"),),
        Sums("S20 0.13 0.03", "0.13", "0.03", "0.16"),  # 0.026
    ),
    Golden(
        "three times half a cent goes up three times",
        (line("1", "0,335"), line("1", "0,335"), line("1", "0,335")),
        Sums("S20 1.02 0.20", "1.02", "0.20", "1.22"),  # 0.34 each; 0.204
    ),
    Golden(
        "VAT is of the rate and not of the line",
        tuple(line("1", "0,12") for _ in range(10)),
        Sums("S20 1.20 0.24", "1.20", "0.24", "1.44"),  # ten times 0.024 would be 0.20
    ),
    Golden(
        "half a cent of VAT goes up",
        (line("1", "0,25", "S10"),),
        Sums("S10 0.25 0.03", "0.25", "0.03", "0.28"),  # 0.025
    ),
    Golden(
        "all the decimals that there are",
        (line("1,2345", "9,876543"),),
        Sums("S20 12.19 2.44", "12.19", "2.44", "14.63"),  # 12.1925923335; 2.438
    ),
    Golden(
        "litres of fuel",
        (line("48,37", "1,789"),),
        Sums("S20 86.53 17.31", "86.53", "17.31", "103.84"),  # 86.53393; 17.306
        kind="sale",
        client=PUBLIC,
    ),
    Golden(
        "next to nothing",
        (line("0,0001", "50"),),
        Sums("S20 0.01 0.00", "0.01", "0.00", "0.01"),  # 0.005; 0.002
    ),
    Golden(
        "half a cent below zero goes away from zero",
        (line("-1", "0,125"), line("1", "1")),
        Sums("S20 0.87 0.17", "0.87", "0.17", "1.04"),  # -0.13; 0.174
    ),
)
