"""Proof: the live URLconf, walked as every role and as a stranger, with valid GETs and POSTs.

A route without an example fails. What a page answers follows from its mark and docs/rights.md alone.
"""

import re
from collections.abc import Callable, Iterator
from dataclasses import dataclass, field
from datetime import timedelta
from functools import partial
from typing import Any

import pytest
from django.core.cache import cache
from django.db import transaction
from django.test import Client
from django.urls import reverse

from families.door import LIBRARY_PAGES, routes
from families.models import Family, Feed, Look, Pilot, Professional, RoleHolding, Sector, Tier, Verdict
from families.rights import EVERYBODY, ROLE_RIGHTS, TIER_RIGHTS
from roskilde import clock
from tests.laid import Laid
from tests.makers import leave
from tests.world import (
    World,
    coming_substitution,
    failed_mail,
    fill,
    former_colleague,
    left_place,
    second_family,
    waiting_role,
)

TODAY = str(clock.today())
SHARED = {"visibility": "near"}
ACTIVITY = {
    "title": "Lektiehjælp",
    "starts_on": TODAY,
    "repeats": "once",
    "starts_at": "15:30",
    "minutes": "45",
    "place_kind": "school",
}


@dataclass(frozen=True)
class Example:
    """How to ask for a page: the key of what it is about, and what a valid POST adds to the form shown."""

    key: str = ""  # attribute of the world whose key the path carries
    also: dict[str, Any] = field(default_factory=dict)  # other parts of the path
    post: dict[str, Any] | None = None
    get: bool = True
    answers: int = 302  # to a valid POST
    shows: int = 200  # to a GET


READ = Example()
PUSH = Example(get=False, post={})

