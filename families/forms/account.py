"""Forms about oneself."""

from django.utils import translation

from families.models import Professional
from families.pages import RecordForm


class AccountForm(RecordForm):
    """What a person decides about their own account."""

    class Meta:
        model = Professional
        fields = ("phone", "language", "reminders")

    def do(self, *, by: Professional) -> None:
        super().do(by=by)
        # The answer to the click is said in the new language already.
        translation.activate(self.instance.language)
