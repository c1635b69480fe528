from odoo.fields import Command
from odoo.tests import new_test_user
from odoo.tools.misc import mute_logger

from odoo.addons.chamber_registry.tests.common_request import RequestCase

FINANCE = 'chamber_hr_accounting.chamber_hr_accounting_group_'
RIB = '00799999000000020091'


class FinanceCase(RequestCase):
    """Chambers that keep their accounts, with a cashier and an accountant in each."""

    @classmethod
    def setUpClass(cls):
        super().setUpClass()
        cls.env['res.lang']._activate_lang('ar_001')
        cls.env['res.lang']._activate_lang('fr_FR')
        (cls.chamber_16 | cls.chamber_05)._set_up_chamber_accounts()
        for code, chamber in (('16', cls.chamber_16), ('05', cls.chamber_05)):
            for role in ('cashier', 'accountant'):
                setattr(cls, f'{role}_{code}', cls._create_finance_user(f'{role}_{code}', role, chamber))
        cls.finance_manager = cls._create_finance_user('finance_manager', 'finance_manager', cls.national_chamber)
        cls.finance_manager.company_ids |= cls.chamber_16 | cls.chamber_05
        # the accounts of a test need no other means than the engine's: nothing follows what is made
        cls.env.flush_all()

    @classmethod
    @mute_logger('odoo.addons.base.models.res_users')
    def _create_finance_user(cls, login, role, company):
        return new_test_user(
            cls.env, login=login, groups=f'base.group_user,{FINANCE}{role}', company_id=company.id,
            company_ids=[Command.set(company.ids)])

    @classmethod
    def _set_tariff(cls, amount, **values):
        """What a registration costs in these tests."""
        tariff = cls.env.ref('chamber_registry.fee_tariff_inscription_artisan')
        tariff.write({'amount': amount, **values})
        return tariff

    @classmethod
    def _create_due(cls, amount=None, user=None, **values):
        """A request whose fee is due."""
        if amount:
            cls._set_tariff(amount)
        request = cls._create_request(user, **values)
        cls.env.flush_all()
        return request

    @classmethod
    def _receive_at_desk(cls, requests, cashier=None, **details):
        """The receipt that a cashier gives for what he selects."""
        cls.env.flush_all()
        due = cls.env['chamber.fee.due'].with_user(cashier or cls.cashier_16).search([
            ('res_model', '=', 'chamber.request'), ('res_id', 'in', requests.ids)])
        wizard = cls.env['chamber.fee.receive'].with_user(cashier or cls.cashier_16).browse(due.action_receive()['res_id'])
        wizard.write({'payment_method': 'cash', **details})
        return cls.env['chamber.receipt'].with_user(cashier or cls.cashier_16).browse(wizard.action_receive()['res_id'])

    @classmethod
    def _lines(cls, move):
        """(code, debit, credit) of an entry, in order of codes."""
        root = cls.national_chamber
        return sorted((line.account_id.with_company(root).code, line.debit, line.credit) for line in move.sudo().line_ids)

    @classmethod
    def _get_cash_session(cls, company=None):
        return cls.env['chamber.cash.session'].search([('company_id', '=', (company or cls.chamber_16).id)], limit=1)

    @classmethod
    def _close_day(cls, session, counted, note=None, cashier=None):
        """Close a day with this amount, counted in coins of one dinar and centimes."""
        coin = cls.env.ref('chamber_hr_accounting.cash_denomination_coin_1')
        session.with_user(cashier or cls.cashier_16)._close({coin: int(counted)}, round(counted - int(counted), 2), note)
