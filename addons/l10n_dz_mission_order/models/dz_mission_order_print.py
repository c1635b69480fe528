from odoo import models


class DzMissionOrder(models.Model):
    """What the papers of a mission show."""
    _inherit = 'dz.mission.order'

    def _get_print_values(self):
        """Names and places for the papers, in Arabic and French; whoever may read the order may print them."""
        self.ensure_one()
        self.check_access('read')
        # names, function and plate are on the paper, whatever files its reader may open
        order = self.sudo()
        languages = {code: order.company_id._get_official_lang(code) for code in ('ar', 'fr')}
        driver = order.driver_id if order.transport == 'service' else order.driver_id.browse()
        return {
            'traveller': order.employee_id.name,
            'traveller_ar': order.employee_id.with_context(lang=languages['ar']).display_name,
            'driver': driver.name, 'driver_ar': driver.with_context(lang=languages['ar']).display_name,
            'residence': order.residence or ' — '.join(dict.fromkeys(filter(None, (
                order.company_id._get_official_city(code) for code in ('ar', 'fr'))))),
            'vehicle': order.vehicle_name, 'plate': order.plate,
            'fellows': (order.mission_id.order_ids - order).filtered(
                lambda fellow: fellow.state not in ('refused', 'cancelled')).employee_id.mapped('name'),
            'destination': {code: order.with_context(lang=lang).destination for code, lang in languages.items()},
            'approvers': order._get_reviews().filtered(lambda review: review.status == 'approved').done_by.mapped('name'),
            'settler': order.settled_by_id.name,
            'payments': (order.advance_payment_id | order.balance_payment_id).filtered('name').mapped('name'),
            'words': {code: order.currency_id.with_context(lang=lang).amount_to_text(order.amount_total)
                      for code, lang in languages.items()},
            'days': {code: [(day.date, day.amount, day.with_context(lang=lang).explanation) for day in order.day_ids]
                     for code, lang in languages.items()},
            'notes': {code: order.with_context(lang=lang)._get_threshold_note() for code, lang in languages.items()},
        }

    def _print_moment(self, moment):
        """A moment as day and hour in the traveller's own time, or an empty text."""
        return self._localize(moment).strftime('%d/%m/%Y %H:%M') if moment else ''