EXAMPLES: dict[str, Example] = {
    "start": READ,
    "families:list_families": READ,
    "families:enrol_family": Example(
        post={
            "name": "Tesfay",
            "language": "ti",
            "hopes": "At sove roligt",
            "what_works": "Menigheden henter børnene",
            "members-TOTAL_FORMS": "1",
            "members-INITIAL_FORMS": "0",
            "members-0-name": "Selam",
            "members-0-relation": "mother",
            "members-0-born_on": "1990-05-03",
        }
    ),
    # Both who have the right are core of the cast's family already; its own test opens another one.
    "families:take_emergency_access": Example(
        post={"name": "Warsame", "reason": "Er der allerede."}, answers=200
    ),
    "families:show_family": READ,
    "families:change_family": Example(post={}),
    "families:hand_family": Example(post={"coordinator": "@leader"}),
    "families:show_family_history": READ,
    "families:list_family_looks": READ,
    "families:add_member": Example(post={"name": "Khalid", "relation": "son", "born_on": "2017-02-03"}),
    "families:change_member": Example(key="member", post={"preferred_future": "Bedre nætter"}),
    "families:show_member": Example(key="member"),
    "families:show_cpr": Example(key="member", get=False, post={}, answers=200),
    "families:show_member_history": Example(key="member"),
    "families:show_siblings": READ,
    "families:list_lines": READ,
    "families:list_news": READ,
    "families:skip_news": PUSH,
    "families:write_line": Example(post={"text": "Zakariye lo i dag.", **SHARED}),
    "families:show_line": Example(key="line"),
    "families:change_line": Example(key="line", post={"text": "Zakariye lo to gange."}),
    "families:become": Example(key="line", get=False, post={"becoming": "sign"}),
    "families:write_observation": Example(post={"text": "Zakariye var i klubben i går."}),
    "families:list_observations": READ,
    "families:tell": Example(key="line", post={"people": ["@leader"]}),
    "families:answer_line": Example(key="line", post={"text": "Tak, det tager vi med."}),
    "families:see_telling": Example(key="telling", get=False, post={}),
    "families:take_telling": Example(key="telling", get=False, post={}),
    "families:finish_telling": Example(key="telling", get=False, post={}),
    "families:list_letters": READ,
    "families:bring_letter": Example(post={"sender": "Skattestyrelsen", **SHARED}),
    "families:show_letter": Example(key="letter"),
    "families:change_letter": Example(key="letter", post={"what_to_do": "Ring til dem."}),
    "families:settle_letter": Example(key="letter", post={"outcome": "De har fået svar."}),
    "families:reopen_letter": Example(key="letter", get=False, post={}),
    "families:show_letter_history": Example(key="letter"),
    "families:add_scan": Example(key="letter", post={}, answers=200),  # no photo was chosen
    "families:show_scan": Example(key="scan"),
    "families:remove_scan": Example(key="scan", post={}),
    "families:show_people": READ,
    "families:find_professional": READ,
    "families:invite": Example(
        post={
            "email": "ny@example.dk",
            "name": "Ny Person",
            "title": "pædagog",
            "sector": "@school",
            "tier": "near",
            "function": "Pædagog",
            "reason": "need",
        }
    ),
    "families:involve": Example(
        also={"person": "@newcomer"}, post={"tier": "near", "function": "Træner", "reason": "wish"}
    ),
    "families:change_tier": Example(key="involvement", post={"tier": "peripheral", "reason": "need"}),
    "families:end_involvement": Example(key="involvement", post={"reason": "staff"}),
    "families:show_handover": Example(key="own_place"),
    "families:hand_on": Example(key="own_place", post={}),
    "families:take_over": Example(also={"pk": "@left_place"}, post={}),
    "families:change_involvement": Example(key="involvement", post={"function": "Psykolog"}),
    "families:add_network_person": Example(
        post={"name": "Sahra", "relation": "moster", "kind": "relative", "knows": "some"}
    ),
    "families:change_network_person": Example(key="network_person", post={"helps_with": "Mad"}),
    "families:end_network_person": Example(key="network_person", post={"reason": "Er flyttet"}),
    "families:add_contact_point": Example(post={"sector": "@school", "what": "Skolekontoret"}),
    "families:change_contact_point": Example(key="contact_point", post={"name": "Vagttelefonen"}),
    "families:end_contact_point": Example(key="contact_point", post={}),
    "families:note_missing": Example(post={"function": "Talepædagog"}),
    "families:find_near": Example(key="missing"),
    "families:invite_near": Example(key="missing", also={"person": "@newcomer"}, post={}),
    "families:drop_missing": Example(key="missing", post={"reason": "Er her nu"}),
    "families:show_background": READ,
    "families:change_background": Example(post={"doubts": "Er det nok?"}),
    "families:change_futures": Example(post={}),
    "families:grade_problems": Example(
        post=dict.fromkeys(
            (
                "money",
                "housing",
                "health",
                "trauma",
                "cognition",
                "parenting",
                "danish",
                "labour",
                "violence",
                "children",
            ),
            "1",
        )
    ),
    "families:add_measure": Example(post={"what": "Familiebehandling"}),
    "families:change_measure": Example(key="measure", post={"result": "Hjalp meget."}),
    "families:list_volunteers": READ,
    "families:list_professionals": READ,
    "families:invite_professional": Example(
        post={"email": "ny2@example.dk", "name": "Ny Person", "title": "pædagog", "sector": "@school"}
    ),
    "families:show_professional": Example(also={"pk": "@newcomer"}),
    "families:change_professional": Example(also={"pk": "@newcomer"}, post={"title": "lærer"}),
    "families:show_professional_history": Example(also={"pk": "@newcomer"}),
    "families:resend_invitation": Example(also={"pk": "@newcomer"}, get=False, post={}),
    "families:stop_professional": Example(also={"pk": "@newcomer"}, post={}),
    "families:let_back": Example(also={"pk": "@former"}, post={"reason": "Tilbage fra orlov."}),
    "families:give_role": Example(also={"person": "@newcomer"}, post={"role": "coordinator"}),
    "families:confirm_role": Example(also={"person": "@newcomer", "pk": "@holding"}, get=False, post={}),
    "families:end_role": Example(also={"person": "@newcomer", "pk": "@holding"}, post={}),
    "families:list_sectors": READ,
    "families:add_sector": Example(post={"name": "Kirke", "name_en": "Church", "letter": "Æ", "tint": "3"}),
    "families:change_sector": Example(also={"pk": "@school"}, post={}),
    "families:list_pilots": READ,
    "families:add_pilot": Example(
        post={
            "name": "To",
            "since": "2030-01-01",
            "until": "2031-01-01",
            "default_place": "X",
            "intake_cap": "3",
            "minutes_in_town": "15",
            "minutes_out_of_town": "45",
        }
    ),
    "families:change_pilot": Example(also={"pk": "@pilot"}, post={}),
    "families:list_looks": READ,
    "families:draw_sample": Example(shows=302),  # to a draw of its own,
    "families:change_account": Example(post={"language": "da"}),
    "families:list_own_looks": READ,
    "families:list_mails": READ,
    "families:retry_mail": Example(also={"pk": "@mail"}, post={"reason": "Serveren var nede."}),
    "families:show_calendar": READ,
    "families:make_feed": PUSH,
    "families:rotate_feed": Example(post={}, answers=200),  # the link is shown in the answer itself
    "families:revoke_feed": Example(post={}),
    # Nobody of the cast is asked; their own tests ask somebody.
    "families:accept_invitation": Example(key="invitation", get=False, post={}, answers=404),
    "families:decline_invitation": Example(
        key="invitation", get=False, post={"reason": "Ikke nu"}, answers=404
    ),
    "families:show_substitutions": READ,
    # Whom one can choose depends on one's sector; its own test does.
    "families:arrange_substitution": Example(post={}, answers=200),
    "families:call_off_substitution": Example(also={"pk": "@substitution"}, post={}),
    "families:weigh_words": Example(get=False, post={"words": "Vi spiser morgenmad sammen."}, answers=200),
    "families:save_draft": Example(get=False, post={}, answers=400),  # a draft without a token is no draft
    "families:extend_session": Example(get=False, post={}, answers=204),
    # -- the map
    "safety:show_map": READ,
    "safety:compare_maps": READ,
    "safety:list_ended": READ,
    "safety:print_map": READ,
    "safety:report": Example(post={}),
    "safety:write_statement": Example(
        post={
            "category": "strength",
            "speaker": "@member",
            "words": "Vi spiser sammen.",
            "on": TODAY,
            "beside": [],
            **SHARED,
        }
    ),
    "safety:advise_statement": Example(get=False, post={"words": "Ambivalent."}, answers=200),
    "safety:show_statement": Example(key="statement"),
    "safety:show_statement_history": Example(key="statement"),
    "safety:change_statement": Example(key="statement", post={"words": "Zakariye går sulten i skole."}),
    "safety:supersede_statement": Example(key="statement", post={"reason": "Nu handler det om mad."}),
    "safety:resolve_statement": Example(key="statement", post={"reason": "Der er mad hver dag."}),
    "safety:add_goal": Example(
        key="statement", post={"words": "Der er mad på bordet.", "whose": "shared", "field": "social"}
    ),
    "safety:put_beside": Example(key="safety", post={"dangers": []}),
    "safety:promote_statement": Example(
        key="strength", post={"on": TODAY, "saw": "@member", "words": "Han tog hende med ind."}
    ),
    "safety:add_occasion": Example(
        key="safety", post={"on": TODAY, "saw": "@member", "words": "Igen i dag."}
    ),
    "safety:add_disagreement": Example(key="statement", post={"who": "@member", "words": "Det sker ikke."}),
    "safety:end_disagreement": Example(key="disagreement", post={}),
    "safety:present_statement": Example(key="statement", post={"members": ["@member"]}),
    "safety:order_risk_assessment": Example(key="statement", post={}),
    "safety:finish_risk_assessment": Example(key="assessed", post={}),
    "safety:shield_statement": Example(key="statement", post={"named": ["@near"], "reason": "§ 18"}),
    "safety:release_statement": Example(key="statement", post={"visibility": "core", "reason": "Aftalt."}),
    "safety:agree_next_step": Example(
        post={"words": "Ring til skolen.", "who": "@member", "due_on": TODAY, **SHARED}
    ),
    "safety:finish_next_step": Example(key="next_step", post={"outcome": "De har fået svar."}),
    "safety:drop_next_step": Example(key="next_step", post={"reason": "Ikke nødvendigt."}),
    "safety:add_bottom_line": Example(
        post={"decision": "Afgørelse", "decided_on": TODAY, "unit": "Børn og Unge", "case_number": "25-2"}
    ),
    "safety:change_bottom_line": Example(key="bottom_line", post={"unit": "Familieafdelingen"}),
    "safety:end_bottom_line": Example(key="bottom_line", post={}),
    # -- the scales
    "safety:list_scales": READ,
    "safety:show_scale": Example(key="scale"),
    "safety:pair_scale": Example(key="unpaired", post={"zero": "Ayaan sulter.", "ten": "Ayaan spiser."}),
    "safety:word_scale": Example(key="scale", post={"ten": "Alle ser ham hver dag."}),
    "safety:choose_rater": Example(key="scale"),
    "safety:give_rating": Example(key="scale", post={"answer": "6", "because": "han lo i dag"}),
    "safety:write_rating": Example(key="scale", also={"person": "@member"}, post={"answer": "declined"}),
    "safety:add_reason": Example(key="rating", post={"because": "jeg sover dårligt"}),
    "safety:correct_rating": Example(key="rating", post={"answer": "4"}),
    "safety:print_cards": Example(key="scale"),
    # -- follow-ups
    "safety:list_follow_ups": READ,
    "safety:show_progress": READ,
    "safety:arrange_follow_up": Example(post={"on": "2099-01-01", "chosen": ["@member"]}),
    "safety:show_follow_up": Example(key="under_way"),
    "safety:change_follow_up": Example(key="coming", post={"place": "Biblioteket"}),
    "safety:call_off_follow_up": Example(key="coming", post={"reason": "Sygdom"}),
    "safety:begin_follow_up": Example(key="coming", get=False, post={}),
    "safety:lead_follow_up": Example(
        key="under_way", also={"step": "signs"}, post={"speaker": "@member", "words": "Han sover."}
    ),
    "safety:end_follow_up": Example(key="under_way", post={"interpreter": "not_needed"}),
    "safety:print_follow_up_sheet": Example(key="coming"),
    "safety:type_up_follow_up": Example(
        key="under_way", post={"better-0-speaker": "@member", "better-0-words": "Vi griner igen."}
    ),
    "safety:show_follow_up_history": Example(key="coming"),
    "safety:change_answer": Example(key="answer", post={"words": "Vi spiser sammen."}),
    "safety:shield_answer": Example(
        key="answer", post={"named": ["@leader"], "reason": "Barnet bad om det."}
    ),
    "safety:release_answer": Example(key="shielded_answer", post={"reason": "Hun vil gerne nu."}),
    "safety:take_up_answer": Example(key="parked", get=False, post={}),
    "safety:show_answer_history": Example(key="answer"),
    # -- the child's voice
    "safety:list_child_voices": READ,
    "safety:hear_child": Example(post={"child": "@child", "tool": "talk", "worries": "Ingenting."}),
    "safety:show_child_voice": Example(key="child_voice"),
    "safety:change_child_voice": Example(key="child_voice", post={"present": "Karin"}),
    "safety:release_child_voice": Example(
        key="child_voice", post={"answer": "yes", "reason": "Han vil gerne.", "members": ["@member"]}
    ),
    "safety:show_child_voice_history": Example(key="child_voice"),
    "safety:add_drawing": Example(key="child_voice", post={}, answers=200),  # no photo was chosen
    "safety:show_drawing": Example(key="drawing"),
    "safety:remove_drawing": Example(key="drawing", post={}),
    "safety:list_books": READ,
    "safety:begin_book": Example(post={"child": "@child", "title": "Vores hus", **SHARED}),
    "safety:show_book": Example(key="book"),
    "safety:change_book": Example(key="book", post={"title": "Vores nye hus"}),
    "safety:add_book_page": Example(key="book", post={"words": "Vi bor her."}),
    "safety:approve_book": Example(key="book", post={"member": "@member", "answer": "yes"}),
    "safety:print_book": Example(key="book"),
    "safety:show_book_history": Example(key="book"),
    "safety:show_book_version": Example(key="book", also={"number": 5}),
    "safety:change_book_page": Example(key="book_page", post={"words": "Vi bliver her."}),
    "safety:move_book_page": Example(key="book_page", get=False, post={"way": "up"}),
    "safety:remove_book_page": Example(key="book_page", post={}),
    "safety:show_picture": Example(key="picture"),
    "safety:erase_picture": Example(key="picture", post={}),
    # -- safety plan and closure
    "safety:show_safety_plan": READ,
    "safety:print_safety_plan": READ,
    "safety:write_rule": Example(
        post={"kind": "everyday", "words": "Ifrah har nøglen.", "speaker": "@member", **SHARED}
    ),
    "safety:change_rule": Example(key="rule", post={"words": "Ifrah har nøglen til skuffen."}),
    "safety:end_rule": Example(key="rule", post={"reason": "Vi bruger en konto nu."}),
    "safety:test_rule": Example(
        key="rule", post={"result": "held", "words": "Vi havde til huslejen.", "speaker": "@member"}
    ),
    "safety:show_rule_history": Example(key="rule"),
    "safety:show_safety_network": READ,
    "safety:tell_network_person": Example(
        key="neighbour", post={"knows": "all", "speaker": "@member", "agreed": "Hodan vil det gerne."}
    ),
    "safety:show_closure": READ,
    "safety:print_closure": READ,
    "safety:plan_milestone": Example(post={"words": "Fest", "planned_on": "2099-01-01"}),
    "safety:change_milestone": Example(key="milestone", post={"words": "To måneder uden rykkere"}),
    "safety:reach_milestone": Example(key="milestone", post={}),
    "safety:drop_milestone": Example(key="milestone", post={"reason": "Det passer ikke mere."}),
    "safety:lay_criteria": PUSH,
    "safety:add_criterion": Example(post={"words": "Khalid sover hele natten."}),
    "safety:change_criterion": Example(key="criterion", post={"words": "Vi spiser sammen om morgenen."}),
    "safety:answer_criterion": Example(key="criterion", post={"finding": "met", "evidence": "Set af Sara."}),
    "safety:reopen_criterion": Example(key="answered", post={"reason": "Rykkeren kom igen."}),
    "safety:drop_criterion": Example(key="criterion", post={"reason": "Familien vil det ikke mere."}),
    "safety:show_criterion_history": Example(key="answered"),
    # Something is not answered yet, and the family has been taken in again already: their own tests do it.
    "safety:leave_pilot": Example(
        post={"decided_by": "Mette Krogh", "words": "Vi klarer os.", "receiver": "Signe Toft"}, answers=200
    ),
    "safety:renew_enrolment": Example(key="discharge", post={"reason": "Igen"}, answers=200),
    "safety:note_case_closed": Example(
        post={
            "decided_on": TODAY,
            "unit": "Børn og Unge",
            "decided_by": "Karsten Bro",
            "case_number": "25/7",
        }
    ),
    "safety:change_case_closed": Example(key="case", post={"case_number": "24/2"}),
    # -- the plan
    "masterplans:show_plan": READ,
    "masterplans:begin_plan": PUSH,
    "masterplans:agree_plan": Example(
        post={"members": ["@member"], "interpreter": "phone", "interpreter_name": "Tolkegruppen"}
    ),
    "masterplans:revise_plan": PUSH,
    "masterplans:close_plan": Example(post={"reason": "Målene er nået."}),
    "masterplans:change_aim": Example(post={"aim": "Nyt"}),
    "masterplans:change_member_aim": Example(key="member", post={"aim": "Nyt"}),
    "masterplans:add_stage": Example(post={"title": "Hverdag"}),
    "masterplans:change_stage": Example(key="stage", post={}),
    "masterplans:move_stage": Example(key="stage", get=False, post={"way": "up"}),
    "masterplans:list_statutory_plans": READ,
    "masterplans:add_statutory_plan": Example(post={"kind": "youth", "unit": "KUI"}),
    "masterplans:change_statutory_plan": Example(key="statutory", post={}),
    "masterplans:list_versions": READ,
    "masterplans:compare_versions": READ,
    "masterplans:show_version": Example(also={"number": 1}),
    "masterplans:show_plan_history": READ,
    "masterplans:print_version": Example(also={"number": 1}),
    "masterplans:export_version": Example(also={"number": 1}),
    "masterplans:print_week": READ,
    "masterplans:list_copies": READ,
    "masterplans:make_copy": Example(post={"recipient": "@mother", "language": "ar"}),
    "masterplans:show_copy": Example(key="copy"),
    "masterplans:hand_over_copy": Example(key="copy", post={"how": "letter"}),
    "masterplans:correct_handing": Example(key="handing", post={"reason": "Det var et brev."}),
    "masterplans:list_languages": READ,
    "masterplans:approve_language": Example(
        also={"key": "ar"}, post={"read_by": "Layla Hassan, Tolkegruppen"}
    ),
    "masterplans:show_granted_parts": READ,
    "masterplans:show_sharing": READ,
    "masterplans:ask_for_share": Example(key="involvement", get=False, post={}),
    "masterplans:decline_share": Example(key="share_request", post={"reason": "Jeg stopper til jul."}),
    "masterplans:show_reviews": Example(key="under_way"),
    "masterplans:show_goal": Example(key="goal"),
    "masterplans:review_goal": Example(
        key="goal",
        also={"follow_up": "@under_way"},
        post={"verdict": "continued", "reason": "Vi er på vej."},
    ),
    "masterplans:review_activity": Example(
        key="activity",
        also={"follow_up": "@under_way"},
        post={"verdict": "continued", "reason": "Den hjælper."},
    ),
    "masterplans:add_goal": Example(
        post={"words": "Vi er ude", "whose": "family", "field": "social", **SHARED}
    ),
    "masterplans:change_goal": Example(key="goal", post={}),
    "masterplans:settle_goal": Example(
        key="goal", post={"status": "reached", "reason": "Set i seks måneder"}
    ),
    "masterplans:show_goal_history": Example(key="goal"),
    "masterplans:add_activity": Example(post={**ACTIVITY, **SHARED, "responsible": "@near"}),
    "masterplans:show_activity": Example(key="activity"),
    "masterplans:change_activity": Example(key="activity", post={}),
    "masterplans:end_activity": Example(key="activity", post={"reason": "Ikke brug for mere"}),
    "masterplans:show_activity_history": Example(key="activity"),
    "masterplans:log_occurrence": Example(
        key="activity", also={"on": TODAY}, get=False, post={"outcome": "happened"}
    ),
    "masterplans:move_occurrence": Example(
        key="activity", also={"on": "@tomorrow"}, post={"reason": "Læreren er syg."}
    ),
    "masterplans:cancel_occurrence": Example(
        key="activity", also={"on": "@tomorrow"}, post={"reason": "Læreren er syg."}
    ),
    "masterplans:restore_occurrence": Example(key="rearranged", also={"on": "@arranged"}, post={}),
    "masterplans:list_school_holidays": READ,
    "masterplans:add_school_holiday": Example(post={"name": "Vinterferie", "since": TODAY, "until": TODAY}),
    "masterplans:change_school_holiday": Example(key="school_holiday", post={}),
    "masterplans:remove_school_holiday": Example(key="school_holiday", post={}),
    "masterplans:show_week": READ,
    "masterplans:weigh_activity": Example(get=False, post={**ACTIVITY, **SHARED}, answers=200),
    "masterplans:find_time": READ,
    "masterplans:agree_load_limit": Example(key="member", post={"appointments": "8"}),
    "masterplans:list_contributions": READ,
    "masterplans:log_contribution": Example(post={"title": "Hentede posten", "minutes": "10"}),
    "masterplans:change_contribution": Example(key="contribution", post={"note": "Alle kom."}),
    "masterplans:correct_contribution": Example(key="contribution", post={"note": "To kom."}),
    "masterplans:show_contribution_history": Example(key="contribution"),
}

