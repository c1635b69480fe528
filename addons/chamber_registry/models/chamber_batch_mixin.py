from odoo import api, fields, models
from odoo.exceptions import UserError
from odoo.tools import SQL

from odoo.addons.chained_journal.tools.fresh_read import fresh_rows

CHUNK = 50


class ChamberBatchMixin(models.AbstractModel):
    """Papers made by the hundred in the background: issued a chunk at a time, printed a sheet at a time.

    The batch has ``line_ids`` of a model with ``chamber.batch.line.mixin``. It says in ``_issue_lines`` how the papers
    of some lines are issued, in ``_print_lines`` how their sheet is drawn, and tells in ``_after_sheet`` those concerned.
    """
    _name = 'chamber.batch.mixin'
    _description = "Batch of Papers"
    _order = 'id desc'

    name = fields.Char(required=True, default=lambda self: self._default_name())
    company_id = fields.Many2one(
        'res.company', string="Chamber", required=True, index=True, default=lambda self: self.env.company, ondelete='restrict')
    state = fields.Selection(
        [('draft', "Draft"), ('running', "Running"), ('done', "Done"), ('cancelled', "Cancelled")], string="Status",
        default='draft', required=True, readonly=True, copy=False, index=True)
    attachment_ids = fields.One2many(
        'ir.attachment', 'res_id', string="Sheets", domain=lambda self: [('res_model', '=', self._name)], readonly=True)
    line_count = fields.Integer(string="Asked For", compute='_compute_progress')
    done_count = fields.Integer(string="Made", compute='_compute_progress')
    failed_count = fields.Integer(string="Not Possible", compute='_compute_progress')
    progress = fields.Float(compute='_compute_progress')

    @api.model
    def _default_name(self):
        """What a new batch is called."""
        raise NotImplementedError(self._name)

    def _compute_progress(self):
        counts = {}
        for batch, state, count in self.line_ids.browse()._read_group(
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

    def action_start(self):
        """Make the papers in the background, a sheet at a time.

        :raises UserError: for an empty or already started batch
        :raises AccessError: for anyone who may not issue these papers
        """
        self.check_access('write')
        self._check_starter()
        for batch in self:
            if batch.state != 'draft' or not batch.line_ids:
                raise UserError(self.env._("There is nothing to start in %(batch)s.", batch=batch.name))
        self.sudo().write({'state': 'running'})  # rights checked above
        for batch in self:
            batch._enqueue()

    def action_cancel(self):
        """Stop a batch; the papers already made stay.

        :raises UserError: for a batch that is over
        """
        self.check_access('write')
        if any(batch.state not in ('draft', 'running') for batch in self):
            raise UserError(self.env._("This batch is already over."))
        self.sudo().write({'state': 'cancelled'})  # rights checked above

    def _check_starter(self):
        """Refuse who may not issue these papers.

        :raises AccessError: for anyone else
        """
        raise NotImplementedError(self._name)

    def _issue_lines(self, lines):
        """Issue the papers of some lines, mark those ``issued`` and the impossible ones ``failed``; return the issued."""
        raise NotImplementedError(self._name)

    def _print_lines(self, lines):
        """Return name and content of the PDF of some issued lines."""
        raise NotImplementedError(self._name)

    def _after_sheet(self, lines):
        """Tell those concerned that the papers of a sheet are there."""

    def _describe_job(self, is_sheet):
        """What the queue of jobs calls the issue of papers, or the drawing of a sheet."""
        return self.name

    def _next_lines(self, limit, state='waiting'):
        return self.line_ids.browse().search(
            [('batch_id', '=', self.id), ('state', '=', state)], limit=limit, order='id')

    def _enqueue(self):
        """Plan the next issue of papers; planning the same one twice plans it once."""
        self.with_delay(
            description=self._describe_job(False),
            identity_key=f'{self._name}:{self.id}:{self._next_lines(1).id}')._make_chunk()

    def _make_chunk(self, size=CHUNK):
        """Issue the next papers of a batch and plan the sheet to print them; then plan the rest.

        Papers and marks belong to one transaction: killed at any moment, the batch goes on where the last
        chunk ended. Sheets are jobs of their own, so that they are drawn side by side.
        """
        self.ensure_one()
        if self.state != 'running':
            return
        lines = self._next_lines(size).try_lock_for_update()
        if lines:
            issued = self._issue_lines(lines)
            if issued:
                self.with_delay(
                    description=self._describe_job(True),
                    identity_key=f'{self._name}.sheet:{issued[0].id}')._make_sheet(issued.ids)
        else:
            # all is issued: called once more, it draws what a lost job left undrawn
            self._make_sheet(self._next_lines(size, 'issued').ids)
        if self._next_lines(1):
            self._enqueue()
        else:
            self._finish()

    def _make_sheet(self, line_ids):
        """Draw the sheet of some issued lines; drawing it again does nothing."""
        self.ensure_one()
        lines = self.line_ids.browse(line_ids).filtered(lambda line: line.state == 'issued').try_lock_for_update()
        if not lines:
            return
        name, pdf = self._print_lines(lines)
        self.env['ir.attachment'].sudo().create({  # the batch belongs to the engine once it runs
            'name': name, 'res_model': self._name, 'res_id': self.id, 'raw': pdf, 'mimetype': 'application/pdf',
        })
        lines.sudo().write({'state': 'done'})  # marks are written by the job only
        self._after_sheet(lines)
        self._finish()

    def _finish(self):
        """Close the batch where nothing is left to make; of two jobs that end together, the later one sees it."""
        self.env.flush_all()
        self.env.cr.execute(SQL("SELECT pg_advisory_xact_lock(hashtextextended(%s, 0))", f'{self._name}:{self.id}'))
        table = SQL.identifier(self.line_ids._table)
        query = SQL("SELECT id FROM %s WHERE batch_id = %s AND state IN ('waiting', 'issued')", table, self.id)
        left = {line_id for line_id, in self.env.execute_query(query)}
        if left:
            done = fresh_rows(self.env, SQL(
                "SELECT id FROM %s WHERE batch_id = %s AND state IN ('done', 'failed')", table, self.id))
            left -= {line_id for line_id, in done}
        if not left and self.state == 'running':
            self.sudo().write({'state': 'done'})  # the job speaks for whoever started the batch
