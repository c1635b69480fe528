from decimal import Decimal

from dateutil.relativedelta import relativedelta

from odoo import api, fields, models
from odoo.exceptions import UserError
from odoo.fields import Domain

from ..tools import tax_grid

CARRIED_TO, CARRIED_FROM = 'l10n_dz_tr_vat_to_carry_forward_E3B99', 'l10n_dz_tr_E3B91'
TO_PAY = 'l10n_dz_tr_vat_to_pay_total_E3B00'
WORKED_OUT = {'name', 'state', 'date_to', 'date_due', 'amount_to_pay', 'amount_carried', 'company_id'}
COLUMNS = {
    'total_turnover': 'total_turnover', 'exempt_turnover': 'exempt_turnover', 'taxable_turnover': 'taxable_turnover',
    'balance': 'amount',
}


class VatReturn(models.Model):
    _name = 'vat.return'
    _description = "VAT Return (G50)"
    _inherit = ['mail.thread']
    _order = 'date_from desc, company_id'
    _check_company_auto = True

    name = fields.Char(compute='_compute_name', store=True)
    company_id = fields.Many2one(
        'res.company', required=True, index=True, default=lambda self: self.env.company, readonly=True)
    currency_id = fields.Many2one(related='company_id.currency_id')
    date_from = fields.Date(
        string="Month", required=True, tracking=True, default=lambda self: self._default_date_from(),
        help="Any day of the month that is declared.")
    date_to = fields.Date(string="Last Day", compute='_compute_date_to', store=True)
    date_due = fields.Date(string="Due Date", compute='_compute_date_due', store=True)
    state = fields.Selection(
        [('draft', "In preparation"), ('closed', "Closed")], default='draft', required=True, tracking=True, copy=False)
    line_ids = fields.One2many('vat.return.line', 'return_id')
    amount_to_pay = fields.Monetary(compute='_compute_amounts', store=True, tracking=True)
    amount_carried = fields.Monetary(string="Carried Forward", compute='_compute_amounts', store=True)
    is_late = fields.Boolean(compute='_compute_is_late')

    _one_month = models.UniqueIndex('(company_id, date_to)', "This month already has a VAT return.")

    @api.model
    def _default_date_from(self):
        return fields.Date.context_today(self) - relativedelta(months=1, day=1)

    @api.depends('date_from')
    def _compute_name(self):
        for vat_return in self:
            vat_return.name = f"G50 {vat_return.date_from:%Y-%m}" if vat_return.date_from else "G50"

    @api.depends('date_from')
    def _compute_date_to(self):
        for vat_return in self:
            vat_return.date_to = vat_return.date_from and vat_return.date_from + relativedelta(day=31)

    @api.depends('date_to')
    def _compute_date_due(self):
        # the deadline is the same for every company, and no secret
        deadlines = self.env['tax.deadline'].sudo()
        for vat_return in self:
            vat_return.date_due = vat_return.date_to and deadlines._get_due_date('g50', vat_return.date_to)

    @api.depends('line_ids.amount')
    def _compute_amounts(self):
        for vat_return in self:
            amounts = {line.code: line.amount for line in vat_return.line_ids}
            vat_return.amount_to_pay = amounts.get(TO_PAY, 0.0)
            vat_return.amount_carried = amounts.get(CARRIED_TO, 0.0)

    @api.depends('state', 'date_due')
    def _compute_is_late(self):
        today = fields.Date.context_today(self)
        for vat_return in self:
            vat_return.is_late = vat_return.state == 'draft' and bool(vat_return.date_due) and vat_return.date_due < today

    @api.model_create_multi
    def create(self, vals_list):
        returns = super().create(vals_list)
        returns._make_lines()
        returns._recompute_amounts()
        return returns

    def write(self, vals):
        if set(vals) & WORKED_OUT and not self.env.su:
            raise UserError(self.env._("The state and the amounts of a return are not written by hand."))
        if {'date_from', 'company_id', 'line_ids'} & set(vals):
            self._check_open()
        res = super().write(vals)
        if {'date_from', 'line_ids'} & set(vals):
            self._recompute_amounts()
        return res

    @api.ondelete(at_uninstall=False)
    def _unlink_except_closed(self):
        self._check_open()

    def _check_open(self):
        if closed := self.filtered(lambda vat_return: vat_return.state == 'closed'):
            raise UserError(self.env._("The return %s is closed: reopen it first.", closed[0].name))

    def action_recompute(self):
        """Work out the amounts again from the entries of the month and what was filled in by hand.

        :raises UserError: for a closed return
        """
        self.check_access('write')
        self._check_open()
        self._recompute_amounts()

    def action_close(self):
        """Work out the amounts a last time and keep them as declared. Entries with taxes of the month are locked.

        :raises UserError: for a closed return, or one whose month is not over
        """
        self.check_access('write')
        for vat_return in self:
            vat_return._check_open()
            if vat_return.date_to >= fields.Date.context_today(vat_return):
                raise UserError(vat_return.env._("The month of %s is not over.", vat_return.name))
            vat_return._recompute_amounts()
            # the state is set here only, not by whoever may write a return
            vat_return.sudo().state = 'closed'
            company = vat_return.company_id
            if not company.tax_lock_date or company.tax_lock_date < vat_return.date_to:
                # closing the return is what sets the lock, whoever keeps the accounts
                company.sudo().tax_lock_date = vat_return.date_to

    def action_reopen(self):
        """Take a closed return up again. The lock of the month's taxes stays: an exception to it is core's business.

        :raises UserError: for a return that is followed by a closed one
        """
        self.check_access('write')
        for vat_return in self:
            later = self.search_count([
                ('company_id', '=', vat_return.company_id.id), ('date_from', '>', vat_return.date_to),
                ('state', '=', 'closed')], limit=1)
            if later:
                raise UserError(vat_return.env._("A later return is closed: reopen that one first."))
            # as in action_close
            vat_return.sudo().state = 'draft'

    def _get_title(self):
        return self.env._("Monthly return of value-added tax (G50)")

    @api.model
    def _get_tax_report(self):
        # the grid is core's record of the law, the same for every reader
        return self.env.ref('l10n_dz.tax_report').sudo()

    def _make_lines(self):
        lines = []
        for vat_return in self:
            for sequence, report_line in enumerate(self._ordered(self._get_tax_report().line_ids)):
                manual = report_line.expression_ids.filtered(
                    lambda expression: expression.engine == 'external' and expression.label == 'balance')
                lines.append({
                    'return_id': vat_return.id, 'report_line_id': report_line.id, 'sequence': sequence,
                    'is_manual': bool(manual),
                    'amount': vat_return._get_carried() if report_line.code == CARRIED_FROM else 0.0,
                })
        # lines are made with the return, by whoever may make it
        self.env['vat.return.line'].sudo().create(lines)

    @api.model
    def _ordered(self, lines, parent=False):
        """Lines of the grid from the first to the last, each before those below it."""
        for line in lines.filtered(lambda line: line.parent_id.id == parent).sorted(lambda line: (line.sequence, line.id)):
            yield line
            yield from self._ordered(lines, line.id)

    def _get_carried(self):
        """Amount that the return of the month before carries forward."""
        before = self.search([('company_id', '=', self.company_id.id), ('date_to', '=', self.date_from + relativedelta(
            day=1) - relativedelta(days=1))], limit=1)
        return before.amount_carried

    def _recompute_amounts(self):
        cells = {
            (expression.report_line_id.code, expression.label): (expression.engine, expression.formula, expression.subformula)
            for expression in self._get_tax_report().line_ids.expression_ids
        }
        for vat_return in self:
            manual = {
                (line.code, 'balance'): Decimal(str(line.amount)) for line in vat_return.line_ids if line.is_manual}
            amounts = tax_grid.evaluate(cells, vat_return._get_tag_amounts(), manual)
            # people write only the cells filled by hand: the others are worked out here
            for line in vat_return.line_ids.sudo():
                line.write({field: float(amounts.get((line.code, label), 0)) for label, field in COLUMNS.items()})

    def _get_tag_amounts(self):
        """Return {tag: debit less credit} of the month's posted entries."""
        lines = self.env['account.move.line']
        domain = Domain([
            ('company_id', '=', self.company_id.id), ('parent_state', '=', 'posted'), ('tax_tag_ids', '!=', False),
            ('date', '>=', self.date_from + relativedelta(day=1)), ('date', '<=', self.date_to),
        ]) & Domain(lines._get_tax_exigible_domain())
        return {
            tag.with_context(lang='en_US').name: Decimal(str(round(balance, 2)))
            for tag, balance in lines._read_group(domain, ['tax_tag_ids'], ['balance:sum'])
        }
