from odoo import api, fields, models
from odoo.exceptions import UserError

from odoo.addons.chamber_registry.models.engine import as_engine, is_engine


class ChamberTrainingJournal(models.Model):
    """What happened to places, attendance, certificates and minutes, in chains that nobody can alter."""
    _name = 'chamber.training.journal'
    _description = "Journal of Training"
    _inherit = ['chamber.journal.mixin']
    _order = 'chain_sequence desc, id desc'

    _chain_fields = ('company_id', 'session_id', 'kind', 'res_model', 'res_id', 'details', 'reason')

    company_id = fields.Many2one('res.company', string="Chamber", required=True, readonly=True, index=True, ondelete='restrict')
    session_id = fields.Many2one('chamber.training.session', required=True, readonly=True, index=True, ondelete='restrict')
    kind = fields.Selection([
        ('asked', "Place asked for"), ('accepted', "Accepted"), ('waiting', "On the waiting list"),
        ('offered', "Place offered"), ('lapsed', "Offer lapsed"), ('refused', "Refused"), ('cancelled', "Cancelled"),
        ('correction', "Attendance corrected"), ('half_day', "Half-day closed"),
        ('certificate', "Certificate issued"), ('revocation', "Certificate revoked"), ('minutes', "Minutes signed"),
        ('session', "Session"),
    ], required=True, readonly=True, index=True)
    res_model = fields.Char(string="Kind of record", readonly=True)
    res_id = fields.Many2oneReference(string="Record", model_field='res_model', readonly=True, index=True)
    details = fields.Json(readonly=True)
    reason = fields.Text(readonly=True)

    @api.model_create_multi
    def create(self, vals_list):
        if not is_engine(self):
            raise UserError(self.env._("The journal of training is written by its steps only."))
        return super().create(vals_list)

    @api.model
    def _record(self, kind, records, details=None, reason=False):
        """Record one line for each record of a session.

        :param records: records with ``session_id`` (or sessions themselves)
        :param details: function of a record that returns JSON values, or None
        """
        is_session = records._name == 'chamber.training.session'
        return as_engine(self).sudo().create([  # the journal is written by this method only
            {
                'company_id': (record if is_session else record.session_id).company_id.id,
                'session_id': record.id if is_session else record.session_id.id, 'kind': kind,
                'res_model': record._name, 'res_id': record.id,
                'details': details(record) if details else {}, 'reason': reason,
            }
            for record in records.sudo()  # what happened is recorded whoever may read it
        ])
