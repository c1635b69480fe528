from odoo import fields, models
from odoo.tools import SQL

from .chamber_training_plan import PLAN_STATES


class ChamberTrainingPlanReport(models.Model):
    """What was planned against what was done: a row for each line of a plan, and one for each session outside any plan."""
    _name = 'chamber.training.plan.report'
    _description = "Plan against Actual"
    _auto = False
    _order = 'year desc, company_id, quarter, programme_id, id'
    _rec_name = 'programme_id'
    _depends = {
        'chamber.training.plan': ['state', 'year', 'company_id'],
        'chamber.training.plan.line': [
            'plan_id', 'programme_id', 'quarter', 'planned_sessions', 'planned_people', 'planned_cost'],
        'chamber.training.programme': ['theme_id'],
        'chamber.training.session': ['plan_line_id', 'state', 'hours', 'event_id', 'chamber_activity_id', 'programme_id'],
        'chamber.activity': ['actual_amount'],
        'chamber.training.enrolment': ['session_id', 'state'],
        'chamber.training.attendance': ['session_id', 'enrolment_id', 'state', 'hours'],
        'event.event': ['company_id', 'date_begin'],
        'res.company': ['currency_id'],
    }

    plan_id = fields.Many2one('chamber.training.plan', readonly=True)
    plan_state = fields.Selection(PLAN_STATES, string="Status of the Plan", readonly=True)
    is_planned = fields.Boolean(string="In a Plan", readonly=True)
    company_id = fields.Many2one('res.company', string="Chamber", readonly=True)
    currency_id = fields.Many2one('res.currency', readonly=True)
    year = fields.Integer(readonly=True, aggregator=None)
    quarter = fields.Selection(
        [('1', "1st quarter"), ('2', "2nd quarter"), ('3', "3rd quarter"), ('4', "4th quarter")], readonly=True)
    programme_id = fields.Many2one('chamber.training.programme', readonly=True)
    theme_id = fields.Many2one('chamber.training.theme', readonly=True)
    planned_sessions = fields.Integer(string="Sessions Planned", readonly=True)
    held_sessions = fields.Integer(string="Sessions Held", readonly=True)
    planned_people = fields.Integer(string="People Planned", readonly=True)
    accepted_people = fields.Integer(string="People Accepted", readonly=True)
    trained_people = fields.Integer(string="People Trained", readonly=True, help="Who came to a session that is over.")
    taught_hours = fields.Float(string="Hours Taught", readonly=True)
    attended_hours = fields.Float(string="Hours Attended", readonly=True, help="Summed over the participants.")
    planned_cost = fields.Monetary(string="Budget Planned", readonly=True)
    actual_cost = fields.Monetary(readonly=True)

    @property
    def _table_query(self):
        return SQL(
            """
            WITH place AS (
                SELECT session_id, COUNT(*) AS accepted
                  FROM chamber_training_enrolment WHERE state = 'accepted' GROUP BY session_id
            ), presence AS (
                SELECT session_id, COUNT(DISTINCT enrolment_id) AS trained, SUM(hours) AS hours
                  FROM chamber_training_attendance WHERE state IN ('present', 'late') GROUP BY session_id
            ), done AS (
                SELECT session.id, session.plan_line_id, session.programme_id, session.state,
                       event.company_id, (event.date_begin AT TIME ZONE 'UTC' AT TIME ZONE 'Africa/Algiers')::date AS day,
                       (session.state IN ('done', 'closed'))::int AS held,
                       COALESCE(place.accepted, 0) AS accepted,
                       CASE WHEN session.state IN ('done', 'closed') THEN COALESCE(presence.trained, 0) ELSE 0 END AS trained,
                       CASE WHEN session.state IN ('done', 'closed') THEN COALESCE(session.hours, 0) ELSE 0 END AS taught,
                       COALESCE(presence.hours, 0) AS attended, COALESCE(activity.actual_amount, 0) AS cost
                  FROM chamber_training_session session
                  JOIN event_event event ON event.id = session.event_id
                  JOIN chamber_activity activity ON activity.id = session.chamber_activity_id
                  LEFT JOIN place ON place.session_id = session.id
                  LEFT JOIN presence ON presence.session_id = session.id
                 WHERE session.state <> 'cancelled'
            ), actual AS (
                SELECT plan_line_id, SUM(held) AS held, SUM(accepted) AS accepted, SUM(trained) AS trained,
                       SUM(taught) AS taught, SUM(attended) AS attended, SUM(cost) AS cost
                  FROM done WHERE plan_line_id IS NOT NULL GROUP BY plan_line_id
            )
            SELECT line.id, line.plan_id, plan.state AS plan_state, TRUE AS is_planned, plan.company_id,
                   company.currency_id, plan.year, line.quarter, line.programme_id, programme.theme_id,
                   line.planned_sessions, line.planned_people, line.planned_cost,
                   COALESCE(actual.held, 0)::int AS held_sessions, COALESCE(actual.accepted, 0)::int AS accepted_people,
                   COALESCE(actual.trained, 0)::int AS trained_people, COALESCE(actual.taught, 0) AS taught_hours,
                   COALESCE(actual.attended, 0) AS attended_hours, COALESCE(actual.cost, 0) AS actual_cost
              FROM chamber_training_plan_line line
              JOIN chamber_training_plan plan ON plan.id = line.plan_id
              JOIN res_company company ON company.id = plan.company_id
              JOIN chamber_training_programme programme ON programme.id = line.programme_id
              LEFT JOIN actual ON actual.plan_line_id = line.id
             UNION ALL
            SELECT -done.id, NULL, NULL, FALSE, done.company_id, company.currency_id,
                   EXTRACT(year FROM done.day)::int, EXTRACT(quarter FROM done.day)::text,
                   done.programme_id, programme.theme_id, 0, 0, 0,
                   done.held, done.accepted::int, done.trained::int, done.taught, done.attended, done.cost
              FROM done
              JOIN res_company company ON company.id = done.company_id
              JOIN chamber_training_programme programme ON programme.id = done.programme_id
             WHERE done.plan_line_id IS NULL AND done.state <> 'draft'
            """)
