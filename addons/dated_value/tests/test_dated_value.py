from datetime import date

from odoo.tests import new_test_user, tagged
from odoo.tools import SQL

from odoo.addons.base.tests.common import BaseCommon

from ..tools.reading import leave_to_own_rule

DAY = date(2026, 3, 15)


@tagged('post_install', '-at_install')
class TestDatedValue(BaseCommon):
    """A national body with a branch that has an office, and a stranger: what holds for whom, on which day."""

    @classmethod
    def setUpClass(cls):
        super().setUpClass()
        cls.national = cls._create_company("National Body")
        cls.branch = cls._create_company("Branch of Oran", parent_id=cls.national.id)
        cls.sibling = cls._create_company("Branch of Tlemcen", parent_id=cls.national.id)
        cls.office = cls._create_company("Office of Arzew", parent_id=cls.branch.id)
        cls.stranger = cls._create_company("Stranger")
        cls.owners = cls.env['res.company'], cls.national, cls.branch, cls.office, cls.sibling, cls.stranger
        cls.env['res.lang']._activate_lang('ar_001')
        cls.env['res.lang']._activate_lang('fr_FR')

    @classmethod
    def _create_company(cls, name, **values):
        return cls.env['res.company'].create({'name': name, **values})

    def _values(self, *periods):
        """One value of each period, of no company."""
        Value = self.env['dated.value.mixin']
        return Value.union(*(Value.new({'date_from': first, 'date_to': last}) for first, last in periods))

    def _owned(self):
        """One value of each owner, from 2026 on."""
        Value = self.env['dated.value.mixin']
        return [Value.new({'date_from': date(2026, 1, 1), 'company_id': owner.id}) for owner in self.owners]

    def test_first_and_last_day_count(self):
        values = self._values(
            (date(2026, 3, 15), False), (date(2026, 1, 1), date(2026, 3, 15)), (date(2026, 3, 16), False),
            (date(2026, 1, 1), date(2026, 3, 14)))
        self.assertEqual(values.filtered_domain(values._get_period_domain(DAY)), values[:2])

    def test_a_period_wants_what_is_in_force_on_one_of_its_days(self):
        values = self._values(
            (date(2026, 3, 31), False), (date(2025, 1, 1), date(2026, 3, 1)), (date(2026, 3, 10), date(2026, 3, 12)),
            (date(2026, 4, 1), False), (date(2025, 1, 1), date(2026, 2, 28)))
        self.assertEqual(values.filtered_domain(values._get_period_domain(date(2026, 3, 1), date(2026, 3, 31))), values[:3])

    def test_what_parents_lay_down_holds_below_them_and_not_beside_nor_above(self):
        owned = self._owned()
        for company, held in (
                (self.office, "1111.."), (self.branch, "111..."), (self.national, "11...."), (self.sibling, "11..1."),
                (self.stranger, "1....1")):
            domain = self.env['dated.value.mixin']._get_company_domain(company)
            with self.subTest(company=company.name):
                self.assertEqual(''.join('1' if value.filtered_domain(domain) else '.' for value in owned), held)

    def test_of_several_companies_all_that_holds_in_one(self):
        domain = self.env['dated.value.mixin']._get_company_domain(self.sibling + self.stranger)
        self.assertEqual([bool(value.filtered_domain(domain)) for value in self._owned()], [True, True, False, False, True, True])

    def test_the_nearest_goes_before(self):
        self.assertEqual([value._get_nearness() for value in self._owned()], [0, 1, 2, 3, 2, 1])

    def test_people_of_a_branch_have_what_its_parents_lay_down(self):
        user = new_test_user(self.env, 'branch_reader', company_id=self.office.id, company_ids=[(6, 0, self.office.ids)])
        env = self.env(user=user, context={'allowed_company_ids': self.office.ids})
        domain = env['dated.value.mixin']._get_company_domain(env.company)
        self.assertEqual([bool(value.filtered_domain(domain)) for value in self._owned()], [True] * 4 + [False] * 2)

    def _rows_in_force(self, company, day):
        """Names of rows in force in a company, the nearest first, as the database finds them."""
        Value = self.env['dated.value.mixin']
        periods = {'now': (date(2026, 3, 15), None), 'ended': (date(2026, 1, 1), date(2026, 3, 14))}
        rows = SQL(', ').join(
            SQL("(%s, %s::int, %s::date, %s::date)", f'{owner.name or "General"} {name}', owner.id or None, first, last)
            for owner in self.owners for name, (first, last) in periods.items())
        found = self.env.execute_query(SQL(
            "SELECT name FROM (VALUES %(rows)s) v(name, company_id, date_from, date_to) WHERE %(in_force)s ORDER BY %(nearest)s",
            rows=rows, in_force=Value._get_in_force_sql('v', SQL("%s", company.id), SQL("%s::date", day)),
            nearest=Value._get_nearest_sql('v')))
        return [name for (name,) in found]

    def test_the_database_finds_the_same(self):
        self.assertEqual(self._rows_in_force(self.office, DAY), [
            "Office of Arzew now", "Branch of Oran now", "National Body now", "General now"])
        self.assertEqual(self._rows_in_force(self.sibling, date(2026, 3, 14)), [
            "Branch of Tlemcen ended", "National Body ended", "General ended"])
        self.assertEqual(self._rows_in_force(self.stranger, date(2025, 12, 31)), [])

    def test_the_confidence_is_read_in_the_language_of_the_reader(self):
        for lang, labels in (('ar_001', ["عالية", "متوسطة", "ضعيفة"]), ('fr_FR', ["Élevée", "Moyenne", "Faible"]),
                             ('en_US', ["High", "Medium", "Low"])):
            with self.subTest(lang=lang):
                described = self.env['dated.source.mixin'].with_context(lang=lang).fields_get(['confidence'])['confidence']
                self.assertEqual([label for _value, label in described['selection']], labels)

    def test_the_refusal_of_a_wrong_order_is_read_in_the_language_of_the_reader(self):
        Period = self.env['dated.period.mixin']
        rule = next(rule for name, rule in Period._table_objects.items() if name.endswith('_date_order'))
        for lang, text in (
                ('ar_001', "لا تنتهي الفترة قبل أن تبدأ."), ('fr_FR', "Une période ne peut finir avant de commencer.")):
            with self.subTest(lang=lang):
                self.assertEqual(rule.get_error_message(Period.with_context(lang=lang)), text)

    def test_reading_is_taken_out_of_a_rule_and_a_missing_rule_is_passed_over(self):
        rule = self.env['ir.rule'].create({
            'name': "Own", 'model_id': self.env['ir.model']._get_id('res.bank'), 'domain_force': "[(1, '=', 1)]"})
        self.env['ir.model.data'].create({
            'module': 'dated_value', 'name': 'rule_of_a_test', 'model': 'ir.rule', 'res_id': rule.id})
        leave_to_own_rule(self.env, 'dated_value.rule_of_nobody', 'dated_value.rule_of_a_test')
        self.assertEqual((rule.perm_read, rule.perm_write, rule.perm_create, rule.perm_unlink), (False, True, True, True))
