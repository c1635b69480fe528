from odoo import models

from odoo.addons.account.models.chart_template import template

MODULE = 'l10n_dz_accounting'
OLD_RECEIVABLE = 'l10n_dz_413'
RECEIVABLE = 'l10n_dz_411'
STAMP_DUTY_ACCOUNT = 'l10n_dz_44781'
TAP_ACCOUNT = 'l10n_dz_4471'
JOURNALS = {
    'sale': ("المبيعات", 'VTE'),
    'purchase': ("المشتريات", 'ACH'),
    'general': ("العمليات المختلفة", 'OD'),
    'exch': ("فروق الصرف", 'CHG'),
    'caba': ("الرسوم على أساس القبض", 'ENC'),
    'bank': ("البنك", None),
}


class AccountChartTemplate(models.AbstractModel):
    _inherit = 'account.chart.template'

    @template('dz')
    def _get_dz_template_data(self):
        return {**super()._get_dz_template_data(), 'property_account_receivable_id': RECEIVABLE}

    @template('dz', 'account.account')
    def _get_dz_accounting_account(self):
        """Arabic names and mended types; no new entry with the tax on professional activity after the Finance Law 2024."""
        accounts = self._parse_csv('dz', 'account.account', module=MODULE)
        accounts[TAP_ACCOUNT]['usable_until'] = '2024-12-31'
        accounts[STAMP_DUTY_ACCOUNT] = {
            'code': '44781',
            'name': "Stamp duty on cash receipts",
            'name@ar': "حق الطابع على المقبوضات نقدا",
            'name@fr': "Droit de timbre sur encaissements en espèces",
            'account_type': 'liability_current',
        }
        return accounts

    @template('dz', 'account.group')
    def _get_dz_accounting_group(self):
        return self._parse_csv('dz', 'account.group', module=MODULE)

    @template('dz', 'account.tax.group')
    def _get_dz_accounting_tax_group(self):
        return self._parse_csv('dz', 'account.tax.group', module=MODULE)

    @template('dz', 'account.tax')
    def _get_dz_accounting_tax(self):
        return self._parse_csv('dz', 'account.tax', module=MODULE)

    @template('dz', 'account.fiscal.position')
    def _get_dz_accounting_fiscal_position(self):
        return self._parse_csv('dz', 'account.fiscal.position', module=MODULE)

    @template('dz', 'account.journal')
    def _get_dz_accounting_journal(self):
        """Arabic names; the codes stay Latin, so that numbers of entries read the same in every language."""
        return {
            xmlid: {'name@ar': name, **({'code@ar': code} if code else {})}
            for xmlid, (name, code) in JOURNALS.items()
        }

    def _load_translations(self, langs=None, companies=None, template_data=None):
        res = super()._load_translations(langs=langs, companies=companies, template_data=template_data)
        self.env['account.report']._load_dz_tax_report_names(langs)
        return res
