"""Floor 2, how we see it: so far the goals, which the map and the plan share."""
