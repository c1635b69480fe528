from odoo import api, models


class EventRegistration(models.Model):
    _inherit = 'event.registration'

    @api.constrains('event_id')
    def _check_training(self):
        self.event_id._check_no_course()


class EventSlot(models.Model):
    _inherit = 'event.slot'

    @api.constrains('event_id')
    def _check_training(self):
        self.event_id._check_no_course()


class EventTicket(models.Model):
    _inherit = 'event.event.ticket'

    @api.constrains('event_id')
    def _check_training(self):
        self.event_id._check_no_course()


class EventMail(models.Model):
    _inherit = 'event.mail'

    @api.constrains('event_id')
    def _check_training(self):
        self.event_id._check_no_course()
