from odoo import api, fields, models
from odoo.tools import format_date


class ChamberEntry(models.Model):
    _inherit = 'chamber.entry'

    @api.model
    def _describe_values(self, values):
        """Return (label, text) pairs of an act's values in the reader's language."""
        described = []
        for name, value in values.items():
            described.append((self._describe_label(name), self._describe_value(name, value)))
        return described

    @api.model
    def _describe_label(self, name):
        if name == 'secondary_activity_ids':
            return self.env['chamber.request']._fields[name]._description_string(self.env)
        return self._fields[name]._description_string(self.env) if name in self._fields else name

    @api.model
    def _describe_value(self, name, value):
        if value in (False, None, []):
            return '—'
        if name == 'secondary_activity_ids':
            return ', '.join(self.env['chamber.craft.activity'].browse(value).exists().mapped('display_name'))
        field = self._fields.get(name)
        if field is None:
            return str(value)
        if field.type == 'many2one':
            # the name of a place, a craft or the registrant of a visible act
            return self.env[field.comodel_name].sudo().browse(value).exists().display_name or str(value)
        if field.type == 'selection':
            return dict(field._description_selection(self.env)).get(value, value)
        if field.type == 'date':
            return format_date(self.env, fields.Date.to_date(value))
        return str(value)