# What the right alone does not decide: pages of one's own, and parts shared by name.
OWN_ALONE = {
    "families:call_off_substitution": 404,
    "families:make_feed": 200,  # whoever has one already is sent back to it
    "families:rotate_feed": 404,
    "families:revoke_feed": 404,
    "families:change_line": 404,
    "families:hand_on": 404,
    "masterplans:change_contribution": 409,
    "masterplans:correct_contribution": 404,
    "masterplans:decline_share": 404,
}
# In the hands of its author, who is near, and of the project leader: who of the core sees it is refused.
IN_FEW_HANDS = {
    "safety:change_child_voice",
    "safety:release_child_voice",
    "safety:add_drawing",
    "safety:remove_drawing",
}
BY_NAME = {
    "families:show_line",
    "families:see_telling",
    "families:take_telling",
    "families:finish_telling",
    "masterplans:show_activity",
}

Cast = dict[str, Professional]


@pytest.fixture
def cast(
    leader: Professional,
    coordinator: Professional,
    near: Professional,
    peripheral: Professional,
    stranger: Professional,
    steering: Professional,
    city_hall: Professional,
    dpo: Professional,
    administrator: Professional,
) -> Cast:
    people = [leader, coordinator, near, peripheral, stranger, steering, city_hall, dpo, administrator]
    names = [
        "leader",
        "coordinator",
        "near",
        "peripheral",
        "stranger",
        "steering",
        "city_hall",
        "dpo",
        "administrator",
    ]
    return dict(zip(names, people, strict=True))


