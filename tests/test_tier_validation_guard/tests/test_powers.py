from freezegun import freeze_time

from odoo.exceptions import AccessError
from odoo.tests import tagged

from .common import GuardCommon


@tagged('post_install', '-at_install')
class TestPowers(GuardCommon):

    @classmethod
    def setUpClass(cls):
        super().setUpClass()
        cls.manager.tz = cls.deputy.tz = 'Africa/Algiers'
        group = cls.env['res.groups'].create({'name': "Council", 'user_ids': [(6, 0, (cls.chief | cls.deputy).ids)]})
        cls.third = cls._create_definition(
            cls.director, name="Council", sequence=10, review_type='group', reviewer_group_id=group.id, reviewer_id=False,
            definition_domain="[('amount', '>=', 100000), ('state', '=', 'draft')]",
            escalation_days=5, escalation_user_id=cls.manager.id)

    def _create_powers(self, user=None, **values):
        return self.env['tier.powers'].with_user(user or self.manager).create(values)

    def _get_steps(self, powers):
        return dict(powers._get_definitions())["Guarded Test Document"]

    def test_the_steps_in_their_order_with_their_condition(self):
        steps = self._get_steps(self._create_powers())
        self.assertEqual(steps.mapped('name'), ["Registrar", "Director", "Council"])
        self.assertEqual(steps.mapped('power_order'), [1, 2, 3])
        self.assertEqual(steps.mapped('power_who')[:2], ["Registrar", "Director"])
        conditions = [text.replace('\u2068', '').replace('\u2069', '').replace('\xa0', ' ')
                      for text in steps.mapped('power_condition')]
        self.assertEqual(conditions, ["always", "always", "Amount ≥ 100 000 and State = Draft"])
        self.assertRegex(steps[2].power_who, r"^Council \((Chief, Deputy|Deputy, Chief)\)$")
        self.assertEqual(steps[2].power_escalation, "after 5 days: Manager")

    def test_two_steps_at_one_place_have_one_number(self):
        self.second.sequence = 30
        self.assertEqual(self._get_steps(self._create_powers()).mapped('power_order'), [1, 1, 2])

    def test_steps_of_another_company_are_not_on_the_page(self):
        company = self.env['res.company'].create({'name': "Other office"})
        self.env.user.company_ids |= company
        self.third.company_id = company
        self.assertEqual(self._get_steps(self._create_powers()).mapped('name'), ["Registrar", "Director"])
        self.manager.company_ids |= company
        other = self._create_powers().with_context(allowed_company_ids=[company.id, self.env.company.id])
        other.company_id = company
        self.assertEqual(self._get_steps(other).mapped('name'), ["Registrar", "Director", "Council"])

    def test_mandates_in_force_on_the_day(self):
        with freeze_time('2026-03-10 09:00:00'):
            self.env['tier.delegation'].with_user(self.registrar).create({
                'delegate_id': self.deputy.id, 'date_start': '2026-03-15', 'date_end': '2026-03-20', 'reason': "Leave"})
        # created while the clock of the database shows another day
        self.env.cr.execute("UPDATE tier_delegation SET create_date = '2026-03-10 09:00:00'")
        self.env.invalidate_all()
        for day, names in (('2026-03-14', []), ('2026-03-15', ["Deputy"]), ('2026-03-20', ["Deputy"]), ('2026-03-21', [])):
            with self.subTest(day=day):
                self.assertEqual(self._create_powers(date=day)._get_mandates().delegate_id.mapped('name'), names)

    def test_a_mandate_withdrawn_later_was_in_force_before(self):
        mandate = self.env['tier.delegation'].with_user(self.registrar).create({
            'delegate_id': self.deputy.id, 'date_start': '2026-03-15', 'date_end': '2026-03-20', 'reason': "Leave"})
        self.env.cr.execute("UPDATE tier_delegation SET create_date = '2026-03-10 09:00:00'")
        self.env.invalidate_all()
        with freeze_time('2026-03-17 09:00:00'):
            mandate.action_revoke()
        self.assertTrue(self._create_powers(date='2026-03-16')._get_mandates())
        self.assertFalse(self._create_powers(date='2026-03-17')._get_mandates())

    def test_the_page_in_the_language_of_its_reader(self):
        self.env['res.lang']._activate_lang('ar_001')
        powers = self._create_powers()
        for lang, words in (('en_US', ("Matrix of Powers", "Who decides", "Council")), ('ar_001', ("من يقرر", "Council"))):
            report = self.env['ir.actions.report'].with_user(self.manager).with_context(lang=lang)
            html = report._render_qweb_html('tier_validation_guard.powers_document', powers.ids)[0].decode()
            for word in words:
                with self.subTest(lang=lang, word=word):
                    self.assertIn(word, html)

    def test_a_pdf_comes_out(self):
        report = self.env['ir.actions.report'].with_user(self.manager).with_context(force_report_rendering=True)
        content, kind = report._render_qweb_pdf('tier_validation_guard.tier_powers_report', self._create_powers().ids)
        self.assertEqual((kind, content[:5]), ('pdf', b'%PDF-'))

    def test_only_its_readers_see_it_and_of_their_companies_only(self):
        with self.assertRaises(AccessError):
            self._create_powers(self.registrar)
        reader = self._create_user('reader', 'tier_validation_guard.tier_validation_guard_group_reader')
        self.assertTrue(self._create_powers(reader).action_print())
        with self.assertRaises(AccessError):
            self.first.with_user(reader).name = "Changed"
        company = self.env['res.company'].create({'name': "Other office"})
        foreign = self._create_powers()
        foreign.sudo().company_id = company
        for method in ('action_print', 'action_show', '_get_definitions', '_get_mandates'):
            with self.subTest(method=method), self.assertRaisesRegex(AccessError, "their companies"):
                getattr(foreign, method)()

    def test_steps_changed_after_the_day_are_marked(self):
        self.assertFalse(self._create_powers()._is_later(self.third))
        self.assertTrue(self._create_powers(date='2020-01-01')._is_later(self.third))
