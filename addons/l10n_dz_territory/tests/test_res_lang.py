from datetime import date, datetime

from odoo.tests import tagged
from odoo.tools import SQL, format_amount, format_date
from odoo.tools.misc import format_time, formatLang

from .common import TerritoryCase


@tagged('post_install', '-at_install')
class TestAlgerianFormats(TerritoryCase):

    def _lang(self, code):
        return self.env['res.lang'].with_context(active_test=False).search([('code', '=', code)])

    def test_arabic_and_french_are_formatted_even_while_inactive(self):
        for code in ('ar_001', 'fr_FR'):
            self.assertRecordValues(self._lang(code), [{
                'date_format': '%d/%m/%Y', 'time_format': '%H:%M:%S', 'week_start': '7',
                'decimal_point': ',', 'thousands_sep': '\u00a0', 'grouping': '[3,0]',
            }])

    def test_activation_keeps_the_formats(self):
        for code in ('ar_001', 'fr_FR'):
            self._activate(code)
            env = self.env(context={'lang': code})
            with self.subTest(lang=code):
                self.assertEqual(format_date(env, date(2026, 1, 25)), "25/01/2026")
                self.assertEqual(formatLang(env, 1234567.5, digits=2), "1\u00a0234\u00a0567,50")
                self.assertEqual(format_time(env, datetime(2026, 1, 25, 16, 5), tz='UTC'), "16:05:00")

    def test_an_update_of_base_does_not_bring_the_old_formats_back(self):
        records = self.env['ir.model.data'].search([('module', '=', 'base'), ('name', 'in', ('lang_ar', 'lang_fr'))])
        self.assertEqual(records.mapped('noupdate'), [True, True])

    def test_amounts_in_arabic_have_western_digits(self):
        self._activate('ar_001')
        text = format_amount(self.env(context={'lang': 'ar_001'}), 12500, self.env.ref('base.EUR'))
        self.assertIn("12\u00a0500,00", text)

    def test_other_languages_are_left_alone(self):
        self.assertEqual(self._lang('en_US').date_format, '%m/%d/%Y')
        self.assertEqual(self._lang('ar_SY').decimal_point, '.')

    def _month_labels(self, code, groupby):
        self._activate(code)
        City = self.env['res.partner'].with_context(lang=code, tz='Africa/Algiers')
        partners = City.create([{'name': f"month {month}"} for month in (1, 7)])
        for partner, month in zip(partners, (1, 7), strict=True):
            self.env.cr.execute(SQL(
                "UPDATE res_partner SET create_date = %s WHERE id = %s", datetime(2026, month, 15, 9), partner.id))
        groups = City.web_read_group([('id', 'in', partners.ids)], [groupby])['groups']
        return [group[groupby][1] for group in groups]

    def test_groups_bear_the_algerian_names_of_the_months(self):
        self.assertEqual(self._month_labels('ar_001', 'create_date:month'), ["جانفي 2026", "جويلية 2026"])
        self.assertEqual(self._month_labels('ar_001', 'create_date:day'), ["15 جانفي 2026", "15 جويلية 2026"])
        self.assertEqual(self._month_labels('ar_001', 'create_date:year'), ["2026"])
        self.assertEqual(self._month_labels('fr_FR', 'create_date:month'), ["janvier 2026", "juillet 2026"])

    def test_a_pivot_bears_them_too(self):
        self._activate('ar_001')
        partner = self.env['res.partner'].with_context(lang='ar_001').create({'name': "July"})
        self.env.cr.execute(SQL("UPDATE res_partner SET create_date = '2026-07-15' WHERE id = %s", partner.id))
        rows = partner.formatted_read_group([('id', '=', partner.id)], ['create_date:month'], ['__count'])
        self.assertEqual(rows[0]['create_date:month'][1], "جويلية 2026")

    def test_groups_by_other_things_are_left_alone(self):
        self._activate('ar_001')
        Partner = self.env['res.partner'].with_context(lang='ar_001')
        parent = Partner.create({'name': "يوليو"})
        child = Partner.create({'name': "child", 'parent_id': parent.id})
        groups = Partner.web_read_group([('id', '=', child.id)], ['parent_id'])['groups']
        self.assertEqual(groups[0]['parent_id'][1], "يوليو")
