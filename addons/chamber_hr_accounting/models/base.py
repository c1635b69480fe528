from odoo import api, models


class Base(models.AbstractModel):
    _inherit = 'base'

    @api.model
    def _get_view(self, view_id=None, view_type='form', **options):
        """An empty screen says that it is empty: no invented names, figures or dates in the rooms of the chamber."""
        arch, view = super()._get_view(view_id, view_type, **options)
        arch.attrib.pop('sample', None)
        return arch, view
