from odoo import api, fields, models
from odoo.exceptions import AccessError, UserError
from odoo.fields import Domain
from odoo.tools.image import image_data_uri

from odoo.addons.l10n_dz_territory.tools.day import today_in_algeria

from ..tools import qr_image
from .engine import as_engine


def _ltr(text):
    """Return a number or Latin words isolated for a line of Arabic."""
    return text and f'\u2066{text}\u2069'


class ChamberCard(models.Model):
    _name = 'chamber.card'
    _description = "Professional Card"
    _inherit = ['chamber.engine.mixin', 'verifiable.document.mixin', 'chamber.notice.mixin']
    _order = 'date_issue desc, id desc'
    _rec_name = 'number'
    _rec_names_search = ['number', 'entry_id.number', 'partner_id.name']

    _verifiable_type = 'card'

    number = fields.Char(required=True, readonly=True, copy=False, index='trigram')
    entry_id = fields.Many2one('chamber.entry', required=True, readonly=True, index=True, ondelete='restrict')
    company_id = fields.Many2one('res.company', string="Chamber", required=True, readonly=True, index=True, ondelete='restrict')
    partner_id = fields.Many2one(related='entry_id.partner_id', store=True, precompute=True, index=True)
    date_issue = fields.Date(string="Issued On", required=True, readonly=True)
    date_expiry = fields.Date(string="Valid Until", readonly=True)
    batch_id = fields.Many2one('chamber.card.batch', readonly=True, index='btree_not_null', ondelete='restrict')
    revocation_reason = fields.Text(readonly=True)
    is_current = fields.Boolean(string="Valid", compute='_compute_is_current', search='_search_is_current')

    _number_once = models.Constraint('UNIQUE (company_id, number)', "This card number is already given.")
    _once_in_batch = models.UniqueIndex(
        '(batch_id, entry_id) WHERE batch_id IS NOT NULL', "A batch makes one card of an entry.")

    @api.depends('number', 'partner_id.name')
    def _compute_display_name(self):
        for card in self:
            card.display_name = ' — '.join(filter(None, [card.number, card.partner_id.name]))

    @api.depends('verifiable_state')
    def _compute_is_current(self):
        for card in self:
            card.is_current = card.verifiable_state == 'valid'

    def _search_is_current(self, operator, value):
        if operator != 'in':
            return NotImplemented
        return self._get_current_domain()

    @api.ondelete(at_uninstall=False)
    def _unlink_never(self):
        raise UserError(self.env._("A card is never deleted: it is revoked."))

    def _get_engine_refusal(self):
        return self.env._("Cards are issued and revoked by the steps of the register only.")

    @api.model
    def _get_current_domain(self):
        """Cards that are valid today."""
        # the state of a card is no secret to who sees the card, though the signed documents are
        return Domain('verifiable_id', 'any!', [('state', '=', 'valid')]) & (
            Domain('date_expiry', '=', False) | Domain('date_expiry', '>=', today_in_algeria()))

    def _get_verifiable_expiry(self):
        return self.date_expiry

    def _get_verifiable_claims(self):
        """What the card says, by the numbers of the document type ``card``."""
        return self.entry_id._get_claims(self.number)

    @api.model
    def _check_issuer(self):
        if not (self.env.su or self.env.user.has_group('chamber_registry.chamber_registry_group_registrar')
                or self.env.user.has_group('chamber_registry.chamber_registry_group_director')):
            raise AccessError(self.env._("Cards are issued and revoked by the registrar or the director."))

    @api.model
    def _issue(self, entries, batch=None):
        """Issue a signed card for each entry; a valid card of the same entry is replaced.

        Rights are checked by the caller. The numbers of a chamber are locked first, then the chain of its acts.

        :return: the cards, in the order of the entries
        :raises UserError: for an entry that is not in force
        """
        today = today_in_algeria()
        for entry in entries:
            if entry.state != 'registered':
                raise UserError(self.env._(
                    "No card for entry %(number)s: it is not in force.", number=entry.number))
        expiry = self.env['chamber.delay']._get_end('card_validity', today)
        cards = self.browse()
        # the engine writes what no role may write by itself
        Card = as_engine(self).sudo()
        for company, company_entries in entries.grouped('company_id').items():
            previous = Card.search(
                [('entry_id', 'in', company_entries.ids), ('verifiable_id.state', 'in', ['valid', 'suspended'])])
            numbers = self.env['chamber.numbering']._take(company, 'card', len(company_entries), today)
            issued = Card.create([
                {
                    'number': number, 'entry_id': entry.id, 'company_id': company.id, 'date_issue': today,
                    'date_expiry': expiry, 'batch_id': batch.id if batch else False,
                }
                for entry, number in zip(company_entries, numbers, strict=True)
            ])
            self._sign(issued, previous)
            self.env['chamber.act']._record_batch([
                {'kind': 'card_issue', 'entry': card.entry_id, 'reason': card.number} for card in issued
            ])
            cards |= issued
        return cards.with_env(self.env)

    @api.model
    def _sign(self, issued, previous):
        """Sign new cards; those of an entry that has an older one take its place."""
        older = {card.entry_id: card for card in previous.sorted('id')}
        renewals = issued.filtered(lambda card: card.entry_id in older)
        if renewals:
            renewals._issue_verifiable(
                replaces=self.union(*(older[card.entry_id] for card in renewals)).verifiable_id)
        (issued - renewals)._issue_verifiable()

    def _get_notice_thread(self):
        return self.entry_id

    def _notify_ready(self):
        """Tell the registrants by e-mail that their printed cards wait for them."""
        return self._send_notice('chamber_registry.mail_template_card_ready')

    def action_print(self):
        """Return both sides of the cards as a PDF."""
        self.check_access('read')
        return self.env.ref('chamber_registry.chamber_card_report').report_action(self)

    def _get_print_data(self):
        """Return what is printed on each card, read in few queries for many cards."""
        law = self.env.ref('chamber_registry.legal_text_97_143', raise_if_not_found=False)
        law_names = [(law.with_context(lang=lang).name or '') if law else '' for lang in ('ar_001', 'fr_FR')]
        # the printer of a card reads the registrant's photo and names with the card
        arabic, french = (self.sudo().with_context(lang=lang, bin_size=False) for lang in ('ar_001', 'fr_FR'))
        return [
            {
                'name_ar': card.partner_id.name, 'name_latin': _ltr(card.partner_id.name_latin),
                'activity_ar': card.entry_id.main_activity_id.name, 'activity_fr': _ltr(card_fr.entry_id.main_activity_id.name),
                'chamber_ar': card.company_id._get_chamber_name('ar_001'),
                'chamber_fr': card.company_id._get_chamber_name('fr_FR'),
                'entry_text': f'رقم القيد {_ltr(card.entry_id.number)}', 'number_text': _ltr(f'Carte {card.number}'),
                'city': ' — '.join(filter(None, [
                    card.entry_id.exercise_city_id.name, _ltr(card_fr.entry_id.exercise_city_id.name)])),
                'photo': image_data_uri(card.partner_id.image_256) if card.partner_id.image_256 else '',
                'qr': qr_image.data_uri(card.verification_url),
                'issued': card.date_issue.strftime('%d/%m/%Y'),
                'expires': card.date_expiry.strftime('%d/%m/%Y') if card.date_expiry else '',
                'law_ar': law_names[0], 'law_fr': _ltr(law_names[1]),
                # cards with the same front and back in common share them
                'front': f'front_{card.company_id.id}', 'back': f'back_{int(bool(card.date_expiry))}',
            }
            for card, card_fr in zip(arabic, french, strict=True)
        ]

    def _revoke(self, reason, legal_text=None):
        """Revoke valid or suspended cards for a reason, by an act; the public list says so at once.

        :raises UserError: for a card that is already replaced or revoked
        """
        for card in self:
            if card.verifiable_state not in ('valid', 'suspended', 'expired'):
                raise UserError(self.env._("Card %(number)s is no longer valid.", number=card.number))
        self.env['chamber.act']._record_batch([
            {
                'kind': 'card_revocation', 'entry': card.entry_id, 'reason': f'{card.number}: {reason}',
                'legal_text': legal_text,
            }
            for card in self
        ])
        cards = as_engine(self).sudo()  # the engine writes what no role may write by itself
        cards.write({'revocation_reason': reason})
        cards._set_verifiable_state('revoked', reason)

    def _follow_entry(self, state, reason):
        """Make the cards of an entry that was suspended, reinstated or struck off what the entry is."""
        wanted, affected = {
            'suspended': ('suspended', ['valid']),
            'registered': ('valid', ['suspended']),
            'struck_off': ('revoked', ['valid', 'suspended']),
        }[state]
        cards = as_engine(self).sudo().filtered(  # a consequence of the act
            lambda card: card.verifiable_state in affected)
        if cards:
            cards._set_verifiable_state(wanted, reason)
