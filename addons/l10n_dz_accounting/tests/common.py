from odoo import Command

from odoo.addons.base.tests.common import BaseCommon
from odoo.addons.mail.tests.common import mail_new_test_user


class LedgerCase(BaseCommon):
    """A company with the Algerian chart, an accountant and a cashier."""

    @classmethod
    def setUpClass(cls):
        super().setUpClass()
        cls.env['res.lang']._activate_lang('ar_001')
        cls.env['res.lang']._activate_lang('fr_FR')
        cls.company_dz = cls._create_company("Copper Works")
        cls.accountant = mail_new_test_user(
            cls.env, 'accountant.dz', groups='account.group_account_user', company_id=cls.company_dz.id,
            company_ids=[Command.set(cls.company_dz.ids)])
        cls.env = cls.env(context={**cls.env.context, 'allowed_company_ids': cls.company_dz.ids})
        cls.customer = cls.env['res.partner'].create({'name': "Weaving Shop", 'company_id': False})

    @classmethod
    def _create_company(cls, name):
        company = cls.env['res.company'].create({'name': name, 'country_id': cls.env.ref('base.dz').id})
        cls.env['account.chart.template'].try_loading('dz', company, install_demo=False)
        cls.env.user.company_ids += company
        return company

    @classmethod
    def _account(cls, code, company=None):
        company = company or cls.company_dz
        account = cls.env['account.account'].with_company(company).search(
            [('code', '=', code.ljust(6, '0')), ('company_ids', 'in', company.ids)], limit=1)
        return account or cls.env['account.account'].with_company(company).create({
            'name': f"Account {code}", 'code': code.ljust(6, '0'), 'company_ids': [Command.set(company.ids)],
            'account_type': {'1': 'liability_current', '2': 'asset_fixed', '6': 'expense', '7': 'income'}.get(
                code[0], 'asset_current'),
        })

    @classmethod
    def _entry(cls, date, *lines, company=None, post=True):
        """An entry of (account code, debit less credit)."""
        company = company or cls.company_dz
        move = cls.env['account.move'].with_company(company).create({
            'date': date, 'journal_id': cls._journal('general', company).id,
            'line_ids': [Command.create({
                'account_id': cls._account(code, company).id, 'name': code,
                'debit': max(amount, 0), 'credit': max(-amount, 0),
            }) for code, amount in lines],
        })
        if post:
            move.action_post()
        return move

    @classmethod
    def _journal(cls, journal_type, company=None):
        return cls.env['account.journal'].search(
            [('type', '=', journal_type), ('company_id', '=', (company or cls.company_dz).id)], order='sequence, id', limit=1)

    def _report(self, kind, date_from='2026-01-01', date_to='2026-12-31', user=None, **options):
        env = self.env(user=user or self.accountant)
        return env['financial.report'].get_report({
            'kind': kind, 'date_from': date_from, 'date_to': date_to, 'company_ids': self.company_dz.ids, **options})

    def _values(self, report):
        """{row: values} of all sections."""
        return {line['id']: line['values'] for section in report['sections'] for line in section['lines']}

    def _invoice(self, amount, date='2026-03-10', taxes=None, move_type='out_invoice', post=True):
        move = self.env['account.move'].with_company(self.company_dz).create({
            'move_type': move_type, 'partner_id': self.customer.id, 'invoice_date': date, 'date': date,
            'invoice_line_ids': [Command.create({
                'name': "Service", 'price_unit': amount, 'tax_ids': [Command.set(taxes.ids if taxes else [])]})],
        })
        if post:
            move.action_post()
        return move

    def _tax(self, xmlid):
        return self.env['account.chart.template'].with_company(self.company_dz).ref(f'l10n_dz_vat_{xmlid}')
