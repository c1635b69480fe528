from odoo import api, models
from odoo.tools import ormcache


class IrModelFields(models.Model):
    _inherit = 'ir.model.fields'

    @api.model
    @ormcache('model_name', 'field_name', 'self.env.lang', cache='stable')
    def get_field_selection(self, model_name, field_name):
        """Return the choices of a field; those that come from a mixin bear the mixin's labels in the reader's language.

        Translations are loaded with the addon of the mixin, before the addon of the model is installed: the labels of
        the model itself then stay English until that of the mixin is updated.
        """
        choices = super().get_field_selection(model_name, field_name)
        for parent in self.env.registry[model_name].__mro__:
            name = getattr(parent, '_name', None)
            if name and name != model_name and name in self.env and field_name in self.env[name]._fields:
                sources = dict(super(IrModelFields, self.with_context(lang=None)).get_field_selection(model_name, field_name))
                labels = dict(self.get_field_selection(name, field_name))
                return [
                    (value, labels.get(value, label) if label == sources.get(value) else label) for value, label in choices]
        return choices
