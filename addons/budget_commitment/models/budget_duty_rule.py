from odoo import api, fields, models
from odoo.exceptions import UserError

STEPS = [('request', "Asks"), ('approve', "Approves"), ('liquidate', "Accepts the bill"), ('pay', "Pays")]


class BudgetDutyRule(models.Model):
    """Two steps that one person never does for the same expense."""
    _name = 'budget.duty.rule'
    _description = "Separation of Duties"
    _order = 'sequence, id'

    name = fields.Char(required=True, translate=True)
    sequence = fields.Integer(default=10)
    active = fields.Boolean(default=True)
    first_step = fields.Selection(STEPS, required=True)
    second_step = fields.Selection(STEPS, required=True)
    source = fields.Char(help="The text or decision behind the rule.")

    _two_steps = models.Constraint('CHECK (first_step <> second_step)', "A rule is about two different steps.")

    @api.model
    def _check(self, step, user, known):
        """Refuse that ``user`` does a step after what others did.

        :param known: {step: users who did it}
        :raise UserError: naming the rule
        """
        labels = dict(self._fields['first_step']._description_selection(self.env))
        # rules bind those who cannot read them
        for rule in self.sudo().search([('active', '=', True)]):
            if step not in (rule.first_step, rule.second_step):
                continue
            other = rule.second_step if step == rule.first_step else rule.first_step
            if user in (known.get(other) or self.env['res.users']):
                raise UserError(self.env._(
                    "%(user)s cannot do two steps of one expense: %(other)s, %(step)s (%(rule)s).",
                    user=user.name, other=labels[other], step=labels[step],
                    rule=rule.with_context(lang=self.env.lang).name))

    @api.model
    def _get_barred(self, step, known):
        """The users who may not do a step, after what they did already: {step: users}."""
        barred = self.env['res.users']
        for rule in self.sudo().search([('active', '=', True)]):  # see above
            if step in (rule.first_step, rule.second_step):
                barred |= known.get(rule.second_step if step == rule.first_step else rule.first_step) or barred
        return barred
