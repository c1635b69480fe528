from odoo import api, fields, models
from odoo.exceptions import UserError
from odoo.fields import Domain
from odoo.tools import SQL

from odoo.addons.chained_journal.tools.fresh_read import fresh_rows
from odoo.addons.l10n_dz_territory.tools.day import today_in_algeria

CHUNK = 50


class ChamberCardBatch(models.Model):
    _name = 'chamber.card.batch'
    _description = "Batch of Cards"
    _order = 'id desc'

    name = fields.Char(required=True, default=lambda self: self.env._("Cards of %(date)s", date=today_in_algeria()))
    company_id = fields.Many2one(
        'res.company', string="Chamber", required=True, index=True, default=lambda self: self.env.company, ondelete='restrict')
    state = fields.Selection(
        [('draft', "Draft"), ('running', "Running"), ('done', "Done"), ('cancelled', "Cancelled")], string="Status",
        default='draft', required=True, readonly=True, copy=False, index=True)
    line_ids = fields.One2many('chamber.card.batch.line', 'batch_id', copy=False)
    card_ids = fields.One2many('chamber.card', 'batch_id', readonly=True)
    attachment_ids = fields.One2many(
        'ir.attachment', 'res_id', string="Sheets", domain=[('res_model', '=', 'chamber.card.batch')], readonly=True)
    line_count = fields.Integer(string="Cards Asked For", compute='_compute_progress')
    done_count = fields.Integer(string="Cards Made", compute='_compute_progress')
    failed_count = fields.Integer(string="Not Possible", compute='_compute_progress')
    progress = fields.Float(compute='_compute_progress')

    def _compute_progress(self):
        counts = {}
        for batch, state, count in self.env['chamber.card.batch.line']._read_group(
                [('batch_id', 'in', self.ids)], ['batch_id', 'state'], ['__count']):
            counts.setdefault(batch.id, {})[state] = count
        for batch in self:
            of_batch = counts.get(batch.id, {})
            batch.line_count = sum(of_batch.values())
            batch.done_count = of_batch.get('done', 0)
            batch.failed_count = of_batch.get('failed', 0)
            treated = batch.done_count + batch.failed_count
            batch.progress = 100.0 * treated / batch.line_count if batch.line_count else 0.0

    @api.ondelete(at_uninstall=False)
    def _unlink_except_draft(self):
        if any(batch.state != 'draft' for batch in self):
            raise UserError(self.env._("Only a draft batch can be deleted."))

    def write(self, vals):
        if vals.keys() & {'state', 'company_id'} and not self.env.su:
            raise UserError(self.env._("A batch moves on by its buttons only."))
        if 'line_ids' in vals and any(batch.state != 'draft' for batch in self):
            raise UserError(self.env._("A batch that has been started can no longer be changed."))
        return super().write(vals)

    @api.model_create_multi
    def create(self, vals_list):
        if not self.env.su and any(values.get('state', 'draft') != 'draft' for values in vals_list):
            raise UserError(self.env._("A batch moves on by its buttons only."))
        return super().create(vals_list)

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

    def action_start(self):
        """Make the cards in the background, a sheet at a time.

        :raises UserError: for an empty or already started batch
        :raises AccessError: for anyone but a registrar or director
        """
        self.check_access('write')
        self.env['chamber.card']._check_issuer()
        for batch in self:
            if batch.state != 'draft' or not batch.line_ids:
                raise UserError(self.env._("There is nothing to start in %(batch)s.", batch=batch.name))
        self.sudo().write({'state': 'running'})  # rights checked above
        for batch in self:
            batch._enqueue()

    def action_cancel(self):
        """Stop a batch; the cards already made stay.

        :raises UserError: for a batch that is over
        """
        self.check_access('write')
        if any(batch.state not in ('draft', 'running') for batch in self):
            raise UserError(self.env._("This batch is already over."))
        self.sudo().write({'state': 'cancelled'})  # rights checked above

    def _next_lines(self, limit, state='waiting'):
        return self.env['chamber.card.batch.line'].search(
            [('batch_id', '=', self.id), ('state', '=', state)], limit=limit, order='id')

    def _enqueue(self):
        """Plan the next issue of cards; planning the same one twice plans it once."""
        self.with_delay(
            description=self.env._("Cards: %(batch)s", batch=self.name),
            identity_key=f'chamber.card.batch:{self.id}:{self._next_lines(1).id}')._make_chunk()

    def _make_chunk(self, size=CHUNK):
        """Issue the next cards of a batch and plan the sheet to print them; then plan the rest.

        Cards and marks belong to one transaction: killed at any moment, the batch goes on where the last
        chunk ended. Sheets are jobs of their own, so that they are drawn side by side.
        """
        self.ensure_one()
        if self.state != 'running':
            return
        lines = self._next_lines(size).try_lock_for_update()
        if lines:
            issued = self._issue_cards(lines)
            if issued:
                self.with_delay(
                    description=self.env._("Sheet of cards: %(batch)s", batch=self.name),
                    identity_key=f'chamber.card.batch.sheet:{issued[0].id}')._make_sheet(issued.ids)
        else:
            # all is issued: called once more, it draws what a lost job left undrawn
            self._make_sheet(self._next_lines(size, 'issued').ids)
        if self._next_lines(1):
            self._enqueue()
        else:
            self._finish()

    def _issue_cards(self, lines):
        """Issue the cards of some lines; entries no longer in force are marked and left out. Return the lines issued."""
        possible = lines.filtered(lambda line: line.entry_id.state == 'registered')
        (lines - possible).sudo().write({'state': 'failed'})  # marks are written by the job only
        if possible:
            cards = self.env['chamber.card']._issue(possible.entry_id, batch=self)
            by_entry = {card.entry_id: card for card in cards}
            for line in possible.sudo():
                line.write({'state': 'issued', 'card_id': by_entry[line.entry_id].id})
        return possible

    def _make_sheet(self, line_ids):
        """Draw the sheet of some issued lines; drawing it again does nothing."""
        self.ensure_one()
        lines = self.env['chamber.card.batch.line'].browse(line_ids).filtered(
            lambda line: line.state == 'issued').try_lock_for_update()
        if not lines:
            return
        cards = lines.card_id
        pdf, _type = self.env['ir.actions.report'].with_context(force_report_rendering=True)._render_qweb_pdf(
            'chamber_registry.chamber_card_report', cards.ids)
        self.env['ir.attachment'].sudo().create({  # the batch belongs to the engine once it runs
            'name': f'{cards[0].number}_{cards[-1].number}.pdf', 'res_model': self._name, 'res_id': self.id,
            'raw': pdf, 'mimetype': 'application/pdf',
        })
        lines.sudo().write({'state': 'done'})  # marks are written by the job only
        cards._notify_ready()
        self._finish()

    def _finish(self):
        """Close the batch where nothing is left to make; of two jobs that end together, the later one sees it."""
        self.env.flush_all()
        self.env.cr.execute(SQL("SELECT pg_advisory_xact_lock(hashtextextended(%s, 0))", f'{self._name}:{self.id}'))
        query = SQL(
            "SELECT id FROM chamber_card_batch_line WHERE batch_id = %s AND state IN ('waiting', 'issued')", self.id)
        left = {line_id for line_id, in self.env.execute_query(query)}
        if left:
            done = fresh_rows(self.env, SQL(
                "SELECT id FROM chamber_card_batch_line WHERE batch_id = %s AND state IN ('done', 'failed')", self.id))
            left -= {line_id for line_id, in done}
        if not left and self.state == 'running':
            self.sudo().write({'state': 'done'})  # the job speaks for whoever started the batch


