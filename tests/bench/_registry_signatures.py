"""Inside Odoo: the signature check alone, token text to verdict, on one processor."""

import time

chamber, entries = make_entries(100)
cards = env["chamber.card"]._issue(entries)
env.cr.commit()
Document = env["verifiable.document"]
texts = [document.token for document in cards.verifiable_id] * (values["count"] // 100)
keys = Document._get_verification_keys()
started = time.perf_counter()
verdicts = [Document._check_signature(text, keys) for text in texts]
result = {"count": len(verdicts), "seconds": time.perf_counter() - started}
assert all("serial" in verdict for verdict in verdicts)