@pytest.fixture
def world(family: Family, cast: Cast, laid: Laid) -> World:
    return laid(lambda: fill(family, coordinator=cast["coordinator"], near=cast["near"]))


@pytest.fixture
def words(world: World, cast: Cast) -> dict[str, Any]:
    """Keys that the examples name in words."""
    newcomer = world.involvement.professional
    return {
        "@newcomer": cast["stranger"],
        "@former": former_colleague(cast["administrator"]),
        "@holding": waiting_role(cast["stranger"], newcomer),
        "@school": Sector.objects.get(name="Skole"),
        "@mother": world.family.members.get(relation="mother"),
        "@pilot": Pilot.objects.get(),
        "@leader": cast["leader"],
        "@near": cast["near"],
        "@member": world.member,
        "@under_way": world.under_way,
        "@child": world.child_voice.child,
        "@substitution": coming_substitution(cast["near"]),
        "@tomorrow": str(clock.today() + timedelta(days=1)),
        "@arranged": str(clock.today() + timedelta(days=2)),
        "@left_place": left_place(world.family, cast["near"]),
        "@feed": Feed.make(cast["near"]),
        "@mail": failed_mail(cast["near"]),
    }


def ours() -> Iterator[tuple[str, str, Any]]:
    return ((name, path, view) for name, path, view in routes() if not name.startswith(LIBRARY_PAGES))


