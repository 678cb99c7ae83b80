import uuid

import django.core.validators
import django.db.models.deletion
import simple_history.models
from django.conf import settings
from django.db import migrations, models

import roskilde.clock
import roskilde.constraints
import roskilde.danish


class Migration(migrations.Migration):
    dependencies = [
        ("auth", "0012_alter_user_first_name_max_length"),
        ("families", "0006_sectors_that_decide"),
        ("families", "__first__"),
        ("safety", "0001_initial"),
    ]

    operations = [
        migrations.CreateModel(
            name="Book",
            fields=[
                (
                    "id",
                    models.UUIDField(default=uuid.uuid4, editable=False, primary_key=True, serialize=False),
                ),
                ("revision", models.PositiveIntegerField(default=1, editable=False)),
                ("written_at", models.DateTimeField(editable=False)),
                ("changed_at", models.DateTimeField(editable=False)),
                ("title", models.CharField(max_length=120, verbose_name="title")),
                (
                    "language",
                    models.CharField(
                        blank=True,
                        choices=[
                            ("sq", "Albanian"),
                            ("am", "Amharic"),
                            ("ar", "Arabic"),
                            ("bs", "Bosnian"),
                            ("my", "Burmese"),
                            ("cnh", "Chin"),
                            ("prs", "Dari"),
                            ("en", "English"),
                            ("fa", "Farsi"),
                            ("fr", "French"),
                            ("kar", "Karen"),
                            ("rw", "Kinyarwanda"),
                            ("kmr", "Kurmanji"),
                            ("ln", "Lingala"),
                            ("om", "Oromo"),
                            ("ps", "Pashto"),
                            ("ru", "Russian"),
                            ("so", "Somali"),
                            ("ckb", "Sorani"),
                            ("sw", "Swahili"),
                            ("ta", "Tamil"),
                            ("ti", "Tigrinya"),
                            ("tr", "Turkish"),
                            ("ug", "Uighur"),
                            ("uk", "Ukrainian"),
                            ("ur", "Urdu"),
                            ("vi", "Vietnamese"),
                            ("mis", "Another language"),
                        ],
                        help_text="The same sentences beside the Danish ones, on the screen and on paper.",
                        max_length=8,
                        verbose_name="second language",
                    ),
                ),
                (
                    "title_translated",
                    models.CharField(blank=True, max_length=120, verbose_name="title in the second language"),
                ),
                ("version", models.PositiveIntegerField(default=1, editable=False, verbose_name="version")),
                (
                    "visibility",
                    models.CharField(
                        choices=[
                            ("core", "The core"),
                            ("sector", "My sector and the core"),
                            ("near", "Everybody near"),
                            ("named", "Only named people"),
                        ],
                        default="sector",
                        max_length=10,
                        verbose_name="Can be seen by",
                    ),
                ),
                (
                    "author",
                    models.ForeignKey(
                        editable=False,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to=settings.AUTH_USER_MODEL,
                    ),
                ),
                (
                    "child",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="books",
                        to="families.member",
                        verbose_name="whose book",
                    ),
                ),
                (
                    "family",
                    models.ForeignKey(
                        editable=False,
                        on_delete=django.db.models.deletion.CASCADE,
                        related_name="books",
                        to="families.family",
                    ),
                ),
            ],
            options={
                "verbose_name": "words and pictures",
                "verbose_name_plural": "words and pictures",
                "ordering": ("-written_at", "pk"),
                "constraints": [
                    models.CheckConstraint(
                        condition=models.Q(("title", ""), _negated=True),
                        name="safety_book_has_a_title",
                        violation_error_code="title",
                        violation_error_message="Write what the book is called.",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(
                            ("title_translated", ""),
                            models.Q(("language", ""), _negated=True),
                            _connector="OR",
                        ),
                        name="safety_book_title_is_in_a_language",
                        violation_error_code="language",
                        violation_error_message="Choose which language the second title is in.",
                    ),
                ],
            },
        ),
        migrations.CreateModel(
            name="BookGrant",
            fields=[
                (
                    "id",
                    models.BigAutoField(
                        auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                    ),
                ),
                (
                    "content_object",
                    models.ForeignKey(on_delete=django.db.models.deletion.CASCADE, to="safety.book"),
                ),
                (
                    "permission",
                    models.ForeignKey(on_delete=django.db.models.deletion.CASCADE, to="auth.permission"),
                ),
                (
                    "user",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.CASCADE, to=settings.AUTH_USER_MODEL
                    ),
                ),
            ],
            options={
                "abstract": False,
                "unique_together": {("user", "permission", "content_object")},
            },
        ),
        migrations.CreateModel(
            name="BookVersion",
            fields=[
                (
                    "id",
                    models.UUIDField(default=uuid.uuid4, editable=False, primary_key=True, serialize=False),
                ),
                ("number", models.PositiveIntegerField(editable=False)),
                ("title", models.CharField(editable=False, max_length=120)),
                ("title_translated", models.CharField(blank=True, editable=False, max_length=120)),
                (
                    "language",
                    models.CharField(
                        blank=True,
                        choices=[
                            ("sq", "Albanian"),
                            ("am", "Amharic"),
                            ("ar", "Arabic"),
                            ("bs", "Bosnian"),
                            ("my", "Burmese"),
                            ("cnh", "Chin"),
                            ("da", "Danish"),
                            ("prs", "Dari"),
                            ("en", "English"),
                            ("fa", "Farsi"),
                            ("fr", "French"),
                            ("kar", "Karen"),
                            ("rw", "Kinyarwanda"),
                            ("kmr", "Kurmanji"),
                            ("ln", "Lingala"),
                            ("om", "Oromo"),
                            ("ps", "Pashto"),
                            ("ru", "Russian"),
                            ("so", "Somali"),
                            ("ckb", "Sorani"),
                            ("sw", "Swahili"),
                            ("ta", "Tamil"),
                            ("ti", "Tigrinya"),
                            ("tr", "Turkish"),
                            ("ug", "Uighur"),
                            ("uk", "Ukrainian"),
                            ("ur", "Urdu"),
                            ("vi", "Vietnamese"),
                            ("mis", "Another language"),
                        ],
                        editable=False,
                        max_length=8,
                    ),
                ),
                ("pages", models.JSONField(editable=False)),
                ("frozen_at", models.DateTimeField(editable=False)),
                (
                    "book",
                    models.ForeignKey(
                        editable=False,
                        on_delete=django.db.models.deletion.CASCADE,
                        related_name="versions",
                        to="safety.book",
                    ),
                ),
            ],
            options={
                "ordering": ("-number",),
                "constraints": [
                    models.UniqueConstraint(
                        fields=("book", "number"), name="safety_bookversion_number_is_unique"
                    )
                ],
            },
        ),
        migrations.CreateModel(
            name="Approval",
            fields=[
                (
                    "id",
                    models.UUIDField(default=uuid.uuid4, editable=False, primary_key=True, serialize=False),
                ),
                (
                    "answer",
                    models.CharField(
                        choices=[("yes", "Approves it"), ("change", "Wants something changed")],
                        max_length=6,
                        verbose_name="answer",
                    ),
                ),
                (
                    "words",
                    models.TextField(
                        blank=True,
                        help_text="In their own words: what should be otherwise?",
                        max_length=1000,
                        verbose_name="what they say",
                    ),
                ),
                ("on", models.DateField(default=roskilde.clock.today, verbose_name="when")),
                ("written_at", models.DateTimeField(editable=False)),
                (
                    "member",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to="families.member",
                        verbose_name="who",
                    ),
                ),
                (
                    "written_by",
                    models.ForeignKey(
                        editable=False,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to=settings.AUTH_USER_MODEL,
                    ),
                ),
                (
                    "version",
                    models.ForeignKey(
                        editable=False,
                        on_delete=django.db.models.deletion.CASCADE,
                        related_name="approvals",
                        to="safety.bookversion",
                    ),
                ),
            ],
            options={
                "verbose_name": "approval",
                "ordering": ("written_at", "pk"),
                "constraints": [
                    models.CheckConstraint(
                        condition=models.Q(
                            ("answer", "yes"), models.Q(("words", ""), _negated=True), _connector="OR"
                        ),
                        name="safety_approval_says_what_to_change",
                        violation_error_code="words",
                        violation_error_message="Write what should be changed.",
                    )
                ],
            },
        ),
        migrations.CreateModel(
            name="BottomLine",
            fields=[
                (
                    "id",
                    models.UUIDField(default=uuid.uuid4, editable=False, primary_key=True, serialize=False),
                ),
                ("revision", models.PositiveIntegerField(default=1, editable=False)),
                (
                    "decision",
                    models.CharField(
                        help_text="As it is called in the case file. No reasons and no amounts.",
                        max_length=200,
                        verbose_name="what has been decided",
                    ),
                ),
                ("decided_on", models.DateField(verbose_name="decided on")),
                ("unit", models.CharField(max_length=120, verbose_name="who decided")),
                ("case_number", models.CharField(max_length=60, verbose_name="case number")),
                (
                    "ended_on",
                    models.DateField(blank=True, editable=False, null=True, verbose_name="no longer since"),
                ),
                (
                    "added_by",
                    models.ForeignKey(
                        editable=False,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to=settings.AUTH_USER_MODEL,
                    ),
                ),
                (
                    "ended_by",
                    models.ForeignKey(
                        blank=True,
                        editable=False,
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to=settings.AUTH_USER_MODEL,
                    ),
                ),
                (
                    "family",
                    models.ForeignKey(
                        editable=False,
                        on_delete=django.db.models.deletion.CASCADE,
                        related_name="bottom_lines",
                        to="families.family",
                    ),
                ),
            ],
            options={
                "verbose_name": "bottom line",
                "verbose_name_plural": "bottom lines",
                "ordering": ("decided_on", "pk"),
                "constraints": [
                    models.CheckConstraint(
                        condition=models.Q(
                            models.Q(("ended_by", None), ("ended_on", None)),
                            models.Q(("ended_by__isnull", False), ("ended_on__isnull", False)),
                            _connector="OR",
                        ),
                        name="safety_bottomline_ended_by_and_on",
                    )
                ],
            },
        ),
        migrations.CreateModel(
            name="CaseClosing",
            fields=[
                (
                    "id",
                    models.UUIDField(default=uuid.uuid4, editable=False, primary_key=True, serialize=False),
                ),
                ("revision", models.PositiveIntegerField(default=1, editable=False)),
                ("decided_on", models.DateField(verbose_name="decided on")),
                (
                    "unit",
                    models.CharField(
                        help_text="The unit at the town hall that has decided.",
                        max_length=120,
                        verbose_name="deciding unit",
                    ),
                ),
                ("decided_by", models.CharField(max_length=120, verbose_name="decided by")),
                ("case_number", models.CharField(max_length=60, verbose_name="case number")),
                ("noted_at", models.DateTimeField(editable=False)),
                (
                    "family",
                    models.ForeignKey(
                        editable=False,
                        on_delete=django.db.models.deletion.CASCADE,
                        related_name="case_closings",
                        to="families.family",
                    ),
                ),
                (
                    "member",
                    models.ForeignKey(
                        blank=True,
                        help_text="Empty: the whole family.",
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to="families.member",
                        verbose_name="whose case",
                    ),
                ),
                (
                    "noted_by",
                    models.ForeignKey(
                        editable=False,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to=settings.AUTH_USER_MODEL,
                    ),
                ),
            ],
            options={
                "verbose_name": "closed case",
                "verbose_name_plural": "closed cases",
                "ordering": ("-decided_on", "-noted_at"),
                "constraints": [
                    models.UniqueConstraint(
                        fields=("family", "case_number"),
                        name="safety_caseclosing_noted_once",
                        violation_error_code="case_number",
                        violation_error_message="That case is noted as closed already.",
                    )
                ],
            },
        ),
        migrations.CreateModel(
            name="ChildVoice",
            fields=[
                (
                    "id",
                    models.UUIDField(default=uuid.uuid4, editable=False, primary_key=True, serialize=False),
                ),
                ("revision", models.PositiveIntegerField(default=1, editable=False)),
                ("written_at", models.DateTimeField(editable=False)),
                ("changed_at", models.DateTimeField(editable=False)),
                (
                    "tool",
                    models.CharField(
                        choices=[
                            ("houses", "Three Houses"),
                            ("wizard", "Wizard and fairy"),
                            ("talk", "A talk"),
                        ],
                        default="houses",
                        max_length=8,
                        verbose_name="how",
                    ),
                ),
                ("on", models.DateField(default=roskilde.clock.today, verbose_name="when")),
                ("worries", models.TextField(blank=True, max_length=3000, verbose_name="worries")),
                ("good_things", models.TextField(blank=True, max_length=3000, verbose_name="good things")),
                ("wishes", models.TextField(blank=True, max_length=3000, verbose_name="wishes")),
                (
                    "present",
                    models.CharField(
                        blank=True,
                        help_text="Besides you and the child: a companion, a teacher, nobody.",
                        max_length=300,
                        verbose_name="who was there",
                    ),
                ),
                (
                    "interpreter",
                    models.CharField(
                        choices=[
                            ("not_needed", "Interpreter not needed"),
                            ("present", "Interpreter in the room"),
                            ("video", "Interpreter by video"),
                            ("phone", "Interpreter by telephone"),
                        ],
                        default="not_needed",
                        max_length=12,
                        verbose_name="interpreter",
                    ),
                ),
                (
                    "interpreter_name",
                    models.CharField(
                        blank=True,
                        help_text="Never a relative, and nobody under 18.",
                        max_length=120,
                        verbose_name="agency and interpreter",
                    ),
                ),
                (
                    "may_show",
                    models.CharField(
                        choices=[("not_asked", "Not asked yet"), ("no", "No"), ("yes", "Yes")],
                        default="not_asked",
                        max_length=10,
                        verbose_name="may it be shown to anybody? The child's answer",
                    ),
                ),
                (
                    "may_show_to",
                    models.CharField(
                        blank=True,
                        help_text="As the child said it: to my mother, not to my father.",
                        max_length=200,
                        verbose_name="to whom",
                    ),
                ),
                (
                    "placement_on",
                    models.DateField(
                        blank=True,
                        help_text="The day on which the child moves, or was to move.",
                        null=True,
                        verbose_name="heard about a placement on",
                    ),
                ),
                (
                    "told_on",
                    models.DateField(blank=True, null=True, verbose_name="the child was told of it on"),
                ),
                (
                    "visibility",
                    models.CharField(
                        choices=[
                            ("core", "The core"),
                            ("sector", "My sector and the core"),
                            ("near", "Everybody near"),
                            ("named", "Only named people"),
                        ],
                        default="named",
                        max_length=10,
                        verbose_name="Can be seen by",
                    ),
                ),
                (
                    "author",
                    models.ForeignKey(
                        editable=False,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to=settings.AUTH_USER_MODEL,
                    ),
                ),
                (
                    "child",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="voices",
                        to="families.member",
                        verbose_name="which child",
                    ),
                ),
                (
                    "family",
                    models.ForeignKey(
                        editable=False,
                        on_delete=django.db.models.deletion.CASCADE,
                        related_name="child_voices",
                        to="families.family",
                    ),
                ),
            ],
            options={
                "verbose_name": "a child's voice",
                "verbose_name_plural": "children's voices",
                "ordering": ("-on", "-written_at", "pk"),
                "indexes": [
                    models.Index(fields=["family", "child", "on"], name="safety_childvoice_of_child")
                ],
                "constraints": [
                    models.CheckConstraint(
                        condition=models.Q(
                            models.Q(("may_show", "yes"), models.Q(("may_show_to", ""), _negated=True)),
                            models.Q(models.Q(("may_show", "yes"), _negated=True), ("may_show_to", "")),
                            _connector="OR",
                        ),
                        name="safety_childvoice_may_be_shown_to_somebody",
                        violation_error_code="may_show_to",
                        violation_error_message="Write to whom, if the child said yes; else nobody.",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(
                            models.Q(("placement_on", None), ("told_on", None)),
                            models.Q(("placement_on__isnull", False), ("told_on__isnull", False)),
                            _connector="OR",
                        ),
                        name="safety_childvoice_told_before_which_placement",
                        violation_error_code="told_on",
                        violation_error_message="Write both days: when the child was told, and of which placement.",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(
                            models.Q(("interpreter", "not_needed"), _negated=True),
                            ("interpreter_name", ""),
                            _connector="OR",
                        ),
                        name="safety_childvoice_names_an_interpreter_who_was_there",
                        violation_error_code="interpreter",
                        violation_error_message="You name an interpreter: say how they took part.",
                    ),
                ],
            },
        ),
        migrations.CreateModel(
            name="ChildVoiceGrant",
            fields=[
                (
                    "id",
                    models.BigAutoField(
                        auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                    ),
                ),
                (
                    "content_object",
                    models.ForeignKey(on_delete=django.db.models.deletion.CASCADE, to="safety.childvoice"),
                ),
                (
                    "permission",
                    models.ForeignKey(on_delete=django.db.models.deletion.CASCADE, to="auth.permission"),
                ),
                (
                    "user",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.CASCADE, to=settings.AUTH_USER_MODEL
                    ),
                ),
            ],
            options={
                "abstract": False,
                "unique_together": {("user", "permission", "content_object")},
            },
        ),
        migrations.CreateModel(
            name="Criterion",
            fields=[
                (
                    "id",
                    models.UUIDField(default=uuid.uuid4, editable=False, primary_key=True, serialize=False),
                ),
                ("revision", models.PositiveIntegerField(default=1, editable=False)),
                (
                    "standard",
                    models.CharField(
                        blank=True,
                        choices=[
                            ("goals", "What we agreed to see happen, happens."),
                            ("kept", "The family and its network have kept what was agreed, over time."),
                            ("child", "The child feels safe, and says so."),
                            ("network", "The network believes that the plan works, and goes on with it."),
                        ],
                        editable=False,
                        max_length=8,
                    ),
                ),
                ("number", models.PositiveSmallIntegerField(editable=False)),
                (
                    "words",
                    models.CharField(
                        help_text="In words that the family reads: what do you see them do?",
                        max_length=300,
                        verbose_name="what must be seen",
                    ),
                ),
                (
                    "finding",
                    models.CharField(
                        blank=True,
                        choices=[("met", "It is seen"), ("not_met", "It is not seen yet")],
                        editable=False,
                        max_length=8,
                        verbose_name="answer",
                    ),
                ),
                (
                    "evidence",
                    models.TextField(
                        blank=True, editable=False, max_length=1000, verbose_name="what shows it"
                    ),
                ),
                (
                    "answered_on",
                    models.DateField(blank=True, editable=False, null=True, verbose_name="seen on"),
                ),
                ("dropped_on", models.DateField(blank=True, editable=False, null=True)),
                (
                    "drop_reason",
                    models.CharField(
                        blank=True, editable=False, max_length=300, verbose_name="no longer asked because"
                    ),
                ),
                ("added_at", models.DateTimeField(editable=False)),
                (
                    "added_by",
                    models.ForeignKey(
                        editable=False,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to=settings.AUTH_USER_MODEL,
                    ),
                ),
                (
                    "answered_by",
                    models.ForeignKey(
                        blank=True,
                        editable=False,
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to=settings.AUTH_USER_MODEL,
                    ),
                ),
                (
                    "family",
                    models.ForeignKey(
                        editable=False,
                        on_delete=django.db.models.deletion.CASCADE,
                        related_name="closure_criteria",
                        to="families.family",
                    ),
                ),
            ],
            options={
                "verbose_name": "criterion for closure",
                "verbose_name_plural": "criteria for closure",
                "ordering": ("number", "pk"),
                "constraints": [
                    models.UniqueConstraint(
                        condition=models.Q(("standard", ""), _negated=True),
                        fields=("family", "standard"),
                        name="safety_criterion_standard_once",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(
                            models.Q(
                                ("answered_by", None),
                                ("answered_on", None),
                                ("evidence", ""),
                                ("finding", ""),
                            ),
                            models.Q(
                                ("answered_by__isnull", False),
                                ("answered_on__isnull", False),
                                ("finding__in", ["met", "not_met"]),
                                models.Q(("evidence", ""), _negated=True),
                            ),
                            _connector="OR",
                        ),
                        name="safety_criterion_answered_with_evidence",
                        violation_error_code="evidence",
                        violation_error_message="Write what shows it: who saw what?",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(
                            models.Q(("drop_reason", ""), ("dropped_on", None)),
                            models.Q(
                                ("dropped_on__isnull", False),
                                ("standard", ""),
                                models.Q(("drop_reason", ""), _negated=True),
                            ),
                            _connector="OR",
                        ),
                        name="safety_criterion_own_ones_are_dropped_with_a_reason",
                        violation_error_code="reason",
                        violation_error_message="Write why, so that the family can read it later.",
                    ),
                ],
            },
        ),
        migrations.CreateModel(
            name="Discharge",
            fields=[
                (
                    "id",
                    models.UUIDField(default=uuid.uuid4, editable=False, primary_key=True, serialize=False),
                ),
                ("revision", models.PositiveIntegerField(default=1, editable=False)),
                ("on", models.DateField(default=roskilde.clock.today, verbose_name="last day")),
                (
                    "decided_by",
                    models.CharField(
                        help_text="A person by name and title, never an office.",
                        max_length=120,
                        verbose_name="who has decided it",
                    ),
                ),
                (
                    "words",
                    models.TextField(
                        help_text="What do they take with them, and what do they say themselves?",
                        max_length=1000,
                        verbose_name="why, as the family would say it",
                    ),
                ),
                ("left_at", models.DateTimeField(editable=False)),
                ("renewed_on", models.DateField(blank=True, editable=False, null=True)),
                (
                    "renew_reason",
                    models.CharField(
                        blank=True, editable=False, max_length=300, verbose_name="taken in again because"
                    ),
                ),
                (
                    "family",
                    models.ForeignKey(
                        editable=False,
                        on_delete=django.db.models.deletion.CASCADE,
                        related_name="discharges",
                        to="families.family",
                    ),
                ),
                (
                    "left_by",
                    models.ForeignKey(
                        editable=False,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to=settings.AUTH_USER_MODEL,
                    ),
                ),
                (
                    "renewed_by",
                    models.ForeignKey(
                        blank=True,
                        editable=False,
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to=settings.AUTH_USER_MODEL,
                    ),
                ),
            ],
            options={
                "verbose_name": "discharge from the pilot",
                "ordering": ("-on", "-left_at"),
                "constraints": [
                    models.UniqueConstraint(
                        condition=models.Q(("renewed_on", None)),
                        fields=("family",),
                        name="safety_discharge_one_at_a_time",
                        violation_error_message="The family has left the pilot already.",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(("decided_by", ""), _negated=True),
                        name="safety_discharge_names_who_decided",
                        violation_error_code="decided_by",
                        violation_error_message="Write who has decided it, by name.",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(
                            models.Q(("renew_reason", ""), ("renewed_by", None), ("renewed_on", None)),
                            models.Q(
                                ("renewed_by__isnull", False),
                                ("renewed_on__isnull", False),
                                models.Q(("renew_reason", ""), _negated=True),
                            ),
                            _connector="OR",
                        ),
                        name="safety_discharge_renewed_with_a_reason",
                        violation_error_code="reason",
                        violation_error_message="Write why the family is taken in again.",
                    ),
                ],
            },
        ),
        migrations.CreateModel(
            name="Drawing",
            fields=[
                (
                    "id",
                    models.UUIDField(default=uuid.uuid4, editable=False, primary_key=True, serialize=False),
                ),
                ("revision", models.PositiveIntegerField(default=1, editable=False)),
                ("content", models.BinaryField()),
                ("content_type", models.CharField(max_length=40)),
                ("added_at", models.DateTimeField(editable=False)),
                ("removed_at", models.DateTimeField(blank=True, editable=False, null=True)),
                (
                    "added_by",
                    models.ForeignKey(
                        editable=False,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to=settings.AUTH_USER_MODEL,
                    ),
                ),
                (
                    "removed_by",
                    models.ForeignKey(
                        blank=True,
                        editable=False,
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to=settings.AUTH_USER_MODEL,
                    ),
                ),
                (
                    "voice",
                    models.ForeignKey(
                        editable=False,
                        on_delete=django.db.models.deletion.CASCADE,
                        related_name="drawings",
                        to="safety.childvoice",
                    ),
                ),
            ],
            options={
                "verbose_name": "drawing",
                "ordering": ("added_at", "pk"),
                "abstract": False,
                "constraints": [
                    models.CheckConstraint(
                        condition=models.Q(
                            models.Q(("removed_at", None), ("removed_by", None)),
                            models.Q(("removed_at__isnull", False), ("removed_by__isnull", False)),
                            _connector="OR",
                        ),
                        name="safety_drawing_removed_by_and_at",
                    )
                ],
            },
        ),
        migrations.CreateModel(
            name="FollowUp",
            fields=[
                (
                    "id",
                    models.UUIDField(default=uuid.uuid4, editable=False, primary_key=True, serialize=False),
                ),
                ("revision", models.PositiveIntegerField(default=1, editable=False)),
                ("on", models.DateField(verbose_name="date")),
                ("at", models.TimeField(blank=True, null=True, verbose_name="at")),
                ("place", models.CharField(blank=True, max_length=120, verbose_name="place")),
                (
                    "weeks_between",
                    models.PositiveSmallIntegerField(
                        default=8,
                        validators=[
                            django.core.validators.MinValueValidator(1),
                            django.core.validators.MaxValueValidator(52),
                        ],
                        verbose_name="weeks to the next one",
                    ),
                ),
                (
                    "led_by_name",
                    models.CharField(blank=True, max_length=120, verbose_name="or somebody else"),
                ),
                (
                    "language",
                    models.CharField(
                        blank=True,
                        choices=[
                            ("sq", "Albanian"),
                            ("am", "Amharic"),
                            ("ar", "Arabic"),
                            ("bs", "Bosnian"),
                            ("my", "Burmese"),
                            ("cnh", "Chin"),
                            ("da", "Danish"),
                            ("prs", "Dari"),
                            ("en", "English"),
                            ("fa", "Farsi"),
                            ("fr", "French"),
                            ("kar", "Karen"),
                            ("rw", "Kinyarwanda"),
                            ("kmr", "Kurmanji"),
                            ("ln", "Lingala"),
                            ("om", "Oromo"),
                            ("ps", "Pashto"),
                            ("ru", "Russian"),
                            ("so", "Somali"),
                            ("ckb", "Sorani"),
                            ("sw", "Swahili"),
                            ("ta", "Tamil"),
                            ("ti", "Tigrinya"),
                            ("tr", "Turkish"),
                            ("ug", "Uighur"),
                            ("uk", "Ukrainian"),
                            ("ur", "Urdu"),
                            ("vi", "Vietnamese"),
                            ("mis", "Another language"),
                        ],
                        max_length=8,
                        verbose_name="language spoken",
                    ),
                ),
                (
                    "interpreter",
                    models.CharField(
                        blank=True,
                        choices=[
                            ("not_needed", "Interpreter not needed"),
                            ("present", "Interpreter in the room"),
                            ("video", "Interpreter by video"),
                            ("phone", "Interpreter by telephone"),
                        ],
                        max_length=12,
                        verbose_name="interpreter",
                    ),
                ),
                (
                    "interpreter_name",
                    models.CharField(blank=True, max_length=120, verbose_name="agency and interpreter"),
                ),
                ("begun_at", models.DateTimeField(blank=True, editable=False, null=True)),
                ("ended_at", models.DateTimeField(blank=True, editable=False, null=True)),
                ("called_off_at", models.DateTimeField(blank=True, editable=False, null=True)),
                (
                    "called_off_because",
                    models.CharField(
                        blank=True, editable=False, max_length=300, verbose_name="called off because"
                    ),
                ),
                (
                    "begun_by",
                    models.ForeignKey(
                        blank=True,
                        editable=False,
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to=settings.AUTH_USER_MODEL,
                    ),
                ),
                (
                    "called_off_by",
                    models.ForeignKey(
                        blank=True,
                        editable=False,
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to=settings.AUTH_USER_MODEL,
                    ),
                ),
                (
                    "ended_by",
                    models.ForeignKey(
                        blank=True,
                        editable=False,
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to=settings.AUTH_USER_MODEL,
                    ),
                ),
                (
                    "family",
                    models.ForeignKey(
                        editable=False,
                        on_delete=django.db.models.deletion.CASCADE,
                        related_name="follow_ups",
                        to="families.family",
                    ),
                ),
                (
                    "interpreting_member",
                    models.ForeignKey(
                        blank=True,
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to="families.member",
                        verbose_name="or somebody of the family",
                    ),
                ),
                (
                    "led_by",
                    models.ForeignKey(
                        blank=True,
                        help_text="Nobody who decides in the family's case.",
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to=settings.AUTH_USER_MODEL,
                        verbose_name="who leads it",
                    ),
                ),
            ],
            options={
                "verbose_name": "follow-up",
                "verbose_name_plural": "follow-ups",
                "ordering": ("on", "at", "pk"),
                "indexes": [models.Index(fields=["family", "on"], name="safety_followup_of_family")],
                "constraints": [
                    models.CheckConstraint(
                        condition=models.Q(
                            models.Q(("begun_at", None), ("begun_by", None)),
                            models.Q(("begun_at__isnull", False), ("begun_by__isnull", False)),
                            _connector="OR",
                        ),
                        name="safety_followup_begun_by_and_at",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(
                            models.Q(("ended_at", None), ("ended_by", None)),
                            models.Q(("ended_at__isnull", False), ("ended_by__isnull", False)),
                            _connector="OR",
                        ),
                        name="safety_followup_ended_by_and_at",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(
                            models.Q(("called_off_at", None), ("called_off_by", None)),
                            models.Q(("called_off_at__isnull", False), ("called_off_by__isnull", False)),
                            _connector="OR",
                        ),
                        name="safety_followup_called_off_by_and_at",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(("ended_at", None), ("begun_at__isnull", False), _connector="OR"),
                        name="safety_followup_begins_before_it_ends",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(
                            ("called_off_at", None),
                            models.Q(("begun_at", None), models.Q(("called_off_because", ""), _negated=True)),
                            _connector="OR",
                        ),
                        name="safety_followup_called_off_with_a_reason",
                        violation_error_code="reason",
                        violation_error_message="Write why it is called off.",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(("led_by", None), ("led_by_name", ""), _connector="OR"),
                        name="safety_followup_is_led_by_one",
                        violation_error_code="led_by_name",
                        violation_error_message="Choose somebody or write a name: one of them.",
                    ),
                ],
            },
        ),
        migrations.CreateModel(
            name="Attendance",
            fields=[
                (
                    "id",
                    models.UUIDField(default=uuid.uuid4, editable=False, primary_key=True, serialize=False),
                ),
                ("revision", models.PositiveIntegerField(default=1, editable=False)),
                (
                    "presence",
                    models.CharField(
                        choices=[
                            ("invited", "Invited"),
                            ("came", "Came"),
                            ("excused", "Sent word"),
                            ("absent", "Did not come"),
                        ],
                        default="invited",
                        max_length=8,
                    ),
                ),
                (
                    "chosen_by_family",
                    models.BooleanField(default=False, verbose_name="the family asked for them"),
                ),
                (
                    "member",
                    models.ForeignKey(
                        blank=True,
                        editable=False,
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to="families.member",
                    ),
                ),
                (
                    "network_person",
                    models.ForeignKey(
                        blank=True,
                        editable=False,
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to="families.networkperson",
                    ),
                ),
                (
                    "professional",
                    models.ForeignKey(
                        blank=True,
                        editable=False,
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to=settings.AUTH_USER_MODEL,
                    ),
                ),
                (
                    "follow_up",
                    models.ForeignKey(
                        editable=False,
                        on_delete=django.db.models.deletion.CASCADE,
                        related_name="attendances",
                        to="safety.followup",
                    ),
                ),
            ],
            options={
                "verbose_name": "attendance",
                "ordering": ("pk",),
                "constraints": [
                    models.CheckConstraint(
                        condition=models.Q(
                            models.Q(
                                ("member__isnull", False),
                                ("network_person__isnull", True),
                                ("professional__isnull", True),
                            ),
                            models.Q(
                                ("member__isnull", True),
                                ("network_person__isnull", False),
                                ("professional__isnull", True),
                            ),
                            models.Q(
                                ("member__isnull", True),
                                ("network_person__isnull", True),
                                ("professional__isnull", False),
                            ),
                            _connector="OR",
                        ),
                        name="safety_attendance_is_one_persons",
                        violation_error_code="speaker",
                        violation_error_message="Choose who says it: one person.",
                    ),
                    models.UniqueConstraint(
                        fields=("follow_up", "member"), name="safety_attendance_once_per_member"
                    ),
                    models.UniqueConstraint(
                        fields=("follow_up", "network_person"),
                        name="safety_attendance_once_per_network_person",
                    ),
                    models.UniqueConstraint(
                        fields=("follow_up", "professional"), name="safety_attendance_once_per_professional"
                    ),
                ],
            },
        ),
        migrations.CreateModel(
            name="Answer",
            fields=[
                (
                    "id",
                    models.UUIDField(default=uuid.uuid4, editable=False, primary_key=True, serialize=False),
                ),
                ("revision", models.PositiveIntegerField(default=1, editable=False)),
                (
                    "visibility",
                    models.CharField(
                        choices=[
                            ("core", "The core"),
                            ("sector", "My sector and the core"),
                            ("near", "Everybody near"),
                            ("named", "Only named people"),
                        ],
                        default="near",
                        max_length=10,
                        verbose_name="Can be seen by",
                    ),
                ),
                ("written_at", models.DateTimeField(editable=False)),
                ("changed_at", models.DateTimeField(editable=False)),
                (
                    "question",
                    models.CharField(
                        choices=[
                            ("better", "What is going better?"),
                            (
                                "signs",
                                "What happens that is a sign that things are going in the right direction?",
                            ),
                            ("taken", "What has it taken of you to get here?"),
                            ("how", "How did you do it?"),
                            ("else", "What else?"),
                            ("worry", "What are we worried about?"),
                            ("parked", "Parked until later"),
                        ],
                        editable=False,
                        max_length=8,
                    ),
                ),
                ("words", models.TextField(max_length=3000, verbose_name="answer")),
                ("is_quote", models.BooleanField(default=True, verbose_name="in their own words")),
                ("taken_up_at", models.DateTimeField(blank=True, editable=False, null=True)),
                (
                    "author",
                    models.ForeignKey(
                        editable=False,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to=settings.AUTH_USER_MODEL,
                    ),
                ),
                (
                    "family",
                    models.ForeignKey(
                        editable=False,
                        on_delete=django.db.models.deletion.CASCADE,
                        related_name="answers",
                        to="families.family",
                    ),
                ),
                (
                    "goal",
                    models.ForeignKey(
                        blank=True,
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="signs",
                        to="safety.goal",
                        verbose_name="sign for",
                    ),
                ),
                (
                    "member",
                    models.ForeignKey(
                        blank=True,
                        editable=False,
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to="families.member",
                    ),
                ),
                (
                    "network_person",
                    models.ForeignKey(
                        blank=True,
                        editable=False,
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to="families.networkperson",
                    ),
                ),
                (
                    "professional",
                    models.ForeignKey(
                        blank=True,
                        editable=False,
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to=settings.AUTH_USER_MODEL,
                    ),
                ),
                (
                    "taken_up_by",
                    models.ForeignKey(
                        blank=True,
                        editable=False,
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to=settings.AUTH_USER_MODEL,
                    ),
                ),
                (
                    "follow_up",
                    models.ForeignKey(
                        editable=False,
                        on_delete=django.db.models.deletion.CASCADE,
                        related_name="answers",
                        to="safety.followup",
                    ),
                ),
            ],
            options={
                "verbose_name": "answer",
                "verbose_name_plural": "answers",
                "ordering": ("written_at", "pk"),
                "indexes": [models.Index(fields=["follow_up", "question"], name="safety_answer_of_followup")],
                "constraints": [
                    models.CheckConstraint(
                        condition=models.Q(
                            models.Q(
                                ("member__isnull", False),
                                ("network_person__isnull", True),
                                ("professional__isnull", True),
                            ),
                            models.Q(
                                ("member__isnull", True),
                                ("network_person__isnull", False),
                                ("professional__isnull", True),
                            ),
                            models.Q(
                                ("member__isnull", True),
                                ("network_person__isnull", True),
                                ("professional__isnull", False),
                            ),
                            _connector="OR",
                        ),
                        name="safety_answer_has_one_voice",
                        violation_error_code="speaker",
                        violation_error_message="Choose who says it: one person.",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(("words", ""), _negated=True),
                        name="safety_answer_says_something",
                        violation_error_code="words",
                        violation_error_message="Write the answer first.",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(
                            models.Q(("taken_up_at", None), ("taken_up_by", None)),
                            models.Q(("taken_up_at__isnull", False), ("taken_up_by__isnull", False)),
                            _connector="OR",
                        ),
                        name="safety_answer_taken_up_by_and_at",
                    ),
                ],
            },
        ),
        migrations.CreateModel(
            name="HandedOver",
            fields=[
                (
                    "id",
                    models.UUIDField(default=uuid.uuid4, editable=False, primary_key=True, serialize=False),
                ),
                ("model", models.CharField(editable=False, max_length=80)),
                ("key", models.UUIDField(editable=False)),
                ("receiver", models.CharField(max_length=200, verbose_name="who takes it over")),
                (
                    "discharge",
                    models.ForeignKey(
                        editable=False,
                        on_delete=django.db.models.deletion.CASCADE,
                        related_name="handed_over",
                        to="safety.discharge",
                    ),
                ),
            ],
            options={
                "verbose_name": "handed over",
                "ordering": ("model", "pk"),
                "constraints": [
                    models.UniqueConstraint(fields=("discharge", "key"), name="safety_handedover_once"),
                    models.CheckConstraint(
                        condition=models.Q(("receiver", ""), _negated=True),
                        name="safety_handedover_has_a_receiver",
                    ),
                ],
            },
        ),
        migrations.CreateModel(
            name="HistoricalAnswer",
            fields=[
                ("id", models.UUIDField(db_index=True, default=uuid.uuid4, editable=False)),
                ("revision", models.PositiveIntegerField(default=1, editable=False)),
                (
                    "visibility",
                    models.CharField(
                        choices=[
                            ("core", "The core"),
                            ("sector", "My sector and the core"),
                            ("near", "Everybody near"),
                            ("named", "Only named people"),
                        ],
                        default="near",
                        max_length=10,
                        verbose_name="Can be seen by",
                    ),
                ),
                ("written_at", models.DateTimeField(editable=False)),
                ("changed_at", models.DateTimeField(editable=False)),
                (
                    "question",
                    models.CharField(
                        choices=[
                            ("better", "What is going better?"),
                            (
                                "signs",
                                "What happens that is a sign that things are going in the right direction?",
                            ),
                            ("taken", "What has it taken of you to get here?"),
                            ("how", "How did you do it?"),
                            ("else", "What else?"),
                            ("worry", "What are we worried about?"),
                            ("parked", "Parked until later"),
                        ],
                        editable=False,
                        max_length=8,
                    ),
                ),
                ("words", models.TextField(max_length=3000, verbose_name="answer")),
                ("is_quote", models.BooleanField(default=True, verbose_name="in their own words")),
                ("taken_up_at", models.DateTimeField(blank=True, editable=False, null=True)),
                ("history_change_reason", models.TextField(null=True)),
                (
                    "history_id",
                    models.UUIDField(default=uuid.uuid4, editable=False, primary_key=True, serialize=False),
                ),
                ("history_date", models.DateTimeField(db_index=True)),
                (
                    "history_type",
                    models.CharField(
                        choices=[("+", "Created"), ("~", "Changed"), ("-", "Deleted")], max_length=1
                    ),
                ),
                (
                    "author",
                    models.ForeignKey(
                        blank=True,
                        db_constraint=False,
                        editable=False,
                        null=True,
                        on_delete=django.db.models.deletion.DO_NOTHING,
                        related_name="+",
                        to=settings.AUTH_USER_MODEL,
                    ),
                ),
                (
                    "family",
                    models.ForeignKey(
                        blank=True,
                        db_constraint=False,
                        editable=False,
                        null=True,
                        on_delete=django.db.models.deletion.DO_NOTHING,
                        related_name="+",
                        to="families.family",
                    ),
                ),
                (
                    "follow_up",
                    models.ForeignKey(
                        blank=True,
                        db_constraint=False,
                        editable=False,
                        null=True,
                        on_delete=django.db.models.deletion.DO_NOTHING,
                        related_name="+",
                        to="safety.followup",
                    ),
                ),
                (
                    "goal",
                    models.ForeignKey(
                        blank=True,
                        db_constraint=False,
                        null=True,
                        on_delete=django.db.models.deletion.DO_NOTHING,
                        related_name="+",
                        to="safety.goal",
                        verbose_name="sign for",
                    ),
                ),
                (
                    "history_user",
                    models.ForeignKey(
                        null=True,
                        on_delete=django.db.models.deletion.SET_NULL,
                        related_name="+",
                        to=settings.AUTH_USER_MODEL,
                    ),
                ),
                (
                    "member",
                    models.ForeignKey(
                        blank=True,
                        db_constraint=False,
                        editable=False,
                        null=True,
                        on_delete=django.db.models.deletion.DO_NOTHING,
                        related_name="+",
                        to="families.member",
                    ),
                ),
                (
                    "network_person",
                    models.ForeignKey(
                        blank=True,
                        db_constraint=False,
                        editable=False,
                        null=True,
                        on_delete=django.db.models.deletion.DO_NOTHING,
                        related_name="+",
                        to="families.networkperson",
                    ),
                ),
                (
                    "professional",
                    models.ForeignKey(
                        blank=True,
                        db_constraint=False,
                        editable=False,
                        null=True,
                        on_delete=django.db.models.deletion.DO_NOTHING,
                        related_name="+",
                        to=settings.AUTH_USER_MODEL,
                    ),
                ),
                (
                    "taken_up_by",
                    models.ForeignKey(
                        blank=True,
                        db_constraint=False,
                        editable=False,
                        null=True,
                        on_delete=django.db.models.deletion.DO_NOTHING,
                        related_name="+",
                        to=settings.AUTH_USER_MODEL,
                    ),
                ),
            ],
            options={
                "verbose_name": "historical answer",
                "verbose_name_plural": "historical answers",
                "ordering": ("-history_date", "-history_id"),
                "get_latest_by": ("history_date", "history_id"),
            },
            bases=(simple_history.models.HistoricalChanges, models.Model),
        ),
        migrations.CreateModel(
            name="HistoricalAnswerGrant",
            fields=[
                (
                    "id",
                    models.BigIntegerField(auto_created=True, blank=True, db_index=True, verbose_name="ID"),
                ),
                ("history_change_reason", models.TextField(null=True)),
                (
                    "history_id",
                    models.UUIDField(default=uuid.uuid4, editable=False, primary_key=True, serialize=False),
                ),
                ("history_date", models.DateTimeField(db_index=True)),
                (
                    "history_type",
                    models.CharField(
                        choices=[("+", "Created"), ("~", "Changed"), ("-", "Deleted")], max_length=1
                    ),
                ),
                (
                    "content_object",
                    models.ForeignKey(
                        blank=True,
                        db_constraint=False,
                        null=True,
                        on_delete=django.db.models.deletion.DO_NOTHING,
                        related_name="+",
                        to="safety.answer",
                    ),
                ),
                (
                    "history_user",
                    models.ForeignKey(
                        null=True,
                        on_delete=django.db.models.deletion.SET_NULL,
                        related_name="+",
                        to=settings.AUTH_USER_MODEL,
                    ),
                ),
                (
                    "permission",
                    models.ForeignKey(
                        blank=True,
                        db_constraint=False,
                        null=True,
                        on_delete=django.db.models.deletion.DO_NOTHING,
                        related_name="+",
                        to="auth.permission",
                    ),
                ),
                (
                    "user",
                    models.ForeignKey(
                        blank=True,
                        db_constraint=False,
                        null=True,
                        on_delete=django.db.models.deletion.DO_NOTHING,
                        related_name="+",
                        to=settings.AUTH_USER_MODEL,
                    ),
                ),
            ],
            options={
                "verbose_name": "historical answer grant",
                "verbose_name_plural": "historical answer grants",
                "ordering": ("-history_date", "-history_id"),
                "get_latest_by": ("history_date", "history_id"),
            },
            bases=(simple_history.models.HistoricalChanges, models.Model),
        ),
        migrations.CreateModel(
            name="HistoricalAttendance",
            fields=[
                ("id", models.UUIDField(db_index=True, default=uuid.uuid4, editable=False)),
                ("revision", models.PositiveIntegerField(default=1, editable=False)),
                (
                    "presence",
                    models.CharField(
                        choices=[
                            ("invited", "Invited"),
                            ("came", "Came"),
                            ("excused", "Sent word"),
                            ("absent", "Did not come"),
                        ],
                        default="invited",
                        max_length=8,
                    ),
                ),
                (
                    "chosen_by_family",
                    models.BooleanField(default=False, verbose_name="the family asked for them"),
                ),
                ("history_change_reason", models.TextField(null=True)),
                (
                    "history_id",
                    models.UUIDField(default=uuid.uuid4, editable=False, primary_key=True, serialize=False),
                ),
                ("history_date", models.DateTimeField(db_index=True)),
                (
                    "history_type",
                    models.CharField(
                        choices=[("+", "Created"), ("~", "Changed"), ("-", "Deleted")], max_length=1
                    ),
                ),
                (
                    "follow_up",
                    models.ForeignKey(
                        blank=True,
                        db_constraint=False,
                        editable=False,
                        null=True,
                        on_delete=django.db.models.deletion.DO_NOTHING,
                        related_name="+",
                        to="safety.followup",
                    ),
                ),
                (
                    "history_user",
                    models.ForeignKey(
                        null=True,
                        on_delete=django.db.models.deletion.SET_NULL,
                        related_name="+",
                        to=settings.AUTH_USER_MODEL,
                    ),
                ),
                (
                    "member",
                    models.ForeignKey(
                        blank=True,
                        db_constraint=False,
                        editable=False,
                        null=True,
                        on_delete=django.db.models.deletion.DO_NOTHING,
                        related_name="+",
                        to="families.member",
                    ),
                ),
                (
                    "network_person",
                    models.ForeignKey(
                        blank=True,
                        db_constraint=False,
                        editable=False,
                        null=True,
                        on_delete=django.db.models.deletion.DO_NOTHING,
                        related_name="+",
                        to="families.networkperson",
                    ),
                ),
                (
                    "professional",
                    models.ForeignKey(
                        blank=True,
                        db_constraint=False,
                        editable=False,
                        null=True,
                        on_delete=django.db.models.deletion.DO_NOTHING,
                        related_name="+",
                        to=settings.AUTH_USER_MODEL,
                    ),
                ),
            ],
            options={
                "verbose_name": "historical attendance",
                "verbose_name_plural": "historical attendances",
                "ordering": ("-history_date", "-history_id"),
                "get_latest_by": ("history_date", "history_id"),
            },
            bases=(simple_history.models.HistoricalChanges, models.Model),
        ),
        migrations.CreateModel(
            name="HistoricalBook",
            fields=[
                ("id", models.UUIDField(db_index=True, default=uuid.uuid4, editable=False)),
                ("revision", models.PositiveIntegerField(default=1, editable=False)),
                ("written_at", models.DateTimeField(editable=False)),
                ("changed_at", models.DateTimeField(editable=False)),
                ("title", models.CharField(max_length=120, verbose_name="title")),
                (
                    "language",
                    models.CharField(
                        blank=True,
                        choices=[
                            ("sq", "Albanian"),
                            ("am", "Amharic"),
                            ("ar", "Arabic"),
                            ("bs", "Bosnian"),
                            ("my", "Burmese"),
                            ("cnh", "Chin"),
                            ("prs", "Dari"),
                            ("en", "English"),
                            ("fa", "Farsi"),
                            ("fr", "French"),
                            ("kar", "Karen"),
                            ("rw", "Kinyarwanda"),
                            ("kmr", "Kurmanji"),
                            ("ln", "Lingala"),
                            ("om", "Oromo"),
                            ("ps", "Pashto"),
                            ("ru", "Russian"),
                            ("so", "Somali"),
                            ("ckb", "Sorani"),
                            ("sw", "Swahili"),
                            ("ta", "Tamil"),
                            ("ti", "Tigrinya"),
                            ("tr", "Turkish"),
                            ("ug", "Uighur"),
                            ("uk", "Ukrainian"),
                            ("ur", "Urdu"),
                            ("vi", "Vietnamese"),
                            ("mis", "Another language"),
                        ],
                        help_text="The same sentences beside the Danish ones, on the screen and on paper.",
                        max_length=8,
                        verbose_name="second language",
                    ),
                ),
                (
                    "title_translated",
                    models.CharField(blank=True, max_length=120, verbose_name="title in the second language"),
                ),
                ("version", models.PositiveIntegerField(default=1, editable=False, verbose_name="version")),
                (
                    "visibility",
                    models.CharField(
                        choices=[
                            ("core", "The core"),
                            ("sector", "My sector and the core"),
                            ("near", "Everybody near"),
                            ("named", "Only named people"),
                        ],
                        default="sector",
                        max_length=10,
                        verbose_name="Can be seen by",
                    ),
                ),
                ("history_change_reason", models.TextField(null=True)),
                (
                    "history_id",
                    models.UUIDField(default=uuid.uuid4, editable=False, primary_key=True, serialize=False),
                ),
                ("history_date", models.DateTimeField(db_index=True)),
                (
                    "history_type",
                    models.CharField(
                        choices=[("+", "Created"), ("~", "Changed"), ("-", "Deleted")], max_length=1
                    ),
                ),
                (
                    "author",
                    models.ForeignKey(
                        blank=True,
                        db_constraint=False,
                        editable=False,
                        null=True,
                        on_delete=django.db.models.deletion.DO_NOTHING,
                        related_name="+",
                        to=settings.AUTH_USER_MODEL,
                    ),
                ),
                (
                    "child",
                    models.ForeignKey(
                        blank=True,
                        db_constraint=False,
                        null=True,
                        on_delete=django.db.models.deletion.DO_NOTHING,
                        related_name="+",
                        to="families.member",
                        verbose_name="whose book",
                    ),
                ),
                (
                    "family",
                    models.ForeignKey(
                        blank=True,
                        db_constraint=False,
                        editable=False,
                        null=True,
                        on_delete=django.db.models.deletion.DO_NOTHING,
                        related_name="+",
                        to="families.family",
                    ),
                ),
                (
                    "history_user",
                    models.ForeignKey(
                        null=True,
                        on_delete=django.db.models.deletion.SET_NULL,
                        related_name="+",
                        to=settings.AUTH_USER_MODEL,
                    ),
                ),
            ],
            options={
                "verbose_name": "historical words and pictures",
                "verbose_name_plural": "historical words and pictures",
                "ordering": ("-history_date", "-history_id"),
                "get_latest_by": ("history_date", "history_id"),
            },
            bases=(simple_history.models.HistoricalChanges, models.Model),
        ),
        migrations.CreateModel(
            name="HistoricalBookGrant",
            fields=[
                (
                    "id",
                    models.BigIntegerField(auto_created=True, blank=True, db_index=True, verbose_name="ID"),
                ),
                ("history_change_reason", models.TextField(null=True)),
                (
                    "history_id",
                    models.UUIDField(default=uuid.uuid4, editable=False, primary_key=True, serialize=False),
                ),
                ("history_date", models.DateTimeField(db_index=True)),
                (
                    "history_type",
                    models.CharField(
                        choices=[("+", "Created"), ("~", "Changed"), ("-", "Deleted")], max_length=1
                    ),
                ),
                (
                    "content_object",
                    models.ForeignKey(
                        blank=True,
                        db_constraint=False,
                        null=True,
                        on_delete=django.db.models.deletion.DO_NOTHING,
                        related_name="+",
                        to="safety.book",
                    ),
                ),
                (
                    "history_user",
                    models.ForeignKey(
                        null=True,
                        on_delete=django.db.models.deletion.SET_NULL,
                        related_name="+",
                        to=settings.AUTH_USER_MODEL,
                    ),
                ),
                (
                    "permission",
                    models.ForeignKey(
                        blank=True,
                        db_constraint=False,
                        null=True,
                        on_delete=django.db.models.deletion.DO_NOTHING,
                        related_name="+",
                        to="auth.permission",
                    ),
                ),
                (
                    "user",
                    models.ForeignKey(
                        blank=True,
                        db_constraint=False,
                        null=True,
                        on_delete=django.db.models.deletion.DO_NOTHING,
                        related_name="+",
                        to=settings.AUTH_USER_MODEL,
                    ),
                ),
            ],
            options={
                "verbose_name": "historical book grant",
                "verbose_name_plural": "historical book grants",
                "ordering": ("-history_date", "-history_id"),
                "get_latest_by": ("history_date", "history_id"),
            },
            bases=(simple_history.models.HistoricalChanges, models.Model),
        ),
        migrations.CreateModel(
            name="HistoricalBottomLine",
            fields=[
                ("id", models.UUIDField(db_index=True, default=uuid.uuid4, editable=False)),
                ("revision", models.PositiveIntegerField(default=1, editable=False)),
                (
                    "decision",
                    models.CharField(
                        help_text="As it is called in the case file. No reasons and no amounts.",
                        max_length=200,
                        verbose_name="what has been decided",
                    ),
                ),
                ("decided_on", models.DateField(verbose_name="decided on")),
                ("unit", models.CharField(max_length=120, verbose_name="who decided")),
                ("case_number", models.CharField(max_length=60, verbose_name="case number")),
                (
                    "ended_on",
                    models.DateField(blank=True, editable=False, null=True, verbose_name="no longer since"),
                ),
                ("history_change_reason", models.TextField(null=True)),
                (
                    "history_id",
                    models.UUIDField(default=uuid.uuid4, editable=False, primary_key=True, serialize=False),
                ),
                ("history_date", models.DateTimeField(db_index=True)),
                (
                    "history_type",
                    models.CharField(
                        choices=[("+", "Created"), ("~", "Changed"), ("-", "Deleted")], max_length=1
                    ),
                ),
                (
                    "added_by",
                    models.ForeignKey(
                        blank=True,
                        db_constraint=False,
                        editable=False,
                        null=True,
                        on_delete=django.db.models.deletion.DO_NOTHING,
                        related_name="+",
                        to=settings.AUTH_USER_MODEL,
                    ),
                ),
                (
                    "ended_by",
                    models.ForeignKey(
                        blank=True,
                        db_constraint=False,
                        editable=False,
                        null=True,
                        on_delete=django.db.models.deletion.DO_NOTHING,
                        related_name="+",
                        to=settings.AUTH_USER_MODEL,
                    ),
                ),
                (
                    "family",
                    models.ForeignKey(
                        blank=True,
                        db_constraint=False,
                        editable=False,
                        null=True,
                        on_delete=django.db.models.deletion.DO_NOTHING,
                        related_name="+",
                        to="families.family",
                    ),
                ),
                (
                    "history_user",
                    models.ForeignKey(
                        null=True,
                        on_delete=django.db.models.deletion.SET_NULL,
                        related_name="+",
                        to=settings.AUTH_USER_MODEL,
                    ),
                ),
            ],
            options={
                "verbose_name": "historical bottom line",
                "verbose_name_plural": "historical bottom lines",
                "ordering": ("-history_date", "-history_id"),
                "get_latest_by": ("history_date", "history_id"),
            },
            bases=(simple_history.models.HistoricalChanges, models.Model),
        ),
        migrations.CreateModel(
            name="HistoricalCaseClosing",
            fields=[
                ("id", models.UUIDField(db_index=True, default=uuid.uuid4, editable=False)),
                ("revision", models.PositiveIntegerField(default=1, editable=False)),
                ("decided_on", models.DateField(verbose_name="decided on")),
                (
                    "unit",
                    models.CharField(
                        help_text="The unit at the town hall that has decided.",
                        max_length=120,
                        verbose_name="deciding unit",
                    ),
                ),
                ("decided_by", models.CharField(max_length=120, verbose_name="decided by")),
                ("case_number", models.CharField(max_length=60, verbose_name="case number")),
                ("noted_at", models.DateTimeField(editable=False)),
                ("history_change_reason", models.TextField(null=True)),
                (
                    "history_id",
                    models.UUIDField(default=uuid.uuid4, editable=False, primary_key=True, serialize=False),
                ),
                ("history_date", models.DateTimeField(db_index=True)),
                (
                    "history_type",
                    models.CharField(
                        choices=[("+", "Created"), ("~", "Changed"), ("-", "Deleted")], max_length=1
                    ),
                ),
                (
                    "family",
                    models.ForeignKey(
                        blank=True,
                        db_constraint=False,
                        editable=False,
                        null=True,
                        on_delete=django.db.models.deletion.DO_NOTHING,
                        related_name="+",
                        to="families.family",
                    ),
                ),
                (
                    "history_user",
                    models.ForeignKey(
                        null=True,
                        on_delete=django.db.models.deletion.SET_NULL,
                        related_name="+",
                        to=settings.AUTH_USER_MODEL,
                    ),
                ),
                (
                    "member",
                    models.ForeignKey(
                        blank=True,
                        db_constraint=False,
                        help_text="Empty: the whole family.",
                        null=True,
                        on_delete=django.db.models.deletion.DO_NOTHING,
                        related_name="+",
                        to="families.member",
                        verbose_name="whose case",
                    ),
                ),
                (
                    "noted_by",
                    models.ForeignKey(
                        blank=True,
                        db_constraint=False,
                        editable=False,
                        null=True,
                        on_delete=django.db.models.deletion.DO_NOTHING,
                        related_name="+",
                        to=settings.AUTH_USER_MODEL,
                    ),
                ),
            ],
            options={
                "verbose_name": "historical closed case",
                "verbose_name_plural": "historical closed cases",
                "ordering": ("-history_date", "-history_id"),
                "get_latest_by": ("history_date", "history_id"),
            },
            bases=(simple_history.models.HistoricalChanges, models.Model),
        ),
        migrations.CreateModel(
            name="HistoricalChildVoice",
            fields=[
                ("id", models.UUIDField(db_index=True, default=uuid.uuid4, editable=False)),
                ("revision", models.PositiveIntegerField(default=1, editable=False)),
                ("written_at", models.DateTimeField(editable=False)),
                ("changed_at", models.DateTimeField(editable=False)),
                (
                    "tool",
                    models.CharField(
                        choices=[
                            ("houses", "Three Houses"),
                            ("wizard", "Wizard and fairy"),
                            ("talk", "A talk"),
                        ],
                        default="houses",
                        max_length=8,
                        verbose_name="how",
                    ),
                ),
                ("on", models.DateField(default=roskilde.clock.today, verbose_name="when")),
                ("worries", models.TextField(blank=True, max_length=3000, verbose_name="worries")),
                ("good_things", models.TextField(blank=True, max_length=3000, verbose_name="good things")),
                ("wishes", models.TextField(blank=True, max_length=3000, verbose_name="wishes")),
                (
                    "present",
                    models.CharField(
                        blank=True,
                        help_text="Besides you and the child: a companion, a teacher, nobody.",
                        max_length=300,
                        verbose_name="who was there",
                    ),
                ),
                (
                    "interpreter",
                    models.CharField(
                        choices=[
                            ("not_needed", "Interpreter not needed"),
                            ("present", "Interpreter in the room"),
                            ("video", "Interpreter by video"),
                            ("phone", "Interpreter by telephone"),
                        ],
                        default="not_needed",
                        max_length=12,
                        verbose_name="interpreter",
                    ),
                ),
                (
                    "interpreter_name",
                    models.CharField(
                        blank=True,
                        help_text="Never a relative, and nobody under 18.",
                        max_length=120,
                        verbose_name="agency and interpreter",
                    ),
                ),
                (
                    "may_show",
                    models.CharField(
                        choices=[("not_asked", "Not asked yet"), ("no", "No"), ("yes", "Yes")],
                        default="not_asked",
                        max_length=10,
                        verbose_name="may it be shown to anybody? The child's answer",
                    ),
                ),
                (
                    "may_show_to",
                    models.CharField(
                        blank=True,
                        help_text="As the child said it: to my mother, not to my father.",
                        max_length=200,
                        verbose_name="to whom",
                    ),
                ),
                (
                    "placement_on",
                    models.DateField(
                        blank=True,
                        help_text="The day on which the child moves, or was to move.",
                        null=True,
                        verbose_name="heard about a placement on",
                    ),
                ),
                (
                    "told_on",
                    models.DateField(blank=True, null=True, verbose_name="the child was told of it on"),
                ),
                (
                    "visibility",
                    models.CharField(
                        choices=[
                            ("core", "The core"),
                            ("sector", "My sector and the core"),
                            ("near", "Everybody near"),
                            ("named", "Only named people"),
                        ],
                        default="named",
                        max_length=10,
                        verbose_name="Can be seen by",
                    ),
                ),
                ("history_change_reason", models.TextField(null=True)),
                (
                    "history_id",
                    models.UUIDField(default=uuid.uuid4, editable=False, primary_key=True, serialize=False),
                ),
                ("history_date", models.DateTimeField(db_index=True)),
                (
                    "history_type",
                    models.CharField(
                        choices=[("+", "Created"), ("~", "Changed"), ("-", "Deleted")], max_length=1
                    ),
                ),
                (
                    "author",
                    models.ForeignKey(
                        blank=True,
                        db_constraint=False,
                        editable=False,
                        null=True,
                        on_delete=django.db.models.deletion.DO_NOTHING,
                        related_name="+",
                        to=settings.AUTH_USER_MODEL,
                    ),
                ),
                (
                    "child",
                    models.ForeignKey(
                        blank=True,
                        db_constraint=False,
                        null=True,
                        on_delete=django.db.models.deletion.DO_NOTHING,
                        related_name="+",
                        to="families.member",
                        verbose_name="which child",
                    ),
                ),
                (
                    "family",
                    models.ForeignKey(
                        blank=True,
                        db_constraint=False,
                        editable=False,
                        null=True,
                        on_delete=django.db.models.deletion.DO_NOTHING,
                        related_name="+",
                        to="families.family",
                    ),
                ),
                (
                    "history_user",
                    models.ForeignKey(
                        null=True,
                        on_delete=django.db.models.deletion.SET_NULL,
                        related_name="+",
                        to=settings.AUTH_USER_MODEL,
                    ),
                ),
            ],
            options={
                "verbose_name": "historical a child's voice",
                "verbose_name_plural": "historical children's voices",
                "ordering": ("-history_date", "-history_id"),
                "get_latest_by": ("history_date", "history_id"),
            },
            bases=(simple_history.models.HistoricalChanges, models.Model),
        ),
        migrations.CreateModel(
            name="HistoricalChildVoiceGrant",
            fields=[
                (
                    "id",
                    models.BigIntegerField(auto_created=True, blank=True, db_index=True, verbose_name="ID"),
                ),
                ("history_change_reason", models.TextField(null=True)),
                (
                    "history_id",
                    models.UUIDField(default=uuid.uuid4, editable=False, primary_key=True, serialize=False),
                ),
                ("history_date", models.DateTimeField(db_index=True)),
                (
                    "history_type",
                    models.CharField(
                        choices=[("+", "Created"), ("~", "Changed"), ("-", "Deleted")], max_length=1
                    ),
                ),
                (
                    "content_object",
                    models.ForeignKey(
                        blank=True,
                        db_constraint=False,
                        null=True,
                        on_delete=django.db.models.deletion.DO_NOTHING,
                        related_name="+",
                        to="safety.childvoice",
                    ),
                ),
                (
                    "history_user",
                    models.ForeignKey(
                        null=True,
                        on_delete=django.db.models.deletion.SET_NULL,
                        related_name="+",
                        to=settings.AUTH_USER_MODEL,
                    ),
                ),
                (
                    "permission",
                    models.ForeignKey(
                        blank=True,
                        db_constraint=False,
                        null=True,
                        on_delete=django.db.models.deletion.DO_NOTHING,
                        related_name="+",
                        to="auth.permission",
                    ),
                ),
                (
                    "user",
                    models.ForeignKey(
                        blank=True,
                        db_constraint=False,
                        null=True,
                        on_delete=django.db.models.deletion.DO_NOTHING,
                        related_name="+",
                        to=settings.AUTH_USER_MODEL,
                    ),
                ),
            ],
            options={
                "verbose_name": "historical child voice grant",
                "verbose_name_plural": "historical child voice grants",
                "ordering": ("-history_date", "-history_id"),
                "get_latest_by": ("history_date", "history_id"),
            },
            bases=(simple_history.models.HistoricalChanges, models.Model),
        ),
        migrations.CreateModel(
            name="HistoricalCriterion",
            fields=[
                ("id", models.UUIDField(db_index=True, default=uuid.uuid4, editable=False)),
                ("revision", models.PositiveIntegerField(default=1, editable=False)),
                (
                    "standard",
                    models.CharField(
                        blank=True,
                        choices=[
                            ("goals", "What we agreed to see happen, happens."),
                            ("kept", "The family and its network have kept what was agreed, over time."),
                            ("child", "The child feels safe, and says so."),
                            ("network", "The network believes that the plan works, and goes on with it."),
                        ],
                        editable=False,
                        max_length=8,
                    ),
                ),
                ("number", models.PositiveSmallIntegerField(editable=False)),
                (
                    "words",
                    models.CharField(
                        help_text="In words that the family reads: what do you see them do?",
                        max_length=300,
                        verbose_name="what must be seen",
                    ),
                ),
                (
                    "finding",
                    models.CharField(
                        blank=True,
                        choices=[("met", "It is seen"), ("not_met", "It is not seen yet")],
                        editable=False,
                        max_length=8,
                        verbose_name="answer",
                    ),
                ),
                (
                    "evidence",
                    models.TextField(
                        blank=True, editable=False, max_length=1000, verbose_name="what shows it"
                    ),
                ),
                (
                    "answered_on",
                    models.DateField(blank=True, editable=False, null=True, verbose_name="seen on"),
                ),
                ("dropped_on", models.DateField(blank=True, editable=False, null=True)),
                (
                    "drop_reason",
                    models.CharField(
                        blank=True, editable=False, max_length=300, verbose_name="no longer asked because"
                    ),
                ),
                ("added_at", models.DateTimeField(editable=False)),
                ("history_change_reason", models.TextField(null=True)),
                (
                    "history_id",
                    models.UUIDField(default=uuid.uuid4, editable=False, primary_key=True, serialize=False),
                ),
                ("history_date", models.DateTimeField(db_index=True)),
                (
                    "history_type",
                    models.CharField(
                        choices=[("+", "Created"), ("~", "Changed"), ("-", "Deleted")], max_length=1
                    ),
                ),
                (
                    "added_by",
                    models.ForeignKey(
                        blank=True,
                        db_constraint=False,
                        editable=False,
                        null=True,
                        on_delete=django.db.models.deletion.DO_NOTHING,
                        related_name="+",
                        to=settings.AUTH_USER_MODEL,
                    ),
                ),
                (
                    "answered_by",
                    models.ForeignKey(
                        blank=True,
                        db_constraint=False,
                        editable=False,
                        null=True,
                        on_delete=django.db.models.deletion.DO_NOTHING,
                        related_name="+",
                        to=settings.AUTH_USER_MODEL,
                    ),
                ),
                (
                    "family",
                    models.ForeignKey(
                        blank=True,
                        db_constraint=False,
                        editable=False,
                        null=True,
                        on_delete=django.db.models.deletion.DO_NOTHING,
                        related_name="+",
                        to="families.family",
                    ),
                ),
                (
                    "history_user",
                    models.ForeignKey(
                        null=True,
                        on_delete=django.db.models.deletion.SET_NULL,
                        related_name="+",
                        to=settings.AUTH_USER_MODEL,
                    ),
                ),
            ],
            options={
                "verbose_name": "historical criterion for closure",
                "verbose_name_plural": "historical criteria for closure",
                "ordering": ("-history_date", "-history_id"),
                "get_latest_by": ("history_date", "history_id"),
            },
            bases=(simple_history.models.HistoricalChanges, models.Model),
        ),
        migrations.CreateModel(
            name="HistoricalDischarge",
            fields=[
                ("id", models.UUIDField(db_index=True, default=uuid.uuid4, editable=False)),
                ("revision", models.PositiveIntegerField(default=1, editable=False)),
                ("on", models.DateField(default=roskilde.clock.today, verbose_name="last day")),
                (
                    "decided_by",
                    models.CharField(
                        help_text="A person by name and title, never an office.",
                        max_length=120,
                        verbose_name="who has decided it",
                    ),
                ),
                (
                    "words",
                    models.TextField(
                        help_text="What do they take with them, and what do they say themselves?",
                        max_length=1000,
                        verbose_name="why, as the family would say it",
                    ),
                ),
                ("left_at", models.DateTimeField(editable=False)),
                ("renewed_on", models.DateField(blank=True, editable=False, null=True)),
                (
                    "renew_reason",
                    models.CharField(
                        blank=True, editable=False, max_length=300, verbose_name="taken in again because"
                    ),
                ),
                ("history_change_reason", models.TextField(null=True)),
                (
                    "history_id",
                    models.UUIDField(default=uuid.uuid4, editable=False, primary_key=True, serialize=False),
                ),
                ("history_date", models.DateTimeField(db_index=True)),
                (
                    "history_type",
                    models.CharField(
                        choices=[("+", "Created"), ("~", "Changed"), ("-", "Deleted")], max_length=1
                    ),
                ),
                (
                    "family",
                    models.ForeignKey(
                        blank=True,
                        db_constraint=False,
                        editable=False,
                        null=True,
                        on_delete=django.db.models.deletion.DO_NOTHING,
                        related_name="+",
                        to="families.family",
                    ),
                ),
                (
                    "history_user",
                    models.ForeignKey(
                        null=True,
                        on_delete=django.db.models.deletion.SET_NULL,
                        related_name="+",
                        to=settings.AUTH_USER_MODEL,
                    ),
                ),
                (
                    "left_by",
                    models.ForeignKey(
                        blank=True,
                        db_constraint=False,
                        editable=False,
                        null=True,
                        on_delete=django.db.models.deletion.DO_NOTHING,
                        related_name="+",
                        to=settings.AUTH_USER_MODEL,
                    ),
                ),
                (
                    "renewed_by",
                    models.ForeignKey(
                        blank=True,
                        db_constraint=False,
                        editable=False,
                        null=True,
                        on_delete=django.db.models.deletion.DO_NOTHING,
                        related_name="+",
                        to=settings.AUTH_USER_MODEL,
                    ),
                ),
            ],
            options={
                "verbose_name": "historical discharge from the pilot",
                "verbose_name_plural": "historical discharge from the pilots",
                "ordering": ("-history_date", "-history_id"),
                "get_latest_by": ("history_date", "history_id"),
            },
            bases=(simple_history.models.HistoricalChanges, models.Model),
        ),
        migrations.CreateModel(
            name="HistoricalDrawing",
            fields=[
                ("id", models.UUIDField(db_index=True, default=uuid.uuid4, editable=False)),
                ("revision", models.PositiveIntegerField(default=1, editable=False)),
                ("content_type", models.CharField(max_length=40)),
                ("added_at", models.DateTimeField(editable=False)),
                ("removed_at", models.DateTimeField(blank=True, editable=False, null=True)),
                ("history_change_reason", models.TextField(null=True)),
                (
                    "history_id",
                    models.UUIDField(default=uuid.uuid4, editable=False, primary_key=True, serialize=False),
                ),
                ("history_date", models.DateTimeField(db_index=True)),
                (
                    "history_type",
                    models.CharField(
                        choices=[("+", "Created"), ("~", "Changed"), ("-", "Deleted")], max_length=1
                    ),
                ),
                (
                    "added_by",
                    models.ForeignKey(
                        blank=True,
                        db_constraint=False,
                        editable=False,
                        null=True,
                        on_delete=django.db.models.deletion.DO_NOTHING,
                        related_name="+",
                        to=settings.AUTH_USER_MODEL,
                    ),
                ),
                (
                    "history_user",
                    models.ForeignKey(
                        null=True,
                        on_delete=django.db.models.deletion.SET_NULL,
                        related_name="+",
                        to=settings.AUTH_USER_MODEL,
                    ),
                ),
                (
                    "removed_by",
                    models.ForeignKey(
                        blank=True,
                        db_constraint=False,
                        editable=False,
                        null=True,
                        on_delete=django.db.models.deletion.DO_NOTHING,
                        related_name="+",
                        to=settings.AUTH_USER_MODEL,
                    ),
                ),
                (
                    "voice",
                    models.ForeignKey(
                        blank=True,
                        db_constraint=False,
                        editable=False,
                        null=True,
                        on_delete=django.db.models.deletion.DO_NOTHING,
                        related_name="+",
                        to="safety.childvoice",
                    ),
                ),
            ],
            options={
                "verbose_name": "historical drawing",
                "verbose_name_plural": "historical drawings",
                "ordering": ("-history_date", "-history_id"),
                "get_latest_by": ("history_date", "history_id"),
            },
            bases=(simple_history.models.HistoricalChanges, models.Model),
        ),
        migrations.CreateModel(
            name="HistoricalFollowUp",
            fields=[
                ("id", models.UUIDField(db_index=True, default=uuid.uuid4, editable=False)),
                ("revision", models.PositiveIntegerField(default=1, editable=False)),
                ("on", models.DateField(verbose_name="date")),
                ("at", models.TimeField(blank=True, null=True, verbose_name="at")),
                ("place", models.CharField(blank=True, max_length=120, verbose_name="place")),
                (
                    "weeks_between",
                    models.PositiveSmallIntegerField(
                        default=8,
                        validators=[
                            django.core.validators.MinValueValidator(1),
                            django.core.validators.MaxValueValidator(52),
                        ],
                        verbose_name="weeks to the next one",
                    ),
                ),
                (
                    "led_by_name",
                    models.CharField(blank=True, max_length=120, verbose_name="or somebody else"),
                ),
                (
                    "language",
                    models.CharField(
                        blank=True,
                        choices=[
                            ("sq", "Albanian"),
                            ("am", "Amharic"),
                            ("ar", "Arabic"),
                            ("bs", "Bosnian"),
                            ("my", "Burmese"),
                            ("cnh", "Chin"),
                            ("da", "Danish"),
                            ("prs", "Dari"),
                            ("en", "English"),
                            ("fa", "Farsi"),
                            ("fr", "French"),
                            ("kar", "Karen"),
                            ("rw", "Kinyarwanda"),
                            ("kmr", "Kurmanji"),
                            ("ln", "Lingala"),
                            ("om", "Oromo"),
                            ("ps", "Pashto"),
                            ("ru", "Russian"),
                            ("so", "Somali"),
                            ("ckb", "Sorani"),
                            ("sw", "Swahili"),
                            ("ta", "Tamil"),
                            ("ti", "Tigrinya"),
                            ("tr", "Turkish"),
                            ("ug", "Uighur"),
                            ("uk", "Ukrainian"),
                            ("ur", "Urdu"),
                            ("vi", "Vietnamese"),
                            ("mis", "Another language"),
                        ],
                        max_length=8,
                        verbose_name="language spoken",
                    ),
                ),
                (
                    "interpreter",
                    models.CharField(
                        blank=True,
                        choices=[
                            ("not_needed", "Interpreter not needed"),
                            ("present", "Interpreter in the room"),
                            ("video", "Interpreter by video"),
                            ("phone", "Interpreter by telephone"),
                        ],
                        max_length=12,
                        verbose_name="interpreter",
                    ),
                ),
                (
                    "interpreter_name",
                    models.CharField(blank=True, max_length=120, verbose_name="agency and interpreter"),
                ),
                ("begun_at", models.DateTimeField(blank=True, editable=False, null=True)),
                ("ended_at", models.DateTimeField(blank=True, editable=False, null=True)),
                ("called_off_at", models.DateTimeField(blank=True, editable=False, null=True)),
                (
                    "called_off_because",
                    models.CharField(
                        blank=True, editable=False, max_length=300, verbose_name="called off because"
                    ),
                ),
                ("history_change_reason", models.TextField(null=True)),
                (
                    "history_id",
                    models.UUIDField(default=uuid.uuid4, editable=False, primary_key=True, serialize=False),
                ),
                ("history_date", models.DateTimeField(db_index=True)),
                (
                    "history_type",
                    models.CharField(
                        choices=[("+", "Created"), ("~", "Changed"), ("-", "Deleted")], max_length=1
                    ),
                ),
                (
                    "begun_by",
                    models.ForeignKey(
                        blank=True,
                        db_constraint=False,
                        editable=False,
                        null=True,
                        on_delete=django.db.models.deletion.DO_NOTHING,
                        related_name="+",
                        to=settings.AUTH_USER_MODEL,
                    ),
                ),
                (
                    "called_off_by",
                    models.ForeignKey(
                        blank=True,
                        db_constraint=False,
                        editable=False,
                        null=True,
                        on_delete=django.db.models.deletion.DO_NOTHING,
                        related_name="+",
                        to=settings.AUTH_USER_MODEL,
                    ),
                ),
                (
                    "ended_by",
                    models.ForeignKey(
                        blank=True,
                        db_constraint=False,
                        editable=False,
                        null=True,
                        on_delete=django.db.models.deletion.DO_NOTHING,
                        related_name="+",
                        to=settings.AUTH_USER_MODEL,
                    ),
                ),
                (
                    "family",
                    models.ForeignKey(
                        blank=True,
                        db_constraint=False,
                        editable=False,
                        null=True,
                        on_delete=django.db.models.deletion.DO_NOTHING,
                        related_name="+",
                        to="families.family",
                    ),
                ),
                (
                    "history_user",
                    models.ForeignKey(
                        null=True,
                        on_delete=django.db.models.deletion.SET_NULL,
                        related_name="+",
                        to=settings.AUTH_USER_MODEL,
                    ),
                ),
                (
                    "interpreting_member",
                    models.ForeignKey(
                        blank=True,
                        db_constraint=False,
                        null=True,
                        on_delete=django.db.models.deletion.DO_NOTHING,
                        related_name="+",
                        to="families.member",
                        verbose_name="or somebody of the family",
                    ),
                ),
                (
                    "led_by",
                    models.ForeignKey(
                        blank=True,
                        db_constraint=False,
                        help_text="Nobody who decides in the family's case.",
                        null=True,
                        on_delete=django.db.models.deletion.DO_NOTHING,
                        related_name="+",
                        to=settings.AUTH_USER_MODEL,
                        verbose_name="who leads it",
                    ),
                ),
            ],
            options={
                "verbose_name": "historical follow-up",
                "verbose_name_plural": "historical follow-ups",
                "ordering": ("-history_date", "-history_id"),
                "get_latest_by": ("history_date", "history_id"),
            },
            bases=(simple_history.models.HistoricalChanges, models.Model),
        ),
        migrations.CreateModel(
            name="HistoricalMilestone",
            fields=[
                ("id", models.UUIDField(db_index=True, default=uuid.uuid4, editable=False)),
                ("revision", models.PositiveIntegerField(default=1, editable=False)),
                (
                    "words",
                    models.CharField(
                        help_text="In words that the family reads. A meeting, a trial of the plan, a change.",
                        max_length=200,
                        verbose_name="what will be seen",
                    ),
                ),
                ("planned_on", models.DateField(verbose_name="planned for")),
                (
                    "reached_on",
                    models.DateField(blank=True, editable=False, null=True, verbose_name="reached on"),
                ),
                ("reached_at", models.DateTimeField(blank=True, editable=False, null=True)),
                ("dropped_on", models.DateField(blank=True, editable=False, null=True)),
                (
                    "drop_reason",
                    models.CharField(
                        blank=True, editable=False, max_length=300, verbose_name="taken off because"
                    ),
                ),
                ("planned_at", models.DateTimeField(editable=False)),
                ("history_change_reason", models.TextField(null=True)),
                (
                    "history_id",
                    models.UUIDField(default=uuid.uuid4, editable=False, primary_key=True, serialize=False),
                ),
                ("history_date", models.DateTimeField(db_index=True)),
                (
                    "history_type",
                    models.CharField(
                        choices=[("+", "Created"), ("~", "Changed"), ("-", "Deleted")], max_length=1
                    ),
                ),
                (
                    "family",
                    models.ForeignKey(
                        blank=True,
                        db_constraint=False,
                        editable=False,
                        null=True,
                        on_delete=django.db.models.deletion.DO_NOTHING,
                        related_name="+",
                        to="families.family",
                    ),
                ),
                (
                    "history_user",
                    models.ForeignKey(
                        null=True,
                        on_delete=django.db.models.deletion.SET_NULL,
                        related_name="+",
                        to=settings.AUTH_USER_MODEL,
                    ),
                ),
                (
                    "planned_by",
                    models.ForeignKey(
                        blank=True,
                        db_constraint=False,
                        editable=False,
                        null=True,
                        on_delete=django.db.models.deletion.DO_NOTHING,
                        related_name="+",
                        to=settings.AUTH_USER_MODEL,
                    ),
                ),
                (
                    "reached_by",
                    models.ForeignKey(
                        blank=True,
                        db_constraint=False,
                        editable=False,
                        null=True,
                        on_delete=django.db.models.deletion.DO_NOTHING,
                        related_name="+",
                        to=settings.AUTH_USER_MODEL,
                    ),
                ),
            ],
            options={
                "verbose_name": "historical milestone",
                "verbose_name_plural": "historical milestones",
                "ordering": ("-history_date", "-history_id"),
                "get_latest_by": ("history_date", "history_id"),
            },
            bases=(simple_history.models.HistoricalChanges, models.Model),
        ),
        migrations.CreateModel(
            name="HistoricalMove",
            fields=[
                ("id", models.UUIDField(db_index=True, default=uuid.uuid4, editable=False)),
                ("revision", models.PositiveIntegerField(default=1, editable=False)),
                (
                    "before",
                    models.CharField(
                        choices=[
                            ("all", "Knows it all"),
                            ("some", "Knows something"),
                            ("not_yet", "Must not know yet"),
                        ],
                        editable=False,
                        max_length=8,
                    ),
                ),
                (
                    "after",
                    models.CharField(
                        choices=[
                            ("all", "Knows it all"),
                            ("some", "Knows something"),
                            ("not_yet", "Must not know yet"),
                        ],
                        max_length=8,
                        verbose_name="knows now",
                    ),
                ),
                ("on", models.DateField(default=roskilde.clock.today, verbose_name="since")),
                (
                    "agreed",
                    models.TextField(
                        help_text="What may be told, what not, and what the child said to it.",
                        max_length=1000,
                        verbose_name="what the family agreed to",
                    ),
                ),
                ("noted_at", models.DateTimeField(editable=False)),
                ("history_change_reason", models.TextField(null=True)),
                (
                    "history_id",
                    models.UUIDField(default=uuid.uuid4, editable=False, primary_key=True, serialize=False),
                ),
                ("history_date", models.DateTimeField(db_index=True)),
                (
                    "history_type",
                    models.CharField(
                        choices=[("+", "Created"), ("~", "Changed"), ("-", "Deleted")], max_length=1
                    ),
                ),
                (
                    "history_user",
                    models.ForeignKey(
                        null=True,
                        on_delete=django.db.models.deletion.SET_NULL,
                        related_name="+",
                        to=settings.AUTH_USER_MODEL,
                    ),
                ),
                (
                    "member",
                    models.ForeignKey(
                        blank=True,
                        db_constraint=False,
                        editable=False,
                        null=True,
                        on_delete=django.db.models.deletion.DO_NOTHING,
                        related_name="+",
                        to="families.member",
                    ),
                ),
                (
                    "network_person",
                    models.ForeignKey(
                        blank=True,
                        db_constraint=False,
                        editable=False,
                        null=True,
                        on_delete=django.db.models.deletion.DO_NOTHING,
                        related_name="+",
                        to="families.networkperson",
                    ),
                ),
                (
                    "noted_by",
                    models.ForeignKey(
                        blank=True,
                        db_constraint=False,
                        editable=False,
                        null=True,
                        on_delete=django.db.models.deletion.DO_NOTHING,
                        related_name="+",
                        to=settings.AUTH_USER_MODEL,
                    ),
                ),
                (
                    "person",
                    models.ForeignKey(
                        blank=True,
                        db_constraint=False,
                        editable=False,
                        null=True,
                        on_delete=django.db.models.deletion.DO_NOTHING,
                        related_name="+",
                        to="families.networkperson",
                    ),
                ),
                (
                    "professional",
                    models.ForeignKey(
                        blank=True,
                        db_constraint=False,
                        editable=False,
                        null=True,
                        on_delete=django.db.models.deletion.DO_NOTHING,
                        related_name="+",
                        to=settings.AUTH_USER_MODEL,
                    ),
                ),
            ],
            options={
                "verbose_name": "historical move in the network",
                "verbose_name_plural": "historical move in the networks",
                "ordering": ("-history_date", "-history_id"),
                "get_latest_by": ("history_date", "history_id"),
            },
            bases=(simple_history.models.HistoricalChanges, models.Model),
        ),
        migrations.CreateModel(
            name="HistoricalPicture",
            fields=[
                ("id", models.UUIDField(db_index=True, default=uuid.uuid4, editable=False)),
                ("revision", models.PositiveIntegerField(default=1, editable=False)),
                ("content_type", models.CharField(max_length=40)),
                ("added_at", models.DateTimeField(editable=False)),
                ("removed_at", models.DateTimeField(blank=True, editable=False, null=True)),
                ("history_change_reason", models.TextField(null=True)),
                (
                    "history_id",
                    models.UUIDField(default=uuid.uuid4, editable=False, primary_key=True, serialize=False),
                ),
                ("history_date", models.DateTimeField(db_index=True)),
                (
                    "history_type",
                    models.CharField(
                        choices=[("+", "Created"), ("~", "Changed"), ("-", "Deleted")], max_length=1
                    ),
                ),
                (
                    "added_by",
                    models.ForeignKey(
                        blank=True,
                        db_constraint=False,
                        editable=False,
                        null=True,
                        on_delete=django.db.models.deletion.DO_NOTHING,
                        related_name="+",
                        to=settings.AUTH_USER_MODEL,
                    ),
                ),
                (
                    "book",
                    models.ForeignKey(
                        blank=True,
                        db_constraint=False,
                        editable=False,
                        null=True,
                        on_delete=django.db.models.deletion.DO_NOTHING,
                        related_name="+",
                        to="safety.book",
                    ),
                ),
                (
                    "history_user",
                    models.ForeignKey(
                        null=True,
                        on_delete=django.db.models.deletion.SET_NULL,
                        related_name="+",
                        to=settings.AUTH_USER_MODEL,
                    ),
                ),
                (
                    "removed_by",
                    models.ForeignKey(
                        blank=True,
                        db_constraint=False,
                        editable=False,
                        null=True,
                        on_delete=django.db.models.deletion.DO_NOTHING,
                        related_name="+",
                        to=settings.AUTH_USER_MODEL,
                    ),
                ),
            ],
            options={
                "verbose_name": "historical picture",
                "verbose_name_plural": "historical pictures",
                "ordering": ("-history_date", "-history_id"),
                "get_latest_by": ("history_date", "history_id"),
            },
            bases=(simple_history.models.HistoricalChanges, models.Model),
        ),
        migrations.CreateModel(
            name="HistoricalPresentation",
            fields=[
                ("id", models.UUIDField(db_index=True, default=uuid.uuid4, editable=False)),
                ("revision", models.PositiveIntegerField(default=1, editable=False)),
                ("on", models.DateField(default=roskilde.clock.today, verbose_name="when")),
                (
                    "words",
                    models.TextField(
                        help_text="As it stands, or as much of it as was told.",
                        max_length=3000,
                        verbose_name="as it was said",
                    ),
                ),
                (
                    "reason",
                    models.CharField(
                        blank=True,
                        help_text="For what is shielded: what the child answered, and why it is safe.",
                        max_length=500,
                        verbose_name="why it may be told",
                    ),
                ),
                ("added_at", models.DateTimeField(editable=False)),
                ("history_change_reason", models.TextField(null=True)),
                (
                    "history_id",
                    models.UUIDField(default=uuid.uuid4, editable=False, primary_key=True, serialize=False),
                ),
                ("history_date", models.DateTimeField(db_index=True)),
                (
                    "history_type",
                    models.CharField(
                        choices=[("+", "Created"), ("~", "Changed"), ("-", "Deleted")], max_length=1
                    ),
                ),
                (
                    "history_user",
                    models.ForeignKey(
                        null=True,
                        on_delete=django.db.models.deletion.SET_NULL,
                        related_name="+",
                        to=settings.AUTH_USER_MODEL,
                    ),
                ),
                (
                    "presented_by",
                    models.ForeignKey(
                        blank=True,
                        db_constraint=False,
                        editable=False,
                        null=True,
                        on_delete=django.db.models.deletion.DO_NOTHING,
                        related_name="+",
                        to=settings.AUTH_USER_MODEL,
                    ),
                ),
            ],
            options={
                "verbose_name": "historical presentation",
                "verbose_name_plural": "historical presentations",
                "ordering": ("-history_date", "-history_id"),
                "get_latest_by": ("history_date", "history_id"),
            },
            bases=(simple_history.models.HistoricalChanges, models.Model),
        ),
        migrations.CreateModel(
            name="HistoricalReport",
            fields=[
                ("id", models.UUIDField(db_index=True, default=uuid.uuid4, editable=False)),
                ("revision", models.PositiveIntegerField(default=1, editable=False)),
                (
                    "visibility",
                    models.CharField(
                        choices=[
                            ("core", "The core"),
                            ("sector", "My sector and the core"),
                            ("near", "Everybody near"),
                            ("named", "Only named people"),
                        ],
                        default="near",
                        max_length=10,
                        verbose_name="Can be seen by",
                    ),
                ),
                ("written_at", models.DateTimeField(editable=False)),
                ("changed_at", models.DateTimeField(editable=False)),
                ("on", models.DateField(default=roskilde.clock.today, verbose_name="reported on")),
                ("history_change_reason", models.TextField(null=True)),
                (
                    "history_id",
                    models.UUIDField(default=uuid.uuid4, editable=False, primary_key=True, serialize=False),
                ),
                ("history_date", models.DateTimeField(db_index=True)),
                (
                    "history_type",
                    models.CharField(
                        choices=[("+", "Created"), ("~", "Changed"), ("-", "Deleted")], max_length=1
                    ),
                ),
                (
                    "author",
                    models.ForeignKey(
                        blank=True,
                        db_constraint=False,
                        editable=False,
                        null=True,
                        on_delete=django.db.models.deletion.DO_NOTHING,
                        related_name="+",
                        to=settings.AUTH_USER_MODEL,
                    ),
                ),
                (
                    "family",
                    models.ForeignKey(
                        blank=True,
                        db_constraint=False,
                        editable=False,
                        null=True,
                        on_delete=django.db.models.deletion.DO_NOTHING,
                        related_name="+",
                        to="families.family",
                    ),
                ),
                (
                    "history_user",
                    models.ForeignKey(
                        null=True,
                        on_delete=django.db.models.deletion.SET_NULL,
                        related_name="+",
                        to=settings.AUTH_USER_MODEL,
                    ),
                ),
            ],
            options={
                "verbose_name": "historical report of concern",
                "verbose_name_plural": "historical report of concerns",
                "ordering": ("-history_date", "-history_id"),
                "get_latest_by": ("history_date", "history_id"),
            },
            bases=(simple_history.models.HistoricalChanges, models.Model),
        ),
        migrations.CreateModel(
            name="HistoricalStatement",
            fields=[
                ("id", models.UUIDField(db_index=True, default=uuid.uuid4, editable=False)),
                ("revision", models.PositiveIntegerField(default=1, editable=False)),
                (
                    "visibility",
                    models.CharField(
                        choices=[
                            ("core", "The core"),
                            ("sector", "My sector and the core"),
                            ("near", "Everybody near"),
                            ("named", "Only named people"),
                        ],
                        default="near",
                        max_length=10,
                        verbose_name="Can be seen by",
                    ),
                ),
                ("written_at", models.DateTimeField(editable=False)),
                ("changed_at", models.DateTimeField(editable=False)),
                (
                    "category",
                    models.CharField(
                        choices=[
                            ("past_harm", "Past harm"),
                            ("danger", "Danger statement"),
                            ("complicating", "Complicating factor"),
                            ("strength", "Strength"),
                            ("safety", "Existing safety"),
                        ],
                        max_length=12,
                        verbose_name="what it is",
                    ),
                ),
                ("on", models.DateField(default=roskilde.clock.today, verbose_name="said on")),
                (
                    "words",
                    models.TextField(
                        help_text="Plain words for what somebody does, and what the child notices.",
                        max_length=3000,
                        verbose_name="in words that the family can read",
                    ),
                ),
                ("words_key", roskilde.danish.TextKeyField(editable=False, source="words")),
                (
                    "addition",
                    models.TextField(
                        blank=True,
                        help_text="Only what the wording leaves open. It stands apart.",
                        max_length=2000,
                        verbose_name="the professionals' addition",
                    ),
                ),
                ("happened_on", models.DateField(blank=True, null=True, verbose_name="happened on")),
                ("happened_until", models.DateField(blank=True, null=True, verbose_name="until")),
                (
                    "risk_ordered_on",
                    models.DateField(
                        blank=True, editable=False, null=True, verbose_name="risk assessment ordered on"
                    ),
                ),
                (
                    "risk_assessed_on",
                    models.DateField(
                        blank=True, editable=False, null=True, verbose_name="risk assessment finished on"
                    ),
                ),
                (
                    "ending",
                    models.CharField(
                        blank=True,
                        choices=[("resolved", "Resolved"), ("superseded", "Superseded")],
                        editable=False,
                        max_length=10,
                        verbose_name="ended as",
                    ),
                ),
                ("ended_on", models.DateField(blank=True, editable=False, null=True)),
                (
                    "end_reason",
                    models.TextField(blank=True, editable=False, max_length=1000, verbose_name="because"),
                ),
                ("history_change_reason", models.TextField(null=True)),
                (
                    "history_id",
                    models.UUIDField(default=uuid.uuid4, editable=False, primary_key=True, serialize=False),
                ),
                ("history_date", models.DateTimeField(db_index=True)),
                (
                    "history_type",
                    models.CharField(
                        choices=[("+", "Created"), ("~", "Changed"), ("-", "Deleted")], max_length=1
                    ),
                ),
                (
                    "answer",
                    models.ForeignKey(
                        blank=True,
                        db_constraint=False,
                        editable=False,
                        null=True,
                        on_delete=django.db.models.deletion.DO_NOTHING,
                        related_name="+",
                        to="safety.answer",
                    ),
                ),
                (
                    "author",
                    models.ForeignKey(
                        blank=True,
                        db_constraint=False,
                        editable=False,
                        null=True,
                        on_delete=django.db.models.deletion.DO_NOTHING,
                        related_name="+",
                        to=settings.AUTH_USER_MODEL,
                    ),
                ),
                (
                    "ended_by",
                    models.ForeignKey(
                        blank=True,
                        db_constraint=False,
                        editable=False,
                        null=True,
                        on_delete=django.db.models.deletion.DO_NOTHING,
                        related_name="+",
                        to=settings.AUTH_USER_MODEL,
                    ),
                ),
                (
                    "family",
                    models.ForeignKey(
                        blank=True,
                        db_constraint=False,
                        editable=False,
                        null=True,
                        on_delete=django.db.models.deletion.DO_NOTHING,
                        related_name="+",
                        to="families.family",
                    ),
                ),
                (
                    "goal",
                    models.ForeignKey(
                        blank=True,
                        db_constraint=False,
                        editable=False,
                        null=True,
                        on_delete=django.db.models.deletion.DO_NOTHING,
                        related_name="+",
                        to="safety.goal",
                    ),
                ),
                (
                    "history_user",
                    models.ForeignKey(
                        null=True,
                        on_delete=django.db.models.deletion.SET_NULL,
                        related_name="+",
                        to=settings.AUTH_USER_MODEL,
                    ),
                ),
                (
                    "line",
                    models.ForeignKey(
                        blank=True,
                        db_constraint=False,
                        editable=False,
                        null=True,
                        on_delete=django.db.models.deletion.DO_NOTHING,
                        related_name="+",
                        to="families.line",
                    ),
                ),
                (
                    "member",
                    models.ForeignKey(
                        blank=True,
                        db_constraint=False,
                        editable=False,
                        null=True,
                        on_delete=django.db.models.deletion.DO_NOTHING,
                        related_name="+",
                        to="families.member",
                    ),
                ),
                (
                    "network_person",
                    models.ForeignKey(
                        blank=True,
                        db_constraint=False,
                        editable=False,
                        null=True,
                        on_delete=django.db.models.deletion.DO_NOTHING,
                        related_name="+",
                        to="families.networkperson",
                    ),
                ),
                (
                    "professional",
                    models.ForeignKey(
                        blank=True,
                        db_constraint=False,
                        editable=False,
                        null=True,
                        on_delete=django.db.models.deletion.DO_NOTHING,
                        related_name="+",
                        to=settings.AUTH_USER_MODEL,
                    ),
                ),
            ],
            options={
                "verbose_name": "historical statement",
                "verbose_name_plural": "historical statements",
                "ordering": ("-history_date", "-history_id"),
                "get_latest_by": ("history_date", "history_id"),
            },
            bases=(simple_history.models.HistoricalChanges, models.Model),
        ),
        migrations.CreateModel(
            name="Milestone",
            fields=[
                (
                    "id",
                    models.UUIDField(default=uuid.uuid4, editable=False, primary_key=True, serialize=False),
                ),
                ("revision", models.PositiveIntegerField(default=1, editable=False)),
                (
                    "words",
                    models.CharField(
                        help_text="In words that the family reads. A meeting, a trial of the plan, a change.",
                        max_length=200,
                        verbose_name="what will be seen",
                    ),
                ),
                ("planned_on", models.DateField(verbose_name="planned for")),
                (
                    "reached_on",
                    models.DateField(blank=True, editable=False, null=True, verbose_name="reached on"),
                ),
                ("reached_at", models.DateTimeField(blank=True, editable=False, null=True)),
                ("dropped_on", models.DateField(blank=True, editable=False, null=True)),
                (
                    "drop_reason",
                    models.CharField(
                        blank=True, editable=False, max_length=300, verbose_name="taken off because"
                    ),
                ),
                ("planned_at", models.DateTimeField(editable=False)),
                (
                    "family",
                    models.ForeignKey(
                        editable=False,
                        on_delete=django.db.models.deletion.CASCADE,
                        related_name="milestones",
                        to="families.family",
                    ),
                ),
                (
                    "planned_by",
                    models.ForeignKey(
                        editable=False,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to=settings.AUTH_USER_MODEL,
                    ),
                ),
                (
                    "reached_by",
                    models.ForeignKey(
                        blank=True,
                        editable=False,
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to=settings.AUTH_USER_MODEL,
                    ),
                ),
            ],
            options={
                "verbose_name": "milestone",
                "verbose_name_plural": "milestones",
                "ordering": ("planned_on", "pk"),
                "indexes": [models.Index(fields=["family", "planned_on"], name="safety_milestone_of_family")],
                "constraints": [
                    models.CheckConstraint(
                        condition=models.Q(
                            models.Q(("reached_at", None), ("reached_by", None), ("reached_on", None)),
                            models.Q(
                                ("reached_at__isnull", False),
                                ("reached_by__isnull", False),
                                ("reached_on__isnull", False),
                            ),
                            _connector="OR",
                        ),
                        name="safety_milestone_reached_by_and_on",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(
                            models.Q(("drop_reason", ""), ("dropped_on", None)),
                            models.Q(
                                ("dropped_on__isnull", False),
                                ("reached_on", None),
                                models.Q(("drop_reason", ""), _negated=True),
                            ),
                            _connector="OR",
                        ),
                        name="safety_milestone_dropped_with_a_reason",
                        violation_error_code="reason",
                        violation_error_message="Write why it is taken off the path.",
                    ),
                ],
            },
        ),
        migrations.CreateModel(
            name="Move",
            fields=[
                (
                    "id",
                    models.UUIDField(default=uuid.uuid4, editable=False, primary_key=True, serialize=False),
                ),
                ("revision", models.PositiveIntegerField(default=1, editable=False)),
                (
                    "before",
                    models.CharField(
                        choices=[
                            ("all", "Knows it all"),
                            ("some", "Knows something"),
                            ("not_yet", "Must not know yet"),
                        ],
                        editable=False,
                        max_length=8,
                    ),
                ),
                (
                    "after",
                    models.CharField(
                        choices=[
                            ("all", "Knows it all"),
                            ("some", "Knows something"),
                            ("not_yet", "Must not know yet"),
                        ],
                        max_length=8,
                        verbose_name="knows now",
                    ),
                ),
                ("on", models.DateField(default=roskilde.clock.today, verbose_name="since")),
                (
                    "agreed",
                    models.TextField(
                        help_text="What may be told, what not, and what the child said to it.",
                        max_length=1000,
                        verbose_name="what the family agreed to",
                    ),
                ),
                ("noted_at", models.DateTimeField(editable=False)),
                (
                    "member",
                    models.ForeignKey(
                        blank=True,
                        editable=False,
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to="families.member",
                    ),
                ),
                (
                    "network_person",
                    models.ForeignKey(
                        blank=True,
                        editable=False,
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to="families.networkperson",
                    ),
                ),
                (
                    "noted_by",
                    models.ForeignKey(
                        editable=False,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to=settings.AUTH_USER_MODEL,
                    ),
                ),
                (
                    "person",
                    models.ForeignKey(
                        editable=False,
                        on_delete=django.db.models.deletion.CASCADE,
                        related_name="moves",
                        to="families.networkperson",
                    ),
                ),
                (
                    "professional",
                    models.ForeignKey(
                        blank=True,
                        editable=False,
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to=settings.AUTH_USER_MODEL,
                    ),
                ),
            ],
            options={
                "verbose_name": "move in the network",
                "ordering": ("on", "noted_at", "pk"),
                "constraints": [
                    models.CheckConstraint(
                        condition=models.Q(
                            models.Q(
                                ("member__isnull", False),
                                ("network_person__isnull", True),
                                ("professional__isnull", True),
                            ),
                            models.Q(
                                ("member__isnull", True),
                                ("network_person__isnull", False),
                                ("professional__isnull", True),
                            ),
                            models.Q(
                                ("member__isnull", True),
                                ("network_person__isnull", True),
                                ("professional__isnull", False),
                            ),
                            _connector="OR",
                        ),
                        name="safety_move_is_told_by_one",
                        violation_error_code="speaker",
                        violation_error_message="Choose who says it: one person.",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(
                            models.Q(("after", "some"), ("before", "not_yet")),
                            models.Q(("after", "all"), ("before", "not_yet")),
                            models.Q(("after", "all"), ("before", "some")),
                            _connector="OR",
                        ),
                        name="safety_move_goes_inwards",
                        violation_error_code="after",
                        violation_error_message="They know that much already.",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(("agreed", ""), _negated=True),
                        name="safety_move_was_agreed",
                        violation_error_code="agreed",
                        violation_error_message="Write what the family agreed to.",
                    ),
                ],
            },
        ),
        migrations.CreateModel(
            name="NextStep",
            fields=[
                (
                    "id",
                    models.UUIDField(default=uuid.uuid4, editable=False, primary_key=True, serialize=False),
                ),
                ("revision", models.PositiveIntegerField(default=1, editable=False)),
                (
                    "visibility",
                    models.CharField(
                        choices=[
                            ("core", "The core"),
                            ("sector", "My sector and the core"),
                            ("near", "Everybody near"),
                            ("named", "Only named people"),
                        ],
                        default="near",
                        max_length=10,
                        verbose_name="Can be seen by",
                    ),
                ),
                ("written_at", models.DateTimeField(editable=False)),
                ("changed_at", models.DateTimeField(editable=False)),
                ("words", models.CharField(max_length=300, verbose_name="what")),
                ("due_on", models.DateField(verbose_name="by when")),
                (
                    "ending",
                    models.CharField(
                        blank=True,
                        choices=[("done", "Done"), ("dropped", "Dropped")],
                        editable=False,
                        max_length=8,
                    ),
                ),
                ("ended_on", models.DateField(blank=True, editable=False, null=True)),
                (
                    "outcome",
                    models.CharField(
                        blank=True, editable=False, max_length=300, verbose_name="what came of it"
                    ),
                ),
                (
                    "author",
                    models.ForeignKey(
                        editable=False,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to=settings.AUTH_USER_MODEL,
                    ),
                ),
                (
                    "ended_by",
                    models.ForeignKey(
                        blank=True,
                        editable=False,
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to=settings.AUTH_USER_MODEL,
                    ),
                ),
                (
                    "family",
                    models.ForeignKey(
                        editable=False,
                        on_delete=django.db.models.deletion.CASCADE,
                        related_name="next_steps",
                        to="families.family",
                    ),
                ),
                (
                    "follow_up",
                    models.ForeignKey(
                        blank=True,
                        editable=False,
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="next_steps",
                        to="safety.followup",
                    ),
                ),
                (
                    "line",
                    models.OneToOneField(
                        blank=True,
                        editable=False,
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="next_step",
                        to="families.line",
                    ),
                ),
                (
                    "member",
                    models.ForeignKey(
                        blank=True,
                        editable=False,
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to="families.member",
                    ),
                ),
                (
                    "network_person",
                    models.ForeignKey(
                        blank=True,
                        editable=False,
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to="families.networkperson",
                    ),
                ),
                (
                    "professional",
                    models.ForeignKey(
                        blank=True,
                        editable=False,
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to=settings.AUTH_USER_MODEL,
                    ),
                ),
            ],
            options={
                "verbose_name": "next step",
                "verbose_name_plural": "next steps",
                "ordering": ("due_on", "pk"),
                "indexes": [models.Index(fields=["family", "ending", "due_on"], name="safety_nextstep_open")],
                "constraints": [
                    models.CheckConstraint(
                        condition=models.Q(
                            models.Q(
                                ("member__isnull", False),
                                ("network_person__isnull", True),
                                ("professional__isnull", True),
                            ),
                            models.Q(
                                ("member__isnull", True),
                                ("network_person__isnull", False),
                                ("professional__isnull", True),
                            ),
                            models.Q(
                                ("member__isnull", True),
                                ("network_person__isnull", True),
                                ("professional__isnull", False),
                            ),
                            _connector="OR",
                        ),
                        name="safety_nextstep_is_one_persons",
                        violation_error_code="speaker",
                        violation_error_message="Choose who says it: one person.",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(
                            models.Q(("ended_by", None), ("ended_on", None), ("ending", "")),
                            models.Q(
                                models.Q(("ending", ""), _negated=True),
                                ("ended_by__isnull", False),
                                ("ended_on__isnull", False),
                            ),
                            _connector="OR",
                        ),
                        name="safety_nextstep_ended_by_and_on",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(
                            models.Q(("ending", "dropped"), _negated=True),
                            models.Q(("outcome", ""), _negated=True),
                            _connector="OR",
                        ),
                        name="safety_nextstep_dropped_with_a_reason",
                        violation_error_code="outcome",
                        violation_error_message="Write why it is dropped.",
                    ),
                ],
            },
        ),
        migrations.CreateModel(
            name="HistoricalNextStepGrant",
            fields=[
                (
                    "id",
                    models.BigIntegerField(auto_created=True, blank=True, db_index=True, verbose_name="ID"),
                ),
                ("history_change_reason", models.TextField(null=True)),
                (
                    "history_id",
                    models.UUIDField(default=uuid.uuid4, editable=False, primary_key=True, serialize=False),
                ),
                ("history_date", models.DateTimeField(db_index=True)),
                (
                    "history_type",
                    models.CharField(
                        choices=[("+", "Created"), ("~", "Changed"), ("-", "Deleted")], max_length=1
                    ),
                ),
                (
                    "history_user",
                    models.ForeignKey(
                        null=True,
                        on_delete=django.db.models.deletion.SET_NULL,
                        related_name="+",
                        to=settings.AUTH_USER_MODEL,
                    ),
                ),
                (
                    "permission",
                    models.ForeignKey(
                        blank=True,
                        db_constraint=False,
                        null=True,
                        on_delete=django.db.models.deletion.DO_NOTHING,
                        related_name="+",
                        to="auth.permission",
                    ),
                ),
                (
                    "user",
                    models.ForeignKey(
                        blank=True,
                        db_constraint=False,
                        null=True,
                        on_delete=django.db.models.deletion.DO_NOTHING,
                        related_name="+",
                        to=settings.AUTH_USER_MODEL,
                    ),
                ),
                (
                    "content_object",
                    models.ForeignKey(
                        blank=True,
                        db_constraint=False,
                        null=True,
                        on_delete=django.db.models.deletion.DO_NOTHING,
                        related_name="+",
                        to="safety.nextstep",
                    ),
                ),
            ],
            options={
                "verbose_name": "historical next step grant",
                "verbose_name_plural": "historical next step grants",
                "ordering": ("-history_date", "-history_id"),
                "get_latest_by": ("history_date", "history_id"),
            },
            bases=(simple_history.models.HistoricalChanges, models.Model),
        ),
        migrations.CreateModel(
            name="NextStepGrant",
            fields=[
                (
                    "id",
                    models.BigAutoField(
                        auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                    ),
                ),
                (
                    "content_object",
                    models.ForeignKey(on_delete=django.db.models.deletion.CASCADE, to="safety.nextstep"),
                ),
                (
                    "permission",
                    models.ForeignKey(on_delete=django.db.models.deletion.CASCADE, to="auth.permission"),
                ),
                (
                    "user",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.CASCADE, to=settings.AUTH_USER_MODEL
                    ),
                ),
            ],
            options={
                "abstract": False,
                "unique_together": {("user", "permission", "content_object")},
            },
        ),
        migrations.CreateModel(
            name="Picture",
            fields=[
                (
                    "id",
                    models.UUIDField(default=uuid.uuid4, editable=False, primary_key=True, serialize=False),
                ),
                ("revision", models.PositiveIntegerField(default=1, editable=False)),
                ("content", models.BinaryField()),
                ("content_type", models.CharField(max_length=40)),
                ("added_at", models.DateTimeField(editable=False)),
                ("removed_at", models.DateTimeField(blank=True, editable=False, null=True)),
                (
                    "added_by",
                    models.ForeignKey(
                        editable=False,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to=settings.AUTH_USER_MODEL,
                    ),
                ),
                (
                    "book",
                    models.ForeignKey(
                        editable=False,
                        on_delete=django.db.models.deletion.CASCADE,
                        related_name="pictures",
                        to="safety.book",
                    ),
                ),
                (
                    "removed_by",
                    models.ForeignKey(
                        blank=True,
                        editable=False,
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to=settings.AUTH_USER_MODEL,
                    ),
                ),
            ],
            options={
                "ordering": ("added_at", "pk"),
                "abstract": False,
                "constraints": [
                    models.CheckConstraint(
                        condition=models.Q(
                            models.Q(("removed_at", None), ("removed_by", None)),
                            models.Q(("removed_at__isnull", False), ("removed_by__isnull", False)),
                            _connector="OR",
                        ),
                        name="safety_picture_removed_by_and_at",
                    )
                ],
            },
        ),
        migrations.CreateModel(
            name="HistoricalBookPage",
            fields=[
                ("id", models.UUIDField(db_index=True, default=uuid.uuid4, editable=False)),
                ("revision", models.PositiveIntegerField(default=1, editable=False)),
                ("place", models.PositiveIntegerField(editable=False)),
                (
                    "words",
                    models.TextField(
                        help_text="Short words that the child would use itself. What happened, and who does what now.",
                        max_length=600,
                        verbose_name="one or two sentences",
                    ),
                ),
                (
                    "words_translated",
                    models.TextField(
                        blank=True, max_length=600, verbose_name="the same in the second language"
                    ),
                ),
                ("removed_at", models.DateTimeField(blank=True, editable=False, null=True)),
                ("history_change_reason", models.TextField(null=True)),
                (
                    "history_id",
                    models.UUIDField(default=uuid.uuid4, editable=False, primary_key=True, serialize=False),
                ),
                ("history_date", models.DateTimeField(db_index=True)),
                (
                    "history_type",
                    models.CharField(
                        choices=[("+", "Created"), ("~", "Changed"), ("-", "Deleted")], max_length=1
                    ),
                ),
                (
                    "book",
                    models.ForeignKey(
                        blank=True,
                        db_constraint=False,
                        editable=False,
                        null=True,
                        on_delete=django.db.models.deletion.DO_NOTHING,
                        related_name="+",
                        to="safety.book",
                    ),
                ),
                (
                    "history_user",
                    models.ForeignKey(
                        null=True,
                        on_delete=django.db.models.deletion.SET_NULL,
                        related_name="+",
                        to=settings.AUTH_USER_MODEL,
                    ),
                ),
                (
                    "removed_by",
                    models.ForeignKey(
                        blank=True,
                        db_constraint=False,
                        editable=False,
                        null=True,
                        on_delete=django.db.models.deletion.DO_NOTHING,
                        related_name="+",
                        to=settings.AUTH_USER_MODEL,
                    ),
                ),
                (
                    "picture",
                    models.ForeignKey(
                        blank=True,
                        db_constraint=False,
                        editable=False,
                        null=True,
                        on_delete=django.db.models.deletion.DO_NOTHING,
                        related_name="+",
                        to="safety.picture",
                    ),
                ),
            ],
            options={
                "verbose_name": "historical page",
                "verbose_name_plural": "historical pages",
                "ordering": ("-history_date", "-history_id"),
                "get_latest_by": ("history_date", "history_id"),
            },
            bases=(simple_history.models.HistoricalChanges, models.Model),
        ),
        migrations.CreateModel(
            name="BookPage",
            fields=[
                (
                    "id",
                    models.UUIDField(default=uuid.uuid4, editable=False, primary_key=True, serialize=False),
                ),
                ("revision", models.PositiveIntegerField(default=1, editable=False)),
                ("place", models.PositiveIntegerField(editable=False)),
                (
                    "words",
                    models.TextField(
                        help_text="Short words that the child would use itself. What happened, and who does what now.",
                        max_length=600,
                        verbose_name="one or two sentences",
                    ),
                ),
                (
                    "words_translated",
                    models.TextField(
                        blank=True, max_length=600, verbose_name="the same in the second language"
                    ),
                ),
                ("removed_at", models.DateTimeField(blank=True, editable=False, null=True)),
                (
                    "book",
                    models.ForeignKey(
                        editable=False,
                        on_delete=django.db.models.deletion.CASCADE,
                        related_name="pages",
                        to="safety.book",
                    ),
                ),
                (
                    "removed_by",
                    models.ForeignKey(
                        blank=True,
                        editable=False,
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to=settings.AUTH_USER_MODEL,
                    ),
                ),
                (
                    "picture",
                    models.ForeignKey(
                        blank=True,
                        editable=False,
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="pages",
                        to="safety.picture",
                    ),
                ),
            ],
            options={
                "verbose_name": "page",
                "ordering": ("place", "pk"),
                "constraints": [
                    models.CheckConstraint(
                        condition=models.Q(("words", ""), _negated=True),
                        name="safety_bookpage_says_something",
                        violation_error_code="words",
                        violation_error_message="Write a sentence.",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(
                            models.Q(("removed_at", None), ("removed_by", None)),
                            models.Q(("removed_at__isnull", False), ("removed_by__isnull", False)),
                            _connector="OR",
                        ),
                        name="safety_bookpage_removed_by_and_at",
                    ),
                ],
            },
        ),
        migrations.CreateModel(
            name="Presentation",
            fields=[
                (
                    "id",
                    models.UUIDField(default=uuid.uuid4, editable=False, primary_key=True, serialize=False),
                ),
                ("revision", models.PositiveIntegerField(default=1, editable=False)),
                ("on", models.DateField(default=roskilde.clock.today, verbose_name="when")),
                (
                    "words",
                    models.TextField(
                        help_text="As it stands, or as much of it as was told.",
                        max_length=3000,
                        verbose_name="as it was said",
                    ),
                ),
                (
                    "reason",
                    models.CharField(
                        blank=True,
                        help_text="For what is shielded: what the child answered, and why it is safe.",
                        max_length=500,
                        verbose_name="why it may be told",
                    ),
                ),
                ("added_at", models.DateTimeField(editable=False)),
                (
                    "members",
                    models.ManyToManyField(
                        blank=True,
                        related_name="+",
                        to="families.member",
                        verbose_name="to whom of the family",
                    ),
                ),
                (
                    "network",
                    models.ManyToManyField(
                        blank=True,
                        related_name="+",
                        to="families.networkperson",
                        verbose_name="to whom of the network",
                    ),
                ),
                (
                    "presented_by",
                    models.ForeignKey(
                        editable=False,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to=settings.AUTH_USER_MODEL,
                    ),
                ),
            ],
            options={
                "verbose_name": "presentation",
                "ordering": ("on", "pk"),
            },
        ),
        migrations.CreateModel(
            name="HistoricalPresentation_network",
            fields=[
                (
                    "id",
                    models.BigIntegerField(auto_created=True, blank=True, db_index=True, verbose_name="ID"),
                ),
                (
                    "m2m_history_id",
                    models.UUIDField(default=uuid.uuid4, editable=False, primary_key=True, serialize=False),
                ),
                (
                    "history",
                    models.ForeignKey(
                        db_constraint=False,
                        on_delete=django.db.models.deletion.DO_NOTHING,
                        to="safety.historicalpresentation",
                    ),
                ),
                (
                    "networkperson",
                    models.ForeignKey(
                        blank=True,
                        db_constraint=False,
                        db_tablespace="",
                        null=True,
                        on_delete=django.db.models.deletion.DO_NOTHING,
                        related_name="+",
                        to="families.networkperson",
                    ),
                ),
                (
                    "presentation",
                    models.ForeignKey(
                        blank=True,
                        db_constraint=False,
                        db_tablespace="",
                        null=True,
                        on_delete=django.db.models.deletion.DO_NOTHING,
                        related_name="+",
                        to="safety.presentation",
                    ),
                ),
            ],
            options={
                "verbose_name": "HistoricalPresentation_network",
            },
            bases=(simple_history.models.HistoricalChanges, models.Model),
        ),
        migrations.CreateModel(
            name="HistoricalPresentation_members",
            fields=[
                (
                    "id",
                    models.BigIntegerField(auto_created=True, blank=True, db_index=True, verbose_name="ID"),
                ),
                (
                    "m2m_history_id",
                    models.UUIDField(default=uuid.uuid4, editable=False, primary_key=True, serialize=False),
                ),
                (
                    "history",
                    models.ForeignKey(
                        db_constraint=False,
                        on_delete=django.db.models.deletion.DO_NOTHING,
                        to="safety.historicalpresentation",
                    ),
                ),
                (
                    "member",
                    models.ForeignKey(
                        blank=True,
                        db_constraint=False,
                        db_tablespace="",
                        null=True,
                        on_delete=django.db.models.deletion.DO_NOTHING,
                        related_name="+",
                        to="families.member",
                    ),
                ),
                (
                    "presentation",
                    models.ForeignKey(
                        blank=True,
                        db_constraint=False,
                        db_tablespace="",
                        null=True,
                        on_delete=django.db.models.deletion.DO_NOTHING,
                        related_name="+",
                        to="safety.presentation",
                    ),
                ),
            ],
            options={
                "verbose_name": "HistoricalPresentation_members",
            },
            bases=(simple_history.models.HistoricalChanges, models.Model),
        ),
        migrations.CreateModel(
            name="Release",
            fields=[
                (
                    "id",
                    models.UUIDField(default=uuid.uuid4, editable=False, primary_key=True, serialize=False),
                ),
                (
                    "visibility",
                    models.CharField(
                        choices=[
                            ("core", "The core"),
                            ("sector", "My sector and the core"),
                            ("near", "Everybody near"),
                            ("named", "Only named people"),
                        ],
                        max_length=10,
                        verbose_name="colleagues",
                    ),
                ),
                (
                    "answer",
                    models.CharField(
                        choices=[("not_asked", "Not asked yet"), ("no", "No"), ("yes", "Yes")],
                        max_length=10,
                        verbose_name="what did the child answer?",
                    ),
                ),
                (
                    "answer_words",
                    models.CharField(blank=True, max_length=300, verbose_name="in the child's words"),
                ),
                (
                    "reason",
                    models.TextField(
                        max_length=1000, verbose_name="why it may be shown, and why that is safe"
                    ),
                ),
                ("released_at", models.DateTimeField(editable=False)),
                (
                    "members",
                    models.ManyToManyField(
                        blank=True,
                        related_name="+",
                        to="families.member",
                        verbose_name="who of the family may be shown it",
                    ),
                ),
                ("named", models.ManyToManyField(blank=True, related_name="+", to=settings.AUTH_USER_MODEL)),
                (
                    "released_by",
                    models.ForeignKey(
                        editable=False,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to=settings.AUTH_USER_MODEL,
                    ),
                ),
                (
                    "voice",
                    models.ForeignKey(
                        editable=False,
                        on_delete=django.db.models.deletion.CASCADE,
                        related_name="releases",
                        to="safety.childvoice",
                    ),
                ),
            ],
            options={
                "verbose_name": "release",
                "ordering": ("released_at", "pk"),
                "constraints": [
                    models.CheckConstraint(
                        condition=models.Q(("reason", ""), _negated=True),
                        name="safety_release_has_a_reason",
                        violation_error_code="reason",
                        violation_error_message="Write why: somebody will ask.",
                    )
                ],
            },
        ),
        migrations.CreateModel(
            name="Report",
            fields=[
                (
                    "id",
                    models.UUIDField(default=uuid.uuid4, editable=False, primary_key=True, serialize=False),
                ),
                ("revision", models.PositiveIntegerField(default=1, editable=False)),
                (
                    "visibility",
                    models.CharField(
                        choices=[
                            ("core", "The core"),
                            ("sector", "My sector and the core"),
                            ("near", "Everybody near"),
                            ("named", "Only named people"),
                        ],
                        default="near",
                        max_length=10,
                        verbose_name="Can be seen by",
                    ),
                ),
                ("written_at", models.DateTimeField(editable=False)),
                ("changed_at", models.DateTimeField(editable=False)),
                ("on", models.DateField(default=roskilde.clock.today, verbose_name="reported on")),
                (
                    "author",
                    models.ForeignKey(
                        editable=False,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to=settings.AUTH_USER_MODEL,
                    ),
                ),
                (
                    "family",
                    models.ForeignKey(
                        editable=False,
                        on_delete=django.db.models.deletion.CASCADE,
                        related_name="reports",
                        to="families.family",
                    ),
                ),
            ],
            options={
                "verbose_name": "report of concern",
                "ordering": ("on", "pk"),
                "constraints": [
                    models.CheckConstraint(
                        condition=models.Q(("visibility", "named")), name="safety_report_is_for_named_people"
                    )
                ],
            },
        ),
        migrations.CreateModel(
            name="HistoricalReportGrant",
            fields=[
                (
                    "id",
                    models.BigIntegerField(auto_created=True, blank=True, db_index=True, verbose_name="ID"),
                ),
                ("history_change_reason", models.TextField(null=True)),
                (
                    "history_id",
                    models.UUIDField(default=uuid.uuid4, editable=False, primary_key=True, serialize=False),
                ),
                ("history_date", models.DateTimeField(db_index=True)),
                (
                    "history_type",
                    models.CharField(
                        choices=[("+", "Created"), ("~", "Changed"), ("-", "Deleted")], max_length=1
                    ),
                ),
                (
                    "history_user",
                    models.ForeignKey(
                        null=True,
                        on_delete=django.db.models.deletion.SET_NULL,
                        related_name="+",
                        to=settings.AUTH_USER_MODEL,
                    ),
                ),
                (
                    "permission",
                    models.ForeignKey(
                        blank=True,
                        db_constraint=False,
                        null=True,
                        on_delete=django.db.models.deletion.DO_NOTHING,
                        related_name="+",
                        to="auth.permission",
                    ),
                ),
                (
                    "user",
                    models.ForeignKey(
                        blank=True,
                        db_constraint=False,
                        null=True,
                        on_delete=django.db.models.deletion.DO_NOTHING,
                        related_name="+",
                        to=settings.AUTH_USER_MODEL,
                    ),
                ),
                (
                    "content_object",
                    models.ForeignKey(
                        blank=True,
                        db_constraint=False,
                        null=True,
                        on_delete=django.db.models.deletion.DO_NOTHING,
                        related_name="+",
                        to="safety.report",
                    ),
                ),
            ],
            options={
                "verbose_name": "historical report grant",
                "verbose_name_plural": "historical report grants",
                "ordering": ("-history_date", "-history_id"),
                "get_latest_by": ("history_date", "history_id"),
            },
            bases=(simple_history.models.HistoricalChanges, models.Model),
        ),
        migrations.CreateModel(
            name="ReportGrant",
            fields=[
                (
                    "id",
                    models.BigAutoField(
                        auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                    ),
                ),
                (
                    "content_object",
                    models.ForeignKey(on_delete=django.db.models.deletion.CASCADE, to="safety.report"),
                ),
                (
                    "permission",
                    models.ForeignKey(on_delete=django.db.models.deletion.CASCADE, to="auth.permission"),
                ),
                (
                    "user",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.CASCADE, to=settings.AUTH_USER_MODEL
                    ),
                ),
            ],
            options={
                "abstract": False,
                "unique_together": {("user", "permission", "content_object")},
            },
        ),
        migrations.CreateModel(
            name="SafetyRule",
            fields=[
                (
                    "id",
                    models.UUIDField(default=uuid.uuid4, editable=False, primary_key=True, serialize=False),
                ),
                ("revision", models.PositiveIntegerField(default=1, editable=False)),
                (
                    "visibility",
                    models.CharField(
                        choices=[
                            ("core", "The core"),
                            ("sector", "My sector and the core"),
                            ("near", "Everybody near"),
                            ("named", "Only named people"),
                        ],
                        default="near",
                        max_length=10,
                        verbose_name="Can be seen by",
                    ),
                ),
                ("written_at", models.DateTimeField(editable=False)),
                ("changed_at", models.DateTimeField(editable=False)),
                (
                    "kind",
                    models.CharField(
                        choices=[
                            ("everyday", "An everyday rule"),
                            ("steps_in", "Who steps in"),
                            ("call", "How a child calls for help"),
                            ("trial", "How we try the plan"),
                        ],
                        default="everyday",
                        max_length=8,
                        verbose_name="what it is",
                    ),
                ),
                (
                    "trigger",
                    models.CharField(
                        blank=True,
                        help_text="What do they notice first? Empty: it holds every day.",
                        max_length=200,
                        verbose_name="when it gets hard",
                    ),
                ),
                (
                    "words",
                    models.TextField(
                        help_text="What somebody does, and what the child sees. Not what must stop.",
                        max_length=1000,
                        verbose_name="what we do",
                    ),
                ),
                ("since", models.DateField(default=roskilde.clock.today, verbose_name="holds since")),
                ("ended_on", models.DateField(blank=True, editable=False, null=True)),
                (
                    "end_reason",
                    models.CharField(blank=True, editable=False, max_length=300, verbose_name="because"),
                ),
                (
                    "author",
                    models.ForeignKey(
                        editable=False,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to=settings.AUTH_USER_MODEL,
                    ),
                ),
                (
                    "child",
                    models.ForeignKey(
                        blank=True,
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to="families.member",
                        verbose_name="which child calls",
                    ),
                ),
                (
                    "ended_by",
                    models.ForeignKey(
                        blank=True,
                        editable=False,
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to=settings.AUTH_USER_MODEL,
                    ),
                ),
                (
                    "family",
                    models.ForeignKey(
                        editable=False,
                        on_delete=django.db.models.deletion.CASCADE,
                        related_name="safety_rules",
                        to="families.family",
                    ),
                ),
                (
                    "from_answer",
                    models.OneToOneField(
                        blank=True,
                        editable=False,
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="safety_rule",
                        to="safety.answer",
                    ),
                ),
                (
                    "member",
                    models.ForeignKey(
                        blank=True,
                        editable=False,
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to="families.member",
                    ),
                ),
                (
                    "network_person",
                    models.ForeignKey(
                        blank=True,
                        editable=False,
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to="families.networkperson",
                    ),
                ),
                (
                    "professional",
                    models.ForeignKey(
                        blank=True,
                        editable=False,
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to=settings.AUTH_USER_MODEL,
                    ),
                ),
            ],
            options={
                "verbose_name": "rule of the safety plan",
                "verbose_name_plural": "rules of the safety plan",
                "ordering": ("since", "written_at", "pk"),
                "indexes": [models.Index(fields=["family", "ended_on"], name="safety_rule_of_family")],
                "constraints": [
                    models.CheckConstraint(
                        condition=models.Q(
                            models.Q(
                                ("member__isnull", False),
                                ("network_person__isnull", True),
                                ("professional__isnull", True),
                            ),
                            models.Q(
                                ("member__isnull", True),
                                ("network_person__isnull", False),
                                ("professional__isnull", True),
                            ),
                            models.Q(
                                ("member__isnull", True),
                                ("network_person__isnull", True),
                                ("professional__isnull", False),
                            ),
                            _connector="OR",
                        ),
                        name="safety_safetyrule_is_one_persons",
                        violation_error_code="speaker",
                        violation_error_message="Choose who says it: one person.",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(("words", ""), _negated=True),
                        name="safety_safetyrule_says_something",
                        violation_error_code="words",
                        violation_error_message="Write what is done.",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(
                            models.Q(("kind", "call"), _negated=True),
                            ("child__isnull", False),
                            _connector="OR",
                        ),
                        name="safety_safetyrule_call_names_the_child",
                        violation_error_code="child",
                        violation_error_message="Choose which child calls.",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(
                            models.Q(("end_reason", ""), ("ended_by", None), ("ended_on", None)),
                            models.Q(
                                ("ended_by__isnull", False),
                                ("ended_on__isnull", False),
                                models.Q(("end_reason", ""), _negated=True),
                            ),
                            _connector="OR",
                        ),
                        name="safety_safetyrule_ends_with_a_reason",
                        violation_error_code="reason",
                        violation_error_message="Write why, so that the family can read it later.",
                    ),
                ],
            },
        ),
        migrations.CreateModel(
            name="RuleTest",
            fields=[
                (
                    "id",
                    models.UUIDField(default=uuid.uuid4, editable=False, primary_key=True, serialize=False),
                ),
                ("revision", models.PositiveIntegerField(default=1, editable=False)),
                ("on", models.DateField(default=roskilde.clock.today, verbose_name="when")),
                (
                    "result",
                    models.CharField(
                        choices=[
                            ("held", "It held"),
                            ("partly", "It held partly"),
                            ("not", "It did not hold"),
                        ],
                        max_length=8,
                        verbose_name="how it went",
                    ),
                ),
                ("words", models.TextField(max_length=1000, verbose_name="what happened")),
                ("added_at", models.DateTimeField(editable=False)),
                (
                    "added_by",
                    models.ForeignKey(
                        editable=False,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to=settings.AUTH_USER_MODEL,
                    ),
                ),
                (
                    "member",
                    models.ForeignKey(
                        blank=True,
                        editable=False,
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to="families.member",
                    ),
                ),
                (
                    "network_person",
                    models.ForeignKey(
                        blank=True,
                        editable=False,
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to="families.networkperson",
                    ),
                ),
                (
                    "professional",
                    models.ForeignKey(
                        blank=True,
                        editable=False,
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to=settings.AUTH_USER_MODEL,
                    ),
                ),
                (
                    "rule",
                    models.ForeignKey(
                        editable=False,
                        on_delete=django.db.models.deletion.CASCADE,
                        related_name="tests",
                        to="safety.safetyrule",
                    ),
                ),
            ],
            options={
                "verbose_name": "trial of a rule",
                "verbose_name_plural": "trials of a rule",
                "ordering": ("-on", "-added_at", "pk"),
                "indexes": [models.Index(fields=["rule", "on"], name="safety_ruletest_of_rule")],
                "constraints": [
                    models.CheckConstraint(
                        condition=models.Q(
                            models.Q(
                                ("member__isnull", False),
                                ("network_person__isnull", True),
                                ("professional__isnull", True),
                            ),
                            models.Q(
                                ("member__isnull", True),
                                ("network_person__isnull", False),
                                ("professional__isnull", True),
                            ),
                            models.Q(
                                ("member__isnull", True),
                                ("network_person__isnull", True),
                                ("professional__isnull", False),
                            ),
                            _connector="OR",
                        ),
                        name="safety_ruletest_has_one_voice",
                        violation_error_code="speaker",
                        violation_error_message="Choose who says it: one person.",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(("words", ""), _negated=True),
                        name="safety_ruletest_says_something",
                        violation_error_code="words",
                        violation_error_message="Write what happened.",
                    ),
                ],
            },
        ),
        migrations.CreateModel(
            name="HistoricalSafetyRuleGrant",
            fields=[
                (
                    "id",
                    models.BigIntegerField(auto_created=True, blank=True, db_index=True, verbose_name="ID"),
                ),
                ("history_change_reason", models.TextField(null=True)),
                (
                    "history_id",
                    models.UUIDField(default=uuid.uuid4, editable=False, primary_key=True, serialize=False),
                ),
                ("history_date", models.DateTimeField(db_index=True)),
                (
                    "history_type",
                    models.CharField(
                        choices=[("+", "Created"), ("~", "Changed"), ("-", "Deleted")], max_length=1
                    ),
                ),
                (
                    "history_user",
                    models.ForeignKey(
                        null=True,
                        on_delete=django.db.models.deletion.SET_NULL,
                        related_name="+",
                        to=settings.AUTH_USER_MODEL,
                    ),
                ),
                (
                    "permission",
                    models.ForeignKey(
                        blank=True,
                        db_constraint=False,
                        null=True,
                        on_delete=django.db.models.deletion.DO_NOTHING,
                        related_name="+",
                        to="auth.permission",
                    ),
                ),
                (
                    "user",
                    models.ForeignKey(
                        blank=True,
                        db_constraint=False,
                        null=True,
                        on_delete=django.db.models.deletion.DO_NOTHING,
                        related_name="+",
                        to=settings.AUTH_USER_MODEL,
                    ),
                ),
                (
                    "content_object",
                    models.ForeignKey(
                        blank=True,
                        db_constraint=False,
                        null=True,
                        on_delete=django.db.models.deletion.DO_NOTHING,
                        related_name="+",
                        to="safety.safetyrule",
                    ),
                ),
            ],
            options={
                "verbose_name": "historical safety rule grant",
                "verbose_name_plural": "historical safety rule grants",
                "ordering": ("-history_date", "-history_id"),
                "get_latest_by": ("history_date", "history_id"),
            },
            bases=(simple_history.models.HistoricalChanges, models.Model),
        ),
        migrations.CreateModel(
            name="HistoricalRuleTest",
            fields=[
                ("id", models.UUIDField(db_index=True, default=uuid.uuid4, editable=False)),
                ("revision", models.PositiveIntegerField(default=1, editable=False)),
                ("on", models.DateField(default=roskilde.clock.today, verbose_name="when")),
                (
                    "result",
                    models.CharField(
                        choices=[
                            ("held", "It held"),
                            ("partly", "It held partly"),
                            ("not", "It did not hold"),
                        ],
                        max_length=8,
                        verbose_name="how it went",
                    ),
                ),
                ("words", models.TextField(max_length=1000, verbose_name="what happened")),
                ("added_at", models.DateTimeField(editable=False)),
                ("history_change_reason", models.TextField(null=True)),
                (
                    "history_id",
                    models.UUIDField(default=uuid.uuid4, editable=False, primary_key=True, serialize=False),
                ),
                ("history_date", models.DateTimeField(db_index=True)),
                (
                    "history_type",
                    models.CharField(
                        choices=[("+", "Created"), ("~", "Changed"), ("-", "Deleted")], max_length=1
                    ),
                ),
                (
                    "added_by",
                    models.ForeignKey(
                        blank=True,
                        db_constraint=False,
                        editable=False,
                        null=True,
                        on_delete=django.db.models.deletion.DO_NOTHING,
                        related_name="+",
                        to=settings.AUTH_USER_MODEL,
                    ),
                ),
                (
                    "history_user",
                    models.ForeignKey(
                        null=True,
                        on_delete=django.db.models.deletion.SET_NULL,
                        related_name="+",
                        to=settings.AUTH_USER_MODEL,
                    ),
                ),
                (
                    "member",
                    models.ForeignKey(
                        blank=True,
                        db_constraint=False,
                        editable=False,
                        null=True,
                        on_delete=django.db.models.deletion.DO_NOTHING,
                        related_name="+",
                        to="families.member",
                    ),
                ),
                (
                    "network_person",
                    models.ForeignKey(
                        blank=True,
                        db_constraint=False,
                        editable=False,
                        null=True,
                        on_delete=django.db.models.deletion.DO_NOTHING,
                        related_name="+",
                        to="families.networkperson",
                    ),
                ),
                (
                    "professional",
                    models.ForeignKey(
                        blank=True,
                        db_constraint=False,
                        editable=False,
                        null=True,
                        on_delete=django.db.models.deletion.DO_NOTHING,
                        related_name="+",
                        to=settings.AUTH_USER_MODEL,
                    ),
                ),
                (
                    "rule",
                    models.ForeignKey(
                        blank=True,
                        db_constraint=False,
                        editable=False,
                        null=True,
                        on_delete=django.db.models.deletion.DO_NOTHING,
                        related_name="+",
                        to="safety.safetyrule",
                    ),
                ),
            ],
            options={
                "verbose_name": "historical trial of a rule",
                "verbose_name_plural": "historical trials of a rule",
                "ordering": ("-history_date", "-history_id"),
                "get_latest_by": ("history_date", "history_id"),
            },
            bases=(simple_history.models.HistoricalChanges, models.Model),
        ),
        migrations.CreateModel(
            name="SafetyRuleGrant",
            fields=[
                (
                    "id",
                    models.BigAutoField(
                        auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                    ),
                ),
                (
                    "content_object",
                    models.ForeignKey(on_delete=django.db.models.deletion.CASCADE, to="safety.safetyrule"),
                ),
                (
                    "permission",
                    models.ForeignKey(on_delete=django.db.models.deletion.CASCADE, to="auth.permission"),
                ),
                (
                    "user",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.CASCADE, to=settings.AUTH_USER_MODEL
                    ),
                ),
            ],
            options={
                "abstract": False,
                "unique_together": {("user", "permission", "content_object")},
            },
        ),
        migrations.CreateModel(
            name="Scale",
            fields=[
                (
                    "id",
                    models.UUIDField(default=uuid.uuid4, editable=False, primary_key=True, serialize=False),
                ),
                ("revision", models.PositiveIntegerField(default=1, editable=False)),
                (
                    "family",
                    models.ForeignKey(
                        editable=False,
                        on_delete=django.db.models.deletion.CASCADE,
                        related_name="scales",
                        to="families.family",
                    ),
                ),
            ],
            options={
                "verbose_name": "scale",
                "ordering": ("danger__on", "danger__written_at", "pk"),
            },
        ),
        migrations.CreateModel(
            name="ScaleVersion",
            fields=[
                (
                    "id",
                    models.UUIDField(default=uuid.uuid4, editable=False, primary_key=True, serialize=False),
                ),
                ("number", models.PositiveSmallIntegerField(editable=False)),
                ("zero", models.TextField(max_length=500, verbose_name="0 means")),
                ("ten", models.TextField(max_length=500, verbose_name="10 means")),
                ("worded_at", models.DateTimeField(editable=False)),
                (
                    "scale",
                    models.ForeignKey(
                        editable=False,
                        on_delete=django.db.models.deletion.CASCADE,
                        related_name="versions",
                        to="safety.scale",
                    ),
                ),
                (
                    "worded_by",
                    models.ForeignKey(
                        editable=False,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to=settings.AUTH_USER_MODEL,
                    ),
                ),
            ],
            options={
                "ordering": ("scale", "number"),
                "constraints": [
                    models.UniqueConstraint(
                        fields=("scale", "number"), name="safety_scaleversion_numbered_once"
                    )
                ],
            },
        ),
        migrations.CreateModel(
            name="Rating",
            fields=[
                (
                    "id",
                    models.UUIDField(default=uuid.uuid4, editable=False, primary_key=True, serialize=False),
                ),
                ("role", models.CharField(editable=False, max_length=120)),
                ("on", models.DateField(default=roskilde.clock.today, verbose_name="given on")),
                (
                    "value",
                    models.PositiveSmallIntegerField(
                        blank=True,
                        null=True,
                        validators=[django.core.validators.MaxValueValidator(10)],
                        verbose_name="number",
                    ),
                ),
                (
                    "no_number",
                    models.CharField(
                        blank=True,
                        choices=[
                            ("declined", "Does not wish to answer"),
                            ("unknown", "Does not know it well enough to answer"),
                        ],
                        max_length=8,
                        verbose_name="no number",
                    ),
                ),
                ("because", models.TextField(blank=True, max_length=1000, verbose_name="because")),
                (
                    "language",
                    models.CharField(
                        blank=True,
                        choices=[
                            ("sq", "Albanian"),
                            ("am", "Amharic"),
                            ("ar", "Arabic"),
                            ("bs", "Bosnian"),
                            ("my", "Burmese"),
                            ("cnh", "Chin"),
                            ("da", "Danish"),
                            ("prs", "Dari"),
                            ("en", "English"),
                            ("fa", "Farsi"),
                            ("fr", "French"),
                            ("kar", "Karen"),
                            ("rw", "Kinyarwanda"),
                            ("kmr", "Kurmanji"),
                            ("ln", "Lingala"),
                            ("om", "Oromo"),
                            ("ps", "Pashto"),
                            ("ru", "Russian"),
                            ("so", "Somali"),
                            ("ckb", "Sorani"),
                            ("sw", "Swahili"),
                            ("ta", "Tamil"),
                            ("ti", "Tigrinya"),
                            ("tr", "Turkish"),
                            ("ug", "Uighur"),
                            ("uk", "Ukrainian"),
                            ("ur", "Urdu"),
                            ("vi", "Vietnamese"),
                            ("mis", "Another language"),
                        ],
                        max_length=8,
                        verbose_name="language spoken",
                    ),
                ),
                (
                    "through_interpreter",
                    models.BooleanField(default=False, verbose_name="through an interpreter"),
                ),
                ("with_faces", models.BooleanField(default=False, editable=False)),
                ("typed_at", models.DateTimeField(editable=False)),
                (
                    "corrects",
                    models.OneToOneField(
                        blank=True,
                        editable=False,
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="followed_by",
                        to="safety.rating",
                    ),
                ),
                (
                    "family",
                    models.ForeignKey(
                        editable=False,
                        on_delete=django.db.models.deletion.CASCADE,
                        related_name="ratings",
                        to="families.family",
                    ),
                ),
                (
                    "follow_up",
                    models.ForeignKey(
                        blank=True,
                        editable=False,
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="ratings",
                        to="safety.followup",
                    ),
                ),
                (
                    "member",
                    models.ForeignKey(
                        blank=True,
                        editable=False,
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to="families.member",
                    ),
                ),
                (
                    "network_person",
                    models.ForeignKey(
                        blank=True,
                        editable=False,
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to="families.networkperson",
                    ),
                ),
                (
                    "professional",
                    models.ForeignKey(
                        blank=True,
                        editable=False,
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to=settings.AUTH_USER_MODEL,
                    ),
                ),
                (
                    "typed_by",
                    models.ForeignKey(
                        editable=False,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to=settings.AUTH_USER_MODEL,
                    ),
                ),
                (
                    "version",
                    models.ForeignKey(
                        editable=False,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="ratings",
                        to="safety.scaleversion",
                    ),
                ),
            ],
            options={
                "verbose_name": "rating",
                "ordering": ("on", "typed_at", "pk"),
                "indexes": [
                    models.Index(fields=["version", "on"], name="safety_rating_of_version"),
                    models.Index(fields=["family", "-typed_at"], name="safety_rating_of_family"),
                    models.Index(fields=["professional", "version", "on"], name="safety_rating_of_person"),
                ],
                "constraints": [
                    models.CheckConstraint(
                        condition=models.Q(
                            models.Q(
                                ("member__isnull", False),
                                ("network_person__isnull", True),
                                ("professional__isnull", True),
                            ),
                            models.Q(
                                ("member__isnull", True),
                                ("network_person__isnull", False),
                                ("professional__isnull", True),
                            ),
                            models.Q(
                                ("member__isnull", True),
                                ("network_person__isnull", True),
                                ("professional__isnull", False),
                            ),
                            _connector="OR",
                        ),
                        name="safety_rating_has_one_voice",
                        violation_error_code="speaker",
                        violation_error_message="Choose who says it: one person.",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(
                            models.Q(("no_number", ""), ("value__isnull", False), ("value__lte", 10)),
                            models.Q(("value", None), models.Q(("no_number", ""), _negated=True)),
                            _connector="OR",
                        ),
                        name="safety_rating_is_a_number_or_an_answer",
                        violation_error_code="value",
                        violation_error_message="Give a number from 0 to 10, or say why there is none.",
                    ),
                ],
            },
        ),
        migrations.CreateModel(
            name="Statement",
            fields=[
                (
                    "id",
                    models.UUIDField(default=uuid.uuid4, editable=False, primary_key=True, serialize=False),
                ),
                ("revision", models.PositiveIntegerField(default=1, editable=False)),
                (
                    "visibility",
                    models.CharField(
                        choices=[
                            ("core", "The core"),
                            ("sector", "My sector and the core"),
                            ("near", "Everybody near"),
                            ("named", "Only named people"),
                        ],
                        default="near",
                        max_length=10,
                        verbose_name="Can be seen by",
                    ),
                ),
                ("written_at", models.DateTimeField(editable=False)),
                ("changed_at", models.DateTimeField(editable=False)),
                (
                    "category",
                    models.CharField(
                        choices=[
                            ("past_harm", "Past harm"),
                            ("danger", "Danger statement"),
                            ("complicating", "Complicating factor"),
                            ("strength", "Strength"),
                            ("safety", "Existing safety"),
                        ],
                        max_length=12,
                        verbose_name="what it is",
                    ),
                ),
                ("on", models.DateField(default=roskilde.clock.today, verbose_name="said on")),
                (
                    "words",
                    models.TextField(
                        help_text="Plain words for what somebody does, and what the child notices.",
                        max_length=3000,
                        verbose_name="in words that the family can read",
                    ),
                ),
                ("words_key", roskilde.danish.TextKeyField(editable=False, source="words")),
                (
                    "addition",
                    models.TextField(
                        blank=True,
                        help_text="Only what the wording leaves open. It stands apart.",
                        max_length=2000,
                        verbose_name="the professionals' addition",
                    ),
                ),
                ("happened_on", models.DateField(blank=True, null=True, verbose_name="happened on")),
                ("happened_until", models.DateField(blank=True, null=True, verbose_name="until")),
                (
                    "risk_ordered_on",
                    models.DateField(
                        blank=True, editable=False, null=True, verbose_name="risk assessment ordered on"
                    ),
                ),
                (
                    "risk_assessed_on",
                    models.DateField(
                        blank=True, editable=False, null=True, verbose_name="risk assessment finished on"
                    ),
                ),
                (
                    "ending",
                    models.CharField(
                        blank=True,
                        choices=[("resolved", "Resolved"), ("superseded", "Superseded")],
                        editable=False,
                        max_length=10,
                        verbose_name="ended as",
                    ),
                ),
                ("ended_on", models.DateField(blank=True, editable=False, null=True)),
                (
                    "end_reason",
                    models.TextField(blank=True, editable=False, max_length=1000, verbose_name="because"),
                ),
                (
                    "about",
                    models.ManyToManyField(
                        blank=True,
                        help_text="Nobody chosen: the whole family.",
                        related_name="statements",
                        to="families.member",
                        verbose_name="about",
                    ),
                ),
                (
                    "answer",
                    models.OneToOneField(
                        blank=True,
                        editable=False,
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="statement",
                        to="safety.answer",
                    ),
                ),
                (
                    "author",
                    models.ForeignKey(
                        editable=False,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to=settings.AUTH_USER_MODEL,
                    ),
                ),
                (
                    "beside",
                    models.ManyToManyField(blank=True, related_name="answered_by", to="safety.statement"),
                ),
                (
                    "ended_by",
                    models.ForeignKey(
                        blank=True,
                        editable=False,
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to=settings.AUTH_USER_MODEL,
                    ),
                ),
                (
                    "family",
                    models.ForeignKey(
                        editable=False,
                        on_delete=django.db.models.deletion.CASCADE,
                        related_name="statements",
                        to="families.family",
                    ),
                ),
                (
                    "goal",
                    models.OneToOneField(
                        blank=True,
                        editable=False,
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="danger",
                        to="safety.goal",
                    ),
                ),
                (
                    "line",
                    models.OneToOneField(
                        blank=True,
                        editable=False,
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="statement",
                        to="families.line",
                    ),
                ),
                (
                    "member",
                    models.ForeignKey(
                        blank=True,
                        editable=False,
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to="families.member",
                    ),
                ),
                (
                    "network_person",
                    models.ForeignKey(
                        blank=True,
                        editable=False,
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to="families.networkperson",
                    ),
                ),
                (
                    "professional",
                    models.ForeignKey(
                        blank=True,
                        editable=False,
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to=settings.AUTH_USER_MODEL,
                    ),
                ),
                (
                    "successor",
                    models.ForeignKey(
                        blank=True,
                        editable=False,
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="predecessors",
                        to="safety.statement",
                    ),
                ),
            ],
            options={
                "verbose_name": "statement",
                "verbose_name_plural": "statements",
                "ordering": ("on", "written_at", "pk"),
                "indexes": [
                    models.Index(fields=["family", "ending", "category"], name="safety_statement_of_family")
                ],
                "constraints": [
                    models.CheckConstraint(
                        condition=models.Q(
                            models.Q(
                                ("member__isnull", False),
                                ("network_person__isnull", True),
                                ("professional__isnull", True),
                            ),
                            models.Q(
                                ("member__isnull", True),
                                ("network_person__isnull", False),
                                ("professional__isnull", True),
                            ),
                            models.Q(
                                ("member__isnull", True),
                                ("network_person__isnull", True),
                                ("professional__isnull", False),
                            ),
                            _connector="OR",
                        ),
                        name="safety_statement_has_one_voice",
                        violation_error_code="speaker",
                        violation_error_message="Choose who says it: one person.",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(
                            models.Q(("category", "past_harm"), _negated=True),
                            ("happened_on__isnull", False),
                            _connector="OR",
                        ),
                        name="safety_statement_past_harm_is_dated",
                        violation_error_code="happened_on",
                        violation_error_message="Write when it happened: harm without a day is a label.",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(
                            ("happened_until", None),
                            ("happened_until__gte", models.F("happened_on")),
                            _connector="OR",
                        ),
                        name="safety_statement_happened_in_order",
                        violation_error_code="happened_until",
                        violation_error_message="The last day cannot come before the first.",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(("goal", None), ("category", "danger"), _connector="OR"),
                        name="safety_statement_goal_answers_a_danger",
                        violation_error_code="goal",
                        violation_error_message="Only a danger statement has a safety goal.",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(
                            ("risk_assessed_on", None),
                            ("risk_assessed_on__gte", models.F("risk_ordered_on")),
                            _connector="OR",
                        ),
                        name="safety_statement_risk_is_ordered_first",
                        violation_error_code="risk_assessed_on",
                        violation_error_message="An assessment is ordered before it is finished.",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(
                            models.Q(
                                ("end_reason", ""),
                                ("ended_by", None),
                                ("ended_on", None),
                                ("ending", ""),
                                ("successor", None),
                            ),
                            models.Q(
                                models.Q(("ending", ""), _negated=True),
                                models.Q(("end_reason", ""), _negated=True),
                                ("ended_by__isnull", False),
                                ("ended_on__isnull", False),
                            ),
                            _connector="OR",
                        ),
                        name="safety_statement_ends_with_a_reason",
                        violation_error_code="reason",
                        violation_error_message="Write why, so that the family can read it later.",
                    ),
                ],
            },
        ),
        migrations.AddField(
            model_name="scale",
            name="danger",
            field=models.OneToOneField(
                editable=False,
                on_delete=django.db.models.deletion.PROTECT,
                related_name="scale",
                to="safety.statement",
            ),
        ),
        migrations.AddField(
            model_name="safetyrule",
            name="danger",
            field=models.ForeignKey(
                blank=True,
                null=True,
                on_delete=django.db.models.deletion.PROTECT,
                related_name="safety_rules",
                to="safety.statement",
                verbose_name="which worry it answers",
            ),
        ),
        migrations.AddField(
            model_name="presentation",
            name="statement",
            field=models.ForeignKey(
                editable=False,
                on_delete=django.db.models.deletion.CASCADE,
                related_name="presentations",
                to="safety.statement",
            ),
        ),
        migrations.CreateModel(
            name="Occasion",
            fields=[
                (
                    "id",
                    models.UUIDField(default=uuid.uuid4, editable=False, primary_key=True, serialize=False),
                ),
                ("revision", models.PositiveIntegerField(default=1, editable=False)),
                ("on", models.DateField(verbose_name="when")),
                ("words", models.TextField(max_length=1000, verbose_name="what happened")),
                ("added_at", models.DateTimeField(editable=False)),
                (
                    "added_by",
                    models.ForeignKey(
                        editable=False,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to=settings.AUTH_USER_MODEL,
                    ),
                ),
                (
                    "member",
                    models.ForeignKey(
                        blank=True,
                        editable=False,
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to="families.member",
                    ),
                ),
                (
                    "network_person",
                    models.ForeignKey(
                        blank=True,
                        editable=False,
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to="families.networkperson",
                    ),
                ),
                (
                    "professional",
                    models.ForeignKey(
                        blank=True,
                        editable=False,
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to=settings.AUTH_USER_MODEL,
                    ),
                ),
                (
                    "statement",
                    models.ForeignKey(
                        editable=False,
                        on_delete=django.db.models.deletion.CASCADE,
                        related_name="occasions",
                        to="safety.statement",
                    ),
                ),
            ],
            options={
                "verbose_name": "occasion",
                "ordering": ("on", "pk"),
                "constraints": [
                    models.CheckConstraint(
                        condition=models.Q(
                            models.Q(
                                ("member__isnull", False),
                                ("network_person__isnull", True),
                                ("professional__isnull", True),
                            ),
                            models.Q(
                                ("member__isnull", True),
                                ("network_person__isnull", False),
                                ("professional__isnull", True),
                            ),
                            models.Q(
                                ("member__isnull", True),
                                ("network_person__isnull", True),
                                ("professional__isnull", False),
                            ),
                            _connector="OR",
                        ),
                        name="safety_occasion_has_one_voice",
                        violation_error_code="speaker",
                        violation_error_message="Choose who says it: one person.",
                    )
                ],
            },
        ),
        migrations.AddField(
            model_name="nextstep",
            name="danger",
            field=models.ForeignKey(
                blank=True,
                null=True,
                on_delete=django.db.models.deletion.PROTECT,
                related_name="next_steps",
                to="safety.statement",
                verbose_name="which worry it answers",
            ),
        ),
        migrations.CreateModel(
            name="HistoricalStatementGrant",
            fields=[
                (
                    "id",
                    models.BigIntegerField(auto_created=True, blank=True, db_index=True, verbose_name="ID"),
                ),
                ("history_change_reason", models.TextField(null=True)),
                (
                    "history_id",
                    models.UUIDField(default=uuid.uuid4, editable=False, primary_key=True, serialize=False),
                ),
                ("history_date", models.DateTimeField(db_index=True)),
                (
                    "history_type",
                    models.CharField(
                        choices=[("+", "Created"), ("~", "Changed"), ("-", "Deleted")], max_length=1
                    ),
                ),
                (
                    "history_user",
                    models.ForeignKey(
                        null=True,
                        on_delete=django.db.models.deletion.SET_NULL,
                        related_name="+",
                        to=settings.AUTH_USER_MODEL,
                    ),
                ),
                (
                    "permission",
                    models.ForeignKey(
                        blank=True,
                        db_constraint=False,
                        null=True,
                        on_delete=django.db.models.deletion.DO_NOTHING,
                        related_name="+",
                        to="auth.permission",
                    ),
                ),
                (
                    "user",
                    models.ForeignKey(
                        blank=True,
                        db_constraint=False,
                        null=True,
                        on_delete=django.db.models.deletion.DO_NOTHING,
                        related_name="+",
                        to=settings.AUTH_USER_MODEL,
                    ),
                ),
                (
                    "content_object",
                    models.ForeignKey(
                        blank=True,
                        db_constraint=False,
                        null=True,
                        on_delete=django.db.models.deletion.DO_NOTHING,
                        related_name="+",
                        to="safety.statement",
                    ),
                ),
            ],
            options={
                "verbose_name": "historical statement grant",
                "verbose_name_plural": "historical statement grants",
                "ordering": ("-history_date", "-history_id"),
                "get_latest_by": ("history_date", "history_id"),
            },
            bases=(simple_history.models.HistoricalChanges, models.Model),
        ),
        migrations.CreateModel(
            name="HistoricalStatement_beside",
            fields=[
                (
                    "id",
                    models.BigIntegerField(auto_created=True, blank=True, db_index=True, verbose_name="ID"),
                ),
                (
                    "m2m_history_id",
                    models.UUIDField(default=uuid.uuid4, editable=False, primary_key=True, serialize=False),
                ),
                (
                    "history",
                    models.ForeignKey(
                        db_constraint=False,
                        on_delete=django.db.models.deletion.DO_NOTHING,
                        to="safety.historicalstatement",
                    ),
                ),
                (
                    "from_statement",
                    models.ForeignKey(
                        blank=True,
                        db_constraint=False,
                        db_tablespace="",
                        null=True,
                        on_delete=django.db.models.deletion.DO_NOTHING,
                        related_name="+",
                        to="safety.statement",
                    ),
                ),
                (
                    "to_statement",
                    models.ForeignKey(
                        blank=True,
                        db_constraint=False,
                        db_tablespace="",
                        null=True,
                        on_delete=django.db.models.deletion.DO_NOTHING,
                        related_name="+",
                        to="safety.statement",
                    ),
                ),
            ],
            options={
                "verbose_name": "HistoricalStatement_beside",
            },
            bases=(simple_history.models.HistoricalChanges, models.Model),
        ),
        migrations.CreateModel(
            name="HistoricalStatement_about",
            fields=[
                (
                    "id",
                    models.BigIntegerField(auto_created=True, blank=True, db_index=True, verbose_name="ID"),
                ),
                (
                    "m2m_history_id",
                    models.UUIDField(default=uuid.uuid4, editable=False, primary_key=True, serialize=False),
                ),
                (
                    "history",
                    models.ForeignKey(
                        db_constraint=False,
                        on_delete=django.db.models.deletion.DO_NOTHING,
                        to="safety.historicalstatement",
                    ),
                ),
                (
                    "member",
                    models.ForeignKey(
                        blank=True,
                        db_constraint=False,
                        db_tablespace="",
                        null=True,
                        on_delete=django.db.models.deletion.DO_NOTHING,
                        related_name="+",
                        to="families.member",
                    ),
                ),
                (
                    "statement",
                    models.ForeignKey(
                        blank=True,
                        db_constraint=False,
                        db_tablespace="",
                        null=True,
                        on_delete=django.db.models.deletion.DO_NOTHING,
                        related_name="+",
                        to="safety.statement",
                    ),
                ),
            ],
            options={
                "verbose_name": "HistoricalStatement_about",
            },
            bases=(simple_history.models.HistoricalChanges, models.Model),
        ),
        migrations.AddField(
            model_name="historicalstatement",
            name="successor",
            field=models.ForeignKey(
                blank=True,
                db_constraint=False,
                editable=False,
                null=True,
                on_delete=django.db.models.deletion.DO_NOTHING,
                related_name="+",
                to="safety.statement",
            ),
        ),
        migrations.CreateModel(
            name="HistoricalScale",
            fields=[
                ("id", models.UUIDField(db_index=True, default=uuid.uuid4, editable=False)),
                ("revision", models.PositiveIntegerField(default=1, editable=False)),
                ("history_change_reason", models.TextField(null=True)),
                (
                    "history_id",
                    models.UUIDField(default=uuid.uuid4, editable=False, primary_key=True, serialize=False),
                ),
                ("history_date", models.DateTimeField(db_index=True)),
                (
                    "history_type",
                    models.CharField(
                        choices=[("+", "Created"), ("~", "Changed"), ("-", "Deleted")], max_length=1
                    ),
                ),
                (
                    "family",
                    models.ForeignKey(
                        blank=True,
                        db_constraint=False,
                        editable=False,
                        null=True,
                        on_delete=django.db.models.deletion.DO_NOTHING,
                        related_name="+",
                        to="families.family",
                    ),
                ),
                (
                    "history_user",
                    models.ForeignKey(
                        null=True,
                        on_delete=django.db.models.deletion.SET_NULL,
                        related_name="+",
                        to=settings.AUTH_USER_MODEL,
                    ),
                ),
                (
                    "danger",
                    models.ForeignKey(
                        blank=True,
                        db_constraint=False,
                        editable=False,
                        null=True,
                        on_delete=django.db.models.deletion.DO_NOTHING,
                        related_name="+",
                        to="safety.statement",
                    ),
                ),
            ],
            options={
                "verbose_name": "historical scale",
                "verbose_name_plural": "historical scales",
                "ordering": ("-history_date", "-history_id"),
                "get_latest_by": ("history_date", "history_id"),
            },
            bases=(simple_history.models.HistoricalChanges, models.Model),
        ),
        migrations.CreateModel(
            name="HistoricalSafetyRule",
            fields=[
                ("id", models.UUIDField(db_index=True, default=uuid.uuid4, editable=False)),
                ("revision", models.PositiveIntegerField(default=1, editable=False)),
                (
                    "visibility",
                    models.CharField(
                        choices=[
                            ("core", "The core"),
                            ("sector", "My sector and the core"),
                            ("near", "Everybody near"),
                            ("named", "Only named people"),
                        ],
                        default="near",
                        max_length=10,
                        verbose_name="Can be seen by",
                    ),
                ),
                ("written_at", models.DateTimeField(editable=False)),
                ("changed_at", models.DateTimeField(editable=False)),
                (
                    "kind",
                    models.CharField(
                        choices=[
                            ("everyday", "An everyday rule"),
                            ("steps_in", "Who steps in"),
                            ("call", "How a child calls for help"),
                            ("trial", "How we try the plan"),
                        ],
                        default="everyday",
                        max_length=8,
                        verbose_name="what it is",
                    ),
                ),
                (
                    "trigger",
                    models.CharField(
                        blank=True,
                        help_text="What do they notice first? Empty: it holds every day.",
                        max_length=200,
                        verbose_name="when it gets hard",
                    ),
                ),
                (
                    "words",
                    models.TextField(
                        help_text="What somebody does, and what the child sees. Not what must stop.",
                        max_length=1000,
                        verbose_name="what we do",
                    ),
                ),
                ("since", models.DateField(default=roskilde.clock.today, verbose_name="holds since")),
                ("ended_on", models.DateField(blank=True, editable=False, null=True)),
                (
                    "end_reason",
                    models.CharField(blank=True, editable=False, max_length=300, verbose_name="because"),
                ),
                ("history_change_reason", models.TextField(null=True)),
                (
                    "history_id",
                    models.UUIDField(default=uuid.uuid4, editable=False, primary_key=True, serialize=False),
                ),
                ("history_date", models.DateTimeField(db_index=True)),
                (
                    "history_type",
                    models.CharField(
                        choices=[("+", "Created"), ("~", "Changed"), ("-", "Deleted")], max_length=1
                    ),
                ),
                (
                    "author",
                    models.ForeignKey(
                        blank=True,
                        db_constraint=False,
                        editable=False,
                        null=True,
                        on_delete=django.db.models.deletion.DO_NOTHING,
                        related_name="+",
                        to=settings.AUTH_USER_MODEL,
                    ),
                ),
                (
                    "child",
                    models.ForeignKey(
                        blank=True,
                        db_constraint=False,
                        null=True,
                        on_delete=django.db.models.deletion.DO_NOTHING,
                        related_name="+",
                        to="families.member",
                        verbose_name="which child calls",
                    ),
                ),
                (
                    "ended_by",
                    models.ForeignKey(
                        blank=True,
                        db_constraint=False,
                        editable=False,
                        null=True,
                        on_delete=django.db.models.deletion.DO_NOTHING,
                        related_name="+",
                        to=settings.AUTH_USER_MODEL,
                    ),
                ),
                (
                    "family",
                    models.ForeignKey(
                        blank=True,
                        db_constraint=False,
                        editable=False,
                        null=True,
                        on_delete=django.db.models.deletion.DO_NOTHING,
                        related_name="+",
                        to="families.family",
                    ),
                ),
                (
                    "from_answer",
                    models.ForeignKey(
                        blank=True,
                        db_constraint=False,
                        editable=False,
                        null=True,
                        on_delete=django.db.models.deletion.DO_NOTHING,
                        related_name="+",
                        to="safety.answer",
                    ),
                ),
                (
                    "history_user",
                    models.ForeignKey(
                        null=True,
                        on_delete=django.db.models.deletion.SET_NULL,
                        related_name="+",
                        to=settings.AUTH_USER_MODEL,
                    ),
                ),
                (
                    "member",
                    models.ForeignKey(
                        blank=True,
                        db_constraint=False,
                        editable=False,
                        null=True,
                        on_delete=django.db.models.deletion.DO_NOTHING,
                        related_name="+",
                        to="families.member",
                    ),
                ),
                (
                    "network_person",
                    models.ForeignKey(
                        blank=True,
                        db_constraint=False,
                        editable=False,
                        null=True,
                        on_delete=django.db.models.deletion.DO_NOTHING,
                        related_name="+",
                        to="families.networkperson",
                    ),
                ),
                (
                    "professional",
                    models.ForeignKey(
                        blank=True,
                        db_constraint=False,
                        editable=False,
                        null=True,
                        on_delete=django.db.models.deletion.DO_NOTHING,
                        related_name="+",
                        to=settings.AUTH_USER_MODEL,
                    ),
                ),
                (
                    "danger",
                    models.ForeignKey(
                        blank=True,
                        db_constraint=False,
                        null=True,
                        on_delete=django.db.models.deletion.DO_NOTHING,
                        related_name="+",
                        to="safety.statement",
                        verbose_name="which worry it answers",
                    ),
                ),
            ],
            options={
                "verbose_name": "historical rule of the safety plan",
                "verbose_name_plural": "historical rules of the safety plan",
                "ordering": ("-history_date", "-history_id"),
                "get_latest_by": ("history_date", "history_id"),
            },
            bases=(simple_history.models.HistoricalChanges, models.Model),
        ),
        migrations.AddField(
            model_name="historicalpresentation",
            name="statement",
            field=models.ForeignKey(
                blank=True,
                db_constraint=False,
                editable=False,
                null=True,
                on_delete=django.db.models.deletion.DO_NOTHING,
                related_name="+",
                to="safety.statement",
            ),
        ),
        migrations.CreateModel(
            name="HistoricalOccasion",
            fields=[
                ("id", models.UUIDField(db_index=True, default=uuid.uuid4, editable=False)),
                ("revision", models.PositiveIntegerField(default=1, editable=False)),
                ("on", models.DateField(verbose_name="when")),
                ("words", models.TextField(max_length=1000, verbose_name="what happened")),
                ("added_at", models.DateTimeField(editable=False)),
                ("history_change_reason", models.TextField(null=True)),
                (
                    "history_id",
                    models.UUIDField(default=uuid.uuid4, editable=False, primary_key=True, serialize=False),
                ),
                ("history_date", models.DateTimeField(db_index=True)),
                (
                    "history_type",
                    models.CharField(
                        choices=[("+", "Created"), ("~", "Changed"), ("-", "Deleted")], max_length=1
                    ),
                ),
                (
                    "added_by",
                    models.ForeignKey(
                        blank=True,
                        db_constraint=False,
                        editable=False,
                        null=True,
                        on_delete=django.db.models.deletion.DO_NOTHING,
                        related_name="+",
                        to=settings.AUTH_USER_MODEL,
                    ),
                ),
                (
                    "history_user",
                    models.ForeignKey(
                        null=True,
                        on_delete=django.db.models.deletion.SET_NULL,
                        related_name="+",
                        to=settings.AUTH_USER_MODEL,
                    ),
                ),
                (
                    "member",
                    models.ForeignKey(
                        blank=True,
                        db_constraint=False,
                        editable=False,
                        null=True,
                        on_delete=django.db.models.deletion.DO_NOTHING,
                        related_name="+",
                        to="families.member",
                    ),
                ),
                (
                    "network_person",
                    models.ForeignKey(
                        blank=True,
                        db_constraint=False,
                        editable=False,
                        null=True,
                        on_delete=django.db.models.deletion.DO_NOTHING,
                        related_name="+",
                        to="families.networkperson",
                    ),
                ),
                (
                    "professional",
                    models.ForeignKey(
                        blank=True,
                        db_constraint=False,
                        editable=False,
                        null=True,
                        on_delete=django.db.models.deletion.DO_NOTHING,
                        related_name="+",
                        to=settings.AUTH_USER_MODEL,
                    ),
                ),
                (
                    "statement",
                    models.ForeignKey(
                        blank=True,
                        db_constraint=False,
                        editable=False,
                        null=True,
                        on_delete=django.db.models.deletion.DO_NOTHING,
                        related_name="+",
                        to="safety.statement",
                    ),
                ),
            ],
            options={
                "verbose_name": "historical occasion",
                "verbose_name_plural": "historical occasions",
                "ordering": ("-history_date", "-history_id"),
                "get_latest_by": ("history_date", "history_id"),
            },
            bases=(simple_history.models.HistoricalChanges, models.Model),
        ),
        migrations.CreateModel(
            name="HistoricalNextStep",
            fields=[
                ("id", models.UUIDField(db_index=True, default=uuid.uuid4, editable=False)),
                ("revision", models.PositiveIntegerField(default=1, editable=False)),
                (
                    "visibility",
                    models.CharField(
                        choices=[
                            ("core", "The core"),
                            ("sector", "My sector and the core"),
                            ("near", "Everybody near"),
                            ("named", "Only named people"),
                        ],
                        default="near",
                        max_length=10,
                        verbose_name="Can be seen by",
                    ),
                ),
                ("written_at", models.DateTimeField(editable=False)),
                ("changed_at", models.DateTimeField(editable=False)),
                ("words", models.CharField(max_length=300, verbose_name="what")),
                ("due_on", models.DateField(verbose_name="by when")),
                (
                    "ending",
                    models.CharField(
                        blank=True,
                        choices=[("done", "Done"), ("dropped", "Dropped")],
                        editable=False,
                        max_length=8,
                    ),
                ),
                ("ended_on", models.DateField(blank=True, editable=False, null=True)),
                (
                    "outcome",
                    models.CharField(
                        blank=True, editable=False, max_length=300, verbose_name="what came of it"
                    ),
                ),
                ("history_change_reason", models.TextField(null=True)),
                (
                    "history_id",
                    models.UUIDField(default=uuid.uuid4, editable=False, primary_key=True, serialize=False),
                ),
                ("history_date", models.DateTimeField(db_index=True)),
                (
                    "history_type",
                    models.CharField(
                        choices=[("+", "Created"), ("~", "Changed"), ("-", "Deleted")], max_length=1
                    ),
                ),
                (
                    "author",
                    models.ForeignKey(
                        blank=True,
                        db_constraint=False,
                        editable=False,
                        null=True,
                        on_delete=django.db.models.deletion.DO_NOTHING,
                        related_name="+",
                        to=settings.AUTH_USER_MODEL,
                    ),
                ),
                (
                    "ended_by",
                    models.ForeignKey(
                        blank=True,
                        db_constraint=False,
                        editable=False,
                        null=True,
                        on_delete=django.db.models.deletion.DO_NOTHING,
                        related_name="+",
                        to=settings.AUTH_USER_MODEL,
                    ),
                ),
                (
                    "family",
                    models.ForeignKey(
                        blank=True,
                        db_constraint=False,
                        editable=False,
                        null=True,
                        on_delete=django.db.models.deletion.DO_NOTHING,
                        related_name="+",
                        to="families.family",
                    ),
                ),
                (
                    "follow_up",
                    models.ForeignKey(
                        blank=True,
                        db_constraint=False,
                        editable=False,
                        null=True,
                        on_delete=django.db.models.deletion.DO_NOTHING,
                        related_name="+",
                        to="safety.followup",
                    ),
                ),
                (
                    "history_user",
                    models.ForeignKey(
                        null=True,
                        on_delete=django.db.models.deletion.SET_NULL,
                        related_name="+",
                        to=settings.AUTH_USER_MODEL,
                    ),
                ),
                (
                    "line",
                    models.ForeignKey(
                        blank=True,
                        db_constraint=False,
                        editable=False,
                        null=True,
                        on_delete=django.db.models.deletion.DO_NOTHING,
                        related_name="+",
                        to="families.line",
                    ),
                ),
                (
                    "member",
                    models.ForeignKey(
                        blank=True,
                        db_constraint=False,
                        editable=False,
                        null=True,
                        on_delete=django.db.models.deletion.DO_NOTHING,
                        related_name="+",
                        to="families.member",
                    ),
                ),
                (
                    "network_person",
                    models.ForeignKey(
                        blank=True,
                        db_constraint=False,
                        editable=False,
                        null=True,
                        on_delete=django.db.models.deletion.DO_NOTHING,
                        related_name="+",
                        to="families.networkperson",
                    ),
                ),
                (
                    "professional",
                    models.ForeignKey(
                        blank=True,
                        db_constraint=False,
                        editable=False,
                        null=True,
                        on_delete=django.db.models.deletion.DO_NOTHING,
                        related_name="+",
                        to=settings.AUTH_USER_MODEL,
                    ),
                ),
                (
                    "danger",
                    models.ForeignKey(
                        blank=True,
                        db_constraint=False,
                        null=True,
                        on_delete=django.db.models.deletion.DO_NOTHING,
                        related_name="+",
                        to="safety.statement",
                        verbose_name="which worry it answers",
                    ),
                ),
            ],
            options={
                "verbose_name": "historical next step",
                "verbose_name_plural": "historical next steps",
                "ordering": ("-history_date", "-history_id"),
                "get_latest_by": ("history_date", "history_id"),
            },
            bases=(simple_history.models.HistoricalChanges, models.Model),
        ),
        migrations.CreateModel(
            name="HistoricalDisagreement",
            fields=[
                ("id", models.UUIDField(db_index=True, default=uuid.uuid4, editable=False)),
                ("revision", models.PositiveIntegerField(default=1, editable=False)),
                ("on", models.DateField(default=roskilde.clock.today, verbose_name="said on")),
                ("words", models.TextField(max_length=1000, verbose_name="how they see it, and why")),
                ("added_at", models.DateTimeField(editable=False)),
                (
                    "ended_on",
                    models.DateField(blank=True, editable=False, null=True, verbose_name="no longer since"),
                ),
                ("history_change_reason", models.TextField(null=True)),
                (
                    "history_id",
                    models.UUIDField(default=uuid.uuid4, editable=False, primary_key=True, serialize=False),
                ),
                ("history_date", models.DateTimeField(db_index=True)),
                (
                    "history_type",
                    models.CharField(
                        choices=[("+", "Created"), ("~", "Changed"), ("-", "Deleted")], max_length=1
                    ),
                ),
                (
                    "added_by",
                    models.ForeignKey(
                        blank=True,
                        db_constraint=False,
                        editable=False,
                        null=True,
                        on_delete=django.db.models.deletion.DO_NOTHING,
                        related_name="+",
                        to=settings.AUTH_USER_MODEL,
                    ),
                ),
                (
                    "history_user",
                    models.ForeignKey(
                        null=True,
                        on_delete=django.db.models.deletion.SET_NULL,
                        related_name="+",
                        to=settings.AUTH_USER_MODEL,
                    ),
                ),
                (
                    "member",
                    models.ForeignKey(
                        blank=True,
                        db_constraint=False,
                        editable=False,
                        null=True,
                        on_delete=django.db.models.deletion.DO_NOTHING,
                        related_name="+",
                        to="families.member",
                    ),
                ),
                (
                    "network_person",
                    models.ForeignKey(
                        blank=True,
                        db_constraint=False,
                        editable=False,
                        null=True,
                        on_delete=django.db.models.deletion.DO_NOTHING,
                        related_name="+",
                        to="families.networkperson",
                    ),
                ),
                (
                    "professional",
                    models.ForeignKey(
                        blank=True,
                        db_constraint=False,
                        editable=False,
                        null=True,
                        on_delete=django.db.models.deletion.DO_NOTHING,
                        related_name="+",
                        to=settings.AUTH_USER_MODEL,
                    ),
                ),
                (
                    "statement",
                    models.ForeignKey(
                        blank=True,
                        db_constraint=False,
                        editable=False,
                        null=True,
                        on_delete=django.db.models.deletion.DO_NOTHING,
                        related_name="+",
                        to="safety.statement",
                    ),
                ),
            ],
            options={
                "verbose_name": "historical disagreement",
                "verbose_name_plural": "historical disagreements",
                "ordering": ("-history_date", "-history_id"),
                "get_latest_by": ("history_date", "history_id"),
            },
            bases=(simple_history.models.HistoricalChanges, models.Model),
        ),
        migrations.CreateModel(
            name="Disagreement",
            fields=[
                (
                    "id",
                    models.UUIDField(default=uuid.uuid4, editable=False, primary_key=True, serialize=False),
                ),
                ("revision", models.PositiveIntegerField(default=1, editable=False)),
                ("on", models.DateField(default=roskilde.clock.today, verbose_name="said on")),
                ("words", models.TextField(max_length=1000, verbose_name="how they see it, and why")),
                ("added_at", models.DateTimeField(editable=False)),
                (
                    "ended_on",
                    models.DateField(blank=True, editable=False, null=True, verbose_name="no longer since"),
                ),
                (
                    "added_by",
                    models.ForeignKey(
                        editable=False,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to=settings.AUTH_USER_MODEL,
                    ),
                ),
                (
                    "member",
                    models.ForeignKey(
                        blank=True,
                        editable=False,
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to="families.member",
                    ),
                ),
                (
                    "network_person",
                    models.ForeignKey(
                        blank=True,
                        editable=False,
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to="families.networkperson",
                    ),
                ),
                (
                    "professional",
                    models.ForeignKey(
                        blank=True,
                        editable=False,
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to=settings.AUTH_USER_MODEL,
                    ),
                ),
                (
                    "statement",
                    models.ForeignKey(
                        editable=False,
                        on_delete=django.db.models.deletion.CASCADE,
                        related_name="disagreements",
                        to="safety.statement",
                    ),
                ),
            ],
            options={
                "verbose_name": "disagreement",
                "ordering": ("on", "pk"),
                "constraints": [
                    models.CheckConstraint(
                        condition=models.Q(
                            models.Q(
                                ("member__isnull", False),
                                ("network_person__isnull", True),
                                ("professional__isnull", True),
                            ),
                            models.Q(
                                ("member__isnull", True),
                                ("network_person__isnull", False),
                                ("professional__isnull", True),
                            ),
                            models.Q(
                                ("member__isnull", True),
                                ("network_person__isnull", True),
                                ("professional__isnull", False),
                            ),
                            _connector="OR",
                        ),
                        name="safety_disagreement_has_one_voice",
                        violation_error_code="speaker",
                        violation_error_message="Choose who says it: one person.",
                    )
                ],
            },
        ),
        migrations.CreateModel(
            name="StatementGrant",
            fields=[
                (
                    "id",
                    models.BigAutoField(
                        auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                    ),
                ),
                (
                    "content_object",
                    models.ForeignKey(on_delete=django.db.models.deletion.CASCADE, to="safety.statement"),
                ),
                (
                    "permission",
                    models.ForeignKey(on_delete=django.db.models.deletion.CASCADE, to="auth.permission"),
                ),
                (
                    "user",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.CASCADE, to=settings.AUTH_USER_MODEL
                    ),
                ),
            ],
            options={
                "abstract": False,
                "unique_together": {("user", "permission", "content_object")},
            },
        ),
        migrations.CreateModel(
            name="AnswerGrant",
            fields=[
                (
                    "id",
                    models.BigAutoField(
                        auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                    ),
                ),
                (
                    "content_object",
                    models.ForeignKey(on_delete=django.db.models.deletion.CASCADE, to="safety.answer"),
                ),
                (
                    "permission",
                    models.ForeignKey(on_delete=django.db.models.deletion.CASCADE, to="auth.permission"),
                ),
                (
                    "user",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.CASCADE, to=settings.AUTH_USER_MODEL
                    ),
                ),
            ],
            options={
                "abstract": False,
                "unique_together": {("user", "permission", "content_object")},
            },
        ),
        migrations.AddConstraint(
            model_name="bookversion",
            constraint=roskilde.constraints.NeverChanged(name="safety_bookversion_never_changed"),
        ),
        migrations.AddConstraint(
            model_name="approval",
            constraint=roskilde.constraints.NeverChanged(name="safety_approval_never_changed"),
        ),
        migrations.AddConstraint(
            model_name="handedover",
            constraint=roskilde.constraints.NeverChanged(name="safety_handedover_never_changed"),
        ),
        migrations.AddConstraint(
            model_name="release",
            constraint=roskilde.constraints.NeverChanged(name="safety_release_never_changed"),
        ),
        migrations.AddConstraint(
            model_name="scaleversion",
            constraint=roskilde.constraints.NeverChanged(name="safety_scaleversion_never_changed"),
        ),
        migrations.AddConstraint(
            model_name="rating",
            constraint=roskilde.constraints.NeverChanged(name="safety_rating_never_changed"),
        ),
    ]
