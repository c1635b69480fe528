import re

from odoo import api, fields, models
from odoo.exceptions import ValidationError
from odoo.tools import SQL, ormcache

from odoo.addons.chained_journal.tools.fresh_read import fresh_rows
from odoo.addons.l10n_dz_territory.tools.day import today_in_algeria

TOKEN = re.compile(r'\{(\w*)\}')

NUMBER_KINDS = [
    ('entry', "Register entry"),
    ('request', "Request"),
    ('fee_receipt', "Payment receipt"),
    ('card', "Card"),
    ('certificate', "Certificate"),
]


class ChamberNumbering(models.Model):
    _name = 'chamber.numbering'
    _description = "Numbering"
    _inherit = ['chamber.remembered.setting']
    _order = 'company_id, kind'
    _rec_name = 'kind'

    DEFAULT_PADDING = 6

    company_id = fields.Many2one('res.company', string="Chamber", required=True, index=True, ondelete='cascade')
    kind = fields.Selection(NUMBER_KINDS, required=True)
    pattern = fields.Char(
        required=True, default='{wilaya}-{year}-{number}',
        help="{wilaya} is the chamber's code, {year} the year, {yy} its two last digits, {number} the running number.")
    padding = fields.Integer(default=DEFAULT_PADDING, required=True)
    example = fields.Char(compute='_compute_example')

    _kind_once = models.Constraint('UNIQUE (company_id, kind)', "This chamber already has a numbering of this kind.")
    _padding_range = models.Constraint('CHECK (padding BETWEEN 1 AND 12)', "A running number has 1 to 12 digits.")

    @api.model
    def _get_default_patterns(self):
        """Return the pattern of each kind of number, where a chamber has set none of its own."""
        return {
            'entry': '{wilaya}-{year}-{number}',
            'request': 'D{wilaya}-{year}-{number}',
            'fee_receipt': 'R{wilaya}-{year}-{number}',
            'card': 'C{wilaya}-{year}-{number}',
            'certificate': 'A{wilaya}-{year}-{number}',
        }

    @api.depends('company_id', 'pattern', 'padding')
    def _compute_example(self):
        today = today_in_algeria()
        for numbering in self:
            numbering.example = self._format(
                numbering.pattern or '', numbering.padding, numbering.company_id.chamber_code, today, 1)

    @api.constrains('pattern')
    def _check_pattern(self):
        for numbering in self:
            tokens = TOKEN.findall(numbering.pattern)
            if tokens.count('number') != 1 or set(tokens) - {'wilaya', 'year', 'yy', 'number'}:
                raise ValidationError(self.env._(
                    "A numbering needs {number} once, and may have {wilaya}, {year} and {yy}."))

    @api.model
    def _format(self, pattern, padding, code, on_date, running):
        values = {
            'wilaya': code or '', 'year': f'{on_date.year:04d}', 'yy': f'{on_date.year % 100:02d}',
            'number': str(running).zfill(padding),
        }
        return TOKEN.sub(lambda token: values.get(token[1], ''), pattern)

    @api.model
    @ormcache('company_id', 'kind')
    def _get_format(self, company_id, kind):
        """Return the pattern and the padding of a series and the code of its chamber, kept in the cache of the server."""
        numbering = self.sudo().search(  # a clerk takes numbers without reading the settings
            [('company_id', '=', company_id), ('kind', '=', kind)], limit=1)
        return (
            numbering.pattern or self._get_default_patterns()[kind], numbering.padding or self.DEFAULT_PADDING,
            self.env['res.company'].sudo().browse(company_id).chamber_code,  # public, as each number shows
        )

    @api.model
    def _take(self, company, kind, count, on_date):
        """Take the next numbers of a chamber and return them as texts, in order.

        No number is ever given twice and none is lost: the row that records a number belongs to the
        transaction of the document that bears it. Takers of one chamber and kind wait for each other until
        the end of that transaction.

        :param count: how many numbers
        """
        if not count:
            return []
        pattern, padding, code = self._get_format(company.id, kind)
        tokens = TOKEN.findall(pattern)
        period = on_date.year if 'year' in tokens or 'yy' in tokens else 0
        last = self.env['chamber.number']._lock_last(company, kind, period)
        taken = [
            {
                'company_id': company.id, 'kind': kind, 'period': period, 'running': running,
                'code': self._format(pattern, padding, code, on_date, running),
            }
            for running in range(last + 1, last + 1 + count)
        ]
        self.env['chamber.number'].sudo().create(taken)  # the table is written by this method only
        return [values['code'] for values in taken]


class ChamberNumber(models.Model):
    _name = 'chamber.number'
    _description = "Number Taken"
    _order = 'company_id, kind, period desc, running desc'
    _rec_name = 'code'

    company_id = fields.Many2one('res.company', string="Chamber", required=True, readonly=True, ondelete='restrict')
    kind = fields.Selection(NUMBER_KINDS, required=True, readonly=True)
    period = fields.Integer(required=True, readonly=True, help="The year, or 0 where numbers run on over the years.")
    running = fields.Integer(required=True, readonly=True, aggregator=None)
    code = fields.Char(required=True, readonly=True)

    _running_once = models.Constraint(
        'UNIQUE (company_id, kind, period, running)', "This number has already been given.")
    _code_once = models.Constraint('UNIQUE (company_id, kind, code)', "This number has already been given.")

    @api.model
    def _lock_last(self, company, kind, period):
        """Lock a series until the end of the transaction and return its last running number.

        Waiting for the row of a counter that another transaction changes would end in a serialization failure
        and a repeated request, so the lock is an advisory one, and what others committed is read afresh.
        """
        self.env.flush_all()
        query = SQL(
            "SELECT COALESCE(MAX(running), 0) FROM chamber_number WHERE company_id = %s AND kind = %s AND period = %s",
            company.id, kind, period)
        [[own]] = self.env.execute_query(SQL(
            "SELECT pg_advisory_xact_lock(hashtextextended(%s, 0)); %s",
            f'chamber.number:{company.id}:{kind}:{period}', query))
        [[committed]] = fresh_rows(self.env, query) or [[0]]
        return max(own, committed)
