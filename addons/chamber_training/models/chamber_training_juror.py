from odoo import api, fields, models
from odoo.exceptions import UserError
from odoo.tools import SQL

from odoo.addons.chained_journal.tools.fresh_read import fresh_rows

from .chamber_training_enrolment import OPEN_STATES


class ChamberTrainingJuror(models.Model):
    _name = 'chamber.training.juror'
    _description = "Member of a Jury"
    _order = 'session_id, role desc, id'
    _rec_name = 'partner_id'

    session_id = fields.Many2one(
        'chamber.training.session', required=True, index=True, ondelete='cascade', domain=[('kind', '=', 'test')])
    company_id = fields.Many2one(related='session_id.company_id', store=True, precompute=True, index=True)
    partner_id = fields.Many2one('res.partner', string="Person", required=True, index=True, ondelete='restrict')
    user_id = fields.Many2one(
        'res.users', string="Login", compute='_compute_user_id', store=True, readonly=False, precompute=True,
        index='btree_not_null', ondelete='restrict', help="With which the marks are given.")
    role = fields.Selection([('president', "President"), ('member', "Member")], required=True, default='member')
    quality = fields.Char(help="As written in the minutes: master craftsman, teacher…")
    mark_ids = fields.One2many('chamber.training.mark', 'juror_id')

    _once = models.Constraint('UNIQUE (session_id, partner_id)', "This person already sits on the jury.")
    _one_president = models.UniqueIndex("(session_id) WHERE role = 'president'", "A jury has one president.")

    @api.depends('partner_id')
    def _compute_user_id(self):
        for juror in self:
            # sudo: which login belongs to a person is no secret to who composes a jury
            juror.user_id = juror.partner_id.sudo().user_ids.filtered(
                lambda user: user.has_group('chamber_training.chamber_training_group_juror'))[:1]

    @api.model_create_multi
    def create(self, vals_list):
        jurors = super().create(vals_list)
        jurors._check_open()
        jurors._check_not_candidates()
        return jurors

    def write(self, vals):
        self._check_open()
        if vals.keys() & {'partner_id', 'user_id', 'session_id'} and self.sudo().mark_ids:  # marks keep their author
            raise UserError(self.env._("A juror who has given marks is no longer replaced."))
        result = super().write(vals)
        self._check_open()
        if vals.keys() & {'partner_id', 'session_id'}:
            self._check_not_candidates()
        return result

    @api.ondelete(at_uninstall=False)
    def _unlink_except_marking(self):
        self._check_open()
        if self.sudo().mark_ids:  # marks keep their author
            raise UserError(self.env._("A juror who has given marks is no longer replaced."))

    @api.constrains('session_id', 'user_id', 'partner_id')
    def _check_login(self):
        for juror in self:
            if juror.session_id.kind != 'test':
                raise UserError(self.env._("Only a qualification test has a jury."))
            user = juror.user_id.sudo()  # the role of a login, for who composes the jury
            if user and (user.partner_id != juror.partner_id
                         or not user.has_group('chamber_training.chamber_training_group_juror')):
                raise UserError(self.env._(
                    "The login of %(person)s has to be his own, with the role of a member of juries.",
                    person=juror.partner_id.name))

    def _check_open(self):
        """Refuse to change the jury of signed minutes.

        :raises UserError: where they are signed
        """
        self.env['chamber.training.deliberation']._lock_unsigned(self.session_id)

    def _check_not_candidates(self):
        """Refuse jurors who are candidates of the same test, also of one that another transaction has just enrolled.

        :raises UserError: with the name
        """
        self.env['chamber.training.deliberation']._lock_jury(self.session_id)
        candidates = self.env['chamber.training.enrolment'].sudo().search(  # candidates count whoever may read them
            [('session_id', 'in', self.session_id.ids), ('state', 'in', OPEN_STATES)])
        committed = fresh_rows(self.env, SQL(
            "SELECT session_id, partner_id FROM chamber_training_enrolment WHERE session_id = ANY(%s) AND state = ANY(%s)",
            self.session_id.ids, list(OPEN_STATES)))
        self._refuse_both(self, {(one.session_id.id, one.partner_id.id) for one in candidates} | set(committed))

    @api.model
    def _check_not_jurors(self, enrolments):
        """Refuse candidates who sit on the jury of the same test, also on one that is just being composed.

        :raises UserError: with the name
        """
        sessions = enrolments.session_id
        self.env['chamber.training.deliberation']._lock_jury(sessions)
        jurors = self.sudo().search([('session_id', 'in', sessions.ids)])  # jurors count whoever may read them
        committed = fresh_rows(self.env, SQL(
            "SELECT session_id, partner_id FROM chamber_training_juror WHERE session_id = ANY(%s)", sessions.ids))
        self._refuse_both(enrolments, {(one.session_id.id, one.partner_id.id) for one in jurors} | set(committed))

    @api.model
    def _refuse_both(self, records, pairs):
        for record in records.sudo():  # who is refused is named
            if (record.session_id.id, record.partner_id.id) in pairs:
                raise UserError(self.env._(
                    "%(person)s cannot be juror and candidate of the same test.", person=record.partner_id.name))