def marked() -> list[tuple[str, str, Any]]:
    return [(name, path, view) for name, path, view in ours() if getattr(view, "needs", None)]


def path_of(name: str, path: str, world: World, words: dict[str, Any]) -> str:
    example = EXAMPLES[name]
    kwargs: dict[str, Any] = {}
    if "<uuid:family>" in path:
        kwargs["family"] = world.family.pk
    if example.key:
        kwargs["pk"] = getattr(world, example.key).pk
    for part, value in example.also.items():
        kwargs[part] = part_of(value, words)
    return reverse(name, kwargs=kwargs)


def part_of(value: Any, words: dict[str, Any]) -> Any:
    """What stands in the path: the key of what is named in a word, a day, or what the example says."""
    named = words.get(value, value)
    return getattr(named, "pk", named)


def valid_post(client: Client, url: str, example: Example, words: dict[str, Any]) -> dict[str, Any]:
    """The form as it is shown, with what the example adds."""
    data: dict[str, Any] = {}
    if example.get:
        shown = client.get(url)
        form = shown.context.get("form") if getattr(shown, "context", None) else None
        for bound in form or ():
            value = bound.value()
            if value not in (None, "", False, []):
                data[bound.html_name] = (
                    [str(getattr(each, "pk", each)) for each in value]
                    if isinstance(value, (list, tuple))
                    else str(value)
                )
    return data | added(example, words)


