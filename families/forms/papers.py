"""Photos and PDFs in a form."""

from typing import ClassVar

from django import forms
from django.utils.translation import gettext_lazy as _

from families.models import Professional


class WithPapers(forms.BaseForm):
    """Mixin: files in the form, in the field that ``papers`` names."""

    papers: ClassVar[str]

    def done(self, *, by: Professional) -> bool:
        """Photos are made smaller before anything is locked: everybody else would have to wait for it."""
        self.is_valid()
        if super().done(by=by):  # type: ignore[misc]
            return True
        if self.files and not self.has_error(self.papers):
            told = _("Choose the photos again: a form that comes back does not keep them.")
            self.add_error(self.papers, told)
        return False
