"""What ``test --all`` draws from a sweep."""

from tests.sampling import drawing

NAMES = [f"tests/e2e/test_every_state.py::test_a_page[{number}]" for number in range(3000)]


def test_it_draws_about_one_in_n_and_the_same_again() -> None:
    drawn = {name for name in NAMES if drawing("a751944")(name, 3)}
    assert 900 < len(drawn) < 1100
    assert drawn == {name for name in NAMES if drawing("a751944")(name, 3)}


def test_another_commit_draws_others() -> None:
    one, other = ({name for name in NAMES if drawing(seed)(name, 3)} for seed in ("a", "b"))
    assert 250 < len(one & other) < 420


def test_what_is_not_marked_always_runs() -> None:
    assert all(drawing("a")(name, 1) for name in NAMES)