def added(example: Example, words: dict[str, Any]) -> dict[str, Any]:
    """What the example adds to the form, its words replaced by keys."""
    data: dict[str, Any] = {}
    for name, value in (example.post or {}).items():
        values = value if isinstance(value, list) else [value]
        found = [str(words[each].pk) if each in words else each for each in values]
        data[name] = found if isinstance(value, list) else found[0]
    return data


def expected(name: str, path: str, view: Any, role: str, person: Professional, world: World) -> int | None:
    """What the door must answer: None where the page itself answers."""
    if "<uuid:family>" not in path:
        held = EVERYBODY.union(*(ROLE_RIGHTS[each] for each in person.roles))
        return None if view.needs in held else 403
    standing = world.family.involvements.open().filter(professional=person).first()
    if standing is None:
        return 404
    if view.needs not in TIER_RIGHTS[Tier(standing.tier)]:
        return 403
    if role == "peripheral" and name in BY_NAME:
        return 404
    return None


def undone(ask: Callable[[], Any]) -> Any:
    """Ask, and let nothing that the page did remain."""
    with transaction.atomic():
        answer = ask()
        transaction.set_rollback(True)
    cache.clear()
    return answer


def test_every_route_has_an_example() -> None:
    assert {name for name, _path, _view in marked()} == set(EXAMPLES)


