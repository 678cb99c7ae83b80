"""How hard it reads, while it is written."""

import pytest
from django.urls import reverse

from families.models import Family, Professional
from tests.makers import make_plan
from tests.masterplans.asking import SignedIn

URL = reverse("families:weigh_words") + "?field=words"


@pytest.mark.demand("R35")
def test_it_says_lix_and_what_helps(near: Professional, signed_in: SignedIn) -> None:
    client = signed_in(near)

    easy = client.post(URL, {"words": "Vi spiser sammen hver dag."})
    hard = client.post(URL, {"words": "Kommunen tilrettelægger familiesamarbejdet helhedsorienteret."})
    nothing = client.post(URL, {"words": "Vi"})

    assert (easy.context["lix"], easy.context["is_easy"]) == (5, True)
    assert not hard.context["is_easy"]
    assert nothing.content.strip() == b""


def test_another_field_or_none_weighs_nothing(near: Professional, signed_in: SignedIn) -> None:
    for address in (reverse("families:weigh_words"), URL):
        assert signed_in(near).post(address, {"other": "x"}).content.strip() == b""


def test_it_stands_beside_what_the_family_reads(
    family: Family, near: Professional, coordinator: Professional, signed_in: SignedIn
) -> None:
    make_plan(family, coordinator)
    page = signed_in(near).get(reverse("masterplans:add_goal", args=[family.pk]))
    assert page.content.decode().count('class="readability"') == 1
