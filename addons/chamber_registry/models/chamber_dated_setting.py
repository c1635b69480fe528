from odoo import api, fields, models
from odoo.fields import Domain
from odoo.tools import ormcache


class ChamberDatedSetting(models.AbstractModel):
    """Rates, delays and checklists: records that apply from a day to a day, read by every step of a request."""
    _name = 'chamber.dated.setting'
    _description = "Dated Setting"
    _inherit = ['chamber.remembered.setting']

    date_start = fields.Date(required=True)
    date_end = fields.Date()

    @api.model
    def _get_on(self, on_date, **criteria):
        """Return the record that applies on a day to what the criteria name (field: value), or an empty one.

        It is found in the cache of the server until a record of the model changes.
        """
        # settings of the register are public to all who work with it
        return self.sudo().browse(self._get_id_on(on_date, tuple(sorted(criteria.items()))))

    @api.model
    @ormcache('on_date', 'criteria')
    def _get_id_on(self, on_date, criteria):
        domain = Domain.AND(Domain(name, '=', value) for name, value in criteria)
        # settings of the register are public to all who work with it
        return self.sudo().search(
            domain & Domain('date_start', '<=', on_date)
            & (Domain('date_end', '=', False) | Domain('date_end', '>=', on_date)), limit=1)._ids
