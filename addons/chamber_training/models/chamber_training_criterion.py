from odoo import api, fields, models
from odoo.exceptions import UserError


class ChamberTrainingCriterion(models.Model):
    _name = 'chamber.training.criterion'
    _description = "Criterion of a Qualification Test"
    _order = 'programme_id, part, sequence, id'

    programme_id = fields.Many2one(
        'chamber.training.programme', required=True, index=True, ondelete='cascade', domain=[('kind', '=', 'test')])
    sequence = fields.Integer(default=10)
    part = fields.Selection([('oral', "Oral"), ('practical', "Practical")], required=True, default='practical')
    name = fields.Char(required=True, translate=True)
    maximum = fields.Float(string="Highest Mark", required=True, default=20)
    weight = fields.Float(required=True, default=1)
    eliminatory = fields.Float(string="Eliminatory Below", help="A lower average mark fails the candidate. 0: none does.")
    mark_ids = fields.One2many('chamber.training.mark', 'criterion_id')

    _maximum_positive = models.Constraint('CHECK (maximum > 0)', "The highest mark is above 0.")
    _weight_positive = models.Constraint('CHECK (weight > 0)', "A criterion weighs something.")
    _eliminatory_range = models.Constraint(
        'CHECK (eliminatory >= 0 AND eliminatory <= maximum)', "The eliminatory mark lies within the grid.")

    @api.model_create_multi
    def create(self, vals_list):
        criteria = super().create(vals_list)
        # sudo: a grid in use is fixed whoever may read its marks
        used = self.env['chamber.training.mark'].sudo().search_count(
            [('criterion_id.programme_id', 'in', criteria.programme_id.ids), ('session_id.state', '=', 'ongoing')], limit=1)
        if used:
            raise UserError(self._get_fixed_refusal())
        return criteria

    def write(self, vals):
        if vals.keys() & {'programme_id', 'part', 'maximum', 'weight', 'eliminatory'}:
            self._check_unmarked()
        return super().write(vals)

    @api.ondelete(at_uninstall=False)
    def _unlink_except_marked(self):
        self._check_unmarked()

    def _check_unmarked(self):
        """Refuse to change a grid on which marks have been given.

        :raises UserError: where there is such a mark
        """
        if self.sudo().mark_ids:  # a grid in use is fixed whoever may read its marks
            raise UserError(self._get_fixed_refusal())

    def _get_fixed_refusal(self):
        return self.env._("Marks have been given on this grid: it no longer changes. Make a new programme instead.")
