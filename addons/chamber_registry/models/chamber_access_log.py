from odoo import api, fields, models


class ChamberAccessLog(models.Model):
    _name = 'chamber.access.log'
    _description = "Access Journal"
    _inherit = ['chamber.journal.mixin']
    _order = 'id desc'

    _chain_fields = ('partner_id', 'company_id', 'user_id', 'data', 'record_count', 'purpose')
    _chain_payload_version = 1

    partner_id = fields.Many2one('res.partner', string="Registrant", index='btree_not_null', ondelete='restrict')
    company_id = fields.Many2one('res.company', string="Chamber", index=True, ondelete='restrict')
    user_id = fields.Many2one('res.users', string="Read by", required=True, index=True, ondelete='restrict')
    data = fields.Selection(
        [('nin', "National identification number"), ('export', "Export of registrants")], required=True)
    record_count = fields.Integer(string="Registrants", required=True, default=1)
    purpose = fields.Char(required=True)

    @api.model
    def _record(self, partner, data, purpose):
        """Write one line for each registrant: the current user read these data for this purpose."""
        # sudo: the journal is written by the reading itself, and by no user
        return self.sudo().create([{
            'partner_id': registrant.id,
            'company_id': registrant.chamber_id.id,
            'user_id': self.env.uid,
            'data': data,
            'purpose': purpose,
        } for registrant in partner])

    @api.model
    def _record_export(self, count, field_names):
        """Write one line for an export: how many registrants, and which of their fields."""
        # sudo: the journal is written by the export itself, and by no user
        return self.sudo().create([{
            'company_id': self.env.company.id,
            'user_id': self.env.uid,
            'data': 'export',
            'record_count': count,
            'purpose': ', '.join(field_names),
        }])
