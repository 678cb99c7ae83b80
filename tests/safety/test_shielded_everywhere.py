"""Proof: what is shielded is found by exactly the people it names, on every page, and leaves no gap.

Words of it are planted in every text that hangs on it, and searched for as everybody; and whoever is not
named reads each page as if it had never been written.
"""

import re
from collections.abc import Callable, Iterator
from datetime import date, timedelta
from typing import Any

import pytest
from django.core import mail
from django.test import Client
from django.urls import reverse

from families.models import Family, Line, Look, Mail, Professional, Tier, Visibility
from roskilde import clock
from safety.models import Statement
from tests.makers import make_line, make_next_step, make_person, make_safety, make_statement
from tests.test_every_route import EXAMPLES, marked
from tests.test_markers import keys_for
from tests.world import World, fill

SignedIn = Callable[[Professional], Client]

# Every word of it begins like this, so that one search finds them all.
MARK = "Qx"
ONCE = re.compile(
    r'(name="(csrfmiddlewaretoken|draft)" value="[^"]*")|("X-CSRFToken": "[^"]*")|(nonce="[^"]*")'
    r'|(session-ends-in="[^"]*")'
)


def words(number: int) -> str:
    return f"{MARK}{number:02}vz"


class Shielded:
    """Everything of a shielded danger, each text with a word of its own."""

    def __init__(self, family: Family, near: Professional, leader: Professional) -> None:
        named = {"visibility": Visibility.NAMED, "named": [near, leader]}
        child = family.members.order_by("born_on")[1]
        mother = family.members.order_by("born_on")[0]
        self.line: Line = make_line(family, near, text=f"{words(1)} sagde hun.", about=child)
        self.statement = make_statement(
            family, near, words=f"{words(2)} er det første.", addition=words(3), line=self.line
        )
        self.statement.shield(by=near, named=[leader], reason=words(4))
        self.statement.order_risk_assessment(by=near)
        self.statement.finish_risk_assessment(by=near)
        self.statement.change(by=near, words=f"{words(5)} er bekymret for {child}, så hun bliver bange.")
        self.goal = self.statement.aim(
            by=near, words=words(6), addition=words(7), field="social", whose="authority"
        )
        self.step = make_next_step(family, near, danger=self.statement, words=words(8))
        self.done = make_next_step(family, leader, danger=self.statement, words=words(9))
        self.done.finish(by=leader, outcome=words(10))
        self.disagreement = self.statement.disagree(by=near, who=leader, words=words(11))
        self.statement.present(by=near, members=[mother], words=words(12), reason=words(13))
        seen = {"on": clock.today() - timedelta(days=1), "words": words(14), "saw": near}
        self.beside = make_safety(
            family, near, words=words(15), occasion=seen, beside=[self.statement], **named
        )
        self.ended = make_statement(family, near, words=words(16), **named)
        self.ended.resolve(by=near, reason=words(17))
        self.old = make_statement(family, near, words=words(18), **named)
        self.new = self.old.supersede(by=near, speaker=near, about=[child], words=words(19), reason=words(20))
        self.all = {words(number) for number in range(1, 21)}
        self.keys = {
            "statement": [self.statement.pk, self.ended.pk, self.old.pk, self.new.pk],
            "assessed": [self.statement.pk],
            "safety": [self.beside.pk],
            "strength": [self.beside.pk],
            "disagreement": [self.disagreement.pk],
            "next_step": [self.step.pk, self.done.pk],
        }


@pytest.fixture
def world(family: Family, coordinator: Professional, near: Professional) -> World:
    return fill(family, coordinator=coordinator, near=near)


@pytest.fixture
def colleague(family: Family, coordinator: Professional) -> Professional:
    """Stands as near as the author, works with the same child, and in the same sector."""
    person = make_person("Karin Friis", sector="Skole")
    family.involve(
        person,
        tier=Tier.NEAR,
        function="Skolesocialrådgiver",
        reason="need",
        works_with=[family.members.order_by("born_on")[1]],
        by=coordinator,
    )
    return person


@pytest.fixture
def shielded(world: World, near: Professional, leader: Professional) -> Shielded:
    return Shielded(world.family, near, leader)


