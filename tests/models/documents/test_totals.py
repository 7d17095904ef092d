"""Every cent of every document is counted twice, by two who know nothing of each other."""

from __future__ import annotations

from decimal import Decimal
from fractions import Fraction

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from models.documents import Discount, Vat
from models.documents.down_payments import base_within
from models.documents.totals import Totals, net_of, read_discount, spread, totals_of
from models.french.money import rounded
from tests.factories import money
from tests.models.documents import oracle

RATES = ("20", "10", "5.5", "2.1", "8.5", "13", "0")
CENT = Decimal("0.01")

quantities = st.one_of(
    st.integers(-50, 200).filter(bool).map(Decimal),
    st.integers(-99_999_999, 99_999_999).filter(bool).map(lambda part: Decimal(part).scaleb(-4)),
)
prices = st.one_of(
    st.integers(0, 100_000).map(lambda cents: Decimal(cents).scaleb(-2)),
    st.integers(0, 1_000_000).map(lambda part: (Decimal(part) * 5).scaleb(-3)),  # half cents
    st.integers(0, 9_999_999_999).map(lambda part: Decimal(part).scaleb(-6)),
)
parts = st.one_of(
    st.just(Decimal(0)), st.integers(0, 10_000).map(lambda part: Decimal(part).scaleb(-2))
)
lines = st.tuples(st.sampled_from(RATES), quantities, prices, parts)
discounts = st.one_of(
    st.just(Discount()),
    parts.map(lambda part: Discount(percent=part)),
    st.integers(0, 500_000).map(lambda cents: Discount(amount=Decimal(cents).scaleb(-2))),
)
deductions = st.lists(
    st.tuples(
        st.sampled_from(RATES),
        st.just(Decimal(-1)),
        st.integers(1, 99_999).map(lambda cents: Decimal(cents).scaleb(-2)),
        st.just(Decimal(0)),
    ),
    max_size=3,
)
Typed = tuple[str, Decimal, Decimal, Decimal]


def ours(rows: list[Typed], discount: Discount, deducted: list[Typed]) -> Totals:
    nets, less = (
        [(Vat(Decimal(rate), f"S{rate}"), net_of(*numbers)) for rate, *numbers in some]
        for some in (rows, deducted)
    )
    return totals_of(nets, discount, less)


def theirs(rows: list[Typed], discount: Discount, deducted: list[Typed]) -> oracle.Sums:
    counted, less = (
        [
            oracle.Line(oracle.Rate(Fraction(rate), f"S{rate}"), *map(Fraction, numbers))
            for rate, *numbers in some
        ]
        for some in (rows, deducted)
    )
    off = int(discount.amount * 100)
    return oracle.sums(oracle.Paper(counted, Fraction(discount.percent), off, less))


def in_cents(totals: Totals) -> oracle.Sums:
    rates = {row.vat.code: (int(row.base * 100), int(row.amount * 100)) for row in totals.rows}
    sums = (totals.discount, totals.ht, totals.vat, totals.ttc)
    return oracle.Sums(rates, *(int(amount * 100) for amount in sums))


@settings(max_examples=1_000, suppress_health_check=[HealthCheck.too_slow])
@given(st.lists(lines, min_size=1, max_size=12), discounts, deductions)
def test_the_product_and_its_oracle_agree_to_the_cent(
    rows: list[Typed], discount: Discount, deducted: list[Typed]
) -> None:
    totals = ours(rows, discount, deducted)

    assert in_cents(totals) == theirs(rows, discount, deducted)
    assert sum(row.base for row in totals.rows) == totals.ht
    assert sum(row.discount for row in totals.rows) == totals.discount
    assert all(row.base.as_tuple().exponent == -2 for row in totals.rows)


@settings(max_examples=1_000)
@given(st.integers(0, 10_000_000), st.sampled_from(RATES))
def test_a_base_comes_to_its_total_or_to_a_cent_less(cents: int, rate: str) -> None:
    total = Decimal(cents).scaleb(-2)
    base = base_within(total, Decimal(rate))
    with_vat = base + rounded(base * Decimal(rate) / 100)
    assert total - CENT <= with_vat <= total


@settings(max_examples=1_000)
@given(
    st.integers(0, 10_000_000), st.dictionaries(st.sampled_from(RATES), st.integers(-999, 99_999))
)
def test_what_is_shared_out_leaves_no_rest(cents: int, bases: dict[str, int]) -> None:
    whole = Decimal(cents).scaleb(-2)
    known = {Vat(Decimal(rate), rate): Decimal(base).scaleb(-2) for rate, base in bases.items()}
    shares = spread(whole, known)
    bearing = {vat for vat, base in known.items() if base > 0}
    assert set(shares) == bearing
    assert sum(shares.values()) == (whole if bearing else 0)


def test_a_line_is_rounded_half_up_and_its_discount_too(subtests: pytest.Subtests) -> None:
    for quantity, price, discount, net in (
        ("1", "0.005", "0", "0.01"),
        ("-1", "0.005", "0", "-0.01"),
        ("3", "0.335", "0", "1.01"),  # 1.005
        ("0.0001", "50", "0", "0.01"),  # 0.005
        ("0.0001", "49.999999", "0", "0.00"),
        ("1", "0.10", "5", "0.09"),  # 0.005 off
        ("1", "1.01", "50", "0.50"),  # 0.505, of which 0.51 is off
        ("-1", "1.01", "50", "-0.50"),
        ("1", "99.99", "100", "0.00"),
        ("7.3333", "12.345678", "12.5", "79.21"),  # 90.534562…: 90.53, less 11.31625: 11.32
    ):
        with subtests.test(quantity=quantity, price=price, discount=discount):
            assert net_of(*money(quantity, price, discount)) == Decimal(net)


def test_a_discount_is_read_as_it_is_worded(subtests: pytest.Subtests) -> None:
    for text, discount, words in (
        ("", Discount(), ""),
        ("0", Discount(), ""),
        ("10%", Discount(percent=Decimal(10)), "10\u00a0%"),
        ("5,5 %", Discount(percent=Decimal("5.5")), "5,5\u00a0%"),
        ("50", Discount(amount=Decimal(50)), "50,00\u00a0€"),
        ("1 234,5 €", Discount(amount=Decimal("1234.5")), "1\u202f234,50\u00a0€"),
    ):
        with subtests.test(text=text):
            assert read_discount(text) == discount
            assert discount.words == words
            assert read_discount(words) == discount
    for wrong in ("100,01 %", "-1", "1,005 €", "dix", "9" * 30):
        with subtests.test(wrong=wrong), pytest.raises(ValueError, match=r"^[A-ZÀ-Ý0-9].*\.$"):
            read_discount(wrong)
