from odoo.addons.base.tests.common import BaseCommon


class TerritoryCase(BaseCommon):

    @classmethod
    def setUpClass(cls):
        super().setUpClass()
        cls.State = cls.env['res.country.state']
        cls.City = cls.env['res.city']
        cls.algeria = cls.env.ref('base.dz')
        cls.msila = cls._wilaya('m_sila')
        cls.bou_saada = cls._wilaya('bou_saada')
        cls.batna = cls._wilaya('batna')

    @classmethod
    def _wilaya(cls, key):
        return cls.env.ref(f'l10n_dz_territory.wilaya_{key}')

    @classmethod
    def _commune(cls, ons_code):
        return cls.env.ref(f'l10n_dz_territory.commune_{ons_code}')

    @classmethod
    def _activate(cls, code):
        """Switch a language on, with the names of this addon in it."""
        cls.env['res.lang']._activate_lang(code)
        cls.env['ir.module.module']._load_module_terms(['l10n_dz_territory'], [code])
        cls.env.invalidate_all()
