from odoo import api, fields, models
from odoo.exceptions import UserError


class ChamberRequestDocument(models.Model):
    _name = 'chamber.request.document'
    _description = "Document of a Request"
    _order = 'sequence, id'
    _rec_name = 'document_type_id'

    request_id = fields.Many2one('chamber.request', required=True, index=True, ondelete='cascade')
    company_id = fields.Many2one(related='request_id.company_id', store=True, precompute=True, index=True)
    sequence = fields.Integer(default=10)
    document_type_id = fields.Many2one('chamber.document.type', required=True, ondelete='restrict')
    is_mandatory = fields.Boolean(string="Mandatory")
    file = fields.Binary(attachment=True, copy=False)
    file_name = fields.Char(copy=False)
    is_received = fields.Boolean(
        string="Received", compute='_compute_is_received', store=True, readonly=False, precompute=True, copy=False,
        help="The file, or the paper itself, was handed over.")
    is_checked = fields.Boolean(string="Checked", copy=False)
    checked_by_id = fields.Many2one('res.users', readonly=True, copy=False)
    note = fields.Char()

    _type_once = models.Constraint('UNIQUE (request_id, document_type_id)', "This document is already in the request.")

    @api.depends('file')
    def _compute_is_received(self):
        for document in self:
            document.is_received = document.is_received or bool(document.file)

    @api.model_create_multi
    def create(self, vals_list):
        documents = super().create(vals_list)
        documents._check_open(['file'])
        return documents

    def write(self, vals):
        self._check_open(vals)
        if 'request_id' in vals:
            raise UserError(self.env._("A document stays with its request."))
        if 'is_checked' in vals:
            self.request_id._check_role('registrar')
            vals = {**vals, 'checked_by_id': self.env.uid if vals['is_checked'] else False}
        elif vals.keys() & {'file', 'is_received', 'document_type_id'}:
            # another paper than the one that was checked
            vals = {**vals, 'is_checked': False, 'checked_by_id': False}
        return super().write(vals)

    @api.ondelete(at_uninstall=False)
    def _unlink_except_open(self):
        self._check_open(['file'])

    def _check_open(self, names):
        """Refuse to change papers of a request that is past its study, or what is mandatory once filed.

        :raises UserError: naming the request
        """
        for request in self.request_id:
            if request.state not in ('draft', 'filed', 'study'):
                raise UserError(self.env._(
                    "%(request)s: its documents can no longer be changed.", request=request.display_name))
            if request.state != 'draft' and {'is_mandatory', 'document_type_id'} & set(names):
                raise UserError(self.env._(
                    "%(request)s: the checklist cannot be changed once filed.", request=request.display_name))
