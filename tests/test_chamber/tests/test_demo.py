from odoo.tests import TransactionCase, tagged

from odoo.addons.chamber_hr_accounting.tests.demo_checks import DemoYearChecks, DeskDemoChecks
from odoo.addons.chamber_registry.tests.demo_checks import RegistryDemoChecks, load_demo
from odoo.addons.chamber_training.tests.demo_checks import TrainingDemoChecks


@tagged('post_install', '-at_install')
class TestDemo(RegistryDemoChecks, TrainingDemoChecks, DeskDemoChecks, DemoYearChecks, TransactionCase):
    """The demonstration of the whole product, loaded once, as of today."""

    @classmethod
    def setUpClass(cls):
        super().setUpClass()
        # as where the demonstration is installed: the chambers are there before the chart of accounts
        before = cls.env(context={**cls.env.context, 'chamber_branches_later': True})
        load_demo(before, 'chamber_registry', 'chamber_training')
        load_demo(cls.env, 'chamber_hr_accounting')
