from datetime import date

from psycopg2.errors import CheckViolation, ExclusionViolation

from odoo.exceptions import UserError, ValidationError
from odoo.tools import mute_logger

from .common import PayrollCase


class TestRate(PayrollCase):

    def test_parts_of_the_contribution(self):
        rates = self.env['dz.payroll.rate']._of_day(self.company, date(2026, 3, 31))
        self.assertEqual([float(rates.total(part)) for part in range(3)], [25.0, 9.0, 0.5])

    def test_minimum_wage_by_its_editions(self):
        for day, amount in ((date(2025, 12, 31), 20000), (date(2026, 1, 1), 24000)):
            self.assertEqual(self.env['dz.payroll.rate']._of_day(self.company, day)['snmg'], amount)

    def test_a_company_s_own_rate_goes_before_the_general_one(self):
        other = self._create_dz_company_bare("Other")
        self.env['dz.payroll.rate'].create({
            'code': 'accidents_employer', 'value': 2.5, 'date_from': date(2026, 1, 1), 'company_id': self.company.id,
            'source': "Decision of the fund"})
        values = [float(self.env['dz.payroll.rate']._of_day(company, date(2026, 3, 31))['accidents_employer'])
                  for company in (self.company, other)]
        self.assertEqual(values, [2.5, 1.25])

    def _create_dz_company_bare(self, name):
        return self.env(su=True)['res.company'].create({'name': name, 'country_id': self.env.ref('base.dz').id})

    @mute_logger('odoo.sql_db')
    def test_two_values_at_once_are_refused(self):
        with self.assertRaises(ExclusionViolation), self.env.cr.savepoint():
            self.env['dz.payroll.rate'].create(
                {'code': 'snmg', 'value': 30000, 'date_from': date(2027, 1, 1), 'source': "Test"})

    @mute_logger('odoo.sql_db')
    def test_a_negative_rate_is_refused(self):
        with self.assertRaises(CheckViolation), self.env.cr.savepoint():
            self.env['dz.payroll.rate'].create(
                {'code': 'snmg', 'value': -1, 'date_from': date(2000, 1, 1), 'date_to': date(2001, 1, 1), 'source': "Test"})

    def test_a_rate_known_to_nobody_is_refused_with_its_name(self):
        with self.assertRaisesRegex(UserError, "Legal hours a month"):
            self.env['dz.payroll.rate']._of_day(self.company, date(1980, 1, 1))['legal_hours']

    def test_slices_that_do_not_rise_are_refused(self):
        scale = self.env.ref('l10n_dz_payroll.scale_2022')
        with self.assertRaisesRegex(ValidationError, "must rise"):
            scale.slice_ids[1].up_to = 10000
            scale._check_slices()
        with self.assertRaisesRegex(ValidationError, "must rise"):
            scale.slice_ids = [(5,)]

    @mute_logger('odoo.sql_db')
    def test_two_scales_at_once_are_refused(self):
        with self.assertRaises(ExclusionViolation), self.env.cr.savepoint():
            self.env.ref('l10n_dz_payroll.scale_2022').copy()

    @mute_logger('odoo.sql_db')
    def test_an_allowance_belongs_to_one_and_is_given_once_at_a_time(self):
        employee = self._create_employee()
        rule = self.env.ref('l10n_dz_payroll.rule_bonus')
        with self.assertRaises(CheckViolation), self.env.cr.savepoint():
            self.env['dz.payroll.allowance'].create({'rule_id': rule.id, 'value': 1})
        self._give(employee, 'bonus', 100)
        with self.assertRaises(ExclusionViolation), self.env.cr.savepoint():
            self._give(employee, 'bonus', 200, date(2026, 1, 1))

    def test_only_an_allowance_can_be_given(self):
        with self.assertRaisesRegex(ValidationError, "computed as an allowance"):
            self._give(self._create_employee(), 'base', 100)

    def test_each_company_of_algeria_has_one_structure_of_its_own(self):
        other = self._create_dz_company_bare("Third")
        structures = self.env(su=True)['hr.payroll.structure'].search([('is_dz', '=', True), ('company_id', '=', other.id)])
        self.assertEqual(len(structures), 1)
        self.assertIn(self.env.ref('l10n_dz_payroll.rule_net'), structures.rule_ids)
        other._create_dz_structure()
        self.assertEqual(structures.search_count([('is_dz', '=', True), ('company_id', '=', other.id)]), 1)
        abroad = self.env(su=True)['res.company'].create({'name': "Abroad", 'country_id': self.env.ref('base.fr').id})
        self.assertFalse(structures.search_count([('is_dz', '=', True), ('company_id', '=', abroad.id)]))
