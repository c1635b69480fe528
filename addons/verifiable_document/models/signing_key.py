import base64

from odoo import api, models

SUCCESSION_CONTEXT = b'verifiable-root/1\0'


class SigningKey(models.Model):
    _inherit = 'signing.key'

    def action_rotate(self):
        """Rotate; a root key first vouches for its successor, so that phones that trust it follow."""
        root_purpose = self.env['verifiable.statement'].ROOT_PURPOSE
        roots = self.filtered(lambda key: key.purpose == root_purpose and key.state == 'active')
        private = roots._load_private() if roots else None
        result = super().action_rotate()
        if private:
            successor = self._get_active(root_purpose)
            self.env['verifiable.root.succession']._record(roots, private, successor)
        return result

    @api.model
    def _get_root_succession(self):
        """Which root vouched for which: list of dicts by, kid, key, signature; revoked ones vouch for nobody."""
        # Public keys and signatures of public keys are public.
        return [
            {'by': link.predecessor_id.kid, 'kid': link.successor_id.kid, 'key': link.successor_id.public_key,
             'signature': link.signature}
            for link in self.env['verifiable.root.succession'].sudo().search([])
            if link.predecessor_id.state != 'revoked'
        ]

    def _succession_bytes(self):
        """What a predecessor signs: this key's public part."""
        self.ensure_one()
        return SUCCESSION_CONTEXT + base64.urlsafe_b64decode(self.public_key + '==')
