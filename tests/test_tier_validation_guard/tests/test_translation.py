from html import unescape
from importlib.util import module_from_spec, spec_from_file_location

from odoo.exceptions import UserError
from odoo.tests import tagged
from odoo.tools import SQL, file_path
from odoo.tools.sql import column_exists
from odoo.tools.translate import code_translations

from .common import GuardCommon


@tagged('post_install', '-at_install')
class TestTranslation(GuardCommon):
    """An Arabic reader meets no English word, though the base addon ships none in Arabic."""

    @classmethod
    def setUpClass(cls):
        super().setUpClass()
        for code in ('ar_001', 'fr_FR'):
            cls.env['res.lang']._activate_lang(code)
        cls.env['ir.module.module'].search([
            ('name', 'in', ('tier_validation_guard', 'base_tier_validation', 'base_tier_validation_formula')),
        ])._update_translations(['ar_001', 'fr_FR'])

    def test_labels_of_the_base_addon(self):
        label = self.env['ir.model.fields']._get('tier.review', 'todo_by')
        self.assertEqual(label.with_context(lang='ar_001').field_description, "على عاتق")
        label = self.env['ir.model.fields']._get('tier.definition', 'exclude_requester')
        self.assertEqual(label.with_context(lang='fr_FR').field_description, "Principe des quatre yeux")

    def _create_asked_of_group(self):
        group = self.env['res.groups'].create({'name': "Deciders", 'user_ids': self.registrar.ids})
        group.with_context(lang='ar_001').name = "المقررون"
        group.with_context(lang='fr_FR').name = "Décideurs"
        self.first.write({'review_type': 'group', 'reviewer_id': False, 'reviewer_group_id': group.id})
        return self._create_asked().review_ids.filtered(lambda review: review.definition_id == self.first)

    def test_whose_turn_it_is_is_told_in_the_language_of_the_reader(self):
        review = self._create_asked_of_group().with_user(self.registrar)
        self.assertEqual(
            [review.with_context(lang=lang).todo_by for lang in ('ar_001', 'fr_FR', 'ar_001')],
            ["المجموعة المقررون", "Groupe Décideurs", "المجموعة المقررون"])

    def test_what_an_earlier_version_kept_in_one_language_is_removed(self):
        review = self._create_asked_of_group()
        self.env.flush_all()
        self.env.cr.execute(SQL("ALTER TABLE tier_review ADD COLUMN IF NOT EXISTS todo_by varchar"))
        self.env.cr.execute(SQL("UPDATE tier_review SET todo_by = 'Group Deciders'"))
        spec = spec_from_file_location('todo_by', file_path('tier_validation_guard/migrations/19.0.1.2.0/post-todo_by.py'))
        module = module_from_spec(spec)
        spec.loader.exec_module(module)
        module.migrate(self.env.cr, '')
        self.assertTrue(column_exists(self.env.cr, 'tier_review', 'todo_by'))
        module.migrate(self.env.cr, '19.0.1.1.1')
        self.assertFalse(column_exists(self.env.cr, 'tier_review', 'todo_by'))
        self.env.invalidate_all()
        self.assertEqual(review.with_context(lang='ar_001').todo_by, "المجموعة المقررون")

    def test_labels_of_the_formula_addon(self):
        label = self.env['ir.model.fields']._get('tier.definition', 'python_code')
        self.assertEqual(label.with_context(lang='ar_001').field_description, "عبارة تطبيق المرحلة")

    def test_views_of_the_base_addon(self):
        arch = self.Document.with_context(lang='ar_001').get_view(view_type='form')['arch']
        arch = unescape(arch.decode() if isinstance(arch, bytes) else arch)
        for word in ("طلب المصادقة", "إعادة مسار المصادقة", "سجل المصادقات"):
            self.assertIn(word, arch)
        self.assertNotIn("Request Validation", arch)

    def test_messages_of_the_base_addon(self):
        document = self._create_asked().with_user(self.registrar).with_context(lang='ar_001')
        self.assertIn("في انتظار مصادقة", document.to_validate_message)

    def test_words_of_its_scripts(self):
        terms = {term['id']: term['string'] for term in code_translations.get_web_translations(
            'base_tier_validation', 'ar_001')['messages']}
        self.assertEqual(terms["No reviews to do."], "لا توجد مصادقات تنتظرك.")

    def test_our_own_refusals(self):
        for lang, words in (('ar_001', "أنت من طلب هذه المصادقة"), ('fr_FR', "Vous avez demandé cette approbation")):
            document = self._create_asked(self.registrar).with_context(lang=lang)
            with self.subTest(lang=lang), self.assertRaisesRegex(UserError, words):
                document.validate_tier()
