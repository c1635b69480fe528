from odoo import api, fields, models
from odoo.exceptions import UserError
from odoo.fields import Domain

from odoo.addons.l10n_dz_territory.tools.day import today_in_algeria


class ChamberCardBatch(models.Model):
    _name = 'chamber.card.batch'
    _description = "Batch of Cards"
    _inherit = ['chamber.batch.mixin']

    line_ids = fields.One2many('chamber.card.batch.line', 'batch_id', copy=False)
    card_ids = fields.One2many('chamber.card', 'batch_id', readonly=True)
    line_count = fields.Integer(string="Cards Asked For")
    done_count = fields.Integer(string="Cards Made")

    @api.model
    def _default_name(self):
        return self.env._("Cards of %(date)s", date=today_in_algeria())

    def action_fill(self):
        """Add every entry in force of the chamber that has no valid card.

        :raises UserError: for a batch that has been started
        """
        self.check_access('write')
        for batch in self:
            if batch.state != 'draft':
                raise UserError(self.env._("A batch that has been started can no longer be changed."))
            entries = self.env['chamber.entry'].search(
                Domain('company_id', '=', batch.company_id.id) & Domain('state', '=', 'registered')
                & Domain('has_valid_card', '=', False) & Domain('id', 'not in', batch.line_ids.entry_id.ids),
                order='number')
            self.env['chamber.card.batch.line'].create([
                {'batch_id': batch.id, 'entry_id': entry.id} for entry in entries
            ])

    def _check_starter(self):
        self.env['chamber.card']._check_issuer()

    def _describe_job(self, is_sheet):
        if is_sheet:
            return self.env._("Sheet of cards: %(batch)s", batch=self.name)
        return self.env._("Cards: %(batch)s", batch=self.name)

    def _issue_lines(self, lines):
        """Issue the cards of some lines; entries no longer in force are marked and left out. Return the lines issued."""
        possible = lines.filtered(lambda line: line.entry_id.state == 'registered')
        (lines - possible).sudo().write({'state': 'failed'})  # marks are written by the job only
        if possible:
            cards = self.env['chamber.card']._issue(possible.entry_id, batch=self)
            by_entry = {card.entry_id: card for card in cards}
            for line in possible.sudo():
                line.write({'state': 'issued', 'card_id': by_entry[line.entry_id].id})
        return possible

    def _print_lines(self, lines):
        cards = lines.card_id
        pdf, _type = self.env['ir.actions.report'].with_context(force_report_rendering=True)._render_qweb_pdf(
            'chamber_registry.chamber_card_report', cards.ids)
        return f'{cards[0].number}_{cards[-1].number}.pdf', pdf

    def _after_sheet(self, lines):
        lines.card_id._notify_ready()


class ChamberCardBatchLine(models.Model):
    _name = 'chamber.card.batch.line'
    _description = "Card Asked For"
    _inherit = ['chamber.batch.line.mixin']
    _rec_name = 'entry_id'

    _batch_job_fields = frozenset({'card_id'})

    batch_id = fields.Many2one('chamber.card.batch', required=True, index=True, ondelete='cascade')
    company_id = fields.Many2one(related='batch_id.company_id', store=True, precompute=True, index=True)
    entry_id = fields.Many2one('chamber.entry', required=True, index=True, ondelete='restrict')
    card_id = fields.Many2one('chamber.card', readonly=True, index='btree_not_null', ondelete='restrict')

    _entry_once = models.Constraint('UNIQUE (batch_id, entry_id)', "This entry is already in the batch.")
    _waiting_idx = models.Index("(batch_id, id) WHERE state = 'waiting'")

    @api.constrains('entry_id', 'batch_id')
    def _check_chamber(self):
        for line in self:
            if line.entry_id.company_id != line.batch_id.company_id:
                raise UserError(self.env._("A batch makes the cards of one chamber."))

    def _get_job_refusal(self):
        return self.env._("Cards are marked as made by the job only.")
