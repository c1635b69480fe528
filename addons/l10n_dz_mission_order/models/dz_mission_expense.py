from odoo import api, fields, models
from odoo.exceptions import AccessError

from ..tools import engine
from .dz_mission_order_guard import FINANCE

KINDS = [('transport', "Transport ticket"), ('fuel', "Fuel"), ('lodging', "Lodging"), ('toll', "Toll and parking"),
         ('visa', "Visa and fees"), ('other', "Other")]


class DzMissionExpense(models.Model):
    _name = 'dz.mission.expense'
    _description = "Mission Expense"
    _inherit = ['dz.mission.order.part']
    _order = 'order_id, date, id'
    _order_field = 'expense_ids'

    order_id = fields.Many2one('dz.mission.order', required=True, index=True, ondelete='cascade')
    currency_id = fields.Many2one(related='order_id.currency_id')
    date = fields.Date(required=True, default=fields.Date.context_today)
    kind = fields.Selection(KINDS, required=True, default='transport')
    name = fields.Char("Description", required=True)
    amount = fields.Monetary("Spent", required=True)
    amount_accepted = fields.Monetary(
        "Accepted", compute='_compute_amount_accepted', store=True, readonly=False, precompute=True,
        help="By finance, when it checks the tickets.")
    remark = fields.Char("Why Less")
    ticket = fields.Binary(attachment=True)
    ticket_name = fields.Char()

    _amount_positive = models.Constraint('CHECK (amount > 0)', "An expense is greater than 0.")
    _accepted_within = models.Constraint(
        'CHECK (amount_accepted BETWEEN 0 AND amount)', "No more is accepted than was spent.")
    _remark_given = models.Constraint(
        "CHECK (amount_accepted >= amount OR COALESCE(remark, '') <> '')",
        "Say why less is accepted than was spent.")

    @api.depends('amount')
    def _compute_amount_accepted(self):
        for expense in self:
            expense.amount_accepted = expense.amount

    @api.model_create_multi
    def create(self, vals_list):
        for vals in vals_list:
            self._check_judge({name for name in ('amount_accepted', 'remark') if vals.get(name)
                               and not (name == 'amount_accepted' and vals[name] == vals.get('amount'))})
        expenses = super().create(vals_list)
        expenses._check_reported()
        return expenses

    def write(self, vals):
        self._check_judge({'amount_accepted', 'remark'} & set(vals))
        if set(vals) - {'amount_accepted', 'remark'}:
            self._check_reported()
        return super().write(vals)

    @api.ondelete(at_uninstall=False)
    def _unlink_except_reported(self):
        self._check_reported()

    def _check_reported(self):
        """What was reported is judged, neither changed nor added to nor left out.

        :raises AccessError: otherwise
        """
        if not engine.is_running() and any(expense.order_id.state == 'reported' for expense in self):
            raise AccessError(self.env._("Finance accepts or reduces an expense; it does not change it."))

    def _check_judge(self, names):
        """Finance alone says how much is accepted, and not of its own expenses.

        :raises AccessError: otherwise
        """
        if not names or engine.is_running():
            return
        own = any(expense.order_id.user_id == self.env.user for expense in self)
        if own or not self.env.user.has_group(FINANCE):
            raise AccessError(self.env._("Finance says how much of an expense is accepted."))
