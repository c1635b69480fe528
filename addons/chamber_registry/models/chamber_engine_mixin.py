from odoo import api, models
from odoo.exceptions import UserError

from .engine import is_engine


class ChamberEngineMixin(models.AbstractModel):
    """Records that the steps of the register write, and nobody by hand: cards, certificates, entries."""
    _name = 'chamber.engine.mixin'
    _description = "Written by the Register Only"

    # names of fields that people may write all the same
    _engine_free_fields = frozenset()

    @api.model_create_multi
    def create(self, vals_list):
        self._check_engine()
        return super().create(vals_list)

    def write(self, vals):
        if vals.keys() - self._get_engine_free_fields():
            self._check_engine()
        return super().write(vals)

    @api.model
    def _get_engine_free_fields(self):
        """Names of the fields that people may write."""
        return self._engine_free_fields

    def _check_engine(self):
        """Refuse any writer but the steps of the register.

        :raises UserError: always, for anyone else
        """
        if not is_engine(self):
            raise UserError(self._get_engine_refusal())

    def _get_engine_refusal(self):
        """The sentence that tells a person by what the record changes; each model says its own."""
        raise NotImplementedError(self._name)