def pages(world: World, shielded: Shielded | None = None) -> Iterator[str]:
    """Every page that can be shown, of what there is and of what is shielded, by key and by search."""
    family = world.family
    for name, path, _view in marked():
        example = EXAMPLES[name]
        if not example.get or (example.also and "number" not in example.also):
            continue
        kwargs: dict[str, Any] = dict(example.also)
        if "<uuid:family>" in path:
            kwargs["family"] = family.pk
        keys = list(keys_for(world, example.key)) if shielded else [_own(world, example.key)]
        for key in [*keys, *(shielded.keys.get(example.key, []) if shielded else [])]:
            yield reverse(name, kwargs=kwargs | ({"pk": key} if key else {}))
    one = family.pk
    yield from (f"{reverse(page, args=[one])}?q={MARK}" for page in ("families:list_lines",))
    yield f"{reverse('families:find_professional', args=[one])}?q={MARK}"
    yield f"{reverse('families:list_families')}?q={MARK}"
    yield f"{reverse('safety:show_map', args=[one])}?on={clock.today()}"
    yield f"{reverse('safety:compare_maps', args=[one])}?first={before_all()}&second={clock.today()}"
    for kind in ("statements", "next_steps", "concern", ""):
        yield f"{reverse('families:list_lines', args=[one])}?kind={kind}"
    for member in family.members.all():
        yield reverse("families:show_member", args=[one, member.pk])
        yield f"{reverse('families:list_lines', args=[one])}?member={member.pk}"
    if shielded:
        statement, line = shielded.statement.pk, shielded.line.pk
        add, step = (reverse(f"safety:{page}", args=[one]) for page in ("write_statement", "agree_next_step"))
        yield from (f"{add}?danger={statement}", f"{step}?danger={statement}")
        yield from (f"{add}?line={line}", f"{step}?line={line}")
        yield reverse("families:show_line", args=[one, line])
    yield reverse("healthy")


def _own(world: World, key: str) -> Any:
    return getattr(world, key).pk if key else None


def before_all() -> date:
    return clock.today() - timedelta(days=30)


def found_by(client: Client, world: World, shielded: Shielded) -> set[str]:
    """Which of its words stand anywhere that this person can open; errors and redirects included."""
    shown = []
    for url in pages(world, shielded):
        answer = client.get(url, follow=True)
        shown.append(answer.content.decode(errors="replace"))
        shown += [str(value) for value in answer.headers.values()]
    everything = "".join(shown)
    return {each for each in shielded.all if each in everything}


OTHERS = ["coordinator", "peripheral", "steering", "city_hall", "dpo", "administrator"]


@pytest.mark.demand("S20", "S58")
@pytest.mark.parametrize(
    "who",
    ["colleague", "stranger", *(pytest.param(role, marks=pytest.mark.walk) for role in OTHERS)],
)
def test_nobody_else_finds_a_word_of_it(
    who: str, world: World, shielded: Shielded, request: Any, signed_in: SignedIn
) -> None:
    assert not found_by(signed_in(request.getfixturevalue(who)), world, shielded)


@pytest.mark.parametrize("who", ["near", pytest.param("leader", marks=pytest.mark.walk)])
def test_whom_it_names_finds_all_of_it(
    who: str, world: World, shielded: Shielded, request: Any, signed_in: SignedIn
) -> None:
    assert found_by(signed_in(request.getfixturevalue(who)), world, shielded) == shielded.all


@pytest.mark.parametrize("who", ["colleague", pytest.param("coordinator", marks=pytest.mark.walk)])
def test_nobody_else_could_tell_that_it_was_written(
    who: str, world: World, near: Professional, leader: Professional, request: Any, signed_in: SignedIn
) -> None:
    """Every page reads as it did before: no gap, no count, no title."""
    client = signed_in(request.getfixturevalue(who))
    logs = ("families:list_family_looks", "families:list_own_looks", "families:draw_sample")
    kept = {reverse(name, args=[world.family.pk] if "family" in name else []) for name in logs}
    urls = [url for url in dict.fromkeys(pages(world)) if url.partition("?")[0] not in kept]

    def read() -> dict[str, tuple[int, str]]:
        answers = ((url, client.get(url)) for url in urls)
        return {
            url: (each.status_code, ONCE.sub("", each.content.decode(errors="replace")))
            for url, each in answers
        }

    read()  # reading what is new makes it old
    before = read()
    Shielded(world.family, near, leader)
    after = read()

    assert [url for url in urls if before[url] != after[url]] == []


