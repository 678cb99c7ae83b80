"""Forms that save: never over somebody else's change, and what a verb refuses stands beside its field."""

from collections.abc import Callable
from datetime import timedelta
from typing import Any

import pytest
from django import forms
from django.core.exceptions import ValidationError
from django.http import QueryDict
from django.test import Client
from django.urls import reverse

from families.models import Family, Language, Professional
from roskilde import clock
from roskilde.editing import DeedForm, RecordForm

SignedIn = Callable[[Professional], Client]


class AboutFamily(RecordForm):
    class Meta:
        model = Family
        fields = ("hopes", "language", "needs_interpreter")


def typed(**fields: str) -> QueryDict:
    data = QueryDict(mutable=True)
    data.update({"hopes": "At børnene sover.", "language": "so", "needs_interpreter": "on", **fields})
    return data


def opened(family: Family, **fields: str) -> AboutFamily:
    """The form as it is sent in again, opened at the revision that the family had by then."""
    revision = AboutFamily(instance=family).initial["revision"]
    return AboutFamily(typed(revision=str(revision), **fields), instance=Family.objects.get(pk=family.pk))


def test_it_saves_with_who_did_it(family: Family, coordinator: Professional) -> None:
    assert opened(family, hopes="At vi får ro.").done(by=coordinator)
    assert Family.objects.get().hopes == "At vi får ro."
    assert family.history.latest().history_user == coordinator


def test_a_save_over_somebody_elses_change_shows_both_texts(
    family: Family, coordinator: Professional, leader: Professional
) -> None:
    mine = opened(family, hopes="At vi får ro.")
    assert opened(family, hopes="At Zakariye får en ven.", language="da").done(by=leader)
    assert not mine.done(by=coordinator)
    assert Family.objects.get().hopes == "At Zakariye får en ven."
    assert mine.conflict
    assert mine.conflict.who == "Mette Krogh"
    assert mine.conflict.at == family.history.latest().history_date
    assert [(each.theirs, each.yours) for each in mine.conflict.differences] == [
        ("At Zakariye får en ven.", "At vi får ro."),
        (str(Language.DANISH.label), str(Language.SOMALI.label)),
    ]
    assert mine["hopes"].value() == "At vi får ro."


def test_what_is_saved_a_second_time_stands(
    family: Family, coordinator: Professional, leader: Professional
) -> None:
    mine = opened(family, hopes="At vi får ro.")
    assert opened(family, hopes="At Zakariye får en ven.").done(by=leader)
    assert not mine.done(by=coordinator)
    again = AboutFamily(mine.data, instance=Family.objects.get())
    assert again.done(by=coordinator)
    assert Family.objects.get().hopes == "At vi får ro."
    assert [row.hopes for row in family.history.order_by("revision")][1:] == [
        "At Zakariye får en ven.",
        "At vi får ro.",
    ]


def test_a_third_change_in_between_is_shown_too(
    family: Family, coordinator: Professional, leader: Professional
) -> None:
    mine = opened(family, hopes="At vi får ro.")
    assert opened(family, hopes="At Zakariye får en ven.").done(by=leader)
    assert not mine.done(by=coordinator)
    assert opened(Family.objects.get(), hopes="At vi bliver boende.").done(by=leader)
    again = AboutFamily(mine.data, instance=Family.objects.get())
    assert not again.done(by=coordinator)
    assert again.conflict
    assert again.conflict.differences[0].theirs == "At vi bliver boende."


def test_it_names_who_saved_last_even_if_the_clock_went_back(
    family: Family, coordinator: Professional, leader: Professional, settings: Any
) -> None:
    mine = opened(family, hopes="At vi får ro.")
    assert opened(family, hopes="At vi bliver boende.").done(by=coordinator)
    settings.TODAY = clock.today() - timedelta(days=3)
    assert opened(Family.objects.get(), hopes="At Zakariye får en ven.").done(by=leader)
    assert not mine.done(by=coordinator)
    assert mine.conflict
    assert mine.conflict.who == "Mette Krogh"


def test_a_form_opened_after_the_change_is_no_conflict(
    family: Family, coordinator: Professional, leader: Professional
) -> None:
    assert opened(family, hopes="At Zakariye får en ven.").done(by=leader)
    assert opened(Family.objects.get(), hopes="At vi får ro.").done(by=coordinator)


def test_a_revision_that_cannot_be_read_saves_nothing(family: Family, coordinator: Professional) -> None:
    form = AboutFamily(typed(revision="x"), instance=family)
    assert not form.done(by=coordinator)
    assert Family.objects.get().revision == 1


def test_the_page_shows_both_texts_and_the_second_save_wins(
    family: Family, coordinator: Professional, leader: Professional, signed_in: SignedIn
) -> None:
    url = reverse("families:change_family", args=[family.pk])
    client = signed_in(coordinator)
    form = client.get(url).context["form"]
    data = {
        "name": "Warsame",
        "language": "so",
        "hopes": "At vi får ro <b>her</b>.",
        "what_works": "Hodan beder om hjælp.",
        "revision": form["revision"].value(),
    }
    family.hopes = "At Zakariye får en ven."
    family.save(by=leader)
    answer = client.post(url, data)
    page = answer.content.decode()
    assert answer.status_code == 200
    assert "At Zakariye får en ven." in page
    assert "At vi får ro &lt;b&gt;her&lt;/b&gt;." in page
    assert "Mette Krogh" in page
    second = client.post(url, {**data, "revision": answer.context["form"]["revision"].value()})
    assert second.status_code == 302
    assert Family.objects.get().hopes == "At vi får ro <b>her</b>."


class EndIt(DeedForm):
    on = forms.DateField()

    def __init__(self, refusal: Any, family: Family) -> None:
        super().__init__({"on": "2026-11-20"})
        self.refusal, self.family = refusal, family

    def do(self, *, by: Professional) -> None:
        self.family.name = "Halvvejs"
        self.family.save(by=by)
        raise self.refusal


def test_what_a_verb_refuses_stands_beside_its_field(family: Family, coordinator: Professional) -> None:
    form = EndIt(ValidationError({"on": "Datoen ligger forude."}), family)
    assert not form.done(by=coordinator)
    assert form.errors == {"on": ["Datoen ligger forude."]}


@pytest.mark.parametrize(
    "refusal",
    [
        ValidationError("Familien mangler en koordinator."),
        ValidationError([ValidationError("Familien mangler en koordinator.", code="not_ready")]),
        ValidationError({"coordinator": "Familien mangler en koordinator."}),
        ValidationError({"__all__": "Familien mangler en koordinator."}),
    ],
    ids=["one", "several", "of a field not asked for", "of the whole"],
)
def test_what_is_about_no_field_stands_above_the_form(
    refusal: ValidationError, family: Family, coordinator: Professional
) -> None:
    form = EndIt(refusal, family)
    assert not form.done(by=coordinator)
    assert form.errors == {"__all__": ["Familien mangler en koordinator."]}


def test_a_deed_that_is_refused_halfway_leaves_nothing(family: Family, coordinator: Professional) -> None:
    EndIt(ValidationError("Nej."), family).done(by=coordinator)
    assert Family.objects.get().name == "Warsame"
    assert family.history.count() == 1


def test_a_deed_that_cannot_be_read_is_not_tried(family: Family, coordinator: Professional) -> None:
    form = EndIt(ValidationError("Nej."), family)
    form.data = {"on": "i går"}
    assert not form.done(by=coordinator)
    assert list(form.errors) == ["on"]
    assert family.history.count() == 1
