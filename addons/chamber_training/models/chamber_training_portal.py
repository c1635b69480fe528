import binascii
import hashlib
from datetime import timedelta

from odoo import api, fields, models
from odoo.exceptions import UserError
from odoo.fields import Domain
from odoo.tools.misc import hash_sign, verify_hash_signed

from odoo.addons.chamber_registry.models.engine import as_engine
from odoo.addons.l10n_dz_territory.tools.day import day_in_algeria

from .chamber_training_enrolment import OPEN_STATES

SIGNATURE_SCOPE = 'chamber_training.ask'
SIGNATURE_HOURS = 1
# wrong birth dates that may be tried for one card in a minute
CARD_TRIES = 5


class ChamberTrainingPortal(models.AbstractModel):
    """What an artisan sees and does of training on the portal. The routes say whose records these are."""
    _name = 'chamber.training.portal'
    _description = "Training on the Portal"

    @api.model
    def _identify(self, card_number, birth_date):
        """Return the registrant who holds a valid card of this number and was born on that day, or nobody.

        A wrong number, a wrong date and a card that is no longer valid are not told apart.

        :param str card_number: as printed on the card
        :param str birth_date: ISO date, as a browser sends it
        """
        nobody = self.env['res.partner']
        try:
            day = fields.Date.to_date((birth_date or '').strip()[:10])
        except ValueError:
            return nobody
        number = (card_number or '').strip().upper()
        if not number or not day:
            return nobody
        Card = self.env['chamber.card'].sudo()  # a visitor reads no cards: he proves that this one is his
        cards = Card.search(Domain('number', '=', number) & Card._get_current_domain(), limit=10)
        return cards.partner_id.filtered(
            lambda partner: partner.birth_date == day
            or (partner.birth_date_presumed and partner.birth_date and partner.birth_date.year == day.year))[:1]

    @api.model
    def _is_card_tried_too_often(self, card_number):
        """Count one try of a card, whatever address it comes from; whether it is one too many in this minute."""
        number = (card_number or '').strip().upper()[:64]
        # the key that makes the hash useless elsewhere
        secret = self.env['ir.config_parameter'].sudo().get_param('database.secret')
        bucket = hashlib.blake2b(f'training_card:{number}'.encode(), key=secret.encode()[:64], digest_size=16).hexdigest()
        return self.env['verifiable.rate.counter']._count_bucket(bucket) > CARD_TRIES

    @api.model
    def _sign(self, session, partner):
        """Return a token that says for an hour that this person proved who he is, for one session."""
        # the key of the signature is a setting of the database
        return hash_sign(self.sudo().env, SIGNATURE_SCOPE, [session.id, partner.id], expiration_hours=SIGNATURE_HOURS)

    @api.model
    def _get_signed_partner(self, session, token):
        """Return the registrant whom a token was given to for this session, or nobody."""
        nobody = self.env['res.partner']
        try:
            values = verify_hash_signed(self.sudo().env, SIGNATURE_SCOPE, token or '')  # see _sign
        except (ValueError, binascii.Error):
            return nobody
        if not values or values[0] != session.id:
            return nobody
        return nobody.sudo().browse(values[1]).exists()  # he proved who he is

    @api.model
    def _explain(self, session, partner):
        """Return the rules of a place for a person: list of {'rule', 'ok', 'text'}."""
        # the register is read for who asks, not by him
        return session.sudo()._get_eligibility(partner.sudo())[partner.sudo()]

    @api.model
    def _find_open(self, session, partner):
        """Return the enrolment that a person already has in a session."""
        return self.env['chamber.training.enrolment'].sudo().search([  # his own
            ('session_id', '=', session.id), ('partner_id', '=', partner.id), ('state', 'in', OPEN_STATES)], limit=1)

    @api.model
    def _ask(self, session, partner):
        """Ask for a place for a person; return the enrolment.

        :raises UserError: where a rule is not met
        """
        broken = [line['text'] for line in self._explain(session, partner) if not line['ok']]
        if broken:
            raise UserError('\n'.join(broken))
        # the steps of enrolment decide; who asks has no rights of his own
        return session.sudo()._enrol(partner.sudo(), 'portal')

    @api.model
    def _describe(self, enrolments):
        """Return what the pages show of enrolments (read with full rights: the caller has checked whose they are)."""
        Catalogue = self.env['chamber.training.catalogue']
        labels = dict(enrolments._fields['state']._description_selection(self.env))
        described = []
        for enrolment in enrolments.sudo():  # see the docstring
            session = enrolment.session_id
            described.append({
                'id': enrolment.id, 'number': enrolment.number, 'state': enrolment.state, 'label': labels[enrolment.state],
                'name': session.name, 'programme_id': enrolment.programme_id.id, 'url': enrolment.access_url,
                'chamber': session.company_id._get_chamber_name(self.env.lang),
                'place': ' — '.join(filter(None, [session.room_id.name, session.room_id.city_id.name])),
                'begin': Catalogue._day_text(day_in_algeria(session.date_begin)),
                'end': Catalogue._day_text(day_in_algeria(session.date_end)), 'time': Catalogue._time_text(session.date_begin),
                'rank': enrolment.waiting_place, 'reason': enrolment.refusal_reason or enrolment.cancellation_reason,
                'offer_left': self._get_offer_left(enrolment), 'can_give_up': enrolment.can_give_up and session.state == 'open',
                'offer_deadline': enrolment.offer_deadline and ' '.join([
                    Catalogue._day_text(day_in_algeria(enrolment.offer_deadline)),
                    Catalogue._time_text(enrolment.offer_deadline)]),
                'fee': Catalogue._price_text(enrolment.fee_amount), 'fee_due': enrolment.fee_state == 'due',
                'half_days': [
                    (Catalogue._day_text(day_in_algeria(half_day.date_begin)), Catalogue._time_text(half_day.date_begin),
                     Catalogue._time_text(half_day.date_end), half_day.module_id.name, half_day.room_id.name)
                    for half_day in session.half_day_ids
                ] if len(enrolments) == 1 else [],
            })
        return described

    @api.model
    def _get_offer_left(self, enrolment):
        """Return the days and hours left to accept an offered place, or None."""
        if enrolment.state != 'offered' or not enrolment.offer_deadline:
            return None
        left = max(enrolment.offer_deadline - fields.Datetime.now(), timedelta())
        return left.days, left.seconds // 3600

    @api.model
    def _decide(self, enrolment, decision):
        """Carry out what a participant decides on his own place.

        :param decision: ``accept`` or ``decline`` an offered place, or ``give_up`` one's place
        :raises UserError: where it is too late, with the reason
        """
        enrolment = enrolment.sudo()  # the route has checked that it is his own
        {
            'accept': enrolment.action_accept_offer, 'decline': enrolment.action_decline_offer,
            'give_up': enrolment.action_give_up,
        }[decision]()

    @api.model
    def _add_need(self, partner, programme_id, theme_id, note):
        """Note what an artisan would like to learn.

        :raises UserError: for a person who is not in the register, or a need of nothing, or asked for twice
        """
        partner = partner.sudo()  # his own record
        if not partner.is_registrant or not partner.chamber_id:
            raise UserError(self.env._("Only artisans of the register ask for training here."))
        programme = self.env['chamber.training.programme'].sudo().search(  # published ones are public
            self.env['chamber.training.catalogue']._get_programme_domain() & Domain('id', '=', programme_id)
            & Domain('company_id', 'in', [False, partner.chamber_id.id]))
        theme = programme.theme_id or self.env['chamber.training.theme'].sudo().browse(theme_id or ()).exists()  # public too
        if not programme and not theme:
            raise UserError(self.env._("Choose a programme or a theme."))
        Need = self.env['chamber.training.need'].sudo()  # an artisan adds his own need, and no other
        if Need.search_count([
                ('partner_id', '=', partner.id), ('state', '=', 'open'), ('programme_id', '=', programme.id),
                ('theme_id', '=', theme.id)], limit=1):
            raise UserError(self.env._("Your chamber already knows of this need."))
        return as_engine(Need).create({
            'channel': 'portal', 'partner_id': partner.id, 'company_id': partner.chamber_id.id,
            'programme_id': programme.id, 'theme_id': theme.id, 'note': (note or '').strip()[:2000],
        })
