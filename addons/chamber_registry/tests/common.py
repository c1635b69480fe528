from odoo.fields import Command
from odoo.tests import new_test_user
from odoo.tools.misc import mute_logger

from odoo.addons.base.tests.common import BaseCommon

ROLES_OF_CHAMBER = ('agent', 'registrar', 'director')
# a photo of one point
PIXEL = (
    'iVBORw0KGgoAAAANSUhEUgAAAAEAAAABCAYAAAAfFcSJAAAADUlEQVR42mNk+M9QDwADhgGAWjR9awAAAABJRU5ErkJggg==')
NATIONAL_ROLES = ('national', 'director_general', 'auditor')


class ChamberCase(BaseCommon):
    """The national chamber, those of Algiers (16) and Batna (05), and one user for each role in each."""

    @classmethod
    def setUpClass(cls):
        super().setUpClass()
        cls.state_16 = cls.env.ref('l10n_dz_territory.wilaya_alger')
        cls.state_05 = cls.env.ref('l10n_dz_territory.wilaya_batna')
        cls.city_16 = cls._first_city(cls.state_16)
        cls.city_05 = cls._first_city(cls.state_05)
        cls.national_chamber = cls._create_chamber('national', "الغرفة الوطنية للاختبار", 'T-CN')
        cls.chamber_16 = cls._create_chamber('wilaya', "غرفة الجزائر للاختبار", 'T-16', cls.state_16)
        cls.chamber_05 = cls._create_chamber('wilaya', "غرفة باتنة للاختبار", 'T-05', cls.state_05)
        for code, chamber in (('16', cls.chamber_16), ('05', cls.chamber_05)):
            for role in ROLES_OF_CHAMBER:
                setattr(cls, f'{role}_{code}', cls._create_user(f'{role}_{code}', role, chamber))
        for role in NATIONAL_ROLES:
            setattr(cls, role, cls._create_user(role, role, cls.national_chamber))
        cls.craft_activity = cls.env.ref('chamber_registry.chamber_craft_activity_x01_001')

    @classmethod
    def _first_city(cls, state):
        return cls.env['res.city'].search([('state_id', '=', state.id)], order='id', limit=1)

    @classmethod
    def _create_chamber(cls, kind, name, code, state=None, **values):
        company = cls.env['res.company'].create({
            'name': name, 'name_ar': name, 'name_fr': f"Chambre {code}", 'chamber_kind': kind, 'chamber_code': code,
            'country_id': cls.env.ref('base.dz').id, 'currency_id': cls.env.ref('base.DZD').id,
            'parent_id': cls.national_chamber.id if kind == 'wilaya' else False,
            **values,
        })
        if state:
            cls._free_coverage(state)
            cls.env['chamber.coverage'].create({'company_id': company.id, 'state_id': state.id})
        return company

    @classmethod
    def _free_coverage(cls, state):
        """Take the wilaya from the chambers of the demonstration data."""
        cls.env['chamber.coverage'].search([('state_id', '=', state.id)]).unlink()

    @classmethod
    @mute_logger('odoo.addons.base.models.res_users')
    def _create_user(cls, login, role, company, **values):
        return new_test_user(
            cls.env, login=login, groups=f'base.group_user,chamber_registry.chamber_registry_group_{role}',
            company_id=company.id, company_ids=[Command.set(company.ids)], **values)

    @classmethod
    def _create_registrant(cls, **values):
        """A fictitious artisan of Algiers; ``nin`` is entered as a user would."""
        if 'nin' in values:
            values['nin_entry'] = values.pop('nin')
        return cls.env['res.partner'].create({
            'is_registrant': True, 'registrant_type': 'artisan', 'chamber_id': cls.chamber_16.id,
            'family_name_ar': "بن علي", 'given_name_ar': "كريم",
            'family_name_latin': "Benali", 'given_name_latin': "Karim",
            'sex': 'male', 'birth_date': '1984-05-12', 'city_id': cls.city_16.id,
            **values,
        })
