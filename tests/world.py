"""A family in full, and a second one whose keys must never work in the first."""

from dataclasses import dataclass
from datetime import timedelta
from typing import Any

from django.utils import timezone

from families.models import (
    ContactPoint,
    EarlierMeasure,
    Family,
    Involvement,
    Letter,
    Line,
    Mail,
    MailKind,
    Member,
    MissingFunction,
    NetworkPerson,
    Professional,
    Role,
    RoleHolding,
    Scan,
    Substitution,
    Telling,
    Tier,
)
from masterplans.models import (
    Activity,
    Contribution,
    FamilyCopy,
    Handing,
    Masterplan,
    Outcome,
    Review,
    SchoolHoliday,
    ShareRequest,
    Stage,
    StatutoryPlan,
)
from roskilde import clock
from safety import closure
from safety.models import (
    Answer,
    Book,
    BookPage,
    BottomLine,
    CaseClosing,
    ChildVoice,
    Criterion,
    Disagreement,
    Discharge,
    Drawing,
    Finding,
    FollowUp,
    Goal,
    Milestone,
    NextStep,
    Picture,
    Question,
    Rating,
    SafetyRule,
    Scale,
    Statement,
)
from tests.makers import (
    make_activity,
    make_answer,
    make_book,
    make_book_page,
    make_bottom_line,
    make_case_closing,
    make_child_voice,
    make_contact_point,
    make_copy,
    make_danger,
    make_disagreement,
    make_drawing,
    make_family,
    make_follow_up,
    make_goal,
    make_letter,
    make_line,
    make_milestone,
    make_missing,
    make_network_person,
    make_next_step,
    make_person,
    make_plan,
    make_rating,
    make_review,
    make_rule,
    make_rule_test,
    make_safety,
    make_scale,
    make_scan,
    make_school_holiday,
    make_share_request,
    make_statement,
)


@dataclass(frozen=True)
class World:
    """Everything that a family's pages reach by a key of their own."""

    family: Family
    member: Member
    involvement: Any
    measure: EarlierMeasure
    plan: Masterplan
    stage: Stage
    statutory: StatutoryPlan
    goal: Goal
    activity: Activity
    contribution: Contribution
    rearranged: Activity  # cancelled on the day after tomorrow
    school_holiday: SchoolHoliday
    line: Line
    telling: Telling
    letter: Letter
    scan: Scan
    own_place: Any  # the near professional's own involvement
    network_person: NetworkPerson
    contact_point: ContactPoint
    missing: MissingFunction  # somebody has said no
    invitation: MissingFunction  # waits for nobody of the cast
    # follow-ups
    coming: FollowUp
    under_way: FollowUp
    answer: Answer
    parked: Answer
    shielded_answer: Answer  # the near professional's, which names the core
    # the child's voice
    child_voice: ChildVoice
    drawing: Drawing
    book: Book
    book_page: BookPage
    picture: Picture
    # -- safety plan and closure
    rule: SafetyRule
    neighbour: NetworkPerson  # knows something
    milestone: Milestone
    criterion: Criterion  # the family's own, not answered
    answered: Criterion
    discharge: Discharge  # the family has been taken in again since
    case: CaseClosing
    unpaired: Statement  # a danger without its scale
    scale: Scale
    rating: Rating  # the member's, without a reason
    # -- the map
    statement: Statement  # a danger, which has no goal yet
    strength: Statement
    safety: Statement
    assessed: Statement  # its risk assessment is under way
    disagreement: Disagreement
    next_step: NextStep
    bottom_line: BottomLine
    # -- the plan on paper
    copy: FamilyCopy
    handing: Handing
    # -- the plan stays shared
    share_request: ShareRequest  # the near professional's own
    review: Review


