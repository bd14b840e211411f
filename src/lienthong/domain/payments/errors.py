"""What the room refuses."""

from django.utils.translation import gettext_lazy as _

from lienthong.spine.errors import Refusal


class DemandNotFound(Refusal):
    message = _("There is no such payment.")


class NotYoursToCollect(Refusal):
    message = _("Only the counter of the agency that is owed takes this money.")


class NotYoursToDecide(Refusal):
    message = _("The head of the agency that is owed decides this.")


class NotInThisState(Refusal):
    message = _("This cannot be done any more: it is %(state)s.")


class NothingOwed(Refusal):
    message = _("The procedure asks for no fee from this case.")


class RaisedAlready(Refusal):
    message = _("The fee of this case was set already.")


class AmountUnreckoned(Refusal):
    message = _("Write the amount of “%(name)s” in đồng: the rule says how it is reckoned.")


class AmountUnfitting(Refusal):
    message = _("An amount is whole đồng, from 0 to %(most)s.")


class ExemptionUnfit(Refusal):
    message = _("After an exemption “%(name)s” costs from 0 to less than %(listed)s đồng.")


class GroundMissing(Refusal):
    message = _("Say on which ground “%(name)s” is exempt: the sentence stays with the payment.")


class WhyMissing(Refusal):
    message = _("Say why, in a sentence that an inspector understands.")


class OtherAmount(Refusal):
    message = _("%(owed)s đồng are still owed; the counter takes exactly that or a part above nothing.")


class ReceiptNotFound(Refusal):
    message = _("There is no such receipt.")


class ReceiptCancelledAlready(Refusal):
    message = _("This receipt was cancelled already.")


class PayerMissing(Refusal):
    message = _("Write the name of who paid, as it shall stand on the receipt.")


class TillEmpty(Refusal):
    message = _("You took no money since you closed your till last.")


class CountUnexplained(Refusal):
    message = _("The drawer should hold %(cash)s đồng and you counted %(counted)s: say why.")


class ClosingNotFound(Refusal):
    message = _("There is no such closing.")


class TakenByAnother(Refusal):
    message = _("Another person than the cashier takes the money over.")


class TakenOverAlready(Refusal):
    message = _("This money was taken over already, by %(name)s.")


class TransferNotFound(Refusal):
    message = _("There is no such transaction.")


class MatchedAlready(Refusal):
    message = _("This transaction was settled already, by %(name)s.")


class CodeUnreadable(Refusal):
    message = _("“%(code)s” is no payment code: LT and eleven digits.")


class LineUnreadable(Refusal):
    message = _("Line %(line)s of the statement cannot be read: number; day and time; amount; content.")


class LineOfOthers(Refusal):
    message = _("%(code)s in the statement is a payment of another agency.")


class DoesNotFit(Refusal):
    message = _("%(amount)s đồng do not fit there: %(owed)s đồng are owed.")


class Contradicted(Refusal):
    message = _("Transaction %(transaction)s was told before with another amount or another code.")


class NotOfThePost(Refusal):
    message = _("Only a line of the bank’s statement can be money that the post passes on.")


class NothingPassedOn(Refusal):
    message = _("Choose the parcels whose money this is.")


class NotWithThePost(Refusal):
    message = _("One of these parcels was settled with another line meanwhile. Look at the list once more.")


class GapUnexplained(Refusal):
    message = _(
        "The bank’s line says %(amount)s đồng and what you chose comes to %(expected)s: choose otherwise, "
        "or say what you know of the difference. It stays open until the post makes it up or you close it."
    )


class GapNotFound(Refusal):
    message = _("There is no such difference of money.")


class ExplainedAlready(Refusal):
    message = _("This difference was explained already, by %(name)s.")


class RefundNotFound(Refusal):
    message = _("There is no such refund.")


class RefundTooLarge(Refusal):
    message = _("At most %(most)s đồng can be given back.")


class RefundOpenAlready(Refusal):
    message = _("A refund of this payment is under way already.")


class RefundDecidedByAnother(Refusal):
    message = _("Who asked for a refund does not approve it.")


class RefundNotAtThisStep(Refusal):
    message = _("This refund is not at that step any more.")


class AccountUnfit(Refusal):
    message = _("A bank’s code has 6 digits; an account has 4 to 19 digits or capital letters.")
