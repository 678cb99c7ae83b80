"""Tells one family's story: each deed through its verb, at its moment, and nothing of the future."""

from collections.abc import Callable, Iterator, Mapping
from datetime import date, time, timedelta
from functools import partial
from zlib import crc32

from django.utils.translation import gettext as _

from families.leaving import letters_and_tellings
from families.models import (
    ContactPoint,
    EarlierMeasure,
    Family,
    Involvement,
    Letter,
    Line,
    Look,
    Member,
    MissingFunction,
    NetworkPerson,
    Pilot,
    ProblemGrade,
    Professional,
    Protection,
    Relation,
    Sector,
    Telling,
    Tier,
    Verdict,
    Visibility,
)
from masterplans.family_copy import GROWN, CopyReading
from masterplans.free_days import skipped
from masterplans.languages import ORIGINAL, language, written
from masterplans.models import (
    Activity,
    Contribution,
    Decision,
    FamilyCopy,
    Handing,
    How,
    LoadLimit,
    Masterplan,
    Outcome,
    PlaceKind,
    Review,
    SchoolHoliday,
    ShareRequest,
    Stage,
    StatutoryPlan,
    Why,
)
from masterplans.occurrences import Pattern, occurrences, over_at
from masterplans.rule import monday_of, rule_of
from outcomes.demo.around import AROUND, Brings, Lacks, Near, Says
from outcomes.demo.dates import Calendar, Deed, When, moment
from outcomes.demo.paper import photographed
from outcomes.demo.people import NEAR_LOGINS
from outcomes.demo.safety import AREAS
from outcomes.demo.story import (
    Agreed,
    Aim,
    AskedForShare,
    Bears,
    Does,
    Leaves,
    Moves,
    Settled,
    Stands,
    Step,
    Story,
    Unplanned,
)
from roskilde import clock
from safety.models import Goal, Statement

# Of the last weeks everything is logged, as far as people had come; of what lies before, every second week.
LOGGED_IN_FULL = timedelta(weeks=5)
NOON = time(12)
EVERY = 2
OFFICE_OPENS = time(8, 5)

PARTLY = (
    "Vi begyndte sent, men nåede det vigtigste.",
    "Vi nåede det halve. Resten næste gang.",
    "Det blev kort i dag.",
)
NOTHING = {
    Why.FAMILY: ("Sygdom. De ringede i forvejen.", "Lægetid på samme tidspunkt.", ""),
    Why.US: ("Jeg var syg.", "Kursus. Ny tid er aftalt.", ""),
    Why.NO_SHOW: ("Jeg ringede bagefter. Vi ses næste gang.", "", ""),
}
GOES_ON = (
    "Det går den rigtige vej. Familien vil gerne blive ved.",
    "Vi er ikke i mål, men det sker oftere end før.",
    "Familien siger, at det stadig er det vigtigste.",
    "Det har stået stille, og vi ved hvorfor. Vi prøver to måneder til.",
)
WITHOUT_INTERPRETER = "Tolken meldte afbud."
SCHOOLS_ARE_CLOSED = "Skolen har ferie."


