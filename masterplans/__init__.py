"""Floor 3, what we do: plan, programme, timetable, activities, contributions."""
