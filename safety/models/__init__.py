from safety.models.goal import Field, Goal, GoalGrant, GoalStatus, Whose

__all__ = ["Field", "Goal", "GoalGrant", "GoalStatus", "Whose"]