class ChamberCardBatchLine(models.Model):
    _name = 'chamber.card.batch.line'
    _description = "Card Asked For"
    _order = 'id'
    _rec_name = 'entry_id'

    batch_id = fields.Many2one('chamber.card.batch', required=True, index=True, ondelete='cascade')
    company_id = fields.Many2one(related='batch_id.company_id', store=True, precompute=True, index=True)
    entry_id = fields.Many2one('chamber.entry', required=True, index=True, ondelete='restrict')
    card_id = fields.Many2one('chamber.card', readonly=True, index='btree_not_null', ondelete='restrict')
    state = fields.Selection(
        [('waiting', "Waiting"), ('issued', "Issued"), ('done', "Printed"), ('failed', "Not possible")],
        string="Status", default='waiting',
        required=True, readonly=True)

    _entry_once = models.Constraint('UNIQUE (batch_id, entry_id)', "This entry is already in the batch.")
    _waiting_idx = models.Index("(batch_id, id) WHERE state = 'waiting'")

    @api.constrains('entry_id', 'batch_id')
    def _check_chamber(self):
        for line in self:
            if line.entry_id.company_id != line.batch_id.company_id:
                raise UserError(self.env._("A batch makes the cards of one chamber."))

    @api.model_create_multi
    def create(self, vals_list):
        if not self.env.su and any({'state', 'card_id'} & values.keys() for values in vals_list):
            raise UserError(self.env._("Cards are marked as made by the job only."))
        lines = super().create(vals_list)
        lines._check_draft()
        return lines

    def write(self, vals):
        if not self.env.su:
            self._check_draft()
            if {'state', 'card_id', 'batch_id'} & vals.keys():
                raise UserError(self.env._("Cards are marked as made by the job only."))
        return super().write(vals)

    @api.ondelete(at_uninstall=False)
    def _unlink_except_draft(self):
        self._check_draft()

    def _check_draft(self):
        if any(batch.state != 'draft' for batch in self.batch_id):
            raise UserError(self.env._("A batch that has been started can no longer be changed."))
