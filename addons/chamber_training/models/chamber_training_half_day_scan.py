import re
from datetime import timedelta

from odoo import fields, models
from odoo.tools.image import image_data_uri

from odoo.addons.l10n_dz_territory.tools.day import day_in_algeria

from .chamber_training_attendance import ATTENDANCE_STATES

ACCESS_KEY = re.compile(r'[?&]access_token=([0-9a-fA-F-]{32,36})(?:[&#]|$)')


class ChamberTrainingHalfDay(models.Model):
    _inherit = 'chamber.training.half.day'

    def scan(self, code):
        """Note the person whose card or convocation was scanned, or whose number was typed.

        :param str code: text of the QR code of a professional card or convocation, or the number of a card or enrolment
        :return: dict for the tablet: ``result`` (noted, late, again, refused), ``message`` and, for whoever is expected,
            ``enrolment_id``, ``name``, ``photo``, ``state``
        :raises AccessError: for who does not take the attendance of the session
        :raises UserError: for a half-day that takes none
        """
        self.ensure_one()
        self._check_taker()
        self._check_day()
        self._check_takeable()
        self._begin_session()
        enrolment, refusal = self._find_scanned((code or '').strip())
        if refusal:
            return {'result': 'refused', 'message': refusal}
        return self._note_scan(enrolment)

    def _note_scan(self, enrolment):
        """Note a participant, or tell when he was noted first: two tablets may read the same card at once."""
        committed = self._lock_attendance().get(enrolment.id)
        # sudo: a trainer notes what he may not write otherwise
        noted = self.sudo().env['chamber.training.attendance'].search(
            [('half_day_id', '=', self.id), ('enrolment_id', '=', enrolment.id)])
        if noted:
            committed = (noted.state, noted.moment, noted.taken_by_id.id)
        if committed and committed[0] in ('present', 'late'):
            message = self._get_again_message(*committed)
            return {**self._prepare_person(enrolment, committed[0]), 'result': 'again', 'message': message}
        state = self._get_scan_state()
        self._take(enrolment, state, 'scan')
        message = self.env._("Noted as late.") if state == 'late' else self.env._("Noted as present.")
        return {**self._prepare_person(enrolment, state), 'result': 'late' if state == 'late' else 'noted', 'message': message}

    def _get_scan_state(self):
        """Present, or late from the minute on that the settings say."""
        rule = self.env['chamber.training.attendance.rule']._get_on(day_in_algeria(self.date_begin), state='late')
        late_from = self.date_begin + timedelta(minutes=rule.minutes)
        return 'late' if rule.minutes and fields.Datetime.now() >= late_from else 'present'

    def _get_again_message(self, state, moment, user_id):
        labels = dict(ATTENDANCE_STATES)
        labels.update(self.env['chamber.training.attendance']._fields['state']._description_selection(self.env))
        # sudo: the name of a colleague
        user = self.env['res.users'].sudo().browse(user_id)
        return self.env._(
            "Already noted at %(time)s by %(user)s (%(state)s).", time=self._get_local_time(moment), user=user.name,
            state=labels[state])

    def _prepare_person(self, enrolment, state):
        # sudo: who takes attendance sees the face of whoever stands before him, not his file
        partner = enrolment.sudo().partner_id.with_context(bin_size=False)
        return {
            'enrolment_id': enrolment.id, 'name': partner.name, 'name_latin': partner.name_latin or '', 'state': state,
            'photo': image_data_uri(partner.image_256) if partner.image_256 else '',
        }

    def _find_scanned(self, code):
        """Return the accepted enrolment that a code stands for, and the sentence that refuses it: one of both is empty."""
        Enrolment = self.env['chamber.training.enrolment']
        if not code:
            return Enrolment, self.env._("Nothing was read.")
        if '/verify#' in code:
            return self._find_by_card_token(code.split('/verify#', 1)[1])
        if key := ACCESS_KEY.search(code):
            # sudo: the code is recognised first, then told to belong elsewhere
            found = Enrolment.sudo().search([('access_token', '=', key[1])], limit=1)
            return self._check_expected(found, self.env._("This convocation is unknown."))
        return self._find_by_number(code)

    def _find_by_card_token(self, token):
        verdict = self.env['verifiable.document']._verify_token(token)
        if not verdict['valid']:
            return self.env['chamber.training.enrolment'], verdict['error']
        # sudo: the card is recognised by its code, whoever scans it
        card = self.env['chamber.card'].sudo().search([('verifiable_id.serial', '=', verdict['serial'])], limit=1)
        if not card:
            return self.env['chamber.training.enrolment'], self.env._("This is no professional card.")
        return self._find_by_holder(card)

    def _find_by_number(self, code):
        """Find a person by the number of the card or enrolment, typed where there is nothing to scan."""
        # sudo: the number is recognised first, then told to belong elsewhere
        found = self.env['chamber.training.enrolment'].sudo().search(
            [('number', '=', code), ('company_id', '=', self.company_id.id)], limit=1)
        if found:
            return self._check_expected(found, '')
        # sudo: the card is recognised by its number, whoever types it
        cards = self.env['chamber.card'].sudo().search([('number', '=', code)])
        if len(cards) != 1:
            return found, self.env._("Nobody is known by this code.")
        if not cards.is_current:
            labels = dict(cards.verifiable_id._fields['state']._description_selection(self.env))
            return found, self.env._("This card is no longer valid: %s.", labels[cards.verifiable_state])
        return self._find_by_holder(cards)

    def _find_by_holder(self, card):
        # sudo: whether the holder is expected here is what the scan asks
        enrolments = self.env['chamber.training.enrolment'].sudo().search(
            [('session_id', '=', self.session_id.id), ('partner_id', '=', card.partner_id.id)])
        accepted = enrolments.filtered(lambda enrolment: enrolment.state == 'accepted')
        return self._check_expected(
            (accepted or enrolments)[:1], self.env._("The holder of this card is not enrolled in this session."))

    def _check_expected(self, enrolment, unknown):
        """Refuse whoever is unknown, enrolled elsewhere or not accepted; no name is told of those."""
        nobody = self.env['chamber.training.enrolment']
        if not enrolment:
            return nobody, unknown
        if enrolment.session_id != self.sudo().session_id:
            return nobody, self.env._(
                "This convocation is for another session: %(session)s, from %(date)s on.",
                session=enrolment.session_id.display_name,
                date=day_in_algeria(enrolment.session_id.date_begin).strftime('%d/%m/%Y'))
        if enrolment.state != 'accepted':
            labels = dict(enrolment._fields['state']._description_selection(self.env))
            return nobody, self.env._("This enrolment gives no place: %s.", labels[enrolment.state])
        return enrolment, ''
