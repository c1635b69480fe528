"""The accounts of a chamber: a branch of the national chamber, which has the chart."""
from odoo import api, models
from odoo.exceptions import UserError

# use: (type, prefix of the code, prefix of the account's code, names)
JOURNALS = {
    'sale': ('sale', 'VTE', None, {'en_US': "Sales", 'ar_001': "المبيعات", 'fr_FR': "Ventes"}),
    'purchase': ('purchase', 'ACH', None, {'en_US': "Purchases", 'ar_001': "المشتريات", 'fr_FR': "Achats"}),
    'cash': ('cash', 'CAI', '530', {'en_US': "Cash", 'ar_001': "الصندوق", 'fr_FR': "Caisse"}),
    'bank': ('bank', 'BNQ', '512', {'en_US': "Bank", 'ar_001': "البنك", 'fr_FR': "Banque"}),
    'postal': ('bank', 'CCP', '517', {
        'en_US': "Postal account", 'ar_001': "الحساب البريدي الجاري", 'fr_FR': "Compte courant postal"}),
    'general': ('general', 'OD', None, {
        'en_US': "Miscellaneous operations", 'ar_001': "العمليات المختلفة", 'fr_FR': "Opérations diverses"}),
}
# where lines go that name no account: services sold, supplies bought
DEFAULT_ACCOUNTS = {'sale': '706', 'purchase': '607'}
# money received by cheque or transfer waits there until the bank has it
TRANSIT = '511', {'en_US': "Payments being collected", 'ar_001': "قيم قيد التحصيل", 'fr_FR': "Valeurs à l'encaissement"}


