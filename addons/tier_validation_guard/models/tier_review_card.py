from lxml import etree

from odoo import api, fields, models


class TierReview(models.Model):
    """What a reviewer reads before he opens the document: how much, why, since when."""
    _inherit = 'tier.review'

    record_amount = fields.Char("Amount", compute='_compute_record_summary')
    record_reason = fields.Char("Cause", compute='_compute_record_summary')
    waiting_days = fields.Integer("Days Waiting", compute='_compute_waiting_days')

    @api.depends_context('uid', 'lang')
    @api.depends('model', 'res_id')
    def _compute_record_summary(self):
        for model, reviews in self.grouped('model').items():
            summaries = {}
            if self._has_resource_model(model):
                # the reviewer sees what he is to decide on, fields that his groups may not read left out
                documents = self.env[model].sudo().browse(reviews.mapped('res_id')).exists()
                summaries = documents._get_tier_summaries(self.env.user)
            for review in reviews:
                review.record_amount, review.record_reason = summaries.get(review.res_id, (False, False))

    @api.depends('pending_since', 'status')
    def _compute_waiting_days(self):
        now = fields.Datetime.now()
        for review in self:
            is_waiting = review.status == 'pending' and review.pending_since
            review.waiting_days = (now - review.pending_since).days if is_waiting else 0

    @api.model
    def _get_view(self, view_id=None, view_type='form', **options):
        arch, view = super()._get_view(view_id, view_type, **options)
        anchor = arch.find(".//separator[@name='kinds']") if view_type == 'search' else None
        if anchor is not None:
            for name, label in reversed(self.env['tier.delegation']._selection_res_model()):
                anchor.addnext(etree.Element('filter', {
                    'name': f"kind_{name.replace('.', '_')}", 'string': label or name,
                    'domain': str([('model', '=', name)])}))
        return arch, view


class TierValidation(models.AbstractModel):
    _inherit = 'tier.validation'

    # fields that say how much and why, the first one that a kind of document has
    _tier_amount_fields = ('amount_total', 'estimated_cost', 'total_amount', 'amount')
    _tier_reason_fields = ('reason', 'purpose', 'summary', 'description')

    def _get_tier_summaries(self, user):
        """{id: (amount with its currency, cause)} for the inbox, each False where there is none.

        Without the fields that ``user`` may not read.
        """
        amount = self._get_tier_summary_field(user, self._tier_amount_fields, ('monetary', 'float'))
        cause = self._get_tier_summary_field(user, self._tier_reason_fields, ('char', 'text'))
        return {document.id: (
            document._format_tier_amount(amount) if amount else False,
            (document[cause.name] or '').strip()[:160] or False if cause else False) for document in self}

    @api.model
    def _get_tier_summary_field(self, user, names, types):
        reader = self.with_user(user)
        fields_of_model = (self._fields.get(name) for name in names)
        return next((field for field in fields_of_model
                     if field and field.type in types and reader._has_field_access(field, 'read')), None)

    def _format_tier_amount(self, field):
        value = self[field.name]
        if not value:
            return False
        currency = self[field.get_currency_field(self)] if field.type == 'monetary' else None
        return currency.format(value) if currency else f'{value:,.2f}'.replace(',', '\u00a0')