class FamilyTelling:
    """One family's story on its way into the database."""

    family: Family
    plan: Masterplan

    def __init__(
        self, story: Story, *, calendar: Calendar, pilot: Pilot, people: Mapping[str, Professional]
    ) -> None:
        self.story, self.calendar, self.pilot, self.people = story, calendar, pilot, people
        self.coordinator = people[story.coordinator]
        self.members: dict[str, Member] = {}
        self.standing: dict[str, Involvement] = {}
        self.stages: dict[str, Stage] = {}
        self.goals: dict[str, Goal] = {}
        self.activities: dict[str, Activity] = {}
        self.said: dict[Says, Line] = {}
        self.letters: dict[Brings, Letter] = {}
        self.statements: dict[str, Statement] = {}

    def tell(self) -> None:
        """Do everything that has happened before today, in its order."""
        past = (deed for deed in self.deeds() if deed.at.date() < self.calendar.today)
        for deed in sorted(past, key=lambda deed: deed.at):
            with clock.set_to(deed.at):
                deed.do()

    def deeds(self) -> Iterator[Deed]:
        """What happens, in any order but at its moment; within a moment as it stands here."""
        yield from self._deeds_around_the_family()
        yield from self._deeds_of_the_plan()
        yield from self._passing()
        for area in AREAS:
            yield from area(self)
        for line in self.story.unplanned:
            yield self._deed(line.on, time(15, 45), self._write, line)
        yield from self._contributions()
        yield from self._rearrangements()
        yield Deed(moment(self.calendar.today - timedelta(days=1), time(14, 50)), self._review_plan)
        yield from self._looks()

    def _deeds_around_the_family(self) -> Iterator[Deed]:
        story = self.story
        enrolled = self.calendar.by_weeks(story.enrolled)
        yield Deed(moment(enrolled, time(10)), self._enrol)
        for stands in story.around:
            yield self._deed(stands.on or story.enrolled, time(11), self._involve, stands)
        for moves in story.moves:
            yield self._deed(moves.on, time(11), self._move, moves)
        for leaves in story.leaves:
            yield self._deed(leaves.on, time(15, 30), self._end, leaves)
        yield Deed(moment(enrolled + timedelta(weeks=3), time(12)), self._ask_for_background)
        for day in story.grades:
            yield self._deed(day, time(12, 30), self._grade, day)

    def _deeds_of_the_plan(self) -> Iterator[Deed]:
        story = self.story
        yield self._deed(story.begun, time(13), self._begin)
        for revised in story.revised:
            yield self._deed(revised.on, time(9), self._revise, revised.reason)
        for aim in story.goals:
            yield self._deed(aim.put or story.begun, time(13, 10), self._set_goal, aim)
        for does in story.activities:
            yield self._deed(does.put or story.begun, time(13, 20), self._plan_activity, does)
            if does.until:
                yield self._deed(does.until, time(18), self._end_activity, does)
        for bears in story.limits:
            yield self._deed(bears.on, time(13, 30), self._agree_limit, bears)
        for step in story.steps:
            if step.reached:
                yield self._deed(step.reached, time(14), self._reach, step)
        for settled in story.settled:
            yield self._deed(settled.on, time(14, 30), self._settle, settled)
        for agreed in story.agreed:
            yield self._deed(agreed.on, time(15), self._agree, agreed)
        for asked in story.asked_for_share:
            yield self._deed(asked.on, time(15, 20), self._ask_for_share, asked)

    def _deed(self, when: When, hour: time, do: Callable[..., object], *told: object) -> Deed:
        return Deed(moment(self.calendar.by_weeks(when), hour), partial(do, *told))

    # -- The family and those around it ---------------------------------------------------------------------

    def _enrol(self) -> None:
        story = self.story
        born_in = story.enrolled.year
        members = [
            Member(
                name=born.name,
                relation=born.relation,
                born_on=self.calendar.by_years(date(born_in - born.age, *born.birthday)),
                needs_interpreter=born.interpreter,
            )
            for born in story.members
        ]
        self.family = Family.enrol(
            by=self.coordinator,
            pilot=self.pilot,
            coordinator=self.coordinator,
            name=story.name,
            language=story.language,
            needs_interpreter=story.needs_interpreter,
            instead_of_oasen=story.instead_of_oasen,
            hopes=story.hopes,
            what_works=story.what_works,
            members=members,
        )
        self.members = {member.name: member for member in members}
        self.standing = {
            each.professional.name: each for each in self.family.involvements.select_related("professional")
        }

    def _involve(self, told: Stands) -> None:
        self.standing[told.person] = self.family.involve(
            self.people[told.person],
            tier=told.tier,
            function=told.function,
            reason=told.reason,
            note=told.note,
            legal_basis=told.legal_basis.format(on=f"{clock.today():%d.%m.%Y}"),
            works_with=[
                self.members[child] for child in AROUND[self.story.name].works_with.get(told.person, ())
            ],
            by=self.coordinator,
        )

    def _move(self, told: Moves) -> None:
        self.standing[told.person] = self.standing[told.person].change_tier(
            told.tier, reason=told.reason, note=told.note, by=self.coordinator
        )

    def _end(self, told: Leaves) -> None:
        leaving = self.people[told.person]
        self._hand_over(leaving, self.people[told.successor] if told.successor else self.coordinator)
        self.standing.pop(told.person).end(reason=told.reason, note=told.note, by=self.coordinator)

    def _hand_over(self, leaving: Professional, successor: Professional) -> None:
        why = "handing over all that somebody carries"
        for kind in (self.family.goals, self.family.activities):
            for row in list(kind.for_nobody(why).open().shared_by(leaving)):
                if row.responsible == leaving:
                    row.responsible = successor
                row.save(by=self.coordinator, why=_("Handed over"))
                row.co_owners.set(
                    {successor if one == leaving else one for one in row.co_owners.all()} - {row.responsible}
                )
        for each in letters_and_tellings([leaving], Family.objects.filter(pk=self.family.pk).values("pk")):
            each.hand_to(successor, self.coordinator)

    def _ask_for_background(self) -> None:
        story, by = self.story, self.coordinator
        for born in story.members:
            if born.future:
                member = self.members[born.name]
                member.preferred_future = born.future
                member.save(by=by, update_fields=["preferred_future"])
        background = self.family.background
        background.criteria = [str(criterion) for criterion in story.criteria]
        background.sibling_pattern, background.doubts = story.sibling_pattern, story.doubts
        background.full_clean()
        background.save(by=by)
        background.contact_points.set(Sector.objects.filter(name__in=story.contact_points))
        for tried in story.tried:
            first, last = (year + self.calendar.years for year in tried.years)
            measure = EarlierMeasure(
                family=self.family,
                member=self.members.get(tried.member),
                what=tried.what,
                period=f"{first}" if first == last else f"{first}–{last}",
                result=tried.result,
            )
            measure.full_clean()
            measure.save(by=by)

    def _grade(self, day: date) -> None:
        grades = {str(problem): grade for problem, grade in self.story.grades[day].items()}
        ProblemGrade.grade_all(self.family, grades, by=self.coordinator)

    # -- The plan -------------------------------------------------------------------------------------------

    def _begin(self) -> None:
        by = self.coordinator
        self.plan = Masterplan.begin(self.family, by=by)
        for name, aim in self.story.parts.items():
            self.plan.aim_at(aim, member=self.members[name] if name else None, by=by)
        for step in self.story.steps:
            self.stages[step.title] = Stage.add(
                self.plan,
                by=by,
                title=step.title,
                aim=step.aim,
                since=self.calendar.by_weeks(step.since),
                until=self.calendar.by_weeks(step.until),
            )
        for law in self.story.by_law:
            reference = StatutoryPlan(
                plan=self.plan,
                member=self.members.get(law.member),
                kind=law.kind,
                unit=law.unit,
                case_number=law.case_number,
                made_on=self.calendar.by_weeks(law.on),
            )
            reference.full_clean()
            reference.save(by=by)

    def _set_goal(self, told: Aim) -> None:
        author = self.people[told.author or self.story.coordinator]
        goal = Goal.set_for(
            self.family,
            by=author,
            member=self.members.get(told.member),
            words=told.words,
            addition=told.addition,
            whose=told.whose,
            field=told.field,
            responsible=self.people[told.by],
            co_owners=[self.people[name] for name in told.together],
            visibility=told.visibility,
        )
        if told.named:
            goal.name_people([self.people[name] for name in told.named], by=author)
        self.goals[told.key] = goal

    def _plan_activity(self, told: Does) -> None:
        author = self.people[told.author or self.story.coordinator]
        activity = Activity.plan(
            self.family,
            by=author,
            title=told.title,
            purpose=told.purpose,
            goal=self.goals.get(told.goal),
            stage=self.stages.get(told.step),
            members=[self.members[name] for name in told.who],
            responsible=self.people[told.by] if told.by else None,
            network_name=told.network,
            co_owners=[self.people[name] for name in told.together],
            place_kind=told.kind,
            place=told.place,
            starts_on=self._begins(told),
            rule=self._rule(told),
            skips_school_holidays=told.is_off_with_school,
            starts_at=told.at,
            minutes=told.minutes,
            needs_interpreter=told.interpreter,
            visibility=told.visibility,
        )
        if told.named:
            activity.name_people([self.people[name] for name in told.named], by=author)
        self.activities[told.key] = activity

    def _agree_limit(self, told: Bears) -> None:
        member = self.members[told.member]
        LoadLimit.agree(member, by=self.coordinator, appointments=told.appointments, hours=None)

    def _end_activity(self, told: Does) -> None:
        by = self.people[told.by] if told.by in self.standing else self.coordinator
        self.activities[told.key].end(on=clock.today(), reason=told.why, by=by)

    def _revise(self, reason: str) -> None:
        self.plan.revise(by=self.coordinator, reason=reason)

    def _reach(self, told: Step) -> None:
        stage = self.stages[told.title]
        stage.reached_on = clock.today()
        stage.save(by=self.coordinator, update_fields=["reached_on"])

    def _settle(self, told: Settled) -> None:
        by = self.people[told.by] if told.by else self.coordinator
        self.goals[told.goal].settle(told.status, reason=told.reason, by=by)

    def _agree(self, told: Agreed) -> None:
        self.plan.agree(
            by=self.coordinator,
            on=clock.today(),
            members=[self.members[name] for name in told.members],
            professionals=[self.people[name] for name in told.professionals],
            language=self.story.language,
            interpreter=told.interpreter,
            interpreter_name=told.interpreter_name,
        )
        days = (self.calendar.by_weeks(each.on) for each in self.story.agreed)
        if not any(clock.today() < day <= self.calendar.today for day in days):
            self._hand_copies_over([self.members[name] for name in told.members])

    def _hand_copies_over(self, members: list[Member]) -> None:
        """Whoever took part in the last agreement and is old enough went home with the plan on paper."""
        words = language(self.story.language if self.story.language in written() else ORIGINAL)
        for member in members:
            if member.age >= GROWN and member.left_on is None:
                reading = CopyReading(
                    plan=self.plan,
                    recipient=member,
                    language=words,
                    monday=monday_of(clock.today()),
                    reader=self.coordinator,
                    is_read_through=words.key == ORIGINAL,
                )
                copy = FamilyCopy.make(reading, by=self.coordinator)
                Handing.note(copy, by=self.coordinator, on=clock.today(), how=How.HAND)

    def _review_plan(self) -> None:
        """What the core decided after the last follow-up; the coordinator sees no goal for others only."""
        follow_up = self.family.follow_ups.held().exclude(ended_at=None).first()
        if follow_up is None:
            return
        left = {self.goals[key].pk for key in self.story.not_decided}
        for goal in self.family.goals.visible_to(self.coordinator).open().exclude(pk__in=left):
            die = crc32(f"{self.story.name} {goal.words}".encode())
            reason = GOES_ON[die % len(GOES_ON)]
            Review.of_goal(goal, Decision.CONTINUED, by=self.coordinator, follow_up=follow_up, reason=reason)

    def _ask_for_share(self, told: AskedForShare) -> None:
        request = ShareRequest.ask(self.standing[told.person], by=self.coordinator)
        if told.said_no:
            request.decline(by=self.people[told.person], reason=told.said_no)

    # -- Said in passing, and brought in a bag --------------------------------------------------------------

    def _passing(self) -> Iterator[Deed]:
        around = AROUND[self.story.name]
        enrolled = self.calendar.by_weeks(self.story.enrolled)
        yield Deed(moment(enrolled + timedelta(weeks=3), time(13)), self._ask_where_they_live)
        for near in around.network:
            yield self._deed(
                near.on or self.story.enrolled + timedelta(weeks=3), time(13, 5), self._know, near
            )
            if near.ended:
                yield self._deed(near.ended, time(13, 5), self._part, near)
        for lacks in around.lacks:
            yield self._deed(lacks.on, time(9, 30), self._lack, lacks)
        for says in around.says:
            said = self._deed(says.on, says.at, self._say, says)
            yield said
            for number, (person, words) in enumerate(says.answers, start=1):
                later = said.at + timedelta(minutes=35 * number)
                yield Deed(later, partial(self._answer, says, person, words))
        for brings in around.brings:
            brought = self._deed(brings.on, time(11, 20), self._bring, brings)
            yield brought
            if brings.settled:
                yield Deed(brought.at + timedelta(days=6), partial(self._settle_letter, brings))

    def _ask_where_they_live(self) -> None:
        around, by = AROUND[self.story.name], self.coordinator
        self.family.lock()
        self.family.address, self.family.phone = around.address, around.phone
        self.family.save(by=by, update_fields=["address", "phone"])
        for number, (name, member) in enumerate(self.members.items(), start=1):
            member.lock()
            member.cpr = replacement_number(member, number)
            member.phone = around.phones.get(name, "")
            member.protection = (around.protected or {}).get(name, Protection.NONE)
            if member.is_protected:
                member.protected_until = self.calendar.today + timedelta(days=25)
            member.full_clean()
            member.save(by=by)
        for office in around.offices:
            point = ContactPoint(
                family=self.family,
                sector=Sector.objects.get(name=office.sector),
                what=office.what,
                name=office.name,
                phone=office.phone,
                member=self.members.get(office.member),
                since=clock.today(),
            )
            point.full_clean()
            point.save(by=by)

    def _know(self, told: Near) -> None:
        person = NetworkPerson(
            family=self.family,
            name=told.name,
            relation=told.relation,
            kind=told.kind,
            knows=told.knows,
            helps_with=told.helps_with,
            why_not_yet=told.why_not_yet,
            phone=told.phone,
            organisation=told.organisation,
            mentor_for=self.members.get(told.mentor_for),
            agreement_on=self.calendar.by_weeks(told.agreement) if told.agreement else None,
            certificate_on=self.calendar.by_weeks(told.certificate) if told.certificate else None,
            since=clock.today(),
        )
        person.full_clean()
        person.save(by=self.coordinator)

    def _part(self, told: Near) -> None:
        person = self.family.network.get(name=told.name)
        person.end(on=clock.today(), reason=told.why_ended, by=self.coordinator)

    def _lack(self, told: Lacks) -> None:
        missing = MissingFunction.note(
            self.family,
            by=self.coordinator,
            function=told.function,
            sector=Sector.objects.get(name=told.sector),
            why=told.why,
        )
        if told.asked:
            missing.invite(self.people[told.asked], by=self.coordinator)
        if told.said_no:
            missing.decline(by=self.people[told.asked], reason=told.said_no)

    def _say(self, told: Says) -> None:
        by = self.people[told.by]
        if self.standing[told.by].tier == Tier.PERIPHERAL:
            self.said[told] = Line.observe(self.family, by=by, text=told.text, kind=told.kind)
            return
        line = self.said[told] = Line.write(
            self.family,
            by=by,
            text=told.text,
            about=self.members.get(told.about),
            kind=told.kind,
            visibility=told.visibility,
            minutes=told.minutes,
        )
        if told.became:
            line.become(told.became, by=by)
        due = clock.today() + timedelta(days=told.due) if told.due else None
        tellings = Telling.tell(line, [self.people[name] for name in told.to], by=by, due_on=due)
        for telling in tellings:
            if telling.to.name in told.taken:
                telling.take(by=telling.to)

    def _answer(self, told: Says, person: str, words: str) -> None:
        self.said[told].answer(by=self.people[person], text=words)

    def _bring(self, told: Brings) -> None:
        self.letters[told] = Letter.bring(
            self.family,
            by=self.people[told.by],
            sender=told.sender,
            dated_on=clock.today() - timedelta(days=5),
            deadline=clock.today() + timedelta(days=told.within) if told.within else None,
            what_to_do=told.what_to_do,
            helper=self.people[told.helper] if told.helper else None,
            visibility=Visibility.NEAR,
        )
        if told.says:
            page = photographed(told.sender, *told.says)
            self.letters[told].add_scans([page], by=self.people[told.by])

    def _settle_letter(self, told: Brings) -> None:
        by = self.people[told.helper or told.by]
        self.letters[told].settle(by=by, outcome=told.settled)

    # -- What was done --------------------------------------------------------------------------------------

    def _write(self, told: Unplanned) -> None:
        Contribution.log(
            self.family,
            by=self.people[told.person],
            on=clock.today(),
            outcome=Outcome.HAPPENED,
            title=told.title,
            note=told.note,
            sign=told.sign,
            sign_by=told.sign_by,
            minutes=told.minutes,
        )

    def _contributions(self) -> Iterator[Deed]:
        """What each carrier logged; who is signed in as in the demo has the last of it still to do."""
        latest: dict[str, date] = {}
        days_of = {told.key: list(self._days(told)) for told in self.story.activities}
        for told in self.story.activities:
            for name in self._carriers(told):
                days = days_of[told.key]
                latest[name] = max([latest.get(name, date.min), *days])
        for told in self.story.activities:
            ends = over_at(told.at or NOON, told.minutes + 20)
            for name in self._carriers(told):
                waits = self._waits(name)
                for number, day in enumerate(days_of[told.key]):
                    if waits and (day == latest[name] or day >= self.calendar.today - timedelta(days=1)):
                        continue
                    if self._is_logged(told, day):
                        yield Deed(moment(day, ends), partial(self._log, told, name, number))

    def _carriers(self, told: Does) -> tuple[str, ...]:
        return (*filter(None, [told.by]), *told.together)

    def _waits(self, name: str) -> bool:
        return self.people[name].email.partition("@")[0] in NEAR_LOGINS

    def _begins(self, told: Does) -> date:
        """The first day, never before it stood in the plan."""
        planned = self.calendar.by_weeks(told.put or self.story.begun)
        return max(self.calendar.by_weeks(told.on), planned + timedelta(days=1))

    def _days(self, told: Does) -> Iterator[date]:
        """The days before tomorrow on which it takes place."""
        begins, last = self._begins(told), self.calendar.today
        if told.until:
            last = min(last, self.calendar.by_weeks(told.until))
        pattern = Pattern(self._rule(told), begins, None, told.at, told.minutes)
        school = SchoolHoliday.told() if told.is_off_with_school else ""
        closed = skipped(begins.year, last.year, public=False, school=school)
        for each in occurrences(pattern, begins, last, skipped=closed):
            # What suits any day of the week is done on its Wednesday.
            day = each.on + timedelta(days=2) if each.is_flexible else each.on
            if begins <= day <= last:
                yield day

    def _rule(self, told: Does) -> str:
        return rule_of(told.rhythm, told.days, self._begins(told))

    def _is_logged(self, told: Does, day: date) -> bool:
        if day >= self.calendar.today - LOGGED_IN_FULL:
            return True
        weeks = (day - self._begins(told)).days // 7
        return weeks % EVERY == 0 and (not told.days or str(day.weekday()) == told.days[0])

    def _rearrangements(self) -> Iterator[Deed]:
        """What has been arranged otherwise for a day that lies ahead."""
        for told in self.story.activities:
            if told.moved or told.cancelled:
                yield Deed(self.calendar.just_now, partial(self._rearrange, told))

    def _rearrange(self, told: Does) -> None:
        activity, by = self.activities[told.key], self.people[told.by]
        tomorrow = self.calendar.today + timedelta(days=1)
        planned_on = activity.occurrences(tomorrow, tomorrow + timedelta(weeks=8))[0].on
        if told.moved:
            days, starts_at, reason = told.moved
            to = planned_on + timedelta(days=days)
            activity.move(on=planned_on, to=to, starts_at=starts_at, by=by, reason=reason)
        else:
            activity.cancel(on=planned_on, by=by, reason=told.cancelled)

    def _log(self, told: Does, name: str, number: int) -> None:
        if name not in self.standing:
            return
        outcome, why, note, sign, sign_by = self._what_became(told, name, number)
        Contribution.log(
            self.family,
            by=self.people[name],
            on=clock.today(),
            outcome=outcome,
            activity=self.activities[told.key],
            why=why,
            note=note,
            sign=sign,
            sign_by=sign_by,
        )

    def _what_became(self, told: Does, name: str, number: int) -> tuple[Outcome, str, str, str, str]:
        """Seven of ten happened, two partly, one not at all; always the same of the same, whoever logs it."""
        die = crc32(f"{self.story.name} {told.key} {number}".encode())
        turn, tells = (
            die // 10,
            name == told.by,
        )  # those who do it together leave the words to the responsible
        if told.kind == PlaceKind.SCHOOL and schools_are_closed(clock.today()):
            return Outcome.NOTHING, Why.US, SCHOOLS_ARE_CLOSED if tells else "", "", ""
        if die % 10 == 0:
            why = list(Why)[turn % len(Why)]
            words = NOTHING[why][turn // 3 % len(NOTHING[why])]
            if told.interpreter and why == Why.US:
                words = WITHOUT_INTERPRETER
            return Outcome.NOTHING, why, words if tells else "", "", ""
        if die % 10 <= 2:
            return Outcome.PARTLY, "", PARTLY[turn % len(PARTLY)] if tells else "", "", ""
        note, sign, sign_by = "", "", ""
        if told.notes and tells and number % 2 == 0:
            note = told.notes[turn % len(told.notes)]
        if told.said and tells and number % 3 == 0:
            sign, sign_by = told.said[number // 3 % len(told.said)]
        return Outcome.HAPPENED, "", note, sign, sign_by

    # -- Who looked -----------------------------------------------------------------------------------------

    def _looks(self) -> Iterator[Deed]:
        """Looks of the last two weeks: of those who work with the family, sometimes of one who does not."""
        for back in range(14, 0, -1):
            day = self.calendar.today - timedelta(days=back)
            if day.weekday() < 5:
                yield Deed(moment(day, OFFICE_OPENS), partial(self._look, day))
        die = crc32(self.story.name.encode())
        if die % 4 == 0:
            day = self.calendar.today - timedelta(days=1 + die // 4 % 12)
            yield Deed(moment(day, time(9, 40)), self._look_in_vain)

    def _look(self, day: date) -> None:
        for number, (name, involvement) in enumerate(sorted(self.standing.items())):
            if (day.toordinal() + number) % 4:
                continue
            page = "families:show_family" if involvement.tier == Tier.PERIPHERAL else "masterplans:show_week"
            Look.objects.note(self.people[name], [self.family.pk], page=page)

    def _look_in_vain(self) -> None:
        stranger = next(
            person for name, person in self.people.items() if name not in self.standing and not person.roles
        )
        Look.objects.note(stranger, [self.family.pk], page="families:show_family", verdict=Verdict.NOT_FOUND)


def schools_are_closed(day: date) -> bool:
    """The long breaks, as near as a demo needs them."""
    return day.month == 7 or (day.month, day.day) >= (12, 23) or (day.month, day.day) <= (1, 2)


WOMEN = (Relation.MOTHER, Relation.GRANDMOTHER, Relation.DAUGHTER)


def replacement_number(member: Member, number: int) -> str:
    """A CPR number that no person has: sixty is added to the day; even for women, odd for men."""
    born = member.born_on
    century = 4 if born.year >= 2000 else 0
    last = (number - 1) * 2 + (2 if member.relation in WOMEN else 1)
    return f"{born.day + 60:02}{born:%m%y}{century}{last:03}"
