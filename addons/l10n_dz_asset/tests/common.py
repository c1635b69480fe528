from datetime import date

from freezegun import freeze_time

from odoo.fields import Command
from odoo.tests import new_test_user

from odoo.addons.l10n_dz_accounting.tests.common import LedgerCase

KEEPER = 'l10n_dz_asset.l10n_dz_asset_group_keeper'
READER = 'l10n_dz_asset.l10n_dz_asset_group_reader'
TODAY = '2026-07-15 09:00:00'


class AssetCase(LedgerCase):
    """A workshop with the Algerian chart: an accountant, a chief accountant, a keeper of things, a reader."""

    @classmethod
    def setUpClass(cls):
        super().setUpClass()
        cls.startClassPatcher(freeze_time(TODAY))
        cls.env = cls.env(context={**cls.env.context, 'lang': 'en_US'})
        cls.branch = cls.env['res.company'].create({
            'name': "Copper Works, Oran", 'country_id': cls.env.ref('base.dz').id, 'parent_id': cls.company_dz.id})
        cls.env.user.company_ids += cls.branch
        cls.env.cr.precommit.run()
        cls.chief = cls._create_user('chief', 'account.group_account_manager')
        cls.keeper = cls._create_user('keeper', KEEPER)
        cls.reader = cls._create_user('reader', READER)
        cls.places = cls.env['dz.asset.location'].create([
            {'name': name, 'company_id': company.id} for name, company in (
                ("Office 1", cls.company_dz), ("Office 2", cls.company_dz), ("Oran hall", cls.branch))])
        cls.vendor = cls.env['res.partner'].create({'name': "Machines Ltd", 'company_id': False})

    @classmethod
    def _create_user(cls, login, groups, companies=None):
        companies = companies or cls.company_dz
        return new_test_user(
            cls.env, login=f'{login}_asset', name=login.capitalize(), groups=groups, company_id=companies[0].id,
            company_ids=[Command.set(companies.ids)])

    @classmethod
    def _profile(cls, name):
        """The company's category made from a category of the template: land, building, vehicle…"""
        category = cls.env.ref(f'l10n_dz_asset.dz_asset_category_{name}')
        return cls.env['account.asset.profile'].search([
            ('company_id', '=', cls.company_dz.id), ('dz_category_id', '=', category.id)])

    def _asset(self, value=150000, category='computer', start=date(2026, 1, 1), confirm=True, company=None, **values):
        company = company or self.company_dz
        asset = self.env['account.asset'].with_company(company).create({
            'name': f'{category.capitalize()} {value}', 'profile_id': self._profile(category).id, 'purchase_value': value,
            'date_start': start, 'date_acquisition': start, 'company_id': company.id, **values})
        if confirm:
            asset.validate()
        return asset

    def _yearly(self, asset):
        """{year: depreciation} of the plan."""
        years = {}
        for line in asset.depreciation_line_ids.filtered(lambda line: line.type == 'depreciate'):
            years[line.line_date.year] = round(years.get(line.line_date.year, 0) + line.amount, 2)
        return dict(sorted(years.items()))

    def _run(self, *months, company=None, user=None):
        """Post months to the end; returns the last run."""
        for month in months:
            self.env['dz.asset.run'].with_user(user or self.accountant).with_context(queue_job__no_delay=True).action_start(
                (company or self.company_dz).id, date(2026, month, 1))
        run = self.env['dz.asset.run'].sudo().search([('company_id', '=', (company or self.company_dz).id)], limit=1)
        return run

    def _bill(self, *lines, company=None, day='2026-02-10', user=None, post=True):
        """A vendor bill of (account code, category or None, quantity, price)."""
        company = company or self.company_dz
        env = self.env(user=user or self.env.user, context={**self.env.context, 'allowed_company_ids': company.ids})
        bill = env['account.move'].with_company(company).create({
            'move_type': 'in_invoice', 'partner_id': self.vendor.id, 'invoice_date': day, 'date': day, 'company_id': company.id,
            'invoice_line_ids': [Command.create({
                'name': f'Item {code}', 'account_id': self._account(code).id, 'quantity': quantity, 'price_unit': price,
                'tax_ids': [Command.clear()], **({'asset_profile_id': self._profile(category).id} if category else {}),
            }) for code, category, quantity, price in lines]})
        if post:
            bill.action_post()
        return bill

    def _balance(self, code, company=None):
        [[total]] = self.env['account.move.line']._read_group(
            [('account_id', '=', self._account(code).id), ('parent_state', '=', 'posted'),
             ('company_id', '=', (company or self.company_dz).id)], [], ['balance:sum'])
        return round(total, 2)
