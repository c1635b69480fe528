from odoo import fields, models
from odoo.tools import SQL


class AccountNumberGap(models.Model):
    _name = 'account.number.gap'
    _description = "Gap in the Numbers of Entries"
    _auto = False
    _order = 'company_id, journal_id, date_after desc, first_missing'
    _rec_name = 'missing'

    company_id = fields.Many2one('res.company', readonly=True)
    journal_id = fields.Many2one('account.journal', readonly=True)
    sequence_prefix = fields.Char(string="Numbers", readonly=True)
    missing = fields.Char(readonly=True)
    first_missing = fields.Integer(readonly=True)
    last_missing = fields.Integer(readonly=True)
    missing_count = fields.Integer(string="Numbers Missing", readonly=True, aggregator='sum')
    move_before_id = fields.Many2one('account.move', string="Entry Before", readonly=True)
    move_after_id = fields.Many2one('account.move', string="Entry After", readonly=True)
    date_after = fields.Date(string="Date of the Entry After", readonly=True)

    @property
    def _table_query(self):
        """One line for each run of numbers that no posted or cancelled entry bears, between two of the same series."""
        return SQL("""
            WITH numbered AS (
                SELECT id, company_id, journal_id, sequence_prefix, sequence_number, date,
                       LAG(sequence_number) OVER series AS previous_number,
                       LAG(id) OVER series AS previous_id
                  FROM account_move
                 WHERE state IN ('posted', 'cancel') AND sequence_number > 0 AND name IS NOT NULL AND name != '/'
                WINDOW series AS (PARTITION BY journal_id, sequence_prefix ORDER BY sequence_number, id)
            )
            SELECT id, company_id, journal_id, sequence_prefix,
                   COALESCE(previous_number, 0) + 1 AS first_missing,
                   sequence_number - 1 AS last_missing,
                   sequence_number - COALESCE(previous_number, 0) - 1 AS missing_count,
                   sequence_prefix || (COALESCE(previous_number, 0) + 1)::text
                       || CASE WHEN sequence_number - COALESCE(previous_number, 0) > 2
                               THEN ' … ' || (sequence_number - 1)::text ELSE '' END AS missing,
                   previous_id AS move_before_id, id AS move_after_id, date AS date_after
              FROM numbered
             WHERE sequence_number > COALESCE(previous_number, 0) + 1
        """)
