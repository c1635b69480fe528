from markupsafe import escape

from odoo.exceptions import AccessError, UserError
from odoo.fields import Command
from odoo.tests import tagged

from .common_roles import POSTS, RoleCase


@tagged('post_install', '-at_install')
class TestPowers(RoleCase):
    """The matrix of powers: who decides on what, by amount, and always in the own chamber."""

    @classmethod
    def setUpClass(cls):
        super().setUpClass()
        cls.chief = cls._create_person('post_chief', POSTS['employee'], cls.chamber_16)
        cls.service = cls.env['hr.department'].create({
            'name': "Service", 'company_id': cls.chamber_16.id, 'manager_id': cls._employee(cls.chief).id})
        cls._employee(cls.people['employee']).department_id = cls.service
        cls.article = cls.env['product.product'].create({'name': "Papier", 'type': 'consu'})
        cls.director_05_person = cls._create_person('post_director_05', POSTS['director'], cls.chamber_05)
        cls.means_05 = cls._create_person('post_means_05', POSTS['means_manager'], cls.chamber_05)

    def _ask(self, cost, role='employee'):
        request = self._as(role, self.env['purchase.request']).create({
            'company_id': self.chamber_16.id,
            'picking_type_id': self.env['stock.picking.type'].search(
                [('code', '=', 'incoming'), ('company_id', '=', self.chamber_16.id)], limit=1).id,
            'line_ids': [Command.create({'product_id': self.article.id, 'product_qty': 1, 'estimated_cost': cost})]})
        request.request_validation()
        return request

    def _steps(self, document):
        """Who may decide each step, in the order in which they decide."""
        reviews = document.sudo().review_ids.sorted('sequence')
        people = {user: role for role, user in self.people.items()} | {self.chief: 'chief'}
        return [{people[user] for user in review.reviewer_ids if user in people} for review in reviews]

    def test_a_small_purchase_is_decided_by_the_service_and_the_means(self):
        self.assertEqual(self._steps(self._ask(5000)), [{'chief'}, {'means_manager'}])

    def test_the_director_decides_from_the_threshold_on(self):
        self.assertEqual(self._steps(self._ask(99999.99)), [{'chief'}, {'means_manager'}])
        self.assertEqual(self._steps(self._ask(100000)), [{'chief'}, {'means_manager'}, {'director'}])

    def test_finance_comes_before_the_director_and_the_director_general_last(self):
        self.assertEqual(
            self._steps(self._ask(2000000)),
            [{'chief'}, {'means_manager'}, {'finance_manager'}, {'director'}, {'director_general'}])

    def test_a_head_of_service_does_not_decide_on_his_own_request(self):
        self.people['chief'] = self.chief
        self.assertNotIn('chief', set.union(*self._steps(self._ask(5000, 'chief'))))

    def test_the_people_of_another_chamber_have_no_say(self):
        reviewers = self._ask(100000).sudo().review_ids.reviewer_ids
        self.assertFalse(reviewers & (self.director_05_person | self.means_05))
        self.assertIn(self.people['director'], reviewers)

    def test_who_comes_to_a_chamber_decides_on_what_waits_there(self):
        request = self._ask(5000)
        self.means_05.company_ids += self.chamber_16
        self.assertIn(self.means_05, request.sudo().review_ids.reviewer_ids)

    def test_a_director_does_not_decide_on_his_own_request(self):
        request = self._ask(100000, 'director')
        self.assertNotIn(self.people['director'], request.sudo().review_ids.reviewer_ids)

    def test_the_head_of_service_reads_and_approves_what_waits_for_him(self):
        request = self._ask(5000).with_user(self.chief)
        self.assertEqual(request.estimated_cost, 5000)
        request.validate_tier()
        self.assertEqual(request.sudo().review_ids.sorted('sequence').mapped('status'), ['approved', 'pending'])
        with self.assertRaises(UserError):
            self._as('employee', request).validate_tier()

    def test_a_national_document_is_decided_by_the_director_general(self):
        version = self.env['budget.version'].new({})
        company = self.national_chamber
        order = self.env['purchase.order'].create({
            'partner_id': self.people['auditor'].partner_id.id, 'company_id': company.id})
        self.assertIn(self.people['director_general'], order.power_director_ids)
        self.assertFalse(order.power_general_ids)
        self.assertFalse(version.power_chief_ids)

    def test_a_budget_is_approved_by_finance_the_director_and_the_director_general(self):
        chapter = self.env['budget.article'].create({
            'code': 'T60', 'name': "T", 'kind': 'chapter', 'date_start': '2020-01-01'})
        article = self.env['budget.article'].create({
            'code': 'T601', 'name': "T", 'parent_id': chapter.id, 'date_start': '2020-01-01'})
        year = self.env['budget.year'].create({'name': "T", 'company_id': self.chamber_16.id})
        version = self._as('budget_officer', self.env['budget.version']).create({
            'year_id': year.id, 'line_ids': [Command.create({'article_id': article.id, 'amount': 1000000})]})
        version.action_submit()
        self.assertEqual(self._steps(version), [{'finance_manager'}, {'director'}, {'director_general'}])
        for role in ('finance_manager', 'director', 'director_general'):
            self._as(role, version).with_context(
                allowed_company_ids=self.chamber_16.ids).validate_tier()
        self.assertEqual(version.state, 'approved')

    def test_the_matrix_says_where_each_power_comes_from(self):
        definitions = self.env['tier.definition'].search([('power_source', '!=', False)])
        self.assertGreaterEqual(len(definitions), 13)
        self.assertEqual(set(definitions.mapped('power_confidence')), {'low'})
        self.assertTrue(all(definition.power_condition and definition.power_who for definition in definitions))

    def test_who_answers_for_a_chamber_or_controls_it_prints_the_matrix(self):
        for role in ('director', 'director_general', 'auditor', 'finance_manager'):
            powers = self._as(role, self.env['tier.powers']).create({'company_id': self.chamber_16.id})
            with self.subTest(role=role):
                self.assertEqual(powers.action_show()['res_model'], 'tier.definition')
                html = self._as(role, self.env['ir.actions.report'])._render_qweb_html(
                    powers.action_print()['report_name'], powers.ids)[0].decode()
                for definition in powers._get_definitions()[0][1]:
                    self.assertIn(escape(definition.power_who), html)
        for role in ('cashier', 'employee', 'payer'):
            with self.subTest(role=role), self.assertRaises(AccessError):
                self._as(role, self.env['tier.powers']).create({'company_id': self.chamber_16.id})

    def test_the_finance_manager_does_not_change_the_matrix(self):
        definition = self.env.ref('chamber_hr_accounting.tier_definition_order_director')
        for role in POSTS:
            with self.subTest(role=role), self.assertRaises(AccessError):
                self._as(role, definition).write({'definition_domain': '[]'})
                self.env.flush_all()
