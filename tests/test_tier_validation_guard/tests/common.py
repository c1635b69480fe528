from odoo.tests import new_test_user

from odoo.addons.base.tests.common import BaseCommon


class GuardCommon(BaseCommon):
    """A clerk asks; the registrar, then the director decide; both have colleagues."""

    @classmethod
    def setUpClass(cls):
        super().setUpClass()
        cls.clerk = cls._create_user('clerk')
        cls.registrar = cls._create_user('registrar')
        cls.director = cls._create_user('director')
        cls.deputy = cls._create_user('deputy')
        cls.chief = cls._create_user('chief')
        cls.manager = cls._create_user(
            'manager', 'base.group_user,tier_validation_guard.tier_validation_guard_group_manager')
        cls.Document = cls.env['test.tier.document']
        cls.first = cls._create_definition(cls.registrar, name="Registrar", sequence=30)
        cls.second = cls._create_definition(cls.director, name="Director", sequence=20)

    @classmethod
    def _create_user(cls, login, groups='base.group_user'):
        return new_test_user(cls.env, login=f'{login}_guard', name=login.capitalize(), groups=groups)

    @classmethod
    def _create_definition(cls, reviewer, **values):
        return cls.env['tier.definition'].create({
            'model_id': cls.env['ir.model']._get_id('test.tier.document'), 'review_type': 'individual',
            'reviewer_id': reviewer.id, 'approve_sequence': True, 'company_id': False, **values})

    @classmethod
    def _create_document(cls, user=None, **values):
        return cls.Document.with_user(user or cls.clerk).create({'name': "Paper", **values})

    @classmethod
    def _create_asked(cls, user=None, **values):
        document = cls._create_document(user, **values)
        document.request_validation()
        return document

    def _approve_all(self, document):
        document.with_user(self.registrar).validate_tier()
        document.with_user(self.director).validate_tier()

    def _events(self, document, *kinds):
        events = self.env['tier.review.event'].search(
            [('model', '=', document._name), ('res_id', '=', document.id)], order='id')
        return events.filtered(lambda event: not kinds or event.event in kinds)
