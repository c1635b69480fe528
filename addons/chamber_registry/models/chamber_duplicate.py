from markupsafe import Markup

from odoo import api, fields, models
from odoo.exceptions import AccessError, UserError
from odoo.tools import SQL, format_date, format_list

COMPARED = (
    'name', 'name_latin', 'registrant_type', 'sex', 'birth_date', 'birth_place_ar', 'birth_city_id', 'father_name_ar',
    'mother_name_ar', 'nin_masked', 'phone', 'email', 'city_id', 'chamber_id',
)


class ChamberDuplicate(models.Model):
    """Two registrants who look like the same person. Nothing is merged: people decide, and the pair remembers it."""
    _name = 'chamber.duplicate'
    _description = "Likely Duplicate"
    _order = 'is_same_name desc, likeness desc, id'

    first_id = fields.Many2one(
        'res.partner', string="First Registrant", required=True, readonly=True, index=True, ondelete='cascade')
    second_id = fields.Many2one(
        'res.partner', string="Second Registrant", required=True, readonly=True, index=True, ondelete='cascade')
    first_chamber_id = fields.Many2one(
        related='first_id.chamber_id', string="Chamber of the First", store=True, index=True)
    second_chamber_id = fields.Many2one(
        related='second_id.chamber_id', string="Chamber of the Second", store=True, index=True)
    birth_date = fields.Date(related='first_id.birth_date')
    is_same_name = fields.Boolean(string="Same Name", readonly=True)
    is_same_phone = fields.Boolean(string="Same Telephone", readonly=True)
    likeness = fields.Float(string="Likeness of Names", digits=(3, 2), readonly=True, aggregator=None, help="From 0 to 1.")
    why = fields.Char(compute='_compute_why')
    comparison = fields.Html(compute='_compute_comparison', sanitize=False)
    state = fields.Selection(
        [('open', "To be looked at"), ('told_apart', "Not the same person")], string="Status", default='open', required=True,
        readonly=True, index=True)
    note = fields.Text(string="Reason", help="How you know that they are two people.")
    decided_by_id = fields.Many2one('res.users', string="Told Apart By", readonly=True)
    decided_datetime = fields.Datetime(string="Told Apart On", readonly=True)

    _pair_once = models.UniqueIndex('(first_id, second_id)', "This pair is already listed.")
    _pair_ordered = models.Constraint('CHECK (first_id < second_id)', "A pair is listed once, the older registrant first.")

    @api.depends('first_id.name', 'second_id.name')
    def _compute_display_name(self):
        for pair in self:
            pair.display_name = ' / '.join(filter(None, [pair.first_id.name, pair.second_id.name]))

    @api.depends('is_same_name', 'is_same_phone', 'likeness', 'birth_date')
    @api.depends_context('lang')
    def _compute_why(self):
        for pair in self:
            pair.why = format_list(self.env, pair._get_reasons())

    def _get_reasons(self):
        """Return what makes the two look the same, in words."""
        same_day = self.birth_date and self.birth_date == self.second_id.birth_date
        reasons = []
        if self.is_same_name:
            reasons.append(self.env._("same name, born on the same day") if same_day else self.env._("same name"))
        elif same_day:
            reasons.append(self.env._(
                "names alike at %(percent)s%%, born on the same day", percent=round(self.likeness * 100)))
        if self.is_same_phone:
            reasons.append(self.env._("same telephone"))
        return reasons

    @api.depends('first_id', 'second_id')
    @api.depends_context('lang', 'uid')
    def _compute_comparison(self):
        for pair in self:
            rows = Markup().join(pair._prepare_comparison_row(fname) for fname in COMPARED)
            pair.comparison = Markup(
                '<table class="table table-bordered"><thead><tr><th></th><th>%s</th><th>%s</th></tr></thead>'
                '<tbody>%s</tbody></table>') % (self.env._("First Registrant"), self.env._("Second Registrant"), rows)

    def _prepare_comparison_row(self, fname):
        """Return the table row of one field of both registrants, marked where they differ; none where both are empty."""
        label = self.env._("Commune") if fname == 'city_id' else self.first_id._fields[fname]._description_string(self.env)
        first, second = (self._format_value(partner, fname) for partner in (self.first_id, self.second_id))
        if not first and not second:
            return Markup()
        differs = ' class="table-warning"' if first and second and first != second else ''
        return Markup('<tr%s><th>%s</th><td><bdi>%s</bdi></td><td><bdi>%s</bdi></td></tr>') % (
            Markup(differs), label, first, second)

    @api.model
    def _format_value(self, partner, fname):
        field, value = partner._fields[fname], partner[fname]
        if field.type == 'many2one':
            return value.display_name or ''
        if field.type == 'selection':
            return dict(field._description_selection(self.env)).get(value, '')
        if field.type == 'date':
            return format_date(self.env, value) if value else ''
        return value or ''

    @api.model_create_multi
    def create(self, vals_list):
        if not self.env.su:
            raise UserError(self.env._("Likely duplicates are found by the register itself."))
        return super().create(vals_list)

    def write(self, vals):
        if not self.env.su and (vals.keys() - {'note'} or any(pair.state != 'open' for pair in self)):
            raise UserError(self.env._("Only the reason of a pair that is still open can be written."))
        return super().write(vals)

    def action_tell_apart(self):
        """Remember that each pair is two people, with the reason, who said so and when. The pair is not proposed again.

        :raises AccessError: for anyone but a registrar of the chamber or the national register manager
        :raises UserError: without a reason, or for a pair that was told apart before
        """
        self._check_may_decide()
        for pair in self:
            if pair.state != 'open':
                raise UserError(self.env._("%(pair)s: already told apart.", pair=pair.display_name))
            if not (pair.note or '').strip():
                raise UserError(self.env._("%(pair)s: say first how you know that they are two people.", pair=pair.display_name))
        self.sudo().write({  # rights checked above; no role writes the decision by hand
            'state': 'told_apart', 'decided_by_id': self.env.uid, 'decided_datetime': fields.Datetime.now()})
        self.env['res.partner'].invalidate_model(['registrant_doubles'])

    def action_reopen(self):
        """Take back a decision: the pair is to be looked at again.

        :raises AccessError: for anyone but a registrar of the chamber or the national register manager
        """
        self._check_may_decide()
        self.sudo().write({  # rights checked above
            'state': 'open', 'decided_by_id': False, 'decided_datetime': False})
        self.env['res.partner'].invalidate_model(['registrant_doubles'])

    def action_open_first(self):
        """Open the form of the first registrant."""
        return self._action_open(self.first_id)

    def action_open_second(self):
        """Open the form of the second registrant."""
        return self._action_open(self.second_id)

    def _action_open(self, partner):
        self.ensure_one()
        partner.check_access('read')
        form = self.env.ref('chamber_registry.res_partner_registrant_view_form')
        return {
            'type': 'ir.actions.act_window', 'res_model': 'res.partner', 'res_id': partner.id, 'view_mode': 'form',
            'views': [(form.id, 'form')],
        }

    def _check_may_decide(self):
        self.check_access('write')
        groups = [f'chamber_registry.chamber_registry_group_{role}' for role in ('registrar', 'national')]
        if not self.env.su and not any(map(self.env.user.has_group, groups)):
            raise AccessError(self.env._("This step belongs to another role."))

    @api.model
    def _told_apart_query(self, partner_id):
        """SQL that finds a decision that a registrant and the one called ``found.other`` are two people."""
        self.flush_model(['first_id', 'second_id', 'state'])
        return SQL(
            "SELECT FROM chamber_duplicate pair WHERE pair.state = 'told_apart'"
            " AND pair.first_id = LEAST(%(id)s, found.other) AND pair.second_id = GREATEST(%(id)s, found.other)",
            id=partner_id)