def fill(family: Family, *, coordinator: Professional, near: Professional) -> World:
    """Give a family a plan that is agreed and then opened again, with one of everything."""
    measure = EarlierMeasure(family=family, what="Fast kontaktperson", period="2021", result="Hjalp lidt.")
    measure.save(by=coordinator)
    plan = make_plan(family, coordinator)
    plan.aim_at("Vi vil blive boende.", by=coordinator)
    member = family.members.order_by("born_on")[0]
    plan.aim_at("Ro på økonomien.", by=coordinator, member=member)
    scale = make_scale(make_danger(family, near), near)
    make_rating(scale, near)
    rating = make_rating(scale, coordinator, rater=member, value=3, because="")
    stage = Stage.add(plan, by=coordinator, title="Ankomst og ro")
    statutory = StatutoryPlan(plan=plan, kind="child", unit="Børn og Unge", case_number="24/1")
    statutory.save(by=coordinator)
    goal = make_goal(family, near, responsible=near)
    activity = make_activity(family, near, responsible=near, goal=goal, members=[member])
    plan.agree(
        by=coordinator,
        on=clock.today(),
        members=[member],
        professionals=[near],
        language="so",
        interpreter="present",
        interpreter_name="Tolkegruppen",
    )
    plan.revise(by=coordinator)
    contribution = Contribution.log(
        family, by=near, activity=activity, on=clock.today(), outcome=Outcome.HAPPENED, note="Alle var der."
    )
    activity.cancel(on=clock.today() + timedelta(days=2), by=near, reason="Læreren er på kursus.")
    helper = make_person(f"Nanna Lyng {family.name}", sector="PPR")
    involvement = family.involve(
        helper, tier=Tier.NEAR, function="Talepædagog", reason="need", by=coordinator
    )
    line = make_line(family, near)
    telling = Telling.tell(line, [coordinator], by=near)[0]
    letter = make_letter(family, near)
    scan = make_scan(letter, near)
    network_person = make_network_person(family, near)
    contact_point = make_contact_point(family, near)
    missing, invitation = make_missing(family, near), make_missing(family, near, function="Kontaktperson")
    asked = make_person(f"Bo Winther {family.name}", sector="SSP")
    missing.invite(asked, by=coordinator)
    missing.decline(by=asked, reason="Jeg har ikke tid.")
    invitation.invite(asked, by=coordinator)
    coming, under_way = make_follow_up(family, coordinator), make_follow_up(family, near, on=clock.today())
    answer = make_answer(under_way, near)
    parked = make_answer(under_way, near, question=Question.PARKED, words="Han kom sent hjem.")
    shielded = make_answer(under_way, near, words="Det siger jeg kun her.")
    core = [each.professional for each in family.involvements.open().filter(tier=Tier.CORE)]
    shielded.shield(by=near, named=core, reason="Hun bad om det.")
    child_voice = make_child_voice(family, near)
    drawing = make_drawing(child_voice, near)
    child_voice.release(by=near, answer="yes", reason="Han vil gerne.", visibility="near")
    book = make_book(family, near)
    book_page = make_book_page(book, near)
    for words in ("Vi åbner brevene sammen.", "Huslejen er betalt.", "Du kan ringe til Inge."):
        book.add_page(by=near, words=words)
    assert book_page.picture
    book.answer(family.members.get(relation="mother"), "yes", by=near, version=book.version)
    scale = make_scale(make_danger(family, near), near)
    make_rating(scale, near)
    rating = make_rating(scale, coordinator, rater=member, value=3, because="")
    return World(
        family,
        member,
        involvement,
        measure,
        plan,
        stage,
        statutory,
        goal,
        activity,
        contribution,
        activity,
        make_school_holiday(coordinator, name=f"Efterårsferie {family.name}"),
        line,
        telling,
        letter,
        scan,
        family.involvements.open().get(professional=near),
        network_person,
        contact_point,
        missing,
        invitation,
        coming,
        under_way,
        answer,
        parked,
        shielded,
        child_voice,
        drawing,
        book,
        book_page,
        book_page.picture,
        unpaired=make_danger(family, near, words="Hodan er bekymret for, at Ayaan ikke spiser."),
        scale=scale,
        rating=rating,
        share_request=make_share_request(family, near, coordinator),
        review=make_review(goal, under_way, coordinator),
        **the_map(family, near),
        **safety_plan_and_closure(family, coordinator=coordinator, near=near),
        **on_paper(plan, coordinator),
    )


def on_paper(plan: Masterplan, by: Professional) -> dict[str, Any]:
    copy = make_copy(plan, by)
    return {"copy": copy, "handing": Handing.note(copy, by=by, on=clock.today(), how="hand")}


