from odoo import api, fields, models

from .dz_hr_decision_kind import EFFECTS


class DzHrDecisionEvent(models.Model):
    _name = 'dz.hr.decision.event'
    _description = "Journal of Personnel Decisions"
    _inherit = ['chained.journal.mixin']
    _order = 'id desc'
    _rec_name = 'number'
    _chain_fields = ('event', 'decision_id', 'employee_id', 'number', 'effect', 'date_effect', 'content_hash', 'company_id',
                     'undoes_id')

    event = fields.Selection(
        [('signed', "Signed"), ('applied', "In Effect"), ('undone', "Undone")], required=True, readonly=True)
    decision_id = fields.Many2one('dz.hr.decision', required=True, readonly=True, index=True, ondelete='restrict')
    employee_id = fields.Many2one('hr.employee', required=True, readonly=True, index=True, ondelete='restrict')
    number = fields.Char(required=True, readonly=True)
    effect = fields.Selection(EFFECTS, required=True, readonly=True)
    date_effect = fields.Date(string="Takes Effect on", required=True, readonly=True)
    content_hash = fields.Char(string="Hash of the Decision", required=True, readonly=True)
    company_id = fields.Many2one('res.company', required=True, readonly=True, index=True, ondelete='restrict')
    undoes_id = fields.Many2one(
        'dz.hr.decision', string="Decision Undone", readonly=True, index='btree_not_null', ondelete='restrict')

    @api.model
    def _get_chain_key(self, vals):
        return f"company-{vals['company_id']}"

    @api.model
    def _get_chain_names(self, keys):
        numbers = [int(key.removeprefix('company-')) for key in keys]
        companies = self.env['res.company'].sudo().browse(numbers).exists()  # names for the auditor of journals
        names = {f'company-{company.id}': company.name for company in companies}
        return {key: names.get(key, key) for key in keys}
