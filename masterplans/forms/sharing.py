from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from families.models import Professional
from families.pages import DeedForm
from masterplans.models import ShareRequest


class DeclineShareForm(DeedForm):
    """Why somebody who was asked writes no part."""

    reason = forms.CharField(
        label=_("Why not?"),
        max_length=300,
        widget=forms.Textarea,
        help_text=_("The core reads it, and nobody else."),
    )

    def __init__(self, data: Any = None, *, share_request: ShareRequest) -> None:
        super().__init__(data)
        self.share_request = share_request

    def do(self, *, by: Professional) -> None:
        self.share_request.decline(by=by, reason=self.cleaned_data["reason"])
