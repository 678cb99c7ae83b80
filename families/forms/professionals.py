"""Forms about who works here and in which role."""

from typing import Any

from django import forms
from django.core.exceptions import ValidationError
from django.utils.translation import gettext_lazy as _

from families.models import Involvement, Professional, Role, RoleHolding, Sector
from families.pages import DeedForm, RecordForm
from roskilde import clock


class ProfessionalSearchForm(forms.Form):
    """Finds people by name, title or sector."""

    all_optional = True

    q = forms.CharField(label=_("Name, title or sector"), max_length=80, required=False)
    former = forms.BooleanField(label=_("Also those who no longer work here"), required=False)


class _PersonForm(RecordForm):
    class Meta:
        model = Professional
        fields = ("name", "title", "sector", "email", "phone")
        error_messages = {"email": {"unique": _("There is already a person with this e-mail.")}}

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        in_use = Sector.objects.active_on(clock.today())
        if self.instance.sector_id:  # a sector that a reform has closed stays with those who are in it
            in_use |= Sector.objects.filter(pk=self.instance.sector_id)
        sector = self.fields["sector"]
        assert isinstance(sector, forms.ModelChoiceField)
        sector.queryset = in_use
        self.fields["phone"].widget.input_type = "tel"

    def clean_email(self) -> str:
        email: str = self.cleaned_data["email"]
        return email.lower()


class InvitationForm(_PersonForm):
    """Asks for what a colleague needs to get in: a mail goes out, and no family is opened by it."""

    def clean_email(self) -> str:
        email = super().clean_email()
        if former := Professional.objects.filter(email=email, is_active=False).first():
            told = _("%(name)s has worked here before. An administrator can let %(name)s back in.")
            raise ValidationError(told, params={"name": former}, code="former")
        return email

    def do(self, *, by: Professional) -> None:
        facts = {name: self.cleaned_data[name] for name in self._meta.fields or ()}
        self.instance = Professional.invite(by=by, **facts)


class ProfessionalForm(_PersonForm):
    """Changes what we know of a colleague; who can see a family by this login keeps its e-mail."""

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        if _is_in_use(self.instance):
            # Whoever reads a login's mails has the login: an administrator who moved it would see families.
            self.fields["email"].disabled = True
            self.fields["email"].help_text = _(
                "The login. It cannot change once it has been used or opens something."
            )


def _is_in_use(person: Professional) -> bool:
    return (
        person.has_signed_in
        or RoleHolding.objects.open().filter(professional=person).exists()
        or Involvement.objects.open().of(person).exists()
    )


class StopForm(DeedForm):
    """Ends somebody's work here."""

    def __init__(self, *args: Any, person: Professional, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.person = person

    def do(self, *, by: Professional) -> None:
        self.person.stop_working_here(by=by)


class LetBackForm(DeedForm):
    """Why somebody who stopped working here comes back."""

    reason = forms.CharField(
        label=_("Why does the person come back?"),
        max_length=300,
        widget=forms.Textarea(attrs={"rows": 2}),
        help_text=_("It stands in the person's history, with your name."),
    )

    def __init__(self, *args: Any, person: Professional, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.person = person

    def do(self, *, by: Professional) -> None:
        self.person.let_back(by=by, reason=self.cleaned_data["reason"])


class RoleForm(DeedForm):
    """Proposes a role that the person does not have yet."""

    adds = True

    role = forms.ChoiceField(label=_("Role"), widget=forms.RadioSelect)

    def __init__(self, *args: Any, person: Professional, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.person = person
        held = set(RoleHolding.objects.open().filter(professional=person).values_list("role", flat=True))
        field = self.fields["role"]
        assert isinstance(field, forms.ChoiceField)
        field.choices = [(value, label) for value, label in Role.choices if value not in held]

    def do(self, *, by: Professional) -> None:
        RoleHolding.give(self.person, Role(self.cleaned_data["role"]), by=by)


class EndRoleForm(DeedForm):
    """Takes a role away."""

    def __init__(self, *args: Any, holding: RoleHolding, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.holding = holding

    def do(self, *, by: Professional) -> None:
        self.holding.end(by=by)
