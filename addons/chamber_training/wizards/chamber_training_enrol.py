from urllib.parse import urlsplit

from markupsafe import Markup

from odoo import api, fields, models
from odoo.exceptions import UserError


class ChamberTrainingEnrol(models.TransientModel):
    """The counter: people are found by name, number or card, and enrolled by one click, alone or as a group."""
    _name = 'chamber.training.enrol'
    _description = "Enrol People"

    session_id = fields.Many2one('chamber.training.session', required=True, ondelete='cascade')
    free_count = fields.Integer(related='session_id.free_count')
    waiting_count = fields.Integer(related='session_id.waiting_count')
    code = fields.Char(
        string="Scan or Type", help="Code of a professional card, number of a card or of an entry in the register.")
    not_found = fields.Char(readonly=True)
    line_ids = fields.One2many('chamber.training.enrol.line', 'wizard_id')

    @api.onchange('code')
    def _onchange_code(self):
        """Add whoever was scanned to the list."""
        code = (self.code or '').strip()
        self.not_found = False
        if not code:
            return
        partner = self._find_partner(code)
        if not partner:
            self.not_found = self.env._("Nobody in the register is known by “%(code)s”.", code=code[:40])
        elif partner not in self.line_ids.partner_id:
            self.line_ids += self.line_ids.new({'partner_id': partner.id})
        self.code = False

    @api.model
    def _find_partner(self, code):
        """Return the registrant whose card was scanned, or whose card or entry has this number, or nobody."""
        # sudo: whoever presents his card is recognised, also from another chamber
        Card = self.env['chamber.card'].sudo()
        url = urlsplit(code)
        if '/verify' in url.path and url.fragment:
            verdict = self.env['verifiable.document']._verify_token(code.split('#', 1)[1])
            card = Card.search([('verifiable_id.serial', '=', verdict['serial'])], limit=1) if verdict['valid'] else Card
            return card.partner_id.sudo(False)
        found = Card.search([('number', '=', code)]).partner_id or self.env['chamber.entry'].search(
            ['|', ('number', '=', code), ('legacy_number', '=', code)]).partner_id
        return found.sudo(False) if len(found) == 1 else self.env['res.partner']

    def action_enrol(self):
        """Enrol all those of the list who may be, in its order, and show what became of each.

        :raises AccessError: for anyone but an officer of the chamber
        :raises UserError: where nobody of the list may be enrolled
        """
        self.ensure_one()
        todo = self.line_ids.filtered(lambda line: line.partner_id and not line.enrolment_id and line.is_eligible)
        if not todo:
            raise UserError(self.env._("Nobody in the list can be enrolled."))
        channel = 'group' if len(todo) > 1 else 'counter'
        enrolments = self.session_id._enrol(todo.partner_id, channel)
        for line in todo:
            line.enrolment_id = enrolments.filtered(
                lambda enrolment, line=line: enrolment.partner_id == line.partner_id)
        return {
            'type': 'ir.actions.act_window', 'name': self.env._("Enrol People"), 'res_model': self._name, 'res_id': self.id,
            'views': [(False, 'form')], 'target': 'new',
        }


class ChamberTrainingEnrolLine(models.TransientModel):
    _name = 'chamber.training.enrol.line'
    _description = "Person to Enrol"
    _order = 'id'

    wizard_id = fields.Many2one('chamber.training.enrol', required=True, ondelete='cascade')
    partner_id = fields.Many2one('res.partner', string="Person", required=True, ondelete='cascade')
    is_eligible = fields.Boolean(compute='_compute_eligibility')
    explanation = fields.Html(compute='_compute_eligibility', sanitize=False)
    enrolment_id = fields.Many2one('chamber.training.enrolment', readonly=True)
    state = fields.Selection(related='enrolment_id.state', string="Result")
    seat_number = fields.Integer(related='enrolment_id.seat_number', string="Seat")
    waiting_place = fields.Integer(related='enrolment_id.waiting_place', string="Place on the Waiting List")

    @api.depends('partner_id', 'enrolment_id', 'wizard_id.session_id')
    def _compute_eligibility(self):
        for session, lines in self.grouped(lambda line: line.wizard_id.session_id).items():
            found = session._get_eligibility(lines.partner_id._origin) if session else {}
            for line in lines:
                rules = [] if line.enrolment_id else found.get(line.partner_id._origin, [])
                line.is_eligible = bool(rules) and all(rule['ok'] for rule in rules)
                line.explanation = self._render_rules(rules)

    @api.model
    def _render_rules(self, rules):
        """One line for each rule: what refuses first, then warnings, then what is in order."""
        icons = {
            'no': Markup('<i class="fa fa-times text-danger" role="presentation"></i>'),
            'warning': Markup('<i class="fa fa-exclamation-triangle text-warning" role="presentation"></i>'),
            'yes': Markup('<i class="fa fa-check text-success" role="presentation"></i>'),
        }
        kinds = [('warning' if rule['warning'] else 'yes' if rule['ok'] else 'no', rule['text']) for rule in rules]
        kinds.sort(key=lambda pair: list(icons).index(pair[0]))
        return Markup('<br/>').join(Markup('{} {}').format(icons[kind], text) for kind, text in kinds)
