"""Where the places are that audiences name to each other."""

DOORS = {
    "plans": "steering:plans",
    "plan": "steering:plan",
    "plan_fields": "steering:plan_fields",
    "plan_task": "steering:plan_task",
    "work": "desk:work",
    "case": "desk:case",
    "document": "desk:document",
    "keys": "desk:keys",
    "my": "my",
    "help": "help",
    "accessibility": "accessibility",
    "register": "register",
    "sign_in": "account_login",
}
