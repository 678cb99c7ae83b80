"""Long lists are turned page by page and never counted."""

import pytest

from families.models import Sector
from families.standard import lay_sectors
from roskilde.paging import page_of


@pytest.mark.django_db
def test_a_page_knows_whether_there_is_another() -> None:
    lay_sectors()
    rows = Sector.objects.all()
    first, last = page_of(rows, None, 10), page_of(rows, "2", 10)
    assert (len(first), first.has_next(), first.has_previous()) == (10, True, False)
    assert (len(last), last.has_next(), last.has_previous()) == (9, False, True)
    assert not page_of(rows, "2", 10).has_next()
    assert not page_of(rows, "1", 19).has_next()


@pytest.mark.django_db
def test_nonsense_is_the_first_page() -> None:
    for number in ("", "0", "-1", "x", "²", "١"):
        assert page_of(Sector.objects.all(), number, 10).number == 1
    assert list(page_of(Sector.objects.all(), "9" * 30, 10)) == []
