"""Inside Odoo: a manager with that many reviews waiting, and the calls that the inbox's screen makes."""

from datetime import timedelta

from odoo import fields
from odoo.fields import Command


def _user(login):
    return env["res.users"].with_context(no_reset_password=True).create({
        "name": login, "login": f"bench_{login}", "group_ids": [Command.set(env.ref("base.group_user").ids)]})


def _ask(clerk, count):
    """Ask for an approval of that many documents, some hundreds at a time, as a year brings them."""
    for start in range(0, count, 500):
        documents = env["test.tier.document"].with_user(clerk).create([
            {"name": f"Document {number}"} for number in range(start, min(start + 500, count))])
        documents.request_validation()
        env.cr.commit()
        env.invalidate_all()


manager, clerk = _user("manager"), _user("clerk")
env["tier.definition"].create({
    "name": "Manager", "model_id": env["ir.model"]._get_id("test.tier.document"), "review_type": "individual",
    "reviewer_id": manager.id, "company_id": False, "approve_sequence": True})
_ask(clerk, values["count"])
env.cr.execute("ANALYZE")
action = env.ref("tier_validation_guard.tier_review_inbox_action")
Review = env["tier.review"].with_user(manager)
shown = Review.get_views([(False, "list")])["models"]["tier.review"]["fields"]
view = Review.get_view(view_type="list")
names = [node.get("name") for node in __import__("lxml.etree").etree.fromstring(view["arch"]).iter("field")]
specification = {
    name: {"fields": {"display_name": {}}} if shown[name]["type"] == "many2one" else {} for name in names}
domain = [("is_waiting_for_me", "=", True)]
calls = [
    ("list", "tier.review", "web_search_read", {
        "domain": domain, "specification": specification, "order": "date_due, id", "limit": 80, "count_limit": 10001}),
    ("panel", "tier.review", "search_panel_select_range", {
        "field_name": "definition_id", "enable_counters": True, "search_domain": domain}),
    ("systray", "res.users", "review_user_count", {}),
]
tomorrow = fields.Datetime.now() + timedelta(days=1)
key = env["res.users.apikeys"].with_user(manager).sudo()._generate("rpc", "bench", tomorrow)
assert action.domain == "[('is_waiting_for_me', '=', True)]", action.domain
result = {"key": key, "domain": domain, "calls": calls}
env.cr.commit()