def test_the_pages_that_anybody_may_open_are_these() -> None:
    public = {name for name, _path, view in ours() if getattr(view, "needs", None) is None}

    assert public == {
        "accessibility", "healthy", "robots", "set_language",
        "demo_sign_in", "list_demo_mails", "show_demo_mail", "families:read_feed",
    }  # fmt: skip


def test_nobody_reads_anything_without_signing_in(world: World, words: dict[str, Any]) -> None:
    wrong = []
    for name, path, _view in marked():
        for method in ("get", "post"):
            response = getattr(Client(), method)(path_of(name, path, world, words))
            if response.status_code not in (302, 405) or "/accounts/login/" not in response.headers.get(
                "Location", "/accounts/login/"
            ):
                wrong.append((name, method, response.status_code))

    assert not wrong


OTHERS = ["leader", "coordinator", "peripheral", "steering", "city_hall", "dpo", "administrator"]
ROLES = ["near", "stranger", *(pytest.param(role, marks=pytest.mark.walk) for role in OTHERS)]


@pytest.mark.demand("R53", "R54")
@pytest.mark.parametrize("role", ROLES)
def test_every_page_answers_each_role_as_the_rights_say(
    role: str, cast: Cast, world: World, words: dict[str, Any], signed_in: Callable[[Professional], Client]
) -> None:
    person = type(cast[role]).objects.get(pk=cast[role].pk)
    client = signed_in(person)
    wrong = []
    for name, path, view in marked():
        example, url = EXAMPLES[name], path_of(name, path, world, words)
        refusal = expected(name, path, view, role, person, world)
        own_alone = OWN_ALONE.get(name) if role != "near" else None
        if name in IN_FEW_HANDS and role == "coordinator":
            refusal = 403
        if example.get:
            status = undone(partial(client.get, url)).status_code
            wanted = refusal or (404 if own_alone == 404 else example.shows)
            if status != wanted:
                wrong.append((name, "GET", status, wanted))
        if example.post is not None:
            # Whoever is refused is shown no form to fill in.
            is_shown = not refusal and not own_alone
            fill_in = partial(valid_post, client, url) if is_shown else added
            data = undone(partial(fill_in, example, words))
            status = undone(partial(client.post, url, data)).status_code
            wanted = refusal or own_alone or example.answers
            if status != wanted:
                wrong.append((name, "POST", status, wanted))

    assert not wrong


