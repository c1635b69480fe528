from odoo.exceptions import AccessError, UserError
from odoo.tests import tagged

from .common import FinanceCase


@tagged('post_install', '-at_install')
class TestSetUp(FinanceCase):
    """The accounts of the chambers: one chart on the national chamber, journals of each chamber."""

    def _journals(self, chamber):
        return self.env['account.journal'].search([('company_id', '=', chamber.id), ('chamber_use', '!=', False)])

    def test_each_chamber_has_its_journals_and_the_chart_is_national(self):
        self.assertEqual(self.national_chamber.chart_template, 'dz')
        for chamber, codes in ((self.chamber_16, {'VTE16', 'ACH16', 'CAI16', 'BNQ16', 'CCP16', 'OD16'}),
                               (self.chamber_05, {'VTE05', 'ACH05', 'CAI05', 'BNQ05', 'CCP05', 'OD05'})):
            with self.subTest(chamber=chamber.chamber_code):
                self.assertEqual(set(self._journals(chamber).mapped('code')), codes)
                self.assertTrue(chamber.keeps_chamber_accounts)
        accounts = self._journals(self.chamber_16).default_account_id
        self.assertEqual(accounts.company_ids, self.national_chamber)
        self.assertFalse(self.env['account.account'].search([('company_ids', 'in', (self.chamber_16 | self.chamber_05).ids)]))

    def test_what_a_chamber_enters_goes_to_its_own_journals(self):
        for kind, use in (('in_invoice', 'purchase'), ('out_invoice', 'sale')):
            with self.subTest(kind=kind):
                move = self.env['account.move'].with_user(self.accountant_16).create({
                    'move_type': kind, 'partner_id': self.accountant_16.partner_id.id,
                    'invoice_line_ids': [(0, 0, {'name': "Paper", 'price_unit': 100, 'tax_ids': []})]})
                self.assertEqual(move.journal_id, self.chamber_16._get_chamber_journal(use))
                self.assertEqual(move.invoice_line_ids.account_id, move.journal_id.default_account_id)

    def test_journals_have_names_in_three_languages(self):
        cash = self.chamber_16._get_chamber_journal('cash')
        self.assertEqual(cash.with_context(lang='ar_001').name, "الصندوق — غرفة الجزائر للاختبار")
        self.assertEqual(cash.with_context(lang='fr_FR').name, "Caisse — Chambre T-16")
        self.assertTrue(cash.with_context(lang='en_US').name.startswith("Cash"))
        self.assertEqual(cash.default_account_id.with_context(lang='fr_FR').name, "Caisse — Chambre T-16")

    def test_sales_purchases_and_miscellaneous_are_locked_by_hash(self):
        locked = self._journals(self.chamber_16).filtered('restrict_mode_hash_table')
        self.assertEqual(set(locked.mapped('chamber_use')), {'sale', 'purchase', 'general'})

    def test_run_again_it_changes_nothing(self):
        journals = self.env['account.journal'].search([])
        accounts = self.env['account.account'].search_count([])
        analytic = self.env['account.analytic.account'].search_count([])
        (self.chamber_16 | self.chamber_05).with_user(self.finance_manager).action_set_up_chamber_accounts()
        self.assertEqual(self.env['account.journal'].search([]), journals)
        self.assertEqual(self.env['account.account'].search_count([]), accounts)
        self.assertEqual(self.env['account.analytic.account'].search_count([]), analytic)

    def test_the_national_chamber_takes_the_journals_of_the_chart(self):
        self.national_chamber.with_user(self.finance_manager).action_set_up_chamber_accounts()
        self.assertTrue(self.national_chamber.keeps_chamber_accounts)
        sale = self.national_chamber._get_chamber_journal('sale')
        self.assertEqual(sale, self.env['account.chart.template'].with_company(self.national_chamber).ref('sale'))

    def test_entries_of_a_chamber_go_to_its_own_journals(self):
        self.national_chamber.with_user(self.finance_manager).action_set_up_chamber_accounts()
        for chamber in (self.national_chamber, self.chamber_16):
            moves = self.env['account.move'].with_company(chamber)
            for kind, use in (('in_invoice', 'purchase'), ('out_invoice', 'sale'), ('entry', 'general')):
                with self.subTest(chamber=chamber.chamber_code, kind=kind):
                    made = moves.create({'move_type': kind, 'company_id': chamber.id})
                    self.assertEqual(made.journal_id, chamber._get_chamber_journal(use))

    def test_the_currency_that_odoo_starts_with_is_left(self):
        pound = self.env['res.currency'].with_context(active_test=False).search([('name', '=', 'GBP')])
        pound.active = True
        national = self._create_national_with_odoos_chart()
        national.currency_id = pound
        national._load_chamber_chart()
        self.assertEqual((national.currency_id, pound.active), (self.env.ref('base.DZD'), False))

    def test_a_currency_that_another_company_keeps_stays(self):
        pound = self.env['res.currency'].with_context(active_test=False).search([('name', '=', 'GBP')])
        pound.active = True
        self.env['res.company'].create({'name': "Shop", 'currency_id': pound.id})
        national = self._create_national_with_odoos_chart()
        national.currency_id = pound
        national._load_chamber_chart()
        self.assertTrue(pound.active)

    def test_the_first_warehouse_takes_the_name_of_its_chamber(self):
        warehouse = self.env['stock.warehouse'].search([('company_id', '=', self.chamber_16.id)])
        warehouse.name = 'My Company'
        other = self.env['stock.warehouse'].search([('company_id', '=', self.chamber_05.id)])
        other.name = "Stores of the market"
        (self.chamber_16 | self.chamber_05).with_user(self.finance_manager).action_set_up_chamber_accounts()
        self.assertEqual((warehouse.name, other.name), (self.chamber_16.name, "Stores of the market"))

    def test_a_chamber_whose_warehouse_was_archived_has_it_again(self):
        Warehouse = self.env['stock.warehouse']
        before = Warehouse.search([('company_id', '=', self.chamber_05.id)])
        before.active = False
        (self.chamber_16 | self.chamber_05).with_user(self.finance_manager).action_set_up_chamber_accounts()
        found = Warehouse.search([('company_id', '=', self.chamber_05.id)])
        self.assertEqual((found, found.in_type_id.company_id), (before, self.chamber_05))
        self.assertEqual(Warehouse.search_count([('company_id', '=', self.chamber_16.id)]), 1)

    def test_each_chamber_has_its_analytic_account(self):
        accounts = self.env['account.analytic.account'].search([('chamber_id', 'in', (self.chamber_16 | self.chamber_05).ids)])
        self.assertEqual(accounts.root_plan_id, self.env.ref('chamber_hr_accounting.analytic_plan_chamber'))
        self.assertEqual(set(accounts.mapped('code')), {'T-16', 'T-05'})

    def test_an_analytic_plan_and_its_parts_are_named_in_the_language_of_the_reader(self):
        self.env['ir.module.module']._load_module_terms(['chamber_hr_accounting'], ['ar_001', 'fr_FR'])
        plan = self.env.ref('chamber_hr_accounting.analytic_plan_directorate')
        part = self.env['account.analytic.plan'].create({'name': "East", 'parent_id': plan.id})
        (plan | part).invalidate_recordset()
        for lang, name in (('en_US', "Directorate"), ('ar_001', "المديرية"), ('fr_FR', "Direction")):
            with self.subTest(lang=lang):
                read = part.with_context(lang=lang).with_user(self.accountant_16)
                self.assertEqual((read.parent_id.display_name, read.display_name), (name, f"{name} / East"))

    def test_a_chamber_made_later_is_set_up_by_the_finance_manager(self):
        chamber = self._create_chamber('wilaya', "غرفة وهران للاختبار", 'T-31')
        self.finance_manager.company_ids |= chamber
        self.assertFalse(chamber.keeps_chamber_accounts)
        Warehouse = self.env['stock.warehouse'].with_context(active_test=False)
        warehouse = Warehouse.search([('company_id', '=', chamber.id)])
        # the database takes the cascades of a warehouse in an order of its own
        rules = self.env['stock.rule'].with_context(active_test=False)
        rules.search([('picking_type_id.warehouse_id', 'in', warehouse.ids)]).unlink()
        warehouse.unlink()
        chamber.with_user(self.finance_manager).action_set_up_chamber_accounts()
        chamber.invalidate_recordset()
        made = Warehouse.search([('company_id', '=', chamber.id)])
        self.assertEqual((made.active, made.code, made.in_type_id.company_id), (True, 'MG31', chamber))
        self.assertTrue(chamber.keeps_chamber_accounts)
        self.assertEqual(chamber._get_chamber_journal('cash').code, 'CAI31')

    def test_only_the_finance_manager_of_the_chamber_sets_it_up(self):
        with self.assertRaises(AccessError):
            self.chamber_16.with_user(self.accountant_16).action_set_up_chamber_accounts()
        chamber = self._create_chamber('wilaya', "غرفة وهران للاختبار", 'T-31')
        with self.assertRaises(AccessError):
            chamber.with_user(self.finance_manager).action_set_up_chamber_accounts()

    def test_a_company_that_is_no_chamber_is_refused(self):
        company = self.env['res.company'].create({'name': "Shop"})
        with self.assertRaisesRegex(UserError, "is no chamber"):
            company._set_up_chamber_accounts()

    def _create_national_with_odoos_chart(self):
        national = self.env['res.company'].create({
            'name': "N", 'chamber_kind': 'national', 'chamber_code': 'T-N2', 'country_id': self.env.ref('base.dz').id})
        self.env['account.chart.template'].try_loading('generic_coa', national, install_demo=False)
        return national

    def test_the_chart_that_odoo_gives_by_itself_goes_while_nothing_is_booked(self):
        national = self._create_national_with_odoos_chart()
        national._set_up_chamber_accounts()
        self.assertEqual(national.chart_template, 'dz')
        self.assertTrue(national.keeps_chamber_accounts)

    def test_another_chart_in_use_is_not_replaced(self):
        national = self._create_national_with_odoos_chart()
        journal = self.env['account.journal'].search([('company_id', '=', national.id), ('type', '=', 'general')], limit=1)
        accounts = self.env['account.account'].with_company(national).search(
            [('company_ids', 'in', national.ids), ('account_type', '=', 'expense')], limit=2)
        self.env['account.move'].with_company(national).create({'journal_id': journal.id, 'line_ids': [
            (0, 0, {'name': "x", 'account_id': accounts[0].id, 'debit': 1}),
            (0, 0, {'name': "x", 'account_id': accounts[1].id, 'credit': 1})]})
        with self.assertRaisesRegex(UserError, "another chart"):
            national._set_up_chamber_accounts()
