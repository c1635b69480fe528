# the lists of the events app, which leave courses out while this addon is there
EVENT_ACTIONS = (
    'event.action_event_view', 'event.event_registration_action', 'event.event_registration_action_tree',
    'event.action_registration',
)


def uninstall_hook(env):
    """Give the events app its lists and its rule back as they were: the field that they leave courses out by goes."""
    for name in EVENT_ACTIONS:
        action = env.ref(name, raise_if_not_found=False)
        if action:
            action.domain = False
    rule = env.ref('event.event_event_company_rule', raise_if_not_found=False)
    if rule:
        rule.domain_force = "[('company_id', 'in', company_ids + [False])]"
