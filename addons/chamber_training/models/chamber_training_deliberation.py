from odoo import api, fields, models
from odoo.exceptions import UserError
from odoo.tools import SQL

from odoo.addons.chained_journal.tools.fresh_read import fresh_rows
from odoo.addons.chamber_registry.models.engine import as_engine, is_engine


class ChamberTrainingDeliberation(models.Model):
    """The minutes of a jury: drawn up from the marks, signed by the president, and then fixed for ever."""
    _name = 'chamber.training.deliberation'
    _description = "Deliberation of a Jury"
    _inherit = ['verifiable.document.mixin']
    _order = 'date desc, id desc'
    _rec_name = 'number'
    _rec_names_search = ['number', 'session_id.number', 'session_id.name']

    _verifiable_type = 'training_minutes'
    # what people may write of minutes that are not signed
    FREE_FIELDS = frozenset({'observations'})

    number = fields.Char(readonly=True, copy=False)
    session_id = fields.Many2one('chamber.training.session', required=True, readonly=True, index=True, ondelete='restrict')
    programme_id = fields.Many2one(related='session_id.programme_id', store=True, precompute=True, index=True)
    company_id = fields.Many2one(related='session_id.company_id', store=True, precompute=True, index=True)
    date = fields.Date(string="Signed On", readonly=True)
    state = fields.Selection(
        [('draft', "Draft"), ('signed', "Signed")], string="Status", required=True, default='draft', readonly=True, index=True)
    observations = fields.Text()
    pass_mark = fields.Float(readonly=True, help="Mark out of 20 that the programme asked for when the jury deliberated.")
    line_ids = fields.One2many('chamber.training.deliberation.line', 'deliberation_id')
    absent_ids = fields.Many2many('chamber.training.enrolment', string="Absent Candidates", readonly=True)
    juror_ids = fields.One2many(related='session_id.juror_ids')
    candidate_count = fields.Integer(string="Candidates", compute='_compute_counts')
    admitted_count = fields.Integer(string="Admitted", compute='_compute_counts')
    is_president = fields.Boolean(compute='_compute_is_president')
    signed_by_id = fields.Many2one('res.users', readonly=True, copy=False)
    signed_datetime = fields.Datetime(readonly=True, copy=False)
    fingerprint = fields.Char(readonly=True, copy=False, help="SHA-256 of the jury, the grid, all marks and all results.")

    _session_once = models.Constraint('UNIQUE (session_id)', "A session has one deliberation.")
    _number_once = models.UniqueIndex('(company_id, number) WHERE number IS NOT NULL', "This number is already given.")
    _signed_complete = models.Constraint(
        "CHECK (state = 'draft' OR (number IS NOT NULL AND date IS NOT NULL AND fingerprint IS NOT NULL))",
        "Signed minutes have a number, a day and a fingerprint.")

    @api.depends('line_ids.result')
    def _compute_counts(self):
        for deliberation in self:
            deliberation.candidate_count = len(deliberation.line_ids)
            deliberation.admitted_count = len(deliberation.line_ids.filtered(lambda line: line.result == 'admitted'))

    @api.depends_context('uid')
    def _compute_is_president(self):
        for deliberation in self:
            deliberation.is_president = deliberation._get_president().user_id.id == self.env.uid

    @api.depends('number', 'session_id')
    def _compute_display_name(self):
        for deliberation in self:
            deliberation.display_name = deliberation.number or self.env._(
                "Deliberation: %(session)s", session=deliberation.session_id.display_name)

    @api.model_create_multi
    def create(self, vals_list):
        if not is_engine(self):
            raise UserError(self._get_step_refusal())
        return super().create(vals_list)

    def write(self, vals):
        self._check_unsigned(self.session_id)
        if vals.keys() - self.FREE_FIELDS and not is_engine(self):
            raise UserError(self._get_step_refusal())
        return super().write(vals)

    @api.ondelete(at_uninstall=False)
    def _unlink_never(self):
        raise UserError(self.env._("The deliberation of a jury is never deleted."))

    def _get_step_refusal(self):
        return self.env._("Minutes are drawn up and signed by the steps of the jury only.")

    @api.model
    def _get_of(self, session):
        """The deliberation of a test, made when it is first needed."""
        Deliberation = as_engine(self).sudo()  # the deliberation of a test is made by its first step, whoever takes it
        deliberation = Deliberation.search([('session_id', '=', session.id)]) or Deliberation.create({'session_id': session.id})
        return deliberation.with_env(self.env)

    @api.model
    def _check_unsigned(self, sessions):
        """Refuse any change of tests whose minutes are signed; return their deliberations.

        :raises UserError: with the number of the minutes
        """
        deliberations = self.sudo().search([('session_id', 'in', sessions.ids)])  # they bind whoever may read them
        for deliberation in deliberations:
            if deliberation.state == 'signed':
                self._refuse_signed(deliberation.number)
        return deliberations

    @api.model
    def _lock_unsigned(self, sessions):
        """Refuse any change of tests whose minutes are signed, also just now by another; see ``_check_unsigned``.

        The lock holds until the end of the transaction: marks, jury and signature come one after the other.
        """
        self._lock_jury(sessions)
        deliberations = self._check_unsigned(sessions)
        for number, in fresh_rows(self.env, SQL(
                "SELECT number FROM chamber_training_deliberation WHERE state = 'signed' AND session_id = ANY(%s)",
                sessions.ids)):
            self._refuse_signed(number)
        return deliberations

    @api.model
    def _lock_jury(self, sessions):
        """Wait for whoever composes the jury of the same tests, enrols their candidates, marks them or signs."""
        self.env.flush_all()
        for session_id in sorted(sessions.ids):
            self.env.cr.execute(SQL(
                "SELECT pg_advisory_xact_lock(hashtextextended(%s, 0))", f'chamber.training.jury:{session_id}'))

    @api.model
    def _refuse_signed(self, number):
        raise UserError(self.env._(
            "The minutes %(number)s of the jury are signed: nothing of this test changes any more.", number=number))

    def _get_president(self):
        return self.session_id.juror_ids.filtered(lambda juror: juror.role == 'president')

    def _get_candidates(self):
        """The accepted candidates, in the order of their seats."""
        return self.session_id.enrolment_ids.filtered(lambda enrolment: enrolment.state == 'accepted').sorted(
            lambda enrolment: (enrolment.seat_number, enrolment.id))

    def _forget_results(self):
        """Results that no longer follow from the marks are forgotten until the jury deliberates again."""
        as_engine(self.sudo()).line_ids.unlink()  # a consequence of the mark

    def action_print(self):
        """Return the minutes as a PDF; before they are signed, marked as a draft."""
        self.check_access('read')
        return self.env.ref('chamber_training.chamber_training_deliberation_report').report_action(self)

    def _get_verifiable_claims(self):
        """What the minutes say, by the numbers of the document type ``training_minutes``."""
        return {
            10: self.number, 15: self.company_id._get_chamber_name('ar_001'),
            21: self.programme_id.with_context(lang='ar_001').name, 22: self.session_id.number or '', 27: self.date,
            28: self.candidate_count, 29: self.admitted_count, 30: self.fingerprint,
        }
