from datetime import timedelta

from odoo import api, fields, models
from odoo.tools import SQL

MARK = 'chamber_registry.duplicates_searched_until'
# a transaction may commit this long after it wrote: what changed meanwhile is read again
OVERLAP = timedelta(hours=1)
BATCH = 10000


class ChamberDuplicate(models.Model):
    _inherit = 'chamber.duplicate'

    @api.model
    def _cron_search(self, limit=BATCH):
        """Look for likely duplicates of the registrants that changed since the last run. Commits after each batch."""
        started = fields.Datetime.now()
        while partner_ids := self._next_changed(limit):
            self._search_among(partner_ids)
            if not self.env['ir.cron']._commit_progress(len(partner_ids), remaining=self._count_changed()):
                return
        self._set_mark(started - OVERLAP, 0)

    @api.model
    def _get_mark(self):
        """Return (moment, id) of the last registrant that was searched."""
        # sudo: the mark of a job
        kept = self.env['ir.config_parameter'].sudo().get_param(MARK) or '1970-01-01 00:00:00|0'
        moment, _bar, last_id = kept.partition('|')
        return moment, int(last_id)

    @api.model
    def _set_mark(self, moment, last_id):
        # sudo: the mark of a job
        self.env['ir.config_parameter'].sudo().set_param(MARK, f'{moment}|{last_id}')

    @api.model
    def _changed_condition(self):
        return SQL("is_registrant AND (write_date, id) > (%s::timestamp, %s)", *self._get_mark())

    @api.model
    def _count_changed(self):
        return self.env.execute_query(SQL("SELECT count(*) FROM res_partner WHERE %s", self._changed_condition()))[0][0]

    @api.model
    def _next_changed(self, limit):
        """Return the ids of the next registrants that changed, and move the mark past them."""
        self.env['res.partner'].flush_model()
        rows = self.env.execute_query(SQL(
            "SELECT id, write_date FROM res_partner WHERE %s ORDER BY write_date, id LIMIT %s",
            self._changed_condition(), limit))
        if rows:
            self._set_mark(rows[-1][1], rows[-1][0])
        return [row[0] for row in rows]

    @api.model
    def _search_among(self, partner_ids):
        """List the pairs of these registrants with all others, and forget open pairs of theirs that no longer look alike."""
        self.env.flush_all()
        one = SQL("(SELECT * FROM res_partner WHERE id = ANY(%s) AND is_registrant AND active) AS one", partner_ids)
        self.env.execute_query(SQL(
            """
            WITH found AS MATERIALIZED (
                SELECT LEAST(one, other) AS first_id, GREATEST(one, other) AS second_id, bool_or(is_same_name) AS is_same_name,
                       bool_or(is_same_phone) AS is_same_phone, max(likeness) AS likeness
                  FROM (%(pairs)s) AS pair GROUP BY 1, 2
            ), forgotten AS (
                DELETE FROM chamber_duplicate pair
                 WHERE pair.state = 'open' AND (pair.first_id = ANY(%(ids)s) OR pair.second_id = ANY(%(ids)s))
                   AND NOT EXISTS (
                       SELECT FROM found WHERE found.first_id = pair.first_id AND found.second_id = pair.second_id)
            )
            INSERT INTO chamber_duplicate AS pair (
                   first_id, second_id, first_chamber_id, second_chamber_id, is_same_name, is_same_phone, likeness, state,
                   create_uid, write_uid, create_date, write_date)
            SELECT found.first_id, found.second_id, first.chamber_id, second.chamber_id, found.is_same_name,
                   found.is_same_phone, found.likeness, 'open', %(uid)s, %(uid)s, moment, moment
              FROM found JOIN res_partner first ON first.id = found.first_id
              JOIN res_partner second ON second.id = found.second_id,
                   (SELECT now() AT TIME ZONE 'UTC') AS clock(moment)
                ON CONFLICT (first_id, second_id) DO UPDATE
               SET is_same_name = EXCLUDED.is_same_name, is_same_phone = EXCLUDED.is_same_phone,
                   likeness = EXCLUDED.likeness
             WHERE pair.state = 'open'
            RETURNING pair.id
            """, pairs=self.env['res.partner']._doubles_query(one), ids=partner_ids, uid=self.env.uid))
        self.invalidate_model()
