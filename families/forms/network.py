"""Whom the family has itself, and the offices that it meets."""

from typing import Any, cast

from django import forms
from django.db.models import Q
from django.utils.translation import gettext_lazy

from families.forms.family import THINKABLE
from families.models import (
    ContactPoint,
    Family,
    Knows,
    Member,
    NetworkKind,
    NetworkPerson,
    Professional,
    Sector,
)
from families.pages import DeedForm, RecordForm
from roskilde import clock

FOR_VOLUNTEERS = {"data-shown-when": f"kind={NetworkKind.MENTOR}|{NetworkKind.VOLUNTEER}"}


def _members(family: Family, now: Member | None) -> Any:
    """Those at home, and the one who is named already."""
    return family.members.filter(Q(left_on=None) | Q(pk=now.pk if now else None))


class NetworkPersonForm(RecordForm):
    """Who somebody is to the family, what they know, and what they help with."""

    class Meta:
        model = NetworkPerson
        fields = (
            "name",
            "relation",
            "kind",
            "organisation",
            "mentor_for",
            "agreement_on",
            "certificate_on",
            "knows",
            "why_not_yet",
            "helps_with",
            "phone",
            "email",
        )
        widgets = {
            "kind": forms.RadioSelect,
            "knows": forms.RadioSelect,
            "why_not_yet": forms.TextInput(attrs={"data-shown-when": f"knows={Knows.NOT_YET}"}),
            "organisation": forms.TextInput(attrs=FOR_VOLUNTEERS),
            "mentor_for": forms.Select(attrs={"data-shown-when": f"kind={NetworkKind.MENTOR}"}),
            "agreement_on": forms.DateInput(attrs=FOR_VOLUNTEERS),
            "certificate_on": forms.DateInput(attrs=FOR_VOLUNTEERS),
        }

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        mentor_for = cast("Any", self.fields["mentor_for"])
        mentor_for.queryset = _members(self.instance.family, self.instance.mentor_for)
        for name in ("agreement_on", "certificate_on"):
            self.fields[name].validators.extend(THINKABLE)


class EndNetworkPersonForm(DeedForm):
    """From when somebody is no longer part of the network, and why."""

    on = forms.DateField(label=gettext_lazy("Last day"), validators=THINKABLE)
    reason = forms.CharField(label=gettext_lazy("Because"), max_length=300)

    def __init__(self, data: Any = None, *, person: NetworkPerson) -> None:
        super().__init__(data, initial={"on": clock.today()})
        self.person = person

    def do(self, *, by: Professional) -> None:
        self.person.end(by=by, on=self.cleaned_data["on"], reason=self.cleaned_data["reason"])


class ContactPointForm(RecordForm):
    """An office without a login: what it is about, whom one asks for, and on which number."""

    class Meta:
        model = ContactPoint
        fields = ("sector", "what", "name", "phone", "email", "member")

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        point: ContactPoint = self.instance
        sectors = Sector.objects.active_on(clock.today())
        if not point._state.adding:
            sectors |= Sector.objects.filter(pk=point.sector_id)
        cast("Any", self.fields["sector"]).queryset = sectors
        cast("Any", self.fields["member"]).queryset = _members(point.family, point.member)


class EndContactPointForm(DeedForm):
    """The family no longer meets the office."""

    def __init__(self, data: Any = None, *, point: ContactPoint) -> None:
        super().__init__(data)
        self.point = point

    def do(self, *, by: Professional) -> None:
        self.point.end(by=by)
