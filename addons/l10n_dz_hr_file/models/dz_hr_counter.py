from odoo import api, fields, models
from odoo.tools import SQL


class DzHrCounter(models.Model):
    """Numbers without gap: one that is drawn and not kept is drawn again, as both stand in the same transaction."""
    _name = 'dz.hr.counter'
    _description = "Counter of Personnel Papers"
    _order = 'company_id, code, year'

    company_id = fields.Many2one('res.company', required=True, index=True, ondelete='cascade')
    code = fields.Char(required=True)
    year = fields.Integer(required=True, help="0: not by year.")
    last = fields.Integer(required=True)

    _once = models.UniqueIndex('(company_id, code, year)', "There is one counter of a kind.")

    @api.model
    def _next(self, company, code, year=0):
        """Draw the next number; who draws at the same moment waits or is tried again by the server."""
        rows = self.env.execute_query(SQL(
            """
            INSERT INTO dz_hr_counter (company_id, code, year, last, create_uid, write_uid, create_date, write_date)
            VALUES (%(company)s, %(code)s, %(year)s, 1, %(uid)s, %(uid)s, now() AT TIME ZONE 'UTC', now() AT TIME ZONE 'UTC')
                ON CONFLICT (company_id, code, year) DO UPDATE SET last = dz_hr_counter.last + 1
            RETURNING last
            """, company=company.id, code=code, year=year, uid=self.env.uid))
        self.invalidate_model(flush=False)
        return rows[0][0]
