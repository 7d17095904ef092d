"""Whoever listens hears of a change, for as long as they listen."""

from models.records import Changed, announce, listen


def changed(topic: str, *ids: int) -> Changed:
    return Changed(topic, frozenset(ids))


def test_a_change_outside_a_transaction_is_told_at_once(heard: list[Changed]) -> None:
    announce("client", [1, 2])
    assert heard == [changed("client", 1, 2)]


def test_everybody_who_listens_hears(heard: list[Changed]) -> None:
    others: list[Changed] = []
    stop = listen(others.append)
    announce("client", [1])
    stop()
    assert heard == others == [changed("client", 1)]


def test_who_has_stopped_listening_hears_no_more(heard: list[Changed]) -> None:
    others: list[Changed] = []
    listen(others.append)()
    announce("client", [1])
    assert (others, heard) == ([], [changed("client", 1)])


def test_a_listener_may_stop_while_it_is_told(heard: list[Changed]) -> None:
    told: list[Changed] = []

    def once(change: Changed) -> None:
        told.append(change)
        stop()

    stop = listen(once)
    late: list[Changed] = []
    stop_late = listen(late.append)
    announce("client", [1])
    announce("client", [2])
    stop_late()
    assert told == [changed("client", 1)]
    assert late == [changed("client", 1), changed("client", 2)]
