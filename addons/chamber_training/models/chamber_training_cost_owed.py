from odoo import models
from odoo.exceptions import UserError

# what a payment that was asked for rests on
FIXED_FIELDS = frozenset({'session_id', 'kind', 'trainer_id', 'actual_amount'})


class ChamberTrainingCost(models.Model):
    """The hours that a trainer has taught are owed to him; the other costs of a session are bought."""
    _inherit = 'chamber.training.cost'

    def _owed_depends(self):
        return [*super()._owed_depends(), 'kind', 'trainer_id', 'actual_amount']

    def _get_owed_amount(self):
        return self.actual_amount if self.kind == 'trainer' and self.trainer_id else 0.0

    def _get_owed_partner(self):
        return self.trainer_id.partner_id

    def _get_owed_reason(self):
        return self.env._(
            "Teaching of %(trainer)s: session %(session)s", trainer=self.trainer_id.name,
            session=self.session_id.number or self.session_id.name)

    def _get_owed_proof(self):
        return [
            ' — '.join(filter(None, [
                half_day._get_when(), self.env._("%(hours).2f h", hours=half_day.hours), half_day.module_id.name]))
            for half_day in self._get_taught_half_days()]

    def _get_taught_half_days(self):
        """The half-days of this line's trainer whose attendance is closed, the first ones first."""
        return self.session_id.half_day_ids.filtered(
            lambda half_day: half_day.state == 'closed' and self.trainer_id in half_day.teaching_ids.trainer_id)

    def _get_owed_cause(self):
        return self.session_id

    def _check_fixed(self, vals):
        """Refuse to change what a payment that was asked for rests on.

        :raises UserError: naming the line
        """
        for cost in self.filtered(lambda cost: cost.owed_state in ('asked', 'paid')):
            if any(name in vals and cost[name] != cost._fields[name].convert_to_record(
                    cost._fields[name].convert_to_cache(vals[name], cost), cost) for name in FIXED_FIELDS):
                raise UserError(self.env._(
                    "The payment of %(cost)s was asked for: give it up before you change it.", cost=cost.display_name))

    def action_open_session(self):
        """Open the session that the cost is of.

        :raises AccessError: where the user may not read it
        """
        self.ensure_one()
        self.session_id.check_access('read')
        return {
            'type': 'ir.actions.act_window', 'res_model': 'chamber.training.session', 'res_id': self.session_id.id,
            'views': [(False, 'form')]}
