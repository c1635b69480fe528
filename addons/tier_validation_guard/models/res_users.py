from odoo import api, models
from odoo.exceptions import AccessError
from odoo.fields import Domain
from odoo.modules.module import get_module_icon


class ResUsers(models.Model):
    _inherit = 'res.users'

    @api.model
    @api.readonly
    def review_user_count(self):
        """What waits for the user, per kind of document, for the systray: one query a model, no write."""
        Review = self.env['tier.review']
        waiting = Review._get_waiting_domain()
        counts = []
        # which kinds of documents wait; the documents themselves are counted with the user's rights below
        for [model] in Review.sudo()._read_group(waiting, ['model']):
            Model = self.env.get(model)
            if Model is None or 'can_review' not in Model._fields or not Model.has_access('read'):
                continue
            query = Review.sudo()._search(waiting & Domain('model', '=', model))
            domain = Domain('id', 'in', query.subselect('tier_review.res_id'))
            number = self._count_documents(Model.with_context(active_test=False), domain)
            if number:
                counts.append(self._prepare_review_count(Model, number))
        return counts

    @api.model
    def _count_documents(self, Model, domain):
        """Documents of ``domain`` that the user may read and that are not cancelled."""
        name = Model._state_field
        if name in Model._fields and Model._fields[name].store:
            return Model.search_count(domain & Domain(name, '!=', Model._cancel_state))
        return len(Model.search(domain).filtered(lambda document: document[name] != Model._cancel_state))

    @api.model
    def _prepare_review_count(self, Model, number):
        return {
            'id': Model.id, 'name': self.env['ir.model'].sudo()._get(Model._name).name, 'model': Model._name,
            'active_field': 'active' in Model._fields, 'icon': get_module_icon(Model._original_module),
            'type': 'tier_review', 'pending_count': number,
        }

    @api.model_create_multi
    def create(self, vals_list):
        for vals in vals_list:
            self._refuse_reviews(vals)
        return super().create(vals_list)

    def write(self, vals):
        self._refuse_reviews(vals)
        return super().write(vals)

    @api.model
    def _refuse_reviews(self, vals):
        # the field shares its table with the reviewers of tier.review: writing it would name a reviewer
        if vals.get('review_ids'):
            raise AccessError(self.env._("Who decides follows from the definitions; it cannot be written on a user."))
