import csv
import json
import logging
import time
from datetime import timedelta

from dateutil.relativedelta import relativedelta

from odoo import api, models
from odoo.tools import SQL
from odoo.tools.misc import file_open

from odoo.addons.l10n_dz_territory.tools.day import today_in_algeria

_logger = logging.getLogger(__name__)

LANGUAGES = {'ar': 'ar_001', 'fr': 'fr_FR', 'en': 'en_US'}
CHAMBERS = ('CN', '16', '05')
MONTHS_PAID = 12
# in the order in which they are played
STEPS = (
    'users', 'people', 'opening', 'budget', 'leave', 'payroll', 'assets', 'months', 'stores', 'purchases', 'missions',
    'decisions', 'approvals')
# tables that grow with each month
GROWING = (
    'account_move', 'account_move_line', 'account_partial_reconcile', 'account_payment', 'budget_commitment',
    'budget_movement', 'hr_payslip', 'hr_payslip_line', 'tier_review')
MONTH_NAMES = (
    "جانفي", "فيفري", "مارس", "أفريل", "ماي", "جوان", "جويلية", "أوت", "سبتمبر", "أكتوبر", "نوفمبر", "ديسمبر")


class ChamberFinanceDemo(models.AbstractModel):
    """What all steps of the fictitious year share: its days, its people, its tables."""
    _inherit = 'chamber.finance.demo'

    @api.model
    def _load_year(self):
        """Play a fictitious year of the national chamber and of two chambers of wilayas, up to today."""
        for step in STEPS:
            started = time.monotonic()
            getattr(self, f'_play_{step}')()
            self._count_rows()
            _logger.info("demonstration year: %s in %.1f s", step, time.monotonic() - started)

    @api.model
    def _count_rows(self):
        """Let PostgreSQL count what has been booked: in one long transaction it goes on taking the tables for empty."""
        self.env.flush_all()
        self.env.cr.execute(SQL("ANALYZE %s", SQL(', ').join(map(SQL.identifier, GROWING))))

    # days

    @api.model
    def _get_today(self):
        return today_in_algeria()

    @api.model
    def _get_months(self):
        """First days of the last twelve whole months, the oldest first."""
        first = self._get_today().replace(day=1)
        return [first - relativedelta(months=number) for number in range(MONTHS_PAID, 0, -1)]

    @api.model
    def _get_opening_day(self):
        """The first of January of the year in which the twelve months begin."""
        return self._get_months()[0].replace(month=1)

    @api.model
    def _get_months_before(self):
        """First days of the months between the opening and the twelve months, which the books hold as totals."""
        day, months = self._get_opening_day(), []
        while day < self._get_months()[0]:
            months.append(day)
            day += relativedelta(months=1)
        return months

    @api.model
    def _get_years(self):
        """The civil years of the demonstration: that of the opening, and the current one."""
        return sorted({self._get_opening_day().year, self._get_today().year})

    @api.model
    def _past(self, day):
        """The day, or today where it has not come."""
        return min(day, self._get_today())

    @api.model
    def _get_last_days(self, number):
        """A day of the current year, so many days ago, or the first of January."""
        today = self._get_today()
        return max(today - timedelta(days=number), today.replace(month=1, day=1))

    @api.model
    def _name_month(self, day):
        return f'{MONTH_NAMES[day.month - 1]} {day.year}'

    # tables

    @api.model
    def _read_table(self, name):
        """Rows of a table of the year, as dictionaries of texts."""
        with file_open(f'chamber_hr_accounting/demo/year/{name}.tsv') as handle:
            return list(csv.DictReader(handle, dialect='excel-tab'))

    @api.model
    def _read_facts(self, name):
        with file_open(f'chamber_hr_accounting/demo/year/{name}.json') as handle:
            return json.load(handle)

    @api.model
    def _create_translated(self, model, words, values, field='name'):
        """Create a record whose name is given in three languages."""
        record = self.env[model].with_context(lang='en_US').create({field: words['en'], **values})
        installed = {code for code, _name in self.env['res.lang'].get_installed()} | {'en_US'}
        record.update_field_translations(field, {
            LANGUAGES[language]: words[language] for language in LANGUAGES if LANGUAGES[language] in installed})
        return record

    # people

    @api.model
    def _get_chamber(self, code):
        return self.env['res.company'].search([('chamber_code', '=', code)])

    @api.model
    def _as(self, login, code=None):
        """The environment of a person of the demonstration, at work in one chamber: the own one, or that of the code."""
        user = self._get_user(login)
        company = self._get_chamber(code) if code else user.company_id
        return self.with_user(user).with_context(
            lang=user.lang, tz=user.tz, allowed_company_ids=company.ids, mail_create_nosubscribe=True).env

    @api.model
    def _get_login(self, role, code):
        """Who does something in a chamber; the small one is served by the national chamber."""
        own = {'16': 'alger', '05': 'batna', 'CN': 'national'}[code]
        served = {'accountant', 'budget', 'payer', 'hr', 'finance', 'chief.hr', 'chief.means'}
        if role in served and (code == '05' or role in ('finance', 'chief.hr', 'chief.means')):
            own = 'national'
        return f'{role}.{own}'

    @api.model
    def _approve(self, document, comment="موافق (بيانات تجريبية)", steps=None):
        """Take a document through its approvals, each by somebody whose turn it is.

        :param steps: how many approvals at most; none: all of them
        """
        document = document.with_env(self.env)
        taken = 0
        while (user := self._get_decider(document)) and (steps is None or taken < steps):
            judged = document.with_user(user).with_context(
                lang=user.lang, allowed_company_ids=self._get_document_company(document).ids)
            judged._decide('approve', judged._get_reviews(), comment)
            document.invalidate_recordset()
            taken += 1
        return document

    @api.model
    def _get_document_company(self, document):
        return document.company_id if 'company_id' in document._fields else self.env.company

    @api.model
    def _get_decider(self, document):
        """Somebody of the demonstration who may decide the next step of a document, if any is open."""
        reviews = document._get_reviews()
        company = self._get_document_company(document)
        for review in reviews.filtered(lambda review: review.status in ('waiting', 'pending')).sorted('sequence'):
            for user in review.reviewer_ids.sorted('id'):
                is_person = user.active and company in user.company_ids and user != self.env.ref('base.user_admin')
                if is_person and reviews._get_decidable(user):
                    return user
        return self.env['res.users']

    # accounts

    @api.model
    def _get_account(self, code, company):
        """The account of the national chart that begins with this code."""
        return self.env['account.account'].with_company(company.root_id).search([
            ('code', '=like', f'{code}%'), ('company_ids', 'in', company.root_id.ids)], order='code', limit=1)

    @api.model
    def _prepare_entry(self, code, use, day, label, amounts, partner=None):
        """Values of an entry of a chamber.

        :param amounts: [(account, debit less credit)]; the account is a record or the beginning of a code
        """
        company = self._get_chamber(code)
        lines = []
        for account, amount in amounts:
            account = self._get_account(account, company) if isinstance(account, str) else account
            amount = round(amount, 2)
            if amount:
                lines.append((0, 0, {
                    'account_id': account.id, 'name': label, 'debit': max(amount, 0.0), 'credit': max(-amount, 0.0),
                    'partner_id': partner.id if partner else False}))
        return {
            'move_type': 'entry', 'company_id': company.id, 'journal_id': company._get_chamber_journal(use).id, 'date': day,
            'ref': label, 'line_ids': lines}

    @api.model
    def _post_entries(self, code, values):
        """Have the accountant of a chamber enter and post entries."""
        env = self._as(self._get_login('accountant', code), code)
        moves = env['account.move'].with_context(tracking_disable=True).create(values)
        moves.action_post()
        return moves

    @api.model
    def _get_bank(self, code, use='bank'):
        """The account in the books of a chamber's bank, post or desk."""
        return self._get_chamber(code)._get_chamber_journal(use).default_account_id
