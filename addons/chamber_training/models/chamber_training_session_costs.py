from odoo import api, fields, models

from odoo.addons.chamber_registry.models.engine import as_engine


class ChamberTrainingSession(models.Model):
    _inherit = 'chamber.training.session'

    cost_ids = fields.One2many('chamber.training.cost', 'session_id', copy=True)
    # counted when a half-day is closed or corrected: two tablets that note two people do not wait for one row
    person_hours = fields.Float(
        string="Hours Attended", readonly=True, copy=False,
        help="Sum of the hours of all who attended, of the half-days that are closed.")
    attended_count = fields.Integer(string="People Who Attended", readonly=True, copy=False)
    cost_per_hour = fields.Monetary(
        string="Cost per Person and Hour", compute='_compute_cost_per_hour', store=True, aggregator='avg',
        help="What the session cost, or is planned to cost, for each hour that someone attended.")

    @api.depends('person_hours', 'cost_ids.planned_amount', 'cost_ids.actual_amount')
    def _compute_cost_per_hour(self):
        for session in self:
            actual = sum(session.cost_ids.mapped('actual_amount'))
            amount = actual or sum(session.cost_ids.mapped('planned_amount'))
            session.cost_per_hour = amount / session.person_hours if session.person_hours else 0

    def _sync_amounts(self):
        """Give the planned work what its lines of cost add up to."""
        for session in self:
            # sudo: the planned work of a session is kept by the session
            session.chamber_activity_id.sudo().write({
                'planned_amount': sum(session.cost_ids.mapped('planned_amount')),
                'actual_amount': sum(session.cost_ids.mapped('actual_amount')),
            })

    def _sync_results(self):
        """Count the people who attended and their hours; the planned work has them too."""
        groups = self.env['chamber.training.enrolment']._read_group(
            [('session_id', 'in', self.ids), ('hours_attended', '>', 0)], ['session_id'], ['hours_attended:sum', '__count'])
        sums = {session.id: (hours, count) for session, hours, count in groups}
        for session in self:
            hours, count = sums.get(session.id, (0, 0))
            if (session.person_hours, session.attended_count) != (hours, count):
                as_engine(session).write({'person_hours': hours, 'attended_count': count})
            # sudo: the planned work of a session is kept by the session
            activity = session.chamber_activity_id.sudo()
            if activity.achieved_quantity != count:
                activity.achieved_quantity = count

    def action_compute_trainer_costs(self):
        """Write a line of cost for each trainer: hours planned, and hours of closed half-days, at his hourly cost.

        :raises UserError: for a session that is over
        """
        self.check_access('write')
        self._check_not_over()
        for session in self:
            lines = {cost.trainer_id: cost for cost in session.cost_ids if cost.trainer_id}
            # what was asked for or paid stays as it is
            fixed = session.cost_ids.filtered_domain([('owed_state', 'in', ('asked', 'paid'))]).trainer_id
            (self.env['chamber.training.cost'].union(*(
                cost for trainer, cost in lines.items() if trainer not in session.trainer_ids | fixed))).unlink()
            for trainer in session.trainer_ids - fixed:
                values = session._prepare_trainer_cost(trainer)
                if trainer in lines:
                    lines[trainer].write(values)
                else:
                    session.cost_ids.create({**values, 'session_id': session.id, 'trainer_id': trainer.id, 'kind': 'trainer'})

    def _prepare_trainer_cost(self, trainer):
        half_days = self.half_day_ids.filtered(lambda half_day: trainer in half_day.teaching_ids.trainer_id)
        taught = sum(half_days.filtered(lambda half_day: half_day.state == 'closed').mapped('hours'))
        return {
            'name': trainer.name, 'quantity': sum(half_days.mapped('hours')), 'unit_price': trainer.hourly_cost,
            'actual_amount': taught * trainer.hourly_cost,
        }
