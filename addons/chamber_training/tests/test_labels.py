from odoo.tests import tagged

from .common import TrainingCase


@tagged('post_install', '-at_install')
class TestLabels(TrainingCase):

    def test_choices_that_come_from_a_mixin_are_read_in_arabic(self):
        for model, field, choice, label in (
                ('chamber.training.enrolment', 'fee_payment_method', 'cash', "الدفع نقدا"),
                ('chamber.training.certificate.batch', 'state', 'running', "جارية")):
            with self.subTest(model=model, field=field):
                described = self.env[model].with_context(lang='ar_001').fields_get([field])[field]['selection']
                mixins = self.env['chamber.fee.mixin' if 'fee' in field else 'chamber.batch.mixin']
                self.assertEqual(described, mixins.with_context(lang='ar_001').fields_get([field])[field]['selection'])
                self.assertEqual(dict(described)[choice], label)

    def test_they_stay_english_for_a_reader_of_english(self):
        described = self.env['chamber.training.enrolment'].with_context(lang='en_US').fields_get(['fee_state'])
        self.assertEqual(dict(described['fee_state']['selection'])['due'], "Due")
