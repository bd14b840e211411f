from django.apps import AppConfig


class ConsoleConfig(AppConfig):
    name = "lienthong.web.console"
    label = "console"

    def ready(self) -> None:
        from lienthong.spine.ledger.sentences import tell
        from lienthong.web.console.sentences import SENTENCES

        tell(**SENTENCES)
