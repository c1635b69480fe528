from odoo.exceptions import AccessError, UserError
from odoo.tests import tagged, users

from .common import BudgetCommon


@tagged('post_install', '-at_install')
class TestAccess(BudgetCommon):
    """Ways round, tried by those who would profit."""

    def setUp(self):
        super().setUp()
        self._open_year()
        self.line = self._get_line(self.supplies)

    def test_nobody_writes_lines_movements_or_commitments(self):
        movement = self.line.movement_ids[:1]
        for user in (self.employee, self.clerk, self.manager, self.payer, self.env.ref('base.user_admin')):
            for model, values in (
                ('budget.line', {'year_id': self.year.id, 'article_id': self.repairs.id}),
                ('budget.movement', {'line_id': self.line.id, 'credit': 5000000}),
                ('budget.commitment', {'line_id': self.line.id, 'name': "x", 'res_model': 'res.partner', 'res_id': 1}),
            ):
                with self.subTest(user=user.login, model=model), self.assertRaises(AccessError):
                    self.env[model].with_user(user).create(values)
            with self.assertRaises(AccessError):
                self.line.with_user(user).write({'article_id': self.repairs.id})
            with self.assertRaises(AccessError):
                movement.with_user(user).write({'credit': 1})
            with self.assertRaises(AccessError):
                movement.with_user(user).unlink()

    def test_not_even_full_rights_change_a_movement(self):
        with self.assertRaisesRegex(UserError, "append-only"):
            self.line.movement_ids[:1].sudo().write({'credit': 1})
        with self.assertRaisesRegex(UserError, "append-only"):
            self.line.movement_ids.sudo().unlink()

    def test_lines_and_commitments_are_not_deleted(self):
        with self.assertRaisesRegex(UserError, "not deleted"):
            self.line.sudo().unlink()

    @users('employee_budget')
    def test_employee_chooses_articles_and_sees_no_amount(self):
        self.assertIn(self.supplies, self.env['budget.article'].search([]))
        for model in ('budget.situation', 'budget.chapter.situation', 'budget.movement', 'budget.line', 'budget.year',
                      'budget.commitment', 'budget.version', 'budget.transfer', 'budget.payment.order'):
            with self.subTest(model), self.assertRaises(AccessError):
                self.env[model].search([])

    @users('clerk_budget')
    def test_user_keeps_neither_nomenclature_nor_budgets_nor_rules(self):
        for record, values in ((self.supplies, {'name': "Mine"}), (self.year, {'name': "Mine"})):
            with self.assertRaises(AccessError):
                record.with_user(self.env.user).write(values)
        with self.assertRaises(AccessError):
            self.env['budget.duty.rule'].search([]).write({'active': False})
        with self.assertRaises(AccessError):
            self.env['budget.tolerance'].create({'article_id': self.supplies.id, 'rate': 100, 'source': "me"})
        with self.assertRaises(AccessError):
            self.year.with_user(self.env.user).action_close()

    def test_other_companies_are_out_of_sight(self):
        other = self._create_year(2026, self.branch)
        self.env['budget.version'].create({'year_id': other.id})
        for model in ('budget.year', 'budget.version', 'budget.situation', 'budget.line', 'budget.movement'):
            found = self.env[model].with_user(self.manager).search([])
            self.assertLessEqual(found.company_id, self.office, model)
        with self.assertRaises(AccessError):
            other.with_user(self.manager).read(['name'])

    def test_private_steps_are_not_called_from_outside(self):
        from odoo.service.model import get_public_method
        for model, name in (
            ('budget.commitment', '_settle'), ('budget.commitment', '_write_deltas'), ('budget.version', '_apply'),
            ('budget.transfer', '_apply'), ('budget.year', '_set_state'), ('budget.payment.order', '_pay'),
            ('account.move', '_budget_reserve'), ('account.move', '_budget_unpost'),
        ):
            with self.subTest(model=model, name=name), self.assertRaises(AccessError):
                get_public_method(self.env[model], name)

    def test_state_sent_with_the_context_of_a_client_changes_nothing(self):
        version = self._create_version(self.year, user=self.manager, supplies=1)
        context = {'skip_validation_check': True, 'budget_step': 'budget.version', 'step': 'year'}
        with self.assertRaisesRegex(UserError, "written by the steps"):
            version.with_context(**context).write({'state': 'approved'})
        with self.assertRaisesRegex(UserError, "follows from its versions"):
            self.year.with_user(self.manager).with_context(**context).write({'state': 'closed'})
