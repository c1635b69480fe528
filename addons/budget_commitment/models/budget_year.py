from odoo import api, fields, models
from odoo.exceptions import AccessError, UserError
from odoo.fields import Domain

from ..tools import engine

MANAGER = 'budget_commitment.budget_commitment_group_manager'


class BudgetYear(models.Model):
    """The budget of one company for one year; its chain of movements says where each credit stands."""
    _name = 'budget.year'
    _description = "Budget"
    _inherit = ['mail.thread']
    _order = 'date_start desc, company_id, id desc'

    name = fields.Char(required=True, default=lambda self: str(fields.Date.context_today(self).year))
    company_id = fields.Many2one(
        'res.company', required=True, index=True, default=lambda self: self.env.company, ondelete='restrict')
    currency_id = fields.Many2one(related='company_id.currency_id')
    date_start = fields.Date("From", required=True, default=lambda self: self._default_date(1, 1))
    date_end = fields.Date("To", required=True, default=lambda self: self._default_date(12, 31))
    state = fields.Selection(
        [('draft', "In Preparation"), ('open', "Open"), ('closing', "Being Carried Over"), ('closed', "Closed")],
        default='draft', required=True, readonly=True, copy=False, tracking=True, index=True)
    version_ids = fields.One2many('budget.version', 'year_id', string="Versions")
    line_ids = fields.One2many('budget.line', 'year_id', readonly=True)
    transfer_ids = fields.One2many('budget.transfer', 'year_id', string="Transfers")

    _date_order = models.Constraint('CHECK (date_end >= date_start)', "A budget cannot end before it begins.")
    _no_overlap = models.Constraint(
        "EXCLUDE USING gist (int4range(company_id, company_id, '[]') WITH =, daterange(date_start, date_end, '[]') WITH &&)",
        "A company has one budget for each day.")

    @api.model
    def _default_date(self, month, day):
        return fields.Date.context_today(self).replace(month=month, day=day)

    @api.depends('name', 'company_id')
    def _compute_display_name(self):
        for year in self:
            # what a company is called is no secret to who reads its budget
            year.display_name = f'{year.name} — {year.sudo().company_id.name}' if year.company_id else year.name

    @api.model_create_multi
    def create(self, vals_list):
        for vals in vals_list:
            self._refuse_state(vals, {'draft'})
        return super().create(vals_list)

    def write(self, vals):
        self._refuse_state(vals)
        if {'company_id', 'date_start', 'date_end'} & set(vals) and any(year.state != 'draft' for year in self):
            raise UserError(self.env._("The company and the dates of an open budget do not change."))
        return super().write(vals)

    def _refuse_state(self, vals, allowed=()):
        if 'state' in vals and vals['state'] not in allowed and engine.current() != 'year':
            raise UserError(self.env._("The state of a budget follows from its versions and its closing."))

    @api.ondelete(at_uninstall=False)
    def _unlink_except_draft(self):
        if any(year.state != 'draft' for year in self):
            raise UserError(self.env._("A budget that was opened is not deleted."))

    def _set_state(self, state):
        with engine.step('year'):
            self.write({'state': state})

    @api.model
    def _get_open(self, company, day):
        """The budget of a company that is open on a day, with full rights; empty when there is none."""
        # whoever commits need not be allowed to read budgets
        return self.sudo().search(
            Domain('company_id', '=', company.id) & Domain('state', '=', 'open')
            & Domain('date_start', '<=', day) & Domain('date_end', '>=', day), limit=1)

    def _check_manager(self):
        """Refuse whoever does not manage budgets.

        :raise AccessError: otherwise
        """
        if not (self.env.su or self.env.user.has_group(MANAGER)):
            raise AccessError(self.env._("Only managers of budgets may do this."))

    def action_view_situation(self):
        """Open the situation of the budget's credits as it is today."""
        self.ensure_one()
        self.check_access('read')
        action = self.env['ir.actions.act_window']._for_xml_id('budget_commitment.budget_situation_action')
        return {**action, 'domain': [('year_id', '=', self.id)]}

    def action_make_version(self):
        """Begin the initial budget, or an amended one that starts from the credits of today; opens it."""
        self.ensure_one()
        self.check_access('write')
        if self.state not in ('draft', 'open'):
            raise UserError(self.env._("%(budget)s is closed: it cannot be amended.", budget=self.display_name))
        version = self.env['budget.version'].create(self._prepare_version_values())
        return version._get_records_action(name=self.env._("Version of the Budget"))

    def _prepare_version_values(self):
        opened = self.env['budget.movement']._get_opened(self)
        return {
            'year_id': self.id,
            'kind': 'amended' if self.state == 'open' else 'initial',
            'line_ids': [fields.Command.create({
                'article_id': line.article_id.id, 'analytic_account_id': line.analytic_account_id.id,
                'amount': amount}) for line, amount in opened.items() if amount],
        }
