"""What somebody at the edge has seen reaches the core, and the core's answer reaches them."""

from collections.abc import Callable

import pytest
from django.test import Client

from families import danger
from families.models import Family, Line, Mail, MailKind, Professional, Telling, Visibility
from tests.makers import make_line

SignedIn = Callable[[Professional], Client]
POST = {"text": "Zakariye sov i klubben i går.", "kind": "visit"}


def url(family: Family) -> str:
    return f"/families/{family.pk}/lines/observe/"


def only(family: Family) -> Line:
    return Line.objects.for_nobody("the test reads all").get(family=family)


@pytest.mark.demand("R42")
def test_it_is_a_line_to_the_core_and_the_coordinator_is_told(
    family: Family,
    peripheral: Professional,
    near: Professional,
    coordinator: Professional,
    leader: Professional,
    signed_in: SignedIn,
) -> None:
    answer = signed_in(peripheral).post(url(family), POST)
    line = only(family)
    assert answer["Location"] == f"/families/{family.pk}/lines/observations/"
    assert (line.author, line.text, line.kind, line.visibility) == (
        peripheral,
        POST["text"],
        "visit",
        Visibility.CORE,
    )
    assert line.seen_by() == [coordinator, leader]
    telling = Telling.objects.get(line=line)
    assert (telling.to, telling.told_by) == (coordinator, peripheral)
    assert Mail.objects.filter(kind=MailKind.TOLD, to=coordinator, about=str(telling.pk)).count() == 1


def test_text_alone_is_enough_and_nothing_else_is_asked(
    family: Family, peripheral: Professional, signed_in: SignedIn
) -> None:
    client = signed_in(peripheral)
    form = client.get(url(family)).context["form"]
    assert list(form.fields) == ["text", "kind"]
    client.post(url(family), {"text": "Han var glad.", "kind": form["kind"].value()})
    assert only(family).text == "Han var glad."


def test_it_names_who_will_read_it(
    family: Family,
    peripheral: Professional,
    coordinator: Professional,
    leader: Professional,
    signed_in: SignedIn,
) -> None:
    page = signed_in(peripheral).get(url(family))
    assert page.context["form"].who_sees == f"{coordinator}, {leader}"
    assert str(page.context["form"].who_sees) in page.content.decode()


def test_the_contact_card_has_it_as_its_one_button(
    family: Family, peripheral: Professional, near: Professional, signed_in: SignedIn
) -> None:
    card = signed_in(peripheral).get(family.get_absolute_url()).content.decode()
    main = card[card.index("<main") : card.index("</main>")]
    assert main.count("button-primary") == 1
    assert f'href="{url(family)}"' in main
    assert url(family) not in signed_in(near).get(family.get_absolute_url()).content.decode()


def test_a_report_of_concern_is_somewhere_else_and_the_page_says_so(
    family: Family, peripheral: Professional, signed_in: SignedIn
) -> None:
    page = " ".join(signed_in(peripheral).get(url(family)).content.decode().split())
    assert danger.advice() in page
    assert 'href="tel:112"' in page
    assert page[page.index('<details class="unfold danger"') :].split(">")[0].endswith(" open")


def test_what_sounds_like_danger_is_saved_and_the_advice_is_given_once_more(
    family: Family, peripheral: Professional, signed_in: SignedIn
) -> None:
    client = signed_in(peripheral)
    page = client.post(url(family), {**POST, "text": "Han siger, at far slog ham."}, follow=True)
    assert only(family).text == "Han siger, at far slog ham."
    assert danger.advice() in [str(message) for message in page.context["messages"]]


def test_other_words_bring_no_warning(family: Family, peripheral: Professional, signed_in: SignedIn) -> None:
    page = signed_in(peripheral).post(url(family), POST, follow=True)
    assert danger.advice() not in [str(message) for message in page.context["messages"]]


def test_of_those_around_the_family_only_the_reader_of_it_is_named_to_the_writer(
    family: Family,
    peripheral: Professional,
    near: Professional,
    coordinator: Professional,
    signed_in: SignedIn,
) -> None:
    line = Line.observe(family, by=peripheral, text="Zakariye sov i klubben.")
    Telling.tell(line, [near], by=coordinator)
    client = signed_in(peripheral)
    for page in (family.get_absolute_url(), f"/families/{family.pk}/lines/observations/"):
        text = client.get(page).content.decode()
        assert coordinator.name in text
        assert near.name not in text


def test_the_coordinator_who_writes_one_is_not_told_of_it(family: Family, coordinator: Professional) -> None:
    Line.observe(family, by=coordinator, text="Til mig selv og kernen.")
    assert not Telling.objects.exists()


def test_it_is_not_for_strangers(family: Family, stranger: Professional, signed_in: SignedIn) -> None:
    assert signed_in(stranger).post(url(family), POST).status_code == 404
    assert not Line.objects.for_nobody("the test counts").exists()


def test_who_wrote_nothing_reads_what_it_is_for(
    family: Family, peripheral: Professional, coordinator: Professional, signed_in: SignedIn
) -> None:
    make_line(family, coordinator)
    page = signed_in(peripheral).get(f"/families/{family.pk}/lines/observations/")
    assert 'class="empty"' in page.content.decode()


def test_an_observation_sent_twice_is_one(
    family: Family, peripheral: Professional, signed_in: SignedIn
) -> None:
    for _time in range(2):
        signed_in(peripheral).post(url(family), POST)
    assert Telling.objects.get().line == only(family)
