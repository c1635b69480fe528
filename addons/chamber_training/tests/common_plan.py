from odoo.fields import Command

from .common import TrainingCase


class PlanCase(TrainingCase):
    """Plans of Algiers for 2026, proposed by its training manager."""

    @classmethod
    def setUpClass(cls):
        super().setUpClass()
        cls.env.ref('base.DZD').active = True

    @classmethod
    def _create_plan(cls, user=None, lines=None, **values):
        """A plan of 500 000 DA with one line: two sessions and 40 people in the first quarter for 300 000 DA."""
        return cls.env['chamber.training.plan'].with_user(user or cls.training_manager_16).create({
            'year': 2026, 'budget': 500000,
            'line_ids': [Command.create(line) for line in lines or [{
                'programme_id': cls.programme.id, 'quarter': '1', 'planned_sessions': 2, 'planned_people': 40,
                'planned_cost': 300000,
            }]],
            **values,
        })

    @classmethod
    def _create_approved_plan(cls, **values):
        plan = cls._create_plan(**values)
        cls._approve(plan)
        return plan

    @classmethod
    def _approve(cls, plan):
        """Propose the plan, and have the director of Algiers and the national training manager approve it."""
        plan.action_submit()
        plan.with_user(cls.director_16).validate_tier()
        plan.with_user(cls.training_national).validate_tier()

    @classmethod
    def _create_need(cls, user=None, **values):
        return cls.env['chamber.training.need'].with_user(user or cls.training_officer_16).create(
            {'programme_id': cls.programme.id, **values})
