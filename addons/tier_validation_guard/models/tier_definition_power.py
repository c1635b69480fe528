from ast import literal_eval

from odoo import api, fields, models
from odoo.fields import Domain

from ..tools.domain_words import describe


class TierDefinition(models.Model):
    """The matrix of powers: each definition in words that a reader understands."""
    _inherit = 'tier.definition'

    power_kind = fields.Char("Kind of Document", compute='_compute_power')
    power_order = fields.Integer("Order", compute='_compute_power', help="1 decides first.")
    power_condition = fields.Char("When", compute='_compute_power')
    power_who = fields.Char("Who Decides", compute='_compute_power')
    power_escalation = fields.Char("If It Waits", compute='_compute_power')

    @api.depends_context('lang')
    @api.depends('model', 'sequence', 'definition_domain', 'definition_type', 'review_type', 'reviewer_id', 'name',
                 'reviewer_group_id', 'reviewer_field_id', 'escalation_days', 'escalation_user_id', 'escalation_group_id')
    def _compute_power(self):
        # steps of one kind count up from the highest sequence; those of other companies count in their own row
        steps = {}
        for definition in self.search([('model', 'in', self.mapped('model'))], order='model, sequence desc, id'):
            steps.setdefault((definition.model, definition.company_id), []).append(definition.sequence)
        for definition in self:
            shared = steps.get((definition.model, self.env['res.company']), [])
            own = steps.get((definition.model, definition.company_id), []) if definition.company_id else []
            higher = {sequence for sequence in (*shared, *own) if sequence > definition.sequence}
            definition.power_order = 1 + len(higher)
            # labels of models, fields, groups and users are no secret to who may read the definitions
            definition.power_kind = self.env['ir.model'].sudo()._get(definition.model).name or definition.model
            definition.power_condition = definition._describe_condition()
            definition.power_who = definition.sudo()._describe_who()  # see above
            definition.power_escalation = definition.sudo()._describe_escalation()  # see above

    def _describe_condition(self):
        self.ensure_one()
        parts = []
        if self.definition_type != 'formula' and self.definition_domain:
            parts.append(self._describe_domain())
        if 'formula' in (self.definition_type or ''):
            parts.append(self.env._("as its formula says"))
        return self.env._(" and ").join(filter(None, parts)) or self.env._("always")

    def _describe_domain(self):
        try:
            domain = list(Domain(literal_eval(self.definition_domain)))
        except (ValueError, SyntaxError):
            return self.definition_domain
        words = {
            '&': self.env._("and"), '|': self.env._("or"), '!': self.env._("not"), 'set': self.env._("is set"),
            'unset': self.env._("is not set"), 'yes': self.env._("yes"), 'no': self.env._("no")}
        return describe(domain, self._get_field_label, self._get_value_label, words)

    def _get_field_label(self, path):
        Model, labels = self.env.get(self.model), []
        for name in path.split('.'):
            field = Model._fields.get(name) if Model is not None else None
            if field is None:
                return path
            labels.append(field._description_string(self.env) or name)
            Model = self.env[field.comodel_name] if field.relational else None
        return " / ".join(labels)

    def _get_value_label(self, path, value):
        Model, field = self.env.get(self.model), None
        for name in path.split('.'):
            field = Model._fields.get(name) if Model is not None else None
            Model = self.env[field.comodel_name] if field is not None and field.relational else None
        if field is not None and field.type == 'selection':
            return dict(field._description_selection(self.env)).get(value, str(value))
        if field is not None and field.relational and isinstance(value, int):
            # the name of what the rule speaks of
            return Model.sudo().browse(value).exists().display_name or str(value)
        if isinstance(value, (int, float)):
            return f'{value:,.10g}'.replace(',', '\u00a0')
        return str(value)

    def _describe_who(self):
        self.ensure_one()
        if self.review_type == 'individual':
            return self.reviewer_id.name
        if self.review_type == 'group':
            names = [user.name for user in self.reviewer_group_id.all_user_ids.filtered(self._is_concerned)]
            shown = self.env._(", ").join(names[:6]) + (" …" if len(names) > 6 else "")
            return f'{self.reviewer_group_id.name} ({shown})' if names else self.reviewer_group_id.name
        if self.review_type == 'field':
            return self._get_field_label(self.reviewer_field_id.name or '')
        return self.env._("as its formula says")

    def _is_concerned(self, user):
        """Whether a member of the group works in the company that is looked at."""
        company = self.company_id or self.env.company
        return user.active and not user.share and company in user.company_ids

    def _describe_escalation(self):
        names = list(filter(None, [self.escalation_user_id.name, self.escalation_group_id.name]))
        if not self.escalation_days or not names:
            return False
        return self.env._("after %(days)s days: %(who)s", days=self.escalation_days, who=self.env._(", ").join(names))
