from odoo.tests import tagged

from odoo.addons.chamber_registry.models.engine import as_engine

from .common_portal import PortalCase


@tagged('post_install', '-at_install')
class TestPhone(PortalCase):
    """The artisan asks for a place on a phone, in Arabic, with his card and no login."""
    browser_size = '375x812'
    touch_enabled = True

    @classmethod
    def setUpClass(cls):
        super().setUpClass()
        cls.env['ir.module.module']._load_module_terms(['web', 'portal', 'chamber_registry', 'chamber_training'], ['ar_001'])
        as_engine(cls.card.sudo()).number = 'CARD-TOUR'
        cls.programme.with_context(lang='ar_001').name = "دورة الاختبار"

    def test_the_artisan_finds_a_course_and_gets_a_place(self):
        self.start_tour('/ar/training', 'chamber_training.ask', cookies={'frontend_lang': 'ar_001'})
        enrolment = self.env['chamber.training.enrolment'].search([('partner_id', '=', self.artisan.id)])
        self.assertRecordValues(enrolment, [{'state': 'accepted', 'channel': 'portal', 'session_id': self.course.id}])
