from datetime import date

from odoo.tests.common import new_test_user

from odoo.addons.base.tests.common import BaseCommon

NAME_AR, NAME_FR, NUMBER = "فاطمة الزهراء بن عبد الله", "Fatima Zohra Benabdellah M", "16/2026/0001234"
ACTIVITY = "صناعة الحلي الفضية التقليدية"
CLAIMS = {10: NAME_AR, 11: NAME_FR, 12: NUMBER, 13: ACTIVITY, 14: date(2026, 3, 15), 15: 3}


class VerifiableCommon(BaseCommon):

    @classmethod
    def setUpClass(cls):
        super().setUpClass()
        cls.document_type = cls.env['verifiable.type'].create({
            'name': "Test card", 'code': 'test_card', 'number': 65000,
            'line_ids': [
                (0, 0, {'code': code, 'label': label, 'kind': kind}) for code, label, kind in (
                    (10, "Name", 'text'), (11, "Latin name", 'text'), (12, "Number", 'text'), (13, "Activity", 'text'),
                    (14, "Registered on", 'date'), (15, "Category", 'integer'))
            ],
        })
        cls.partner = cls.env['res.partner'].create({'name': "Holder"})
        cls.reader = new_test_user(
            cls.env, 'verify_reader', groups='verifiable_document.verifiable_document_group_user')
        cls.clerk = new_test_user(cls.env, 'verify_clerk', groups='base.group_user')

    @classmethod
    def _issue(cls, count=1, expires_on=date(2099, 12, 31), claims=None):
        return cls.env['verifiable.document']._issue(cls.document_type, [{
            'res_model': 'res.partner', 'res_id': cls.partner.id, 'company_id': False, 'expires_on': expires_on,
            'claims': claims or CLAIMS,
        }] * count)
