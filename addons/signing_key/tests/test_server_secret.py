import stat
import tempfile
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path
from unittest.mock import patch

from odoo.tests import BaseCase, tagged
from odoo.tools import config

from odoo.addons.signing_key.tools import server_secret


@tagged('post_install', '-at_install')
class TestServerSecret(BaseCase):

    def setUp(self):
        super().setUp()
        folder = tempfile.TemporaryDirectory()
        self.addCleanup(folder.cleanup)
        self.folder = Path(folder.name) / 'data'
        self.startPatch(patch.dict(config.options, {'data_dir': str(self.folder)}))
        self.startPatch(patch.dict('os.environ'))
        server_secret.os.environ.pop(server_secret.ENVIRONMENT_NAME, None)

    def startPatch(self, patcher):
        patcher.start()
        self.addCleanup(patcher.stop)

    def test_file_is_made_once_and_closed_to_others(self):
        secret = server_secret.read_server_secret()
        self.assertGreaterEqual(len(secret), server_secret.MINIMUM_LENGTH)
        self.assertEqual(server_secret.read_server_secret(), secret)
        path = self.folder / server_secret.FILE_NAME
        self.assertEqual(stat.S_IMODE(path.stat().st_mode), 0o600)
        self.assertEqual([file.name for file in self.folder.iterdir()], [server_secret.FILE_NAME])

    def test_makers_at_the_same_moment_read_one_secret(self):
        with ThreadPoolExecutor(16) as pool:
            secrets = set(pool.map(lambda _number: server_secret.read_server_secret(), range(64)))
        self.assertEqual(len(secrets), 1)

    def test_environment_goes_before_configuration_and_configuration_before_file(self):
        with patch.dict(config.options, {server_secret.OPTION_NAME: 'from the configuration'}):
            self.assertEqual(server_secret.read_server_secret(), 'from the configuration')
            with patch.dict('os.environ', {server_secret.ENVIRONMENT_NAME: 'from the environment'}):
                self.assertEqual(server_secret.read_server_secret(), 'from the environment')
        self.assertFalse(self.folder.exists())
