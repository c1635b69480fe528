import re

from odoo import api, fields, models


class ResPartner(models.Model):
    _inherit = 'res.partner'

    chamber_entry_ids = fields.One2many(
        'chamber.entry', 'partner_id', string="Register Entries", groups='chamber_registry.chamber_registry_group_user')
    chamber_request_ids = fields.One2many(
        'chamber.request', 'partner_id', string="Requests", groups='chamber_registry.chamber_registry_group_user')
    chamber_entry_count = fields.Integer(
        compute='_compute_register_counts', groups='chamber_registry.chamber_registry_group_user')
    chamber_request_count = fields.Integer(
        compute='_compute_register_counts', groups='chamber_registry.chamber_registry_group_user')

    @api.model
    def _get_search_key_depends(self):
        return [
            *super()._get_search_key_depends(), 'chamber_entry_ids.number', 'chamber_entry_ids.legacy_number']

    def _get_search_key_parts(self):
        numbers = [
            number for entry in self.chamber_entry_ids for number in (entry.number, entry.legacy_number) if number]
        # as printed, and as typed without dashes
        return [*super()._get_search_key_parts(), *numbers, *(re.sub(r'\D', '', number) for number in numbers)]

    def _compute_register_counts(self):
        entries, open_requests = (
            dict(self.env[model]._read_group([('partner_id', 'in', self.ids)], ['partner_id'], ['__count']))
            for model in ('chamber.entry', 'chamber.request'))
        for partner in self:
            partner.chamber_entry_count = entries.get(partner._origin, 0)
            partner.chamber_request_count = open_requests.get(partner._origin, 0)

    def action_view_register_entries(self):
        """Open the entries of the registrant."""
        return self._action_view_register('chamber.entry', self.env._("Entries"))

    def action_view_register_requests(self):
        """Open the requests of the registrant."""
        return self._action_view_register('chamber.request', self.env._("Requests"))

    def _action_view_register(self, model, name):
        self.check_access('read')
        return {
            'type': 'ir.actions.act_window', 'name': name, 'res_model': model, 'view_mode': 'list,form',
            'domain': [('partner_id', 'in', self.ids)], 'context': {'default_partner_id': self.id},
        }
