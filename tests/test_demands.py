from tests.demands import demands, tests_of


def test_every_marked_number_is_a_demand() -> None:
    assert not set(tests_of()) - set(demands())


def test_the_page_holds_every_demand_of_the_papers() -> None:
    numbers = set(demands())

    assert {f"R{n}" for n in range(1, 82)} | {f"S{n}" for n in range(1, 72)} == numbers
