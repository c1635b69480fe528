from odoo.fields import Command
from odoo.tests import new_test_user
from odoo.tools.misc import mute_logger

from odoo.addons.chamber_registry.tests.common import ChamberCase

FINANCE = 'chamber_hr_accounting.chamber_hr_accounting_group_'
REGISTRY = 'chamber_registry.chamber_registry_group_'
POSTS = {
    'employee': f'{REGISTRY}user',
    'cashier': f'{FINANCE}cashier', 'budget_officer': f'{FINANCE}budget_officer', 'payer': f'{FINANCE}payer',
    'accountant': f'{FINANCE}accountant', 'finance_manager': f'{FINANCE}finance_manager',
    'hr_officer': f'{FINANCE}hr_officer', 'payroll_officer': f'{FINANCE}payroll_officer',
    'hr_manager': f'{FINANCE}hr_manager',
    'storekeeper': f'{FINANCE}storekeeper', 'means_officer': f'{FINANCE}means_officer',
    'means_manager': f'{FINANCE}means_manager',
    'director': f'{REGISTRY}director', 'director_general': f'{REGISTRY}director_general', 'auditor': f'{REGISTRY}auditor',
}
NATIONAL = {'director_general', 'auditor'}


class RoleCase(ChamberCase):
    """One employee for each post of administration and means in Algiers, and an employee of Batna."""

    @classmethod
    def setUpClass(cls):
        super().setUpClass()
        cls.env['res.lang']._activate_lang('ar_001')
        cls.env['res.lang']._activate_lang('fr_FR')
        (cls.chamber_16 | cls.chamber_05)._set_up_chamber_accounts()
        cls.people = {
            role: cls._create_person(f'post_{role}', group, cls.national_chamber if role in NATIONAL else cls.chamber_16)
            for role, group in POSTS.items()
        }
        for role in NATIONAL:
            cls.people[role].company_ids |= cls.chamber_16 | cls.chamber_05
        cls.stranger = cls._create_person('post_stranger', POSTS['employee'], cls.chamber_05)
        cls.env.flush_all()

    @classmethod
    @mute_logger('odoo.addons.base.models.res_users')
    def _create_person(cls, login, group, company):
        """A user and the employee that he is."""
        user = new_test_user(
            cls.env, login=login, groups=f'base.group_user,{group}', company_id=company.id,
            company_ids=[Command.set(company.ids)])
        cls.env['hr.employee'].create({'name': login, 'user_id': user.id, 'company_id': company.id})
        return user

    @classmethod
    def _employee(cls, user):
        return cls.env['hr.employee'].search([('user_id', '=', user.id)])

    @classmethod
    def _as(cls, role, record):
        """The record or model as who holds this post sees it."""
        return record.with_user(cls.people[role])
