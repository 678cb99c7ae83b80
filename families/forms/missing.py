"""Who ought to stand near a family, who is asked, and what they answer."""

from typing import Any, cast

from django import forms
from django.utils.translation import gettext_lazy

from families.models import Member, MissingFunction, Professional, Sector
from families.pages import DeedForm, RecordForm
from roskilde import clock


class NoteMissingForm(RecordForm):
    """Which function, of which sector, and what it is for."""

    class Meta:
        model = MissingFunction
        fields = ("function", "sector", "why")

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        cast("Any", self.fields["sector"]).queryset = Sector.objects.active_on(clock.today())

    def do(self, *, by: Professional) -> None:
        self.missing = MissingFunction.note(self.instance.family, by=by, **self.cleaned_data)


class InviteNearForm(DeedForm):
    """Ask one professional, and say whom they will work with; whoever comes from outside the municipality
    needs a legal basis."""

    adds = True

    works_with = forms.ModelMultipleChoiceField(
        queryset=Member.objects.none(),
        label=gettext_lazy("Works with"),
        help_text=gettext_lazy("Lines about these children reach them, even when another sector wrote them."),
        required=False,
        widget=forms.CheckboxSelectMultiple,
    )
    legal_basis = forms.CharField(
        label=gettext_lazy("Legal basis"),
        max_length=200,
        help_text=gettext_lazy("The consent, or the provision, and its date."),
    )

    def __init__(self, data: Any = None, *, missing: MissingFunction, person: Professional) -> None:
        super().__init__(data)
        self.missing, self.person = missing, person
        cast("Any", self.fields["works_with"]).queryset = missing.family.members.at_home()
        if person.sector.is_municipal:
            del self.fields["legal_basis"]

    def do(self, *, by: Professional) -> None:
        self.missing.invite(self.person, by=by, **self.cleaned_data)


class DropMissingForm(DeedForm):
    """Why it is not missing any more."""

    reason = forms.CharField(label=gettext_lazy("Because"), max_length=300)

    def __init__(self, data: Any = None, *, missing: MissingFunction) -> None:
        super().__init__(data)
        self.missing = missing

    def do(self, *, by: Professional) -> None:
        self.missing.drop(by=by, reason=self.cleaned_data["reason"])


class DeclineForm(DeedForm):
    """Why somebody who was asked says no."""

    reason = forms.CharField(
        label=gettext_lazy("Why not?"),
        max_length=300,
        widget=forms.Textarea,
        help_text=gettext_lazy("The coordinator reads it, and asks somebody else."),
    )

    def __init__(self, data: Any = None, *, invitation: MissingFunction) -> None:
        super().__init__(data)
        self.invitation = invitation

    def do(self, *, by: Professional) -> None:
        self.invitation.decline(by=by, reason=self.cleaned_data["reason"])
