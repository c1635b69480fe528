from odoo import api, fields, models


class ChamberActivityMixin(models.AbstractModel):
    """For a record that is a piece of planned work: its plan, dates and results live in one chamber.activity."""

    _name = 'chamber.activity.mixin'
    _description = "Planned Work (mixin)"
    _inherits = {'chamber.activity': 'chamber_activity_id'}

    chamber_activity_id = fields.Many2one(
        'chamber.activity', string="Planned work", required=True, ondelete='restrict', index=True, copy=False)

    @api.model_create_multi
    def create(self, vals_list):
        records = super().create(vals_list)
        for record in records:
            # sudo: the link back is kept by the engine, whoever creates the record
            record.chamber_activity_id.sudo().write({'owner_model': record._name, 'owner_id': record.id})
        return records

    def unlink(self):
        activities = self.chamber_activity_id
        result = super().unlink()
        # sudo: _inherits alone leaves the activity behind; the right to delete the record has just been checked
        activities.sudo().exists().unlink()
        return result
