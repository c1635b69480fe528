import base64

from odoo import fields, models


class VerifiableRootSuccession(models.Model):
    _name = 'verifiable.root.succession'
    _description = "A Root Key Vouching for the Next"
    _order = 'id'
    _rec_name = 'successor_id'

    predecessor_id = fields.Many2one('signing.key', required=True, readonly=True, index=True, ondelete='cascade')
    successor_id = fields.Many2one('signing.key', required=True, readonly=True, index=True, ondelete='cascade')
    signature = fields.Char(required=True, readonly=True, help="Ed25519 signature in base64url.")

    def _record(self, predecessor, private, successor):
        """Keep the predecessor's signature over the successor.

        :param private: private key of the predecessor, loaded before it was retired
        """
        signature = private.sign(successor._succession_bytes())
        # Only the rotation writes here; action_rotate has checked the right to rotate.
        return self.sudo().create({
            'predecessor_id': predecessor.id, 'successor_id': successor.id,
            'signature': base64.urlsafe_b64encode(signature).rstrip(b'=').decode(),
        })
