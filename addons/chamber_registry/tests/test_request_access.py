from odoo.exceptions import AccessError, UserError
from odoo.tests import tagged

from .common_request import RequestCase

MODELS = (
    'chamber.request', 'chamber.request.document', 'chamber.request.decision', 'chamber.entry', 'chamber.entry.activity',
    'chamber.act', 'chamber.card', 'chamber.certificate', 'chamber.number',
)


@tagged('post_install', '-at_install')
class TestRequestAccess(RequestCase):

    @classmethod
    def setUpClass(cls):
        super().setUpClass()
        cls.request = cls._create_accepted()
        cls.entry = cls.request.entry_id
        cls.entry.with_user(cls.registrar_16).action_issue_card()
        cls.entry.with_user(cls.agent_16).action_issue_certificate()
        cls.records = {
            'chamber.request': cls.request, 'chamber.request.document': cls.request.document_ids,
            'chamber.request.decision': cls.request.decision_ids, 'chamber.entry': cls.entry,
            'chamber.entry.activity': cls.entry.activity_line_ids, 'chamber.act': cls.entry.act_ids,
            'chamber.card': cls.entry.card_ids, 'chamber.certificate': cls.entry.certificate_ids,
            'chamber.number': cls.env['chamber.number'].search([('company_id', '=', cls.chamber_16.id)]),
        }
        cls.env.invalidate_all()

    def test_another_chamber_finds_reads_and_groups_nothing(self):
        for user in (self.agent_05, self.registrar_05, self.director_05):
            for model in MODELS:
                ids = self.records[model].ids
                records = self.env[model].with_user(user).browse(ids)
                with self.subTest(user=user.login, model=model):
                    self.assertTrue(ids)
                    self.assertFalse(records.search([('id', 'in', ids)]))
                    self.assertEqual(records._read_group([('id', 'in', ids)], [], ['__count']), [(0,)])
                    with self.assertRaises(AccessError):
                        records.read(['display_name'])
                    with self.assertRaises(UserError):
                        records.export_data(['id', 'display_name'])

    def test_a_forged_list_of_companies_gives_nothing_more(self):
        forged = self.env['chamber.entry'].with_user(self.agent_05).with_context(
            allowed_company_ids=[self.chamber_16.id, self.chamber_05.id])
        with self.assertRaises(AccessError):
            forged.search([('id', '=', self.entry.id)])

    def test_another_chamber_neither_writes_nor_moves(self):
        request = self.env['chamber.request'].with_user(self.registrar_05).browse(self.request.id)
        for step in (
            'action_file', 'action_start_study', 'action_submit', 'action_cancel', 'action_mark_fee_paid',
            'action_print_receipt',
        ):
            with self.subTest(step=step), self.assertRaises(AccessError):
                getattr(request, step)()
        entry = self.env['chamber.entry'].with_user(self.registrar_05).browse(self.entry.id)
        for step in ('action_issue_card', 'action_issue_certificate', 'action_view_on_date', 'action_view_acts'):
            with self.subTest(step=step), self.assertRaises(AccessError):
                getattr(entry, step)()

    def test_another_chamber_reads_neither_files_nor_conversation(self):
        document = self.request.document_ids[0]
        attachment = self.env['ir.attachment'].create({
            'name': "scan", 'res_model': 'chamber.request', 'res_id': self.request.id, 'raw': b'%PDF-1.4'})
        message = self.request.with_user(self.agent_16).message_post(body="A word")
        stranger = self.director_05
        with self.assertRaises(AccessError):
            attachment.with_user(stranger).read(['raw'])
        with self.assertRaises(AccessError):
            message.with_user(stranger).read(['body'])
        with self.assertRaises(AccessError):
            document.with_user(stranger).read(['file'])
        with self.assertRaises(AccessError):
            self.request.with_user(stranger).message_post(body="Hello")

    def test_national_roles_read_every_chamber(self):
        for user in (self.national, self.director_general, self.auditor):
            for model in MODELS:
                with self.subTest(user=user.login, model=model):
                    self.assertTrue(self.records[model].with_user(user).read(['display_name']))

    def test_the_auditor_changes_nothing(self):
        for model in [*MODELS, 'chamber.card.batch', 'chamber.numbering', 'chamber.fee.tariff', 'chamber.delay',
                      'chamber.checklist', 'chamber.legal.text', 'chamber.document.type', 'chamber.refusal.reason']:
            for operation in ('create', 'write', 'unlink'):
                with self.subTest(model=model, operation=operation):
                    self.assertFalse(self.env[model].with_user(self.auditor).has_access(operation))

    def test_a_plain_employee_sees_nothing_of_the_register(self):
        stranger = self._create_stranger()
        for model in MODELS:
            with self.subTest(model=model), self.assertRaises(AccessError):
                self.env[model].with_user(stranger).search([])

    def _create_stranger(self):
        return self.env['res.users'].create({
            'name': "Stranger", 'login': 'stranger_register', 'company_id': self.chamber_16.id,
            'company_ids': self.chamber_16.ids, 'group_ids': self.env.ref('base.group_user').ids})

    def test_a_review_is_not_forged(self):
        request = self._create_in_approval()
        for user in (self.agent_16, self.registrar_16, self.director_16):
            reviews = request.with_user(user).review_ids
            with self.subTest(user=user.login), self.assertRaises(AccessError):
                reviews.write({'status': 'approved', 'done_by': self.director_16.id})
        self.assertEqual(request.state, 'approval')
        with self.assertRaises(UserError):
            request.with_user(self.director_16).write({'state': 'accepted'})