@pytest.mark.parametrize("role", ROLES[:4])
def test_every_look_is_one_row_of_the_log(
    role: str, cast: Cast, world: World, words: dict[str, Any], signed_in: Callable[[Professional], Client]
) -> None:
    person = cast[role]
    client = signed_in(person)
    wrong = []
    for name, path, view in marked():
        if "<uuid:family>" not in path or not EXAMPLES[name].get:
            continue
        with transaction.atomic():
            before = Look.objects.count()
            response = client.get(path_of(name, path, world, words))
            rows = list(Look.objects.order_by("-id")[: Look.objects.count() - before])
            transaction.set_rollback(True)
        door = expected(name, path, view, role, person, world)
        verdict = {404: Verdict.NOT_FOUND, 403: Verdict.REFUSED}.get(door or 200, Verdict.OPENED)
        if role == "peripheral" and name in BY_NAME:
            verdict = Verdict.OPENED  # the door lets in; what is asked for inside is not there
        found = [(row.page, row.verdict, row.professional_id, row.family_id) for row in rows]
        if found != [(name, verdict, person.pk, world.family.pk)]:
            wrong.append((name, response.status_code, found))

    assert not wrong


def test_another_familys_keys_are_not_found(
    cast: Cast, world: World, words: dict[str, Any], signed_in: Callable[[Professional], Client]
) -> None:
    """As the project leader, who is core of both families: only the path is wrong."""
    other = second_family()
    client = signed_in(cast["leader"])
    wrong = []
    for name, path, _view in marked():
        example = EXAMPLES[name]
        if not example.key or "<uuid:family>" not in path:
            continue
        also = {part: part_of(value, words) for part, value in example.also.items()}
        kwargs = {"family": world.family.pk, "pk": getattr(other, example.key).pk, **also}
        url = reverse(name, kwargs=kwargs)
        answers = [undone(partial(client.get, url)).status_code] if example.get else []
        answers += [undone(partial(client.post, url, example.post or {})).status_code]
        if set(answers) - {404, 405}:
            wrong.append((name, answers))

    assert not wrong


def test_a_stranger_cannot_tell_a_family_from_nothing(
    world: World, stranger: Professional, signed_in: Callable[[Professional], Client]
) -> None:
    client = signed_in(stranger)
    there = client.get(reverse("families:show_family", args=[world.family.pk]))
    nowhere = client.get(reverse("families:show_family", args=[world.goal.pk]))

    assert there.status_code == nowhere.status_code == 404
    # Keys of the address, tokens against forgery, and the seconds that are left of the session.
    once = re.compile(rb"[0-9a-f-]{36}|[A-Za-z0-9]{64}|(?<=session-ends-in=.)\d+")
    assert once.sub(b"", there.content) == once.sub(b"", nowhere.content)


def test_sight_ends_the_second_an_involvement_ends(
    world: World, near: Professional, coordinator: Professional, signed_in: Callable[[Professional], Client]
) -> None:
    client = signed_in(near)
    url = reverse("masterplans:show_plan", args=[world.family.pk])
    assert client.get(url).status_code == 200

    leave(world.family, near, coordinator)

    assert client.get(url).status_code == 404


def test_a_role_that_only_one_person_has_signed_counts_for_nothing(
    words: dict[str, Any], stranger: Professional
) -> None:
    holding: RoleHolding = words["@holding"]

    assert holding.confirmed_at is None
    assert type(stranger).objects.get(pk=stranger.pk).roles == frozenset()
