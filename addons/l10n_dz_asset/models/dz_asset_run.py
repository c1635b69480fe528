from dateutil.relativedelta import relativedelta

from odoo import api, fields, models
from odoo.exceptions import AccessError, UserError
from odoo.fields import Domain
from odoo.tools import SQL, format_date

from odoo.addons.report_weasyprint.tools.text import MONTHS_AR

from ..tools.plan import month_end
from .account_asset import ACCOUNTANT

STEPS = frozenset({
    'state', 'message', 'month', 'company_id', 'round', 'line_ids', 'move_ids', 'due_count', 'entry_per', 'started_by_id'})


class DzAssetRun(models.Model):
    """Depreciation of a month for all assets of a company: counted a hundred at a time, then posted."""
    _name = 'dz.asset.run'
    _description = "Depreciation of the Month"
    _inherit = ['mail.thread']
    _order = 'month desc, company_id, round desc'

    company_id = fields.Many2one(
        'res.company', required=True, readonly=True, index=True, ondelete='restrict', default=lambda self: self.env.company)
    month = fields.Date(required=True, readonly=True, help="First day of the month.")
    round = fields.Integer(
        required=True, readonly=True, default=1, aggregator=None,
        help="2 and more: assets that were entered after the month had been posted.")
    date = fields.Date("Entry Date", compute='_compute_date')
    state = fields.Selection(
        [('running', "Being counted"), ('posting', "Being posted"), ('blocked', "Stopped"), ('done', "Posted")],
        required=True, readonly=True, default='running', tracking=True, index=True)
    message = fields.Char(readonly=True, help="Why it has stopped.")
    entry_per = fields.Selection(
        [('category', "One for each category"), ('asset', "One for each asset")], string="Entries", readonly=True, required=True)
    started_by_id = fields.Many2one('res.users', readonly=True, default=lambda self: self.env.user)
    due_count = fields.Integer("Due", readonly=True, aggregator='sum')
    counted_count = fields.Integer("Counted", compute='_compute_progress')
    posted_count = fields.Integer("Posted", compute='_compute_progress')
    progress = fields.Integer("Progress (%)", compute='_compute_progress')
    amount = fields.Monetary("Depreciation", compute='_compute_progress')
    currency_id = fields.Many2one(related='company_id.currency_id')
    line_ids = fields.One2many('account.asset.line', 'run_id', string="Depreciation of Assets", readonly=True)
    move_ids = fields.One2many('account.move', 'asset_run_id', string="Entries of the Month", readonly=True)
    unread_count = fields.Integer("Units Not Read", compute='_compute_unread_count')

    _once = models.UniqueIndex('(company_id, month, round)', "The depreciation of this month is being posted already.")
    _first_day = models.Constraint('CHECK (EXTRACT(DAY FROM month) = 1 AND round > 0)', "A month begins with its first day.")

    @api.model
    def _month_name(self, month):
        """A month and its year; in Arabic by the names in use in Algeria."""
        if (self.env.lang or '').startswith('ar'):
            return f'{MONTHS_AR[month.month - 1]} {month.year}'
        return format_date(self.env, month, date_format='MMMM yyyy')

    @api.depends('month', 'round')
    @api.depends_context('lang')
    def _compute_display_name(self):
        for run in self:
            name = self._month_name(run.month) if run.month else ''
            run.display_name = f'{name} ({run.round})' if run.round > 1 else name

    @api.depends('month')
    def _compute_date(self):
        for run in self:
            run.date = run.month and month_end(run.month)

    @api.depends('line_ids.move_id', 'line_ids.amount', 'due_count')
    def _compute_progress(self):
        lines = self.env['account.asset.line']
        totals = {run: (count, amount) for run, count, amount in lines._read_group(
            [('run_id', 'in', self.ids)], ['run_id'], ['__count', 'amount:sum'])}
        posted = dict(lines._read_group(
            [('run_id', 'in', self.ids), ('move_id', '!=', False)], ['run_id'], ['__count']))
        for run in self:
            run.counted_count, run.amount = totals.get(run._origin, (0, 0.0))
            run.posted_count = posted.get(run._origin, 0)
            run.progress = 50 * (run.counted_count + run.posted_count) // max(run.due_count, run.counted_count, 1)

    def _compute_unread_count(self):
        for run in self:
            run.unread_count = self.env['account.asset'].search_count(run._get_unread_domain())

    def _get_unread_domain(self):
        return (Domain('company_id', '=', self.company_id.id) & Domain('method', '=', 'units') & Domain('state', '=', 'open')
                & Domain('date_start', '<=', self.date) & ~Domain('reading_ids', 'any', [('month', '=', self.month)]))

    @api.model_create_multi
    def create(self, vals_list):
        if not self.env.su:
            raise UserError(self.env._("The depreciation of a month begins by its button."))
        return super().create(vals_list)

    def write(self, vals):
        if not self.env.su and vals.keys() & STEPS:
            raise UserError(self.env._("The depreciation of a month goes on by its buttons only."))
        return super().write(vals)

    @api.ondelete(at_uninstall=False)
    def _unlink_never(self):
        raise UserError(self.env._("The depreciation of a month is not deleted."))

    @api.model
    def _check_accountant(self):
        if not self.env.su and not self.env.user.has_group(ACCOUNTANT):
            raise AccessError(self.env._("Only an accountant may do this."))

    @api.model
    def action_start(self, company_id, month):
        """Post the depreciation of a month in the background.

        :param company_id: id of a company of the user
        :param month: any day of the month
        :return: action that shows the progress
        :raises AccessError: for anyone but an accountant of the company
        :raises UserError: the month is locked, out of order, or has nothing to post
        """
        self._check_accountant()
        company = self.env['res.company'].browse(company_id)
        if not self.env.su and company not in self.env.user.company_ids:
            raise AccessError(self.env._("You do not keep the accounts of this company."))
        # rights were checked above; a run and its lines are written by these steps alone
        run = self.sudo()._in_books_of(company)._start(company, fields.Date.to_date(month).replace(day=1))
        return run.sudo(False).action_open()

    def action_open(self):
        """Show the progress."""
        self.ensure_one()
        return {'type': 'ir.actions.act_window', 'name': self.env._("Depreciation of the Month"),
                'res_model': self._name, 'res_id': self.id, 'view_mode': 'form'}

    def _in_books_of(self, company):
        """The run with that one company chosen: what else its user has chosen has no part in it."""
        return self.with_context(allowed_company_ids=company.ids)

    @api.model
    def _start(self, company, month):
        self._check_open(company, month)
        waiting = self.search([('company_id', '=', company.id), ('state', '!=', 'done')], limit=1)
        if waiting:
            raise UserError(self.env._("%(month)s is still being posted.", month=waiting.display_name))
        last = self.search([('company_id', '=', company.id)], limit=1)
        self._check_order(company, month, last.month)
        due = self.env['account.asset.line'].search_count(self._get_due_domain(company, month))
        if not due:
            raise UserError(self.env._("There is no depreciation left to post for that month."))
        run = self.create({
            'company_id': company.id, 'month': month, 'entry_per': company.asset_entry_per, 'due_count': due,
            'round': last.round + 1 if last.month == month else 1})
        run._enqueue()
        return run

    @api.model
    def _check_open(self, company, month):
        """Refuse a locked month, or one that is not over.

        :raises UserError: naming the day and the lock
        """
        date, journal = month_end(month), company._get_asset_journal()
        if not journal:
            raise UserError(self.env._("%(company)s has no journal for its assets.", company=company.name))
        if locks := company._get_violated_lock_dates(date, False, journal):
            raise UserError(self.env._(
                "%(date)s is locked in the accounts of %(company)s (%(locks)s).", date=format_date(self.env, date),
                company=company.name, locks=self.env['res.company']._format_lock_dates(locks)))
        if month > fields.Date.context_today(self):
            raise UserError(self.env._("That month has not begun."))

    @api.model
    def _check_order(self, company, month, last):
        """Refuse a month before which another is still to be posted, or after which one was posted."""
        if last and month < last:
            raise UserError(self.env._(
                "%(month)s is posted: what comes late is posted with a later month.",
                month=self._month_name(last)))
        first = self.env['account.asset.line'].search(
            Domain(self._get_due_domain(company, month))
            & (Domain('line_date', '>', month_end(last)) if last else Domain.TRUE), order='line_date, id', limit=1).month
        if first and first < month:
            raise UserError(self.env._(
                "Post %(month)s first.", month=self._month_name(first)))

    @api.model
    def _get_due_domain(self, company, month):
        return [('company_id', '=', company.id), ('month', '!=', False), ('move_id', '=', False), ('init_entry', '=', False),
                ('line_date', '<=', month_end(month)), ('asset_id.state', '=', 'open')]

    @api.model
    def _cron_post(self):
        """Post the month before, for companies that want it so, from the day set on. What cannot be posted is told."""
        today = fields.Date.context_today(self)
        if today.day < self.env['dz.asset.posting.day']._get_on(today).day:
            return
        month = today.replace(day=1) - relativedelta(months=1)
        companies = self.env['res.company'].search([('asset_auto_post', '=', True)])
        for index, company in enumerate(companies):
            self._post_by_itself(company, month)
            if not self.env['ir.cron']._commit_progress(1, remaining=len(companies) - index - 1):
                break

    def _post_by_itself(self, company, month):
        runs = self._in_books_of(company)
        if not self.env['account.asset.line'].search_count(runs._get_due_domain(company, month), limit=1):
            return
        last = runs.search([('company_id', '=', company.id)], limit=1)
        if last.state in ('running', 'posting', 'blocked') or last.month == month:
            return
        try:
            with self.env.cr.savepoint():
                runs._start(company, month)
        except UserError as error:
            self._tell_accountants(company, str(error))

    def _tell_accountants(self, company, words):
        """Say what keeps the month from being posted, where who keeps the accounts looks."""
        run = self.search([('company_id', '=', company.id)], limit=1)
        (run or company.partner_id).message_post(body=words)

    def _lock_run(self):
        """Take the run for this transaction, and read its state as others have left it."""
        self.lock_for_update()
        self.invalidate_recordset(['state'])

    @api.model
    def _get_next_sql(self, company, date, limit):
        return SQL(
            "SELECT line.id FROM account_asset_line line JOIN account_asset asset ON asset.id = line.asset_id"
            " WHERE line.company_id = %s AND line.month IS NOT NULL AND line.move_id IS NULL AND line.run_id IS NULL"
            " AND line.init_entry IS NOT TRUE AND line.line_date <= %s AND asset.state = 'open'"
            " ORDER BY line.line_date, line.id LIMIT %s FOR UPDATE OF line SKIP LOCKED", company.id, date, limit)
