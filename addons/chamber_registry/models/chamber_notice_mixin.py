from odoo import api, models
from odoo.fields import Domain


class ChamberNoticeMixin(models.AbstractModel):
    """For documents of a registrant, who is told by e-mail what the chamber did."""
    _name = 'chamber.notice.mixin'
    _description = "Notice to an Applicant"

    def _get_notice_partner(self):
        """Whom the notice is for."""
        return self.partner_id

    def _get_notice_name(self):
        """Return the name by which the partner is addressed, in the script of the language of the notice."""
        partner = self._get_notice_partner()
        is_arabic = (self.env.lang or '').startswith('ar')
        return partner.name if is_arabic else partner.name_latin or partner.name

    def _get_notice_thread(self):
        """The record in whose discussion the staff sees that the notice went."""
        return self

    def _send_notice(self, template_id):
        """Queue the e-mail of a template for the registrant of each record who has an address. A notice goes once.

        No mail server is called here. An archived or deleted template sends nothing: that is how to switch a notice off.

        :param str template_id: external id of a ``mail.template`` of this model
        :return: the queued ``mail.mail`` records
        """
        # sudo: a notice says the same whoever takes the step that it tells of
        addressed = self.sudo().filtered(lambda record: record._get_notice_partner().email_normalized)
        template = addressed and self.env.ref(template_id, raise_if_not_found=False)
        if not template or not template.active:
            return self.env['mail.mail']
        due = addressed._without_notice(template_id)
        if not due:
            return self.env['mail.mail']
        mails = template.sudo().send_mail_batch(due.ids, email_values={'is_notification': True})
        for record, mail in zip(due, mails, strict=True):
            thread = record._get_notice_thread()
            mail.mail_message_id.write({
                'message_id': record._get_notice_key(template_id), 'model': thread._name, 'res_id': thread.id})
        self._show_recipients(mails)
        return mails

    def _without_notice(self, template_id):
        """Leave out the records that had this notice."""
        keys = {record._get_notice_key(template_id): record.id for record in self}
        sent = self.env['mail.message'].search(Domain('message_id', 'in', list(keys))).mapped('message_id')
        return self.browse(id_ for key, id_ in keys.items() if key not in sent)

    def _get_notice_key(self, template_id):
        """Message-Id of the one notice of this kind on this record: it tells that it went, also to mail servers."""
        database = self.env['ir.config_parameter'].get_param('database.uuid')
        return f'<{template_id}.{self.id}@{database}>'

    @api.model
    def _show_recipients(self, mails):
        """Give each recipient's line to the messages, so that the discussion shows which were sent and which failed."""
        mails.env['mail.notification'].create([
            {
                'author_id': mail.author_id.id, 'mail_message_id': mail.mail_message_id.id, 'mail_mail_id': mail.id,
                'res_partner_id': partner.id, 'notification_type': 'email', 'notification_status': 'ready', 'is_read': True,
            }
            for mail in mails for partner in mail.recipient_ids
        ])
