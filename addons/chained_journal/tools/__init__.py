from . import canonical, database, export, findings, fresh_read, verify_export
