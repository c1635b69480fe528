from freezegun import freeze_time

from .common import ChamberCase


class RequestCase(ChamberCase):
    """Requests filed, studied and approved by the people who do it at the counter."""

    @classmethod
    def setUpClass(cls):
        super().setUpClass()
        cls.startClassPatcher(freeze_time('2026-03-15 09:00:00'))
        cls.nin_serial = 0
        cls.other_activity = cls.env['chamber.craft.activity'].search(
            [('level', '=', 'activity'), ('id', '!=', cls.craft_activity.id)], limit=1)

    @classmethod
    def _next_nin(cls):
        cls.nin_serial += 1
        return f'1098411900{cls.nin_serial:08d}'

    @classmethod
    def _create_request(cls, user=None, **values):
        """A complete draft, entered by the counter agent of Algiers."""
        user = user or cls.agent_16
        if 'partner_id' not in values:
            values['partner_id'] = cls._create_registrant(nin=cls._next_nin(), chamber_id=user.company_id.id).id
        request = cls.env['chamber.request'].with_user(user).create({
            'main_activity_id': cls.craft_activity.id, 'place_of_exercise': 'workshop',
            'exercise_city_id': cls.city_16.id, 'exercise_address': "12, rue des Frères",
            'qualification_kind': 'diploma', 'qualification_document': "CAP 1234", 'qualification_date': '2005-06-30',
            'fee_payment_method': 'cash', **values,
        })
        request.document_ids.is_received = True
        return request

    @classmethod
    def _create_filed(cls, user=None, **values):
        request = cls._create_request(user, **values)
        request.action_mark_fee_paid()
        request.action_file()
        return request

    @classmethod
    def _create_in_approval(cls, **values):
        request = cls._create_filed(**values).with_user(cls.registrar_16)
        request.action_start_study()
        request.document_ids.is_checked = True
        request.action_submit()
        return request

    @classmethod
    def _create_accepted(cls, **values):
        request = cls._create_in_approval(**values)
        request.with_user(cls.registrar_16).validate_tier()
        request.with_user(cls.director_16).validate_tier()
        # as in the next request of a browser
        cls.env.invalidate_all()
        return request

    @classmethod
    def _create_entry(cls, **values):
        return cls._create_accepted(**values).entry_id
