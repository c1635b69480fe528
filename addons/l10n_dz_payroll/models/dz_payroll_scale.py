from fractions import Fraction

from odoo import api, fields, models
from odoo.exceptions import UserError, ValidationError
from odoo.tools import format_date

from ..tools import irg
from ..tools.wage import exact

PROFILES = [('general', "General scale"), ('disabled', "Disabled worker"), ('retired', "Retired person")]
REDUCED = ('disabled', 'retired')


class DzPayrollScale(models.Model):
    _name = 'dz.payroll.scale'
    _description = "Income Tax Scale on Wages"
    _inherit = ['dated.period.mixin', 'dated.source.mixin']
    _order = 'date_from desc'

    name = fields.Char(required=True, translate=True)
    slice_ids = fields.One2many('dz.payroll.scale.slice', 'scale_id', string="Slices", copy=True)
    abatement_rate = fields.Float(string="Abatement (%)", required=True, digits=(16, 4))
    abatement_minimum = fields.Float(string="Least Abatement", required=True, digits=(16, 2))
    abatement_maximum = fields.Float(string="Greatest Abatement", required=True, digits=(16, 2))
    exempt_up_to = fields.Float(required=True, digits=(16, 2))
    smoothing_ids = fields.One2many('dz.payroll.scale.smoothing', 'scale_id', copy=True)

    _no_overlap = models.Constraint(
        "EXCLUDE USING gist (daterange(date_from, date_to, '[]') WITH &&)", "There is already a scale in that period.")

    @api.constrains('slice_ids')
    def _check_slices(self):
        for scale in self:
            bounds = scale.slice_ids.sorted('sequence').mapped('up_to')
            if not bounds or bounds[-1] or any(not bound for bound in bounds[:-1]) or bounds[:-1] != sorted(set(bounds[:-1])):
                raise ValidationError(self.env._(
                    "The slices of “%(scale)s” must rise, and the last one has no upper bound.", scale=scale.name))

    @api.model
    def _of_day(self, day):
        """Scale in force on a day.

        :raises UserError: where none is known
        """
        # read by the engine for employees, too
        scale = self.sudo().search(self._get_period_domain(day), limit=1)
        if not scale:
            raise UserError(self.env._(
                "No income tax scale is known on %(day)s. Add one under Payroll > Configuration > Income Tax Scales.",
                day=format_date(self.env, day)))
        return scale

    def _as_tool(self, profile):
        """Scale for a profile (see PROFILES), as the arithmetic takes it."""
        self.ensure_one()
        wanted = 'reduced' if profile in REDUCED else 'general'
        return irg.Scale(
            slices=tuple((exact(part.up_to) or None, exact(part.rate) / 100) for part in self.slice_ids.sorted('sequence')),
            abatement_rate=exact(self.abatement_rate) / 100,
            abatement_minimum=exact(self.abatement_minimum), abatement_maximum=exact(self.abatement_maximum),
            exempt_up_to=exact(self.exempt_up_to),
            smoothings=tuple(
                smoothing._as_tool() for smoothing in self.smoothing_ids if smoothing.profile == wanted))


class DzPayrollScaleSlice(models.Model):
    _name = 'dz.payroll.scale.slice'
    _description = "Slice of an Income Tax Scale"
    _order = 'sequence, id'

    scale_id = fields.Many2one('dz.payroll.scale', required=True, index=True, ondelete='cascade')
    sequence = fields.Integer(required=True, default=10)
    up_to = fields.Float(digits=(16, 2), help="Empty for the last slice.")
    rate = fields.Float(string="Rate (%)", required=True, digits=(16, 4))


class DzPayrollScaleSmoothing(models.Model):
    _name = 'dz.payroll.scale.smoothing'
    _description = "Smoothing of an Income Tax Scale"
    _order = 'profile, above'

    scale_id = fields.Many2one('dz.payroll.scale', required=True, index=True, ondelete='cascade')
    profile = fields.Selection(
        [('general', "General scale"), ('reduced', "Disabled and retired")], required=True, default='general')
    above = fields.Float(required=True, digits=(16, 2))
    up_to = fields.Float(required=True, digits=(16, 2))
    factor_numerator = fields.Integer(required=True, default=1)
    factor_denominator = fields.Integer(required=True, default=1)
    constant_numerator = fields.Integer(required=True)
    constant_denominator = fields.Integer(required=True, default=1)

    _denominators = models.Constraint(
        'CHECK (factor_denominator > 0 AND constant_denominator > 0)', "A denominator must be greater than 0.")

    def _as_tool(self):
        """Tax × factor − constant between two wages, as the arithmetic takes it."""
        return irg.Smoothing(
            exact(self.above), exact(self.up_to), Fraction(self.factor_numerator, self.factor_denominator),
            Fraction(self.constant_numerator, self.constant_denominator))
