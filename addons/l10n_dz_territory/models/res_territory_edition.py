from datetime import date

from odoo import api, fields, models
from odoo.fields import Domain


class ResTerritoryEdition(models.Model):
    _name = 'res.territory.edition'
    _description = "Map of the Wilayas"
    _order = 'date_start'

    name = fields.Char(required=True, translate=True)
    code = fields.Char(required=True, help="How other screens ask for this map, e.g. 58.")
    date_start = fields.Date("In Force From", required=True)
    creating_text = fields.Char(translate=True, help="Law that draws this map.")
    source = fields.Text(translate=True, help="Where the text and its date were read.")
    confidence = fields.Selection(
        [('high', "High"), ('medium', "Medium"), ('low', "Low")], default='medium', required=True)
    is_provisional = fields.Boolean(
        "Provisional", help="The date or the text still has to be checked in the Journal officiel.")
    wilaya_count = fields.Integer("Wilayas", compute='_compute_wilaya_count')

    _code_uniq = models.UniqueIndex('(code)', "This code already names another map.")
    _date_start_uniq = models.UniqueIndex('(date_start)', "Another map starts on the same day.")

    @api.depends('date_start')
    def _compute_wilaya_count(self):
        State = self.env['res.country.state']
        for edition in self:
            edition.wilaya_count = len(State._get_map(edition.date_start)) if edition.date_start else 0

    @api.model
    def _get_date(self, on=None):
        """Return the day that ``on`` stands for.

        :param on: map code ('48'), edition record, date, or nothing for today
        :raise ValueError: no map has this code
        """
        if isinstance(on, date):
            return fields.Date.to_date(on)
        if isinstance(on, models.BaseModel):
            return on.date_start
        if not on:
            return fields.Date.context_today(self)
        edition = self.search(Domain('code', '=', on))
        if not edition:
            raise ValueError(f"unknown map of the wilayas: {on!r}")
        return edition.date_start

    def action_view_wilayas(self):
        """Open the wilayas of this map."""
        self.ensure_one()
        action = self.env['ir.actions.act_window']._for_xml_id('l10n_dz_territory.res_country_state_action_wilaya')
        states = self.env['res.country.state']._get_map(self.date_start)
        return {**action, 'display_name': self.name, 'domain': [('id', 'in', states.ids)], 'context': {}}
