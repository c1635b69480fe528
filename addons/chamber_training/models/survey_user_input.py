from odoo import fields, models

EVALUATION_KINDS = [('before', "Test before"), ('after', "Test after"), ('satisfaction', "Satisfaction")]


class SurveyUserInput(models.Model):
    _inherit = 'survey.user_input'

    # a mean says something of a group, a sum of percentages does not
    scoring_percentage = fields.Float(aggregator='avg')
    # Odoo's own words for these two have no Arabic
    scoring_success = fields.Boolean(string="Test Passed")
    training_session_id = fields.Many2one(
        'chamber.training.session', string="Session", readonly=True, copy=False, index='btree_not_null', ondelete='restrict')
    training_enrolment_id = fields.Many2one(
        'chamber.training.enrolment', string="Enrolment", readonly=True, copy=False, index='btree_not_null', ondelete='restrict',
        help="Who answered. Empty: satisfaction, which is anonymous.")
    training_kind = fields.Selection(EVALUATION_KINDS, string="Evaluation", readonly=True, copy=False)
    # makes two answers of one person recognisable without telling whose they are; wiped when the session closes
    training_voucher = fields.Char(readonly=True, copy=False, groups=fields.NO_ACCESS)

    _training_kind_of_session = models.Constraint(
        'CHECK ((training_session_id IS NULL) = (training_kind IS NULL))', "An answer of training says which evaluation it is.")
    _training_anonymous = models.Constraint(
        "CHECK (training_kind IS DISTINCT FROM 'satisfaction'"
        " OR (training_enrolment_id IS NULL AND partner_id IS NULL AND email IS NULL))",
        "Satisfaction is anonymous.")
    _training_once = models.UniqueIndex(
        '(training_enrolment_id, training_kind) WHERE training_enrolment_id IS NOT NULL',
        "This person has already begun this test.")
    _training_voucher_once = models.UniqueIndex(
        '(training_voucher) WHERE training_voucher IS NOT NULL', "This person has already begun this questionnaire.")
