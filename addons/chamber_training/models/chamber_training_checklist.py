from dateutil.relativedelta import relativedelta

from odoo import api, fields, models
from odoo.exceptions import UserError

from odoo.addons.chamber_registry.models.engine import is_engine
from odoo.addons.l10n_dz_territory.tools.day import day_in_algeria, today_in_algeria

STEPS = [
    ('opening', "Session opened"), ('room', "Room booked"),
    ('print', "Convocations printed"), ('send', "Convocations sent"),
]


class ChamberTrainingChecklistTemplate(models.Model):
    _name = 'chamber.training.checklist.template'
    _description = "Line of the Usual Checklist"
    _order = 'sequence, id'

    name = fields.Char(required=True, translate=True)
    sequence = fields.Integer(default=10)
    active = fields.Boolean(default=True)
    kind = fields.Selection(
        [('course', "Course"), ('test', "Qualification test")], help="Empty: for courses and for tests.")
    programme_id = fields.Many2one(
        'chamber.training.programme', index='btree_not_null', ondelete='cascade', help="Empty: for all programmes.")
    days_before = fields.Integer(help="How many days before the session it should be done. Negative: after it begins.")
    step = fields.Selection(STEPS, string="Done by Itself When", help="Empty: someone says that it is done.")


class ChamberTrainingChecklist(models.Model):
    _name = 'chamber.training.checklist'
    _description = "Line of a Session's Checklist"
    _order = 'session_id, sequence, id'

    session_id = fields.Many2one('chamber.training.session', required=True, index=True, ondelete='cascade')
    company_id = fields.Many2one(related='session_id.company_id', store=True, precompute=True, index=True)
    sequence = fields.Integer(default=10)
    name = fields.Char(required=True, translate=True)
    step = fields.Selection(STEPS, readonly=True)
    date_due = fields.Date(string="Before")
    user_id = fields.Many2one('res.users', string="By", ondelete='set null')
    is_done = fields.Boolean(string="Done")
    done_by_id = fields.Many2one('res.users', readonly=True, copy=False, ondelete='restrict')
    done_datetime = fields.Datetime(string="Done On", readonly=True, copy=False)
    is_late = fields.Boolean(compute='_compute_is_late')

    @api.depends('is_done', 'date_due')
    def _compute_is_late(self):
        today = today_in_algeria()
        for line in self:
            line.is_late = not line.is_done and bool(line.date_due) and line.date_due < today

    @api.model_create_multi
    def create(self, vals_list):
        return super().create([self._complete_done(vals) for vals in vals_list])

    def write(self, vals):
        self.session_id._check_not_over()
        return super().write(self._complete_done(vals))

    @api.ondelete(at_uninstall=False)
    def _unlink_except_over(self):
        self.session_id._check_not_over()

    @api.model
    def _complete_done(self, vals):
        """Note who says that something is done, and when; nobody writes that by hand."""
        if not is_engine(self) and vals.keys() & {'done_by_id', 'done_datetime'}:
            raise UserError(self.env._("Who did it, and when, is noted by itself."))
        if 'is_done' not in vals:
            return vals
        done = vals['is_done']
        return {**vals, 'done_by_id': self.env.uid if done else False, 'done_datetime': fields.Datetime.now() if done else False}

    @api.model
    def _get_due_date(self, session, template):
        return day_in_algeria(session.date_begin) - relativedelta(days=template.days_before)