class ResCompany(models.Model):
    _inherit = 'res.company'

    def _set_up_chamber_accounts(self):
        """Set up the chart on the national chamber, then journals and analytic accounts of each of these chambers.

        :raises UserError: for a company that is no chamber, or whose national chamber has another chart
        """
        for company in self:
            # journals, accounts and analytic accounts are made for chambers of which the person may be no member
            root = company.sudo().root_id
            if not company.chamber_kind or root.chamber_kind != 'national':
                raise UserError(self.env._("%(company)s is no chamber.", company=company.name))
            root._load_chamber_chart()
            company.sudo()._load_chamber_branch_chart()
            for use in JOURNALS:
                company.sudo()._set_up_chamber_journal(use)
            company.sudo()._set_up_chamber_analytic()
            company._set_up_chamber_warehouse()
        self.invalidate_recordset(['keeps_chamber_accounts'])

    def _load_chamber_chart(self):
        """Load the Algerian chart; the one that Odoo gives by itself goes, as long as nothing is booked with it."""
        self.ensure_one()
        if self.chart_template == 'dz':
            return
        if self.chart_template and self._existing_accounting():
            raise UserError(self.env._("%(company)s has another chart of accounts than the Algerian one.", company=self.name))
        dinar, former = self.env.ref('base.DZD'), self.currency_id
        dinar.active = True
        self.currency_id = dinar
        if former != dinar and not self.env['res.company'].search_count([('currency_id', '=', former.id)], limit=1):
            # the currency that Odoo starts with would put a column of currencies on every screen
            former.active = False
        # dozens of branches, each as long as the chart itself: each is loaded when it is set up
        chart = self.env['account.chart.template'].with_context(chamber_branches_later=True)
        chart._load('dz', self, install_demo=False)

    def _load_chamber_branch_chart(self):
        """Branches made before the chart, or without it, take what they need of it."""
        if self.chart_template != 'dz':
            self.env['account.chart.template']._load('dz', self, install_demo=False)

    def _set_up_chamber_journal(self, use):
        """Adopt the journal that the chart has made for this use, or make one; its account is in the national chart."""
        self.ensure_one()
        Journal = self.env['account.journal'].with_company(self)
        if Journal.search_count([('company_id', '=', self.id), ('chamber_use', '=', use)], limit=1):
            return
        kind, prefix, account_prefix, names = JOURNALS[use]
        journal = Journal.search(
            [('company_id', '=', self.id), ('type', '=', kind), ('chamber_use', '=', False)], order='sequence, id', limit=1
        ) if use != 'postal' and not self.parent_id else Journal
        if not journal:
            account = self._create_chamber_account(account_prefix, names) if account_prefix else self.env['account.account']
            journal = Journal.with_context(lang='en_US').create({
                'name': self._name_of_chamber(names, 'en_US'), 'type': kind, 'code': self._get_free_journal_code(prefix),
                'company_id': self.id, 'alias_name': False,
                **({'default_account_id': account.id} if account else {}),
                **({'default_account_id': self._get_chamber_account(DEFAULT_ACCOUNTS[use]).id}
                   if use in DEFAULT_ACCOUNTS else {}),
            })
            self._translate_chamber_name(journal, names)
        journal.chamber_use = use
        if use in ('cash', 'bank', 'postal'):
            # cash is there, or gone, at once; the rest waits until the bank has it
            waits = journal.default_account_id if use == 'cash' else self._create_chamber_account(
                *TRANSIT, type_='asset_current', reconcile=True)
            lines = journal.inbound_payment_method_line_ids | journal.outbound_payment_method_line_ids
            lines.filtered(lambda line: not line.payment_account_id).payment_account_id = waits

    def _get_free_journal_code(self, prefix):
        """The prefix with the chamber's digits, else the next one that is free: at most five signs."""
        taken = set(self.env['account.journal'].with_context(active_test=False).search(
            [('company_id', '=', self.id)]).mapped('code'))
        digits = ''.join(filter(str.isdigit, self.chamber_code))[-2:]
        codes = [f'{prefix}{digits}', *(f'{prefix}{number}' for number in range(1, 100))]
        return next(code for code in codes if code not in taken)

    def _create_chamber_account(self, prefix, names, type_='asset_cash', reconcile=False):
        """Find or create the chamber's account under one of the national chart, by the digits of the chamber."""
        root = self.root_id
        Account = self.env['account.account'].with_company(root)
        name = self._name_of_chamber(names, 'en_US')
        found = Account.with_context(lang='en_US').search(
            [('company_ids', 'in', root.ids), ('code', '=like', f'{prefix}%'), ('name', '=', name)], limit=1)
        if found:
            return found
        digits = ''.join(filter(str.isdigit, self.chamber_code))[-3:].zfill(3)
        account = Account.with_context(lang='en_US').create({
            'name': name, 'code': Account._search_new_account_code(f'{prefix}{digits}', cache=set()), 'account_type': type_,
            'reconcile': reconcile, 'company_ids': [(6, 0, root.ids)],
        })
        self._translate_chamber_name(account, names)
        return account

    def _name_of_chamber(self, names, lang):
        return f'{names[lang]} — {self._get_chamber_name(lang)}'

    def _translate_chamber_name(self, record, names):
        installed = {code for code, _name in self.env['res.lang'].get_installed()}
        record.update_field_translations('name', {
            lang: self._name_of_chamber(names, lang) for lang in names if lang in installed})

    def _set_up_chamber_analytic(self):
        """One analytic account of the chamber in the plan of chambers."""
        Analytic = self.env['account.analytic.account']
        if not Analytic.search_count([('chamber_id', '=', self.id)], limit=1):
            account = Analytic.with_context(lang='en_US').create({
                'name': self._get_chamber_name('en_US'), 'code': self.chamber_code, 'chamber_id': self.id,
                'company_id': self.root_id.id,
                'plan_id': self.env.ref('chamber_hr_accounting.analytic_plan_chamber').id,
            })
            installed = {code for code, _name in self.env['res.lang'].get_installed()}
            account.update_field_translations('name', {
                lang: self._get_chamber_name(lang) for lang in ('ar_001', 'fr_FR') if lang in installed})

    @api.model
    def _get_chamber_analytic(self, company):
        # the engine distributes for people who read no analytic account
        return self.env['account.analytic.account'].sudo().search([('chamber_id', '=', company.id)], limit=1)