def safety_plan_and_closure(
    family: Family, *, coordinator: Professional, near: Professional
) -> dict[str, Any]:
    """Rules, the way to closure, and a family that has left the pilot once and been taken in again."""
    rule = make_rule(family, near)
    make_rule_test(rule, near)
    neighbour = make_network_person(family, near, name="Sahra", relation="moster", knows="some")
    milestone = make_milestone(family, near)
    see_all(family, coordinator)
    discharge = leave_pilot(family, coordinator)
    discharge.renew_enrolment(by=coordinator, reason="Familien har brug for os igen.")
    return {
        "rule": rule,
        "neighbour": neighbour,
        "milestone": milestone,
        "criterion": Criterion.add(family, by=coordinator, words="Vi spiser morgenmad alle sammen."),
        "answered": family.closure_criteria.met()[0],
        "discharge": discharge,
        "case": make_case_closing(family, coordinator),
    }


def see_all(family: Family, by: Professional) -> None:
    """Everything that must be seen to close is seen."""
    Criterion.lay(family, by=by)
    for each in family.closure_criteria.kept():
        each.answer(by=by, finding=Finding.MET, evidence="Set af Hodan og Birgitte.")


def leave_pilot(family: Family, by: Professional) -> Discharge:
    """Everything open goes to one person by name."""
    return Discharge.leave_pilot(
        family,
        by=by,
        decided_by="Mette Krogh, projektleder",
        words="Vi klarer os selv nu.",
        receivers={each.key: "Signe Toft, Børn og Unge" for each in closure.unfinished(family, by)},
    )


def the_map(family: Family, near: Professional) -> dict[str, Any]:
    """A danger that stands alone, a strength, a safety that answers it, and what was agreed."""
    danger = make_statement(family, near)
    assessed = make_statement(family, near, words="Onkel læser Zakariyes telefon.")
    assessed.order_risk_assessment(by=near)
    return {
        "statement": danger,
        "strength": make_statement(family, near, category="strength", words="Zakariye hjælper Ayaan."),
        "safety": make_safety(family, near, beside=[danger]),
        "assessed": assessed,
        "disagreement": make_disagreement(danger, near),
        "next_step": make_next_step(family, near, danger=danger),
        "bottom_line": make_bottom_line(family, near),
    }


def second_family() -> World:
    """Another coordinator's family, which nobody of the cast stands around but the project leader."""
    other = make_person("Sara Lindskov", "koordinator2", sector="Projektkerne", role=Role.COORDINATOR)
    teacher = make_person("Thomas Riis", "laerer2", sector="Skole")
    family = make_family(other, "Al-Khatib")
    family.involve(teacher, tier=Tier.NEAR, function="Lærer", reason="need", by=other)
    return fill(family, coordinator=other, near=teacher)


def waiting_role(person: Professional, giver: Professional) -> RoleHolding:
    return RoleHolding.give(person, Role.STEERING_GROUP, by=giver)


def former_colleague(administrator: Professional) -> Professional:
    person = make_person("Vibeke Storm", "stoppet", sector="Dagtilbud")
    person.stop_working_here(by=administrator)
    return person


def failed_mail(to: Professional) -> Mail:
    """The server refused it."""
    Mail.post(MailKind.INVITED_NEAR, to=to, about="failed")
    mail = Mail.objects.get(kind=MailKind.INVITED_NEAR, to=to, about="failed")
    mail.claimed_at = mail.failed_at = timezone.now()
    mail.error = "SMTPDataError"
    mail.save()
    return mail


def coming_substitution(absent: Professional) -> Substitution:
    """A colleague stands in from next week on."""
    colleague = make_person("Ida Skov", "vikar", title="lærer", sector=absent.sector.name)
    monday = clock.today() + timedelta(days=7)
    return Substitution.arrange(absent, colleague, since=monday, until=monday + timedelta(days=4), by=absent)


def left_place(family: Family, absent: Professional) -> Involvement:
    """A colleague has stood in, and carries a letter still."""
    colleague = make_person("Una Holm", "gaaet", title="lærer", sector=absent.sector.name)
    today = clock.today()
    substitution = Substitution.arrange(absent, colleague, since=today, until=today, by=absent)
    make_letter(family, colleague, helper=colleague)
    substitution.call_off(by=absent)
    return family.involvements.get(professional=colleague)
