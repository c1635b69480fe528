from odoo import api, models
from odoo.exceptions import AccessError, UserError

from ..tools import engine
from .dz_mission import OFFICER

FINANCE = 'l10n_dz_mission_order.l10n_dz_mission_order_group_finance'
# written by the steps of the mission only
ENGINE_FIELDS = frozenset({
    'state', 'name', 'company_id', 'date_asked', 'asked_by_id', 'date_approved', 'date_ordered', 'ordered_by_id', 'date_reported',
    'date_report_due', 'amount_estimate', 'advance_granted', 'advance_state', 'advance_payment_id', 'return_payment_id',
    'balance_payment_id', 'settlement_move_id', 'settled_by_id', 'date_settled', 'user_id', 'date_from', 'date_to',
    'department_id', 'grade', 'job_title'})
# what the traveller tells after the mission
TOLD = frozenset({'actual_start', 'actual_end', 'report', 'day_ids', 'visa_ids', 'expense_ids'})
# what the mission officer and finance add until the settlement
CHARGED = frozenset({'budget_label', 'analytic_account_id'})
OPEN_STATES = {'draft': None, 'ordered': TOLD, 'progress': TOLD}
CHARGED_STATES = ('approved', 'ordered', 'progress', 'reported')
FREE_PREFIXES = ('message_', 'activity_', 'review_')


class DzMissionOrder(models.Model):
    """Who may change what of an order, and when."""
    _inherit = 'dz.mission.order'

    @api.model_create_multi
    def create(self, vals_list):
        for vals in vals_list:
            self._refuse_engine_fields({name for name in ENGINE_FIELDS & set(vals) if vals[name] and (name, vals[name]) not in (
                ('state', 'draft'), ('advance_state', 'none'))})
        orders = super().create(vals_list)
        for order in orders.filtered(lambda order: len(order.sudo().mission_id.order_ids) > 1):
            if not engine.is_running():
                order.mission_id._check_open({'order_ids'})
        orders._recount_days()
        return orders

    def write(self, vals):
        self._refuse_engine_fields(ENGINE_FIELDS & set(vals))
        if not engine.is_running():
            for order in self:
                order._check_open(set(vals))
        result = super().write(vals)
        if not engine.is_running() and self._get_counted_fields() & set(vals):
            self._recount_days()
        return result

    @api.model
    def _get_counted_fields(self):
        """Fields from which the days and their allowances follow."""
        return {'date_start', 'date_end', 'actual_start', 'actual_end', 'employee_id', 'group_id', 'country_id', 'state_id',
                'distance_km', 'is_extra'}

    def _refuse_engine_fields(self, names):
        if names and not engine.is_running():
            labels = ", ".join(self._fields[name]._description_string(self.env) for name in sorted(names))
            raise UserError(self.env._("%(fields)s: written by the steps of the mission only.", fields=labels))

    def _check_open(self, names):
        """Refuse a change that the order does not allow any more.

        :raises UserError: naming the order
        :raises AccessError: finance and the mission officer alone name the budget line
        """
        self.ensure_one()
        own = {name for name in names if self._fields[name].store and not self._fields[name].inherited
               and not name.startswith(FREE_PREFIXES)}
        charged = own & CHARGED
        judged = {'expense_ids', 'day_ids'} if self.state == 'reported' else set()
        if own - charged - judged:
            self._refuse_finance()
        if charged and self.state != 'draft':
            if self.state not in CHARGED_STATES:
                raise self._get_closed_refusal()
            if not (self.env.user.has_group(OFFICER) or self.env.user.has_group(FINANCE)):
                raise AccessError(self.env._("The mission officer and finance name the budget line."))
        allowed = OPEN_STATES.get(self.state, frozenset())
        if allowed is None or not own - charged - allowed:
            return
        if self.state == 'reported' and self.env.user.has_group(FINANCE) and own - charged <= {'expense_ids', 'day_ids'}:
            return
        raise self._get_closed_refusal()

    def _refuse_finance(self):
        """Finance reads all missions and settles them; it neither asks for nor reports those of others.

        :raises AccessError: for finance, unless it is its own mission or that of its people
        """
        user = self.env.user
        if self.env.su or user.has_group(OFFICER) or not user.has_group(FINANCE):
            return
        for order in self:
            if user not in order.user_id | order.create_uid | order.approver_ids:
                raise AccessError(self.env._("Finance settles missions; travellers ask for them and report them."))

    def _get_closed_refusal(self):
        label = dict(self._fields['state']._description_selection(self.env))[self.state]
        return UserError(self.env._("%(order)s is “%(state)s”: this does not change any more.",
                                    order=self.display_name, state=label))

    def _get_under_validation_exceptions(self):
        # ``write`` is stricter: only the steps change these
        return [*super()._get_under_validation_exceptions(), *ENGINE_FIELDS, 'activity_ids', 'message_ids']

    @api.model
    def _get_tier_validation_readonly_domain(self):
        # after the approval the order goes on: the form and ``write`` say which fields are still open
        return f"({super()._get_tier_validation_readonly_domain()}) and state == 'asked'"

    def _write_step(self, vals):
        """Write what only the steps may write."""
        with engine.step():
            self.write(vals)
