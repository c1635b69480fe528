from odoo import api, fields, models
from odoo.exceptions import ValidationError


class DzAssetLocation(models.Model):
    _name = 'dz.asset.location'
    _description = "Place of Assets"
    _parent_name = 'parent_id'
    _order = 'complete_name, id'
    _rec_name = 'complete_name'
    _rec_names_search = ['complete_name', 'code']
    _check_company_auto = True

    name = fields.Char(required=True)
    code = fields.Char()
    active = fields.Boolean(default=True)
    company_id = fields.Many2one(
        'res.company', required=True, index=True, default=lambda self: self.env.company, ondelete='restrict')
    parent_id = fields.Many2one(
        'dz.asset.location', string="Within", index='btree_not_null', check_company=True, ondelete='restrict')
    complete_name = fields.Char("Place", compute='_compute_complete_name', store=True, recursive=True)
    asset_count = fields.Integer("Assets", compute='_compute_asset_count')

    @api.depends('name', 'parent_id.complete_name')
    def _compute_complete_name(self):
        for location in self:
            location.complete_name = ' / '.join(filter(None, (location.parent_id.complete_name, location.name)))

    def _compute_asset_count(self):
        counts = dict(self.env['account.asset']._read_group(
            [('location_id', 'in', self.ids), ('state', '!=', 'removed')], ['location_id'], ['__count']))
        for location in self:
            location.asset_count = counts.get(location, 0)

    @api.constrains('parent_id')
    def _check_parent(self):
        if self._has_cycle():
            raise ValidationError(self.env._("A place is not within itself."))

    @api.constrains('company_id')
    def _check_assets(self):
        for location in self:
            # assets of any company would lose their place
            if self.env['account.asset'].sudo().search_count(
                    [('location_id', '=', location.id), ('company_id', '!=', location.company_id.id)], limit=1):
                raise ValidationError(self.env._("There are assets of its company at %(place)s.", place=location.display_name))

    def action_view_assets(self):
        """Open the assets at the place."""
        self.ensure_one()
        action = self.env['ir.actions.act_window']._for_xml_id('l10n_dz_asset.account_asset_action')
        return {**action, 'domain': [('location_id', '=', self.id)], 'context': {}}
