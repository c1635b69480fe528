from odoo import fields, models
from odoo.tools import SQL

from ..models.chamber_training_session import SESSION_STATES

# measure: what is divided by what, summed up over the group
RATIOS = {
    'cost_per_hour': ('cost', 'hours_attended'),
    'cost_per_person': ('cost', 'participations'),
    'attended_share': ('hours_attended', 'hours_due'),
}


class ChamberTrainingReport(models.Model):
    """One line for each accepted participant; of sessions without any, one for the session.

    Hours taught and costs are those of the session, shared equally among its participants: their sums are right
    however one groups.
    """
    _name = 'chamber.training.report'
    _description = "Statistics of Training"
    _auto = False
    _order = 'date desc, id desc'
    _rec_name = 'session_id'
    _depends = {
        'chamber.training.session': ['event_id', 'programme_id', 'kind', 'state', 'hours', 'chamber_activity_id'],
        'chamber.training.programme': ['theme_id'],
        'chamber.training.enrolment': ['session_id', 'partner_id', 'state', 'state_id', 'sex', 'craft_activity_id',
                                       'hours_attended', 'before_score', 'after_score', 'is_before_done', 'is_after_done'],
        'chamber.training.certificate': ['enrolment_id', 'is_revoked'],
        'chamber.craft.activity': ['sector_id', 'domain_id'],
        'chamber.activity': ['actual_amount'],
        'event.event': ['company_id', 'date_begin'],
    }

    session_id = fields.Many2one('chamber.training.session', readonly=True)
    session_state = fields.Selection(SESSION_STATES, string="Status", readonly=True)
    kind = fields.Selection([('course', "Course"), ('test', "Qualification test")], readonly=True)
    company_id = fields.Many2one('res.company', string="Chamber", readonly=True)
    programme_id = fields.Many2one('chamber.training.programme', readonly=True)
    theme_id = fields.Many2one('chamber.training.theme', readonly=True)
    date = fields.Date(readonly=True)
    partner_id = fields.Many2one('res.partner', string="People", readonly=True, aggregator='count_distinct')
    state_id = fields.Many2one('res.country.state', string="Wilaya", readonly=True)
    sex = fields.Selection([('male', "Male"), ('female', "Female")], readonly=True)
    craft_activity_id = fields.Many2one('chamber.craft.activity', string="Craft", readonly=True)
    sector_id = fields.Many2one('chamber.craft.activity', readonly=True)
    craft_domain_id = fields.Many2one('chamber.craft.activity', string="Domain", readonly=True)
    participations = fields.Integer(readonly=True)
    hours_taught = fields.Float(readonly=True, digits=(16, 1), help="Hours of the session, shared among its participants.")
    hours_due = fields.Float(
        string="Hours to Attend", readonly=True, digits=(16, 1), help="Hours of the session, for each participant.")
    hours_attended = fields.Float(readonly=True, digits=(16, 1))
    attended_share = fields.Float(string="Attendance (%)", readonly=True, digits=(16, 1), aggregator='avg')
    certificates = fields.Integer(readonly=True, help="Certificates in force.")
    currency_id = fields.Many2one('res.currency', readonly=True)
    cost = fields.Monetary(readonly=True, help="Actual cost of the session, shared among its participants.")
    cost_per_hour = fields.Monetary(string="Cost per Hour Attended", readonly=True, aggregator='avg')
    cost_per_person = fields.Monetary(readonly=True, aggregator='avg')
    before_score = fields.Float(string="Test Before (%)", readonly=True, digits=(16, 1), aggregator='avg')
    after_score = fields.Float(string="Test After (%)", readonly=True, digits=(16, 1), aggregator='avg')

    @property
    def _table_query(self):
        return SQL("%s FROM %s WHERE session.state <> 'cancelled'", self._select(), self._from())

    def _select(self):
        currency = self.env.ref('base.DZD').id
        return SQL("""
            SELECT COALESCE(enrolment.id, -session.id) AS id, session.id AS session_id, session.state AS session_state,
                session.kind, event.company_id, session.programme_id, programme.theme_id,
                (event.date_begin AT TIME ZONE 'UTC' AT TIME ZONE 'Africa/Algiers')::date AS date,
                enrolment.partner_id, enrolment.state_id, enrolment.sex, enrolment.craft_activity_id,
                craft.sector_id, craft.domain_id AS craft_domain_id,
                CASE WHEN enrolment.id IS NULL THEN 0 ELSE 1 END AS participations,
                session.hours / GREATEST(seats.taken, 1) AS hours_taught,
                CASE WHEN enrolment.id IS NULL THEN 0 ELSE session.hours END AS hours_due,
                COALESCE(enrolment.hours_attended, 0) AS hours_attended,
                100 * COALESCE(enrolment.hours_attended, 0) / NULLIF(session.hours, 0) AS attended_share,
                COALESCE(paper.number, 0) AS certificates, %(currency)s AS currency_id,
                COALESCE(work.actual_amount, 0) / GREATEST(seats.taken, 1) AS cost,
                COALESCE(work.actual_amount, 0) / GREATEST(seats.taken, 1) / NULLIF(enrolment.hours_attended, 0) AS cost_per_hour,
                COALESCE(work.actual_amount, 0) / NULLIF(seats.taken, 0) AS cost_per_person,
                CASE WHEN enrolment.is_before_done THEN enrolment.before_score END AS before_score,
                CASE WHEN enrolment.is_after_done THEN enrolment.after_score END AS after_score
        """, currency=currency)

    def _from(self):
        return SQL("""
            chamber_training_session session
            JOIN event_event event ON event.id = session.event_id
            JOIN chamber_activity work ON work.id = session.chamber_activity_id
            JOIN chamber_training_programme programme ON programme.id = session.programme_id
            LEFT JOIN (
                SELECT session_id, COUNT(*) AS taken FROM chamber_training_enrolment WHERE state = 'accepted' GROUP BY session_id
            ) seats ON seats.session_id = session.id
            LEFT JOIN chamber_training_enrolment enrolment ON enrolment.session_id = session.id AND enrolment.state = 'accepted'
            LEFT JOIN chamber_craft_activity craft ON craft.id = enrolment.craft_activity_id
            LEFT JOIN (
                SELECT enrolment_id, COUNT(*) AS number FROM chamber_training_certificate
                WHERE is_revoked IS NOT TRUE GROUP BY enrolment_id
            ) paper ON paper.enrolment_id = enrolment.id
        """)

    def _read_group_select(self, aggregate_spec, query):
        """Divide sums, where the mean of ratios would give small sessions the weight of large ones."""
        name = aggregate_spec.partition(':')[0]
        if name not in RATIOS:
            return super()._read_group_select(aggregate_spec, query)
        above, below = (self._field_to_sql(self._table, term, query) for term in RATIOS[name])
        return SQL(
            "COALESCE(%s * SUM(%s) / NULLIF(SUM(%s), 0), 0)", 100 if name == 'attended_share' else 1, above, below)

    def action_open_session(self):
        """Open the session of a line.

        :raises AccessError: when the session is not the user's to read
        """
        self.ensure_one()
        self.check_access('read')
        return {
            'type': 'ir.actions.act_window', 'res_model': 'chamber.training.session', 'res_id': self.session_id.id,
            'views': [(False, 'form')],
        }