def test_the_familys_copy_never_has_it(
    world: World, shielded: Shielded, near: Professional, leader: Professional, signed_in: SignedIn
) -> None:
    """Not even when somebody prints it who is named."""
    for person in (near, leader):
        copy = signed_in(person).get(reverse("safety:print_map", args=[world.family.pk])).content.decode()
        assert not {each for each in shielded.all if each in copy}


@pytest.mark.parametrize("who", ["colleague", pytest.param("coordinator", marks=pytest.mark.walk)])
def test_its_address_says_what_no_address_says(
    who: str, world: World, shielded: Shielded, request: Any, signed_in: SignedIn
) -> None:
    """Each deed on a key of it answers as on a key that there never was."""
    client = signed_in(request.getfixturevalue(who))
    nowhere = "00000000-0000-4000-8000-00000000abcd"
    differing = []
    for name, path, _view in marked():
        example = EXAMPLES[name]
        if "<uuid:family>" not in path or example.key not in shielded.keys:
            continue
        for key in shielded.keys[example.key]:
            there, none = (
                reverse(name, kwargs={"family": world.family.pk, "pk": each}) for each in (key, nowhere)
            )
            asked = [(client.post(there), client.post(none))]
            asked += [(client.get(there), client.get(none))] if example.get else []
            differing += [
                (name, first.status_code)
                for first, second in asked
                if first.status_code != 404
                or ONCE.sub("", first.content.decode()).replace(str(key), "")
                != ONCE.sub("", second.content.decode()).replace(nowhere, "")
            ]
    assert not differing


def test_no_mail_no_log_and_no_draft_of_anybody_elses_has_a_word_of_it(
    world: World, shielded: Shielded, near: Professional, coordinator: Professional, signed_in: SignedIn
) -> None:
    client = signed_in(near)
    write = reverse("safety:write_statement", args=[world.family.pk])
    form = client.get(write).context["form"]
    client.post(reverse("families:save_draft"), {"draft": form.draft_token, "words": f"{words(5)} og mere."})
    assert words(5) in client.get(write).content.decode()
    assert words(5) not in signed_in(coordinator).get(write).content.decode()

    written = [" ".join(map(str, row)) for model in (Mail, Look) for row in model.objects.values_list()]
    written += [f"{each.subject} {each.body}" for each in mail.outbox]
    assert not [each for each in written if MARK in each]


def test_text_used_before_never_tells_of_it(
    world: World, shielded: Shielded, coordinator: Professional, signed_in: SignedIn
) -> None:
    """Another family's sentence is asked about; a shielded one never is."""
    from safety.known import was_written_elsewhere
    from tests.makers import make_family

    other = make_family(coordinator, "Haidari")
    said = "Hodan og Jonas er bekymrede for, at pengene slipper op, så Zakariye går sulten i skole."
    hidden = "Shabnam har fortalt Karin, at hendes onkel læser hendes telefon om natten."
    statement = make_statement(world.family, coordinator, words=hidden)
    assert was_written_elsewhere(said, other)
    assert was_written_elsewhere(hidden.upper(), other)
    assert not was_written_elsewhere(said, world.family)

    statement.shield(by=coordinator, named=[], reason="§ 18")

    assert not was_written_elsewhere(hidden, other)


@pytest.mark.demand("S20")
def test_what_was_said_while_it_was_shielded_stays_shut_when_it_is_released(
    world: World, shielded: Shielded, near: Professional, colleague: Professional, signed_in: SignedIn
) -> None:
    statement = Statement.objects.visible_to(near).get(pk=shielded.statement.pk)
    statement.change(by=near, words="Det, hun selv vil have sagt, så alle hjælper.", addition="")
    statement.release(Visibility.NEAR, by=near, reason="Hun har selv bedt om det.")

    found = found_by(signed_in(colleague), world, shielded)

    # Before it was shielded everybody near could read it. Its goal and steps come along; nothing else of it.
    assert found == {words(2), words(3), words(6), words(7), words(8), words(9), words(10)}
    assert (
        statement.get_absolute_url()
        in signed_in(colleague).get(reverse("safety:show_map", args=[world.family.pk])).content.decode()
    )
