from odoo import api, models

CODE = 'dz.mission.order'


class ResCompany(models.Model):
    _inherit = 'res.company'

    @api.model_create_multi
    def create(self, vals_list):
        companies = super().create(vals_list)
        companies._create_mission_sequences()
        return companies

    def _create_mission_sequences(self):
        """A sequence without gap for each company that has none: numbers of orders begin anew each year."""
        Sequence = self.env['ir.sequence'].sudo()  # who makes a company need not be allowed to make sequences
        having = Sequence.search([('code', '=', CODE), ('company_id', 'in', self.ids)]).company_id
        Sequence.create([{
            'name': self.env._("Mission Orders"), 'code': CODE, 'company_id': company.id, 'prefix': 'OM/%(range_year)s/',
            'padding': 4, 'use_date_range': True, 'implementation': 'no_gap'} for company in self - having])

    def _get_mission_sequence(self):
        self.ensure_one()
        domain = [('code', '=', CODE), ('company_id', '=', self.id)]
        # see above
        Sequence = self.env['ir.sequence'].sudo()
        if not Sequence.search_count(domain, limit=1):
            self._create_mission_sequences()
        return Sequence.search(domain, limit=1)
