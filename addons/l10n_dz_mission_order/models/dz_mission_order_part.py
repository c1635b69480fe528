from odoo import api, models

from ..tools import engine


class DzMissionOrderPart(models.AbstractModel):
    """Lines of an order: open as long as the order lets that list change."""
    _name = 'dz.mission.order.part'
    _description = "Line of a Mission Order"

    # name of the list in the order
    _order_field = None

    @api.model_create_multi
    def create(self, vals_list):
        parts = super().create(vals_list)
        parts._check_order()
        return parts

    def write(self, vals):
        self._check_order()
        result = super().write(vals)
        if 'order_id' in vals:
            self._check_order()
        return result

    @api.ondelete(at_uninstall=False)
    def _unlink_except_closed(self):
        self._check_order()

    def _check_order(self):
        if not engine.is_running():
            for order in self.order_id:
                order._check_open({self._order_field})
