import csv

from odoo import api, models
from odoo.tools import file_open
from odoo.tools.translate import code_translations

from .account_chart_template import JOURNALS, MODULE, OLD_RECEIVABLE, RECEIVABLE, STAMP_DUTY_ACCOUNT


class AccountChartTemplate(models.AbstractModel):
    _inherit = 'account.chart.template'

    @api.model
    def _adopt_dz_accounting(self, companies=None):
        """Give companies that already have the Algerian chart what new ones get with it. May be run again.

        :param companies: companies to look at; by default all
        """
        # the chart is loaded for companies that the administrator who installs may not be a member of
        companies = (companies or self.env['res.company']).sudo() or self.env['res.company'].sudo().search(
            [('chart_template', '=', 'dz')])
        companies = companies.filtered(lambda company: company.chart_template == 'dz' and not company.parent_id)
        langs = [code for code, _name in self.env['res.lang'].get_installed()]
        for company in companies:
            # as core does when it loads a chart
            chart = self.sudo().with_context(
                default_company_id=company.id, allowed_company_ids=[company.id], tracking_disable=True, lang='en_US')
            chart._create_dz_stamp_duty_account()
            chart._load_translations(langs=langs, companies=company)
            chart._mend_dz_accounts(company)
            chart._mend_dz_receivable(company)
            chart._mend_dz_journals(company, langs)

    def _create_dz_stamp_duty_account(self):
        if not self.ref(STAMP_DUTY_ACCOUNT, raise_if_not_found=False):
            values = dict(self._get_dz_accounting_account()[STAMP_DUTY_ACCOUNT], code='447810')
            self._load_data({'account.account': {STAMP_DUTY_ACCOUNT: values}})

    def _mend_dz_accounts(self, company):
        """Correct the types that are still as core gave them, and date the end of the tax on professional activity."""
        given = self._parse_csv('dz', 'account.account')
        for xmlid, values in self._get_dz_accounting_account().items():
            account = self.ref(xmlid, raise_if_not_found=False)
            if not account:
                continue
            if values.get('usable_until') and not account.usable_until:
                account.usable_until = values['usable_until']
            wanted = values.get('account_type')
            is_as_given = account.account_type == given.get(xmlid, {}).get('account_type')
            if wanted and is_as_given and wanted != account.account_type and not self._is_due_account(account):
                account.account_type = wanted

    def _is_due_account(self, account):
        """Whether invoices are due on this account: its type is then a choice of the company."""
        return bool(self.env['account.move.line'].search_count(
            [('account_id', '=', account.id), ('display_type', '=', 'payment_term')], limit=1))

    def _mend_dz_receivable(self, company):
        old, new = (self.ref(xmlid, raise_if_not_found=False) for xmlid in (OLD_RECEIVABLE, RECEIVABLE))
        default = self.env['ir.default']._get('res.partner', 'property_account_receivable_id', company_id=company.id)
        if new and default in (None, False, old.id if old else None):
            self.env['ir.default'].set('res.partner', 'property_account_receivable_id', new.id, company_id=company.id)

    def _mend_dz_journals(self, company, langs):
        """Name the journals as the chart does where they still bear core's name, and lock those without gap."""
        for lang in (lang for lang in langs if lang.startswith('ar')):
            for xmlid, (name, _code) in JOURNALS.items():
                journal = self.ref(xmlid, raise_if_not_found=False)
                if journal and journal.with_context(lang=lang).name in self._get_core_names(journal, lang):
                    journal.update_field_translations('name', {lang: name})
        self.env['account.journal'].search([('company_id', '=', company.id)])._lock_with_hash()

    def _get_core_names(self, record, lang):
        source = record.with_context(lang='en_US').name
        return {source, *(
            code_translations.get_python_translations('account', code).get(source) for code in (lang, lang.split('_')[0]))}


class AccountReport(models.Model):
    _inherit = 'account.report'

    @api.model
    def _load_dz_tax_report_names(self, langs=None):
        """Give the lines and columns of the Algerian tax report their Arabic names, where none was written."""
        installed = langs or [code for code, _name in self.env['res.lang'].get_installed()]
        arabic = [lang for lang in installed if lang.startswith('ar')]
        if not arabic:
            return
        with file_open(f'{MODULE}/data/template/account.report-dz.csv', 'r') as names:
            for row in csv.DictReader(names):
                # names of core records, loaded whoever activates the language
                record = self.env.ref(f"l10n_dz.{row['id']}", raise_if_not_found=False)
                record = record and record.sudo()
                missing = record and {
                    lang: row['name@ar'] for lang in arabic
                    if record.with_context(lang=lang).name == record.with_context(lang='en_US').name
                }
                if missing:
                    record.update_field_translations('name', missing)
