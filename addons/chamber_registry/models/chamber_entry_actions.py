from odoo import models
from odoo.exceptions import AccessError


class ChamberEntry(models.Model):
    _inherit = 'chamber.entry'

    def action_issue_card(self):
        """Issue a card for each entry and print them; earlier valid cards are replaced.

        :raises AccessError: for anyone but a registrar or director of the chamber
        :raises UserError: for an entry that is not in force
        """
        self.check_access('read')
        self.env['chamber.card']._check_issuer()
        cards = self.env['chamber.card']._issue(self)
        cards._notify_ready()
        return cards.action_print()

    def action_issue_certificate(self):
        """Issue a registration certificate for each entry and print them.

        :raises AccessError: for anyone but an agent, registrar or director of the chamber
        :raises UserError: for an entry that is not in force
        """
        self.check_access('read')
        self.env['chamber.certificate']._check_issuer()
        return self.env['chamber.certificate']._issue(self).action_print()

    def action_view_cards(self):
        """Open the cards of the entry."""
        return self._action_view('chamber.card', self.env._("Cards"))

    def action_view_acts(self):
        """Open the acts of the entry."""
        return self._action_view('chamber.act', self.env._("Acts"))

    def action_view_certificates(self):
        """Open the certificates of the entry."""
        return self._action_view('chamber.certificate', self.env._("Certificates"))

    def _action_view(self, model, name):
        self.check_access('read')
        return {
            'type': 'ir.actions.act_window', 'name': name, 'res_model': model, 'view_mode': 'list,form',
            'domain': [('entry_id', 'in', self.ids)], 'context': {'create': False},
        }

    def _change_state(self, kind, reason, on_date, legal_text=None):
        """Suspend, reinstate or strike off entries by acts; their cards follow.

        :param kind: ``suspension``, ``reinstatement`` or ``strike_off``
        :raises AccessError: for anyone but a director
        :raises UserError: where the state of an entry does not allow it
        """
        self.check_access('read')
        if not (self.env.su or self.env.user.has_group('chamber_registry.chamber_registry_group_director')):
            raise AccessError(self.env._("Only the director of the chamber suspends, reinstates and strikes off."))
        Act = self.env['chamber.act']
        Act._record_batch([
            {'kind': kind, 'entry': entry, 'reason': reason, 'date': on_date, 'legal_text': legal_text} for entry in self
        ])
        self.sudo().card_ids._follow_entry(Act.TRANSITIONS[kind][1], reason)  # the cards follow the act
