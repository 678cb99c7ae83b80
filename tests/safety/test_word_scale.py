"""Wording the ends of a scale anew: no line is drawn from the old words to the new."""

from collections.abc import Callable

from django.test import Client

from families.models import Member, Professional
from safety import scales
from safety.models import Rating, Scale
from tests.makers import make_rating
from tests.safety.rating import WHY, give, rows, text, url

SignedIn = Callable[[Professional], Client]


def reword(scale: Scale, by: Professional, ten: str = "Han er glad for skolen.") -> None:
    scale.word(by=by, zero="Han går ud af skolen.", ten=ten)


def test_a_new_version_follows_and_the_old_stays_readable(
    scale: Scale, near: Professional, coordinator: Professional, signed_in: SignedIn
) -> None:
    old = scale.versions.get()
    client = signed_in(near)
    typed = {"zero": "Han går ud af skolen.", "ten": old.ten, "worded": str(old.pk)}
    assert client.post(url("word_scale", scale), typed).status_code == 302
    assert [version.number for version in scale.versions.all()] == [1, 2]
    make_rating(scale, near)
    shown = text(client, url("show_scale", scale))
    assert old.zero in shown
    assert "Han går ud af skolen." in shown


def test_numbers_on_the_old_words_are_not_counted_with_the_new(
    scale: Scale, near: Professional, coordinator: Professional, hodan: Member, signed_in: SignedIn
) -> None:
    make_rating(scale, coordinator, rater=hodan, value=1)
    make_rating(scale, near, value=2)
    reword(scale, near)
    make_rating(scale, coordinator, value=7)
    reading = signed_in(coordinator).get(url("show_scale", scale)).context["reading"]
    assert [each.now.value for each in reading.raters] == [7]
    assert reading.drawing.lines == []
    assert len(reading.drawing.dots) == 3
    assert len(scales.courses(reading.rows)) == 3


def test_nothing_changed_is_no_new_version(scale: Scale, near: Professional, signed_in: SignedIn) -> None:
    old = scale.versions.get()
    typed = {"zero": old.zero, "ten": old.ten, "worded": str(old.pk)}
    answer = signed_in(near).post(url("word_scale", scale), typed)
    assert answer.context["form"].non_field_errors()
    assert scale.versions.count() == 1


def test_two_who_word_it_at_once_see_each_others_words(
    scale: Scale, near: Professional, coordinator: Professional, signed_in: SignedIn
) -> None:
    old = scale.versions.get()
    reword(scale, coordinator, ten="Jonas' ord")
    client, typed = signed_in(near), {"zero": "Andet", "ten": "Birgittes ord", "worded": str(old.pk)}
    answer = client.post(url("word_scale", scale), typed)
    page = answer.content.decode()
    assert "Jonas" in page
    assert "Birgittes ord" in page
    assert scale.versions.count() == 2
    again = {**typed, "worded": answer.context["form"]["worded"].value()}
    assert client.post(url("word_scale", scale), again).status_code == 302
    assert scale.versions.latest("number").ten == "Birgittes ord"


def test_a_number_for_the_old_words_is_not_put_under_the_new(
    scale: Scale, near: Professional, coordinator: Professional, signed_in: SignedIn
) -> None:
    client = signed_in(near)
    old = scale.versions.get()
    reword(scale, coordinator)
    answer = give(client, url("give_rating", scale), 4, worded=str(old.pk))
    assert answer.context["form"].non_field_errors()
    assert rows(scale) == []
    meant = {"answer": "4", "on": str(answer.context["form"]["on"].value())}
    again = {**meant, "worded": answer.context["form"]["worded"].value()}
    assert client.post(url("give_rating", scale), again).status_code == 302
    assert Rating.objects.for_nobody(WHY).get().version.number == 2
