from odoo import api, models
from odoo.exceptions import LockError


class Base(models.AbstractModel):
    _inherit = 'base'

    @api.private
    def lock_for_update(self, *, allow_referencing=False):
        """Lock records against changes until the end of the transaction; Odoo's own refusal is in English only.

        :raises LockError: where another transaction holds one of them
        """
        try:
            return super().lock_for_update(allow_referencing=allow_referencing)
        except LockError as error:
            raise LockError(self.env._(
                "Another person is changing this at this moment. Try again in a moment.")) from error
