from odoo import api, fields, models
from odoo.exceptions import AccessError, UserError

MARKING_STATES = ('ongoing', 'done')


class ChamberTrainingMark(models.Model):
    _name = 'chamber.training.mark'
    _description = "Mark of a Juror"
    _order = 'enrolment_id, criterion_id, id'

    enrolment_id = fields.Many2one(
        'chamber.training.enrolment', string="Candidate", required=True, index=True, ondelete='restrict')
    session_id = fields.Many2one(related='enrolment_id.session_id', store=True, precompute=True, index=True)
    company_id = fields.Many2one(related='session_id.company_id', store=True, precompute=True, index=True)
    criterion_id = fields.Many2one('chamber.training.criterion', required=True, index=True, ondelete='restrict')
    juror_id = fields.Many2one('chamber.training.juror', required=True, index=True, ondelete='restrict')
    maximum = fields.Float(string="Highest Mark", related='criterion_id.maximum', store=True, precompute=True)
    value = fields.Float(string="Mark", required=True, aggregator='avg')

    _once = models.Constraint('UNIQUE (enrolment_id, criterion_id, juror_id)', "This juror has already given this mark.")
    _in_grid = models.Constraint('CHECK (value >= 0 AND value <= maximum)', "A mark lies within the grid.")

    @api.depends('enrolment_id.number', 'criterion_id.name')
    def _compute_display_name(self):
        for mark in self:
            mark.display_name = ' — '.join(filter(None, [mark.sudo().enrolment_id.number, mark.criterion_id.name]))

    @api.model_create_multi
    def create(self, vals_list):
        self._check_grid([
            (self.env['chamber.training.criterion'].browse(vals.get('criterion_id')), vals.get('value', 0))
            for vals in vals_list])
        marks = super().create(vals_list)
        marks._check_marking()
        return marks

    def write(self, vals):
        if vals.keys() - {'value'}:
            raise UserError(self.env._("Of a mark that was given, only the value changes."))
        self._check_grid([(mark.criterion_id, vals.get('value', 0)) for mark in self])
        self._check_marking()
        return super().write(vals)

    @api.ondelete(at_uninstall=False)
    def _unlink_except_open(self):
        self._check_marking()

    @api.model
    def _check_grid(self, pairs):
        """Refuse a mark outside the grid before the database does, with a sentence.

        :raises UserError: naming the criterion and its highest mark
        """
        for criterion, value in pairs:
            if criterion and not 0 <= value <= criterion.maximum:
                raise UserError(self.env._(
                    "%(criterion)s: a mark goes from 0 to %(maximum)s, not %(value)s.", criterion=criterion.name,
                    maximum=f'{criterion.maximum:g}', value=f'{value:g}'))

    def _check_marking(self):
        """Refuse marks that are not the user's own, of another test, of somebody absent, or too late.

        :raises AccessError: for the marks of another juror
        :raises UserError: for all others
        """
        marks = self.sudo()  # the rule is the same whoever may read the rest of the test
        if any(mark.juror_id.user_id.id != self.env.uid for mark in marks):
            raise AccessError(self.env._("A juror gives his own marks only."))
        sessions = marks.session_id
        deliberations = self.env['chamber.training.deliberation'].sudo()._lock_unsigned(sessions)
        for mark in marks:
            session = mark.session_id
            if mark.juror_id.session_id != session or mark.criterion_id.programme_id != session.programme_id:
                raise UserError(self.env._("Candidate, juror and criterion belong to one test."))
            if session.state not in MARKING_STATES:
                raise UserError(self.env._("Marks are given from the beginning of the test."))
            if mark.enrolment_id.state != 'accepted':
                raise UserError(self.env._("Only an accepted candidate is marked."))
            if mark.enrolment_id in deliberations.absent_ids:
                raise UserError(self.env._("%(person)s is noted as absent.", person=mark.enrolment_id.partner_id.name))
        deliberations._forget_results()
