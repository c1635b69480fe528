from datetime import date
from unittest.mock import patch

from freezegun import freeze_time

from odoo import api
from odoo.tests import TransactionCase, tagged

from odoo.addons.chamber_registry.models.chamber_demo import ChamberDemo
from odoo.addons.chamber_registry.tests.demo_checks import load_demo

from ..models.chamber_finance_demo_desk import ChamberFinanceDemo
from .demo_checks import DemoYearChecks


@tagged('post_install', '-at_install')
class TestDemoYearInJanuary(DemoYearChecks, TransactionCase):
    """Made in the first days of a year, the demonstration is that of the year before."""

    @classmethod
    def setUpClass(cls):
        super().setUpClass()
        cls.startClassPatcher(freeze_time('2027-01-05 09:00:00'))
        # the registers and the two days of the desk are tried by other classes
        cls.startClassPatcher(patch.object(ChamberDemo, '_load', api.model(lambda demo: demo._load_languages())))
        cls.startClassPatcher(patch.object(ChamberFinanceDemo, '_load_desk', lambda demo: None))
        # as where the demonstration is installed: the chambers are there before the chart of accounts
        load_demo(cls.env(context={**cls.env.context, 'chamber_branches_later': True}), 'chamber_registry')
        load_demo(cls.env, 'chamber_hr_accounting')

    def test_it_is_the_year_before(self):
        self.assertEqual(self.demo._get_opening_day(), date(2026, 1, 1))
        self.assertEqual(self.demo._get_months()[0], date(2026, 1, 1))
        self.assertEqual(self.demo._get_months_before(), [])
        self.assertEqual(self.demo._get_years(), [2026, 2027])
