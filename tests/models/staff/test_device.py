"""Devices: known again by their token, and shared by the counter."""

import pytest

from models.company import Company
from models.errors import Invalid, Refused
from models.permissions import Role, Staff
from models.records import Changed
from models.staff import Device, Seat
from models.staff.device import browser_name
from tests.factories import ANYBODY, make_session

pytestmark = pytest.mark.usefixtures("database")

CHROME = (
    "Mozilla/5.0 (Windows NT 10.0; Win64; x64) AppleWebKit/537.36 (KHTML, like Gecko) "
    "Chrome/156.0.0.0 Safari/537.36"
)
TABLET = "Tablette du comptoir"


async def make_device() -> Device:
    return (await Device.register(CHROME))[0]


async def test_a_device_is_known_again_by_its_token_only() -> None:
    device, made = await Device.register(CHROME)

    assert await Device.known(made) == device
    for other in ("", made[:-1], device.token_hash, "\x00"):
        assert await Device.known(other) is None


async def test_a_device_is_called_what_it_is_until_it_has_a_name() -> None:
    device = await make_device()
    assert device.label == "Chrome sur Windows"

    await Device.share(device.id, TABLET, by=ANYBODY)
    assert (await Device.get(id=device.id)).label == TABLET


async def test_a_device_that_says_nothing_of_itself_has_a_label_too(
    subtests: pytest.Subtests,
) -> None:
    for user_agent in ("", "junk", "\x00", "x" * 100_000):
        with subtests.test(user_agent=user_agent):
            device, _ = await Device.register(user_agent)

            assert device.label == "Appareil inconnu"
            assert browser_name(user_agent) == ""


async def test_a_shared_device_needs_a_name(subtests: pytest.Subtests) -> None:
    device = await make_device()
    for name in ("", "  \t "):
        with subtests.test(name=name), pytest.raises(Refused, match="Donnez un nom à cet appareil"):
            await Device.share(device.id, name, by=ANYBODY)


async def test_the_name_of_a_device_is_one_line_that_fits() -> None:
    device = await make_device()

    await Device.share(device.id, f"  {TABLET}\n{'x' * 100}", by=ANYBODY)

    name = (await Device.get(id=device.id)).name
    assert name.startswith(f"{TABLET} x")
    assert len(name) == 60


async def test_a_device_can_be_shared_and_taken_back() -> None:
    device = await make_device()

    await Device.share(device.id, TABLET, by=ANYBODY)
    assert (await Device.get(id=device.id)).is_shared
    await Device.unshare(device.id, by=ANYBODY)
    assert not (await Device.get(id=device.id)).is_shared


async def test_only_an_administrator_shares_devices(subtests: pytest.Subtests) -> None:
    for role in (Role.MANAGER, Role.COUNTER, Role.READER):
        with subtests.test(role=role):
            device, by = await make_device(), Staff("Karim", role)

            for verb in (Device.share(device.id, TABLET, by=by), Device.unshare(device.id, by=by)):
                with pytest.raises(Refused):
                    await verb


async def test_a_device_that_is_gone_cannot_be_shared() -> None:
    with pytest.raises(Refused, match="n’est plus connu"):
        await Device.share(404, TABLET, by=ANYBODY)


async def test_sharing_is_announced_and_shows_in_the_seat(heard: list[Changed]) -> None:
    made = await make_session()
    seat = await Seat.of_token(made)
    assert seat
    assert not seat.is_shared

    await Device.share(seat.device_id, TABLET, by=ANYBODY)

    assert heard[-1] == Changed("device", frozenset({seat.device_id}))
    seat = await Seat.of_token(made)
    assert seat
    assert (seat.is_shared, seat.staff.device) == (True, TABLET)


async def test_each_device_remembers_how_it_likes_its_screen() -> None:
    one, two = await make_device(), await make_device()

    await Device.set_dark(one.id, True)

    assert (await Device.get(id=one.id)).is_dark is True
    assert (await Device.get(id=two.id)).is_dark is None


async def test_the_lock_comes_after_one_minute_to_two_hours(subtests: pytest.Subtests) -> None:
    for minutes in (0, -1, 121, 10**9):
        with subtests.test(minutes=minutes), pytest.raises(Invalid, match="de 1 à 120 minutes"):
            await Company.lock_after(minutes, by=ANYBODY)


async def test_a_decision_on_the_lock_is_in_every_seat_at_once() -> None:
    made = await make_session()

    await Company.lock_after(17, by=ANYBODY)

    seat = await Seat.of_token(made)
    assert seat
    assert seat.lock_minutes == 17
