"""When the municipality's schools are closed."""

from typing import Any

from django import forms

from families.models import Professional
from families.pages import DeedForm, RecordForm
from masterplans.models import SchoolHoliday


class SchoolHolidayForm(RecordForm):
    class Meta:
        model = SchoolHoliday
        fields = ("name", "since", "until")
        widgets = {"since": forms.DateInput(), "until": forms.DateInput()}


class RemoveSchoolHolidayForm(DeedForm):
    def __init__(self, *args: Any, holiday: SchoolHoliday, **kwargs: Any):
        self.holiday = holiday
        super().__init__(*args, **kwargs)

    def do(self, *, by: Professional) -> None:
        self.holiday.remove(by=by)
