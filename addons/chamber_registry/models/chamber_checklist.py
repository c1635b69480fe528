from odoo import api, fields, models


class ChamberChecklist(models.Model):
    _name = 'chamber.checklist'
    _description = "Document Checklist"
    _inherit = ['chamber.dated.setting']
    _order = 'request_kind, registrant_type, date_start desc'

    name = fields.Char(required=True, translate=True)
    request_kind = fields.Selection(
        lambda self: self.env['chamber.request']._fields['kind']._description_selection(self.env), required=True)
    registrant_type = fields.Selection(
        lambda self: self.env['res.partner']._fields['registrant_type']._description_selection(self.env), required=True)
    line_ids = fields.One2many('chamber.checklist.line', 'checklist_id', copy=True)
    source = fields.Char(translate=True)
    confidence = fields.Selection([('high', "High"), ('medium', "Medium"), ('low', "Low")], default='medium', required=True)

    _date_order = models.Constraint('CHECK (date_end >= date_start)', "A checklist cannot end before it starts.")
    _no_overlap = models.Constraint(
        "EXCLUDE USING gist (int8range(hashtext(request_kind || ':' || registrant_type)::bigint,"
        " hashtext(request_kind || ':' || registrant_type)::bigint, '[]') WITH =,"
        " daterange(date_start, date_end, '[]') WITH &&)",
        "Two checklists of the same kind cannot apply on the same day.")

    @api.model
    def _get_for(self, request_kind, registrant_type, on_date):
        """Return the checklist that applies to a request deposited on a day, or an empty record."""
        return self._get_on(on_date, request_kind=request_kind, registrant_type=registrant_type)


class ChamberChecklistLine(models.Model):
    _name = 'chamber.checklist.line'
    _description = "Document Checklist Line"
    _order = 'sequence, id'
    _rec_name = 'document_type_id'

    checklist_id = fields.Many2one('chamber.checklist', required=True, index=True, ondelete='cascade')
    sequence = fields.Integer(default=10)
    document_type_id = fields.Many2one('chamber.document.type', required=True, ondelete='restrict')
    is_mandatory = fields.Boolean(string="Mandatory", default=True)

    _type_once = models.Constraint('UNIQUE (checklist_id, document_type_id)', "This document is already on the checklist.")
