from psycopg2.errors import CheckViolation

import odoo
from odoo import fields, models
from odoo.exceptions import AccessError, UserError
from odoo.tests import tagged, users
from odoo.tools import mute_logger

from .common import ChamberCase


class ChamberTestCourse(models.Model):
    _module = None
    _name = 'chamber.test.course'
    _description = "Course of the Tests"
    _inherit = ['chamber.activity.mixin']

    room = fields.Char()


@tagged('post_install', '-at_install')
class TestActivityMixin(ChamberCase):

    @classmethod
    def setUpClass(cls):
        super().setUpClass()
        cls._add_course_model()
        cls.course = cls.env['chamber.test.course'].create({
            'name': "نسيج الزرابي", 'room': "A", 'company_id': cls.chamber_16.id, 'date_start': '2026-04-01',
            'date_end': '2026-04-10', 'unit': "participants", 'planned_quantity': 20})
        cls.activity = cls.course.chamber_activity_id

    @classmethod
    def _add_course_model(cls):
        """The other addons' courses and fairs are not here: a small model stands for them, for this class only."""
        name = ChamberTestCourse._name
        odoo.orm.model_classes.add_to_registry(cls.registry, ChamberTestCourse)
        cls.registry._setup_models__(cls.env.cr, [name])
        cls.registry.init_models(cls.env.cr, [name], {'models_to_check': True}, False)
        cls.env['ir.model.access'].create({
            'name': name, 'model_id': cls.env['ir.model']._get_id(name), 'perm_read': True, 'perm_write': True,
            'perm_create': True, 'perm_unlink': True,
            'group_id': cls.env.ref('chamber_registry.chamber_registry_group_agent').id})
        cls.addClassCleanup(cls._remove_course_model, name)

    @classmethod
    def _remove_course_model(cls, name):
        cls.registry.models.pop(name, None)
        cls.registry._setup_models__(cls.env.cr)

    def test_a_course_is_a_piece_of_planned_work(self):
        self.assertRecordValues(self.activity, [{
            'name': "نسيج الزرابي", 'company_id': self.chamber_16.id, 'execution_state': 'planned',
            'owner_model': 'chamber.test.course', 'owner_id': self.course.id, 'progress': 0}])

    def test_results_are_written_on_the_course(self):
        self.course.achieved_quantity = 15
        self.assertEqual(self.activity.progress, 75)

    def test_deleting_the_course_deletes_its_planned_work(self):
        self.course.unlink()
        self.assertFalse(self.activity.exists())

    def test_planned_work_is_not_deleted_under_its_course(self):
        with self.assertRaises(UserError):
            self.activity.unlink()

    def test_planned_work_without_a_record_is_deleted(self):
        free = self.env['chamber.activity'].create({'name': "Étude", 'company_id': self.chamber_16.id})
        free.unlink()
        self.assertFalse(free.exists())

    def test_a_copy_has_planned_work_of_its_own(self):
        copy = self.course.copy()
        self.assertNotEqual(copy.chamber_activity_id, self.activity)
        self.assertEqual(copy.chamber_activity_id.owner_id, copy.id)

    @users('agent_16')
    def test_the_course_opens_from_its_planned_work(self):
        action = self.activity.with_env(self.env).action_open_owner()
        self.assertEqual((action['res_model'], action['res_id']), ('chamber.test.course', self.course.id))

    @users('agent_05')
    def test_another_chamber_sees_neither(self):
        self.assertFalse(self.env['chamber.activity'].search([('id', '=', self.activity.id)]))
        self.assertFalse(self.env['chamber.test.course'].search([('id', '=', self.course.id)]))
        with self.assertRaises(AccessError):
            self.activity.with_env(self.env).action_open_owner()

    def test_a_state_that_does_not_follow_is_refused(self):
        self.activity._set_execution_state('done')
        with self.assertRaises(UserError):
            self.activity._set_execution_state('planned')

    @users('agent_16')
    def test_work_is_begun_finished_and_taken_up_again_by_buttons(self):
        activity = self.activity.with_env(self.env)
        states = []
        for step in ('action_begin', 'action_finish', 'action_begin', 'action_cancel', 'action_plan_again'):
            getattr(activity, step)()
            states.append(activity.execution_state)
        self.assertEqual(states, ['ongoing', 'done', 'ongoing', 'cancelled', 'planned'])

    @users('agent_16')
    def test_cancelled_work_is_planned_again_before_it_begins(self):
        activity = self.activity.with_env(self.env)
        activity.action_cancel()
        with self.assertRaises(UserError):
            activity.action_begin()

    @users('auditor')
    def test_who_only_reads_does_not_move_planned_work(self):
        with self.assertRaises(AccessError):
            self.activity.with_env(self.env).action_begin()
        self.assertEqual(self.activity.execution_state, 'planned')

    @users('agent_16')
    def test_who_plans_is_at_first_responsible(self):
        work = self.env['chamber.activity'].create({'name': "يوم إعلامي"})
        self.assertEqual(work.responsible_id, self.env.user)

    @mute_logger('odoo.sql_db')
    def test_work_does_not_end_before_it_starts(self):
        with self.assertRaises(CheckViolation):
            self.activity.date_end = '2026-03-01'
            self.activity.flush_recordset()
