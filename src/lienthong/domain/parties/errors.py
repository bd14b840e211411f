"""What the room refuses."""

from django.utils.translation import gettext_lazy as _

from lienthong.spine.errors import Refusal


class UnknownParty(Refusal):
    message = _("There is no such person or organisation, or your agency has not dealt with them.")


class NameMissing(Refusal):
    message = _("Enter the name as on the paper. One word is enough when there is no more.")


class NoSuchBirth(Refusal):
    message = _("“%(text)s” is no day of birth. Enter day/month/year, month/year, or the year alone.")


class BornLater(Refusal):
    message = _("The birth must be in the past. %(birth)s was entered.")


class NotOfThisKind(Refusal):
    message = _("%(what)s does not belong to this kind of party.")


class VerifiedAlready(Refusal):
    message = _("Who this account belongs to was made sure already.")


class NothingClaimed(Refusal):
    message = _("This account has not said that it is the holder of this card, or was made sure meanwhile.")


class CardDiffers(Refusal):
    """What the account says and what the card says."""

    message = _(
        "Name or birth on the card are not what the account says. The person can correct it on the portal."
    )


class NumberUnfit(Refusal):
    """The base of what is wrong with a number."""

    message = _("“%(number)s” cannot be such a number.")


class CitizenNumberUnfit(NumberUnfit):
    message = _("A citizen identity number has 12 digits; %(count)s signs were entered.")


class OldCardUnfit(NumberUnfit):
    message = _("An old identity card has 9 digits; %(count)s signs were entered.")


class PassportUnfit(NumberUnfit):
    message = _("A passport number has 5 to 20 letters and digits, as C1234567.")


class TaxCodeUnfit(NumberUnfit):
    message = _("A tax code has 10 digits, 10 and 3 for a branch, or the 12 of a person.")


class EnterpriseCodeUnfit(NumberUnfit):
    message = _("An enterprise code has 10 digits, and 3 more for a branch.")


class HouseholdCodeUnfit(NumberUnfit):
    message = _("A household business code has 10 digits, or its old form as 39A8012345.")


class CheckDigitWrong(NumberUnfit):
    message = _("The last digit does not fit the others: look at %(number)s once more.")


class NumberOfAnother(Refusal):
    message = _("This number already belongs to %(name)s. Check the number and the name.")


class NumbersOfSeveral(Refusal):
    message = _("These numbers belong to different records. If they are one person, link the records first.")


class BirthDiffers(Refusal):
    message = _("The holder of this number was born in %(year)s by our record. Check the day of birth.")


class AlikeKnown(Refusal):
    """``parties`` are the ids of those that may be the same."""

    message = _(
        "There are already %(count)s records with this name and birth. Choose one, or say why this is another."
    )


class ReasonMissing(Refusal):
    message = _("Say why: it is kept with the record.")


class GivenTwiceOnlyOldCards(Refusal):
    message = _("Only old cards of 9 digits were sometimes given to two people.")


class TooEarly(Refusal):
    message = _("What holds now began on %(day)s. Choose a later day, or correct what was a mistake.")


class NothingChanged(Refusal):
    message = _("This is how it already stands.")


class PhoneUnfit(Refusal):
    message = _(
        "“%(text)s” is no telephone number. A mobile number has 10 digits and begins with 03, 05, 07, 08 or 09."
    )


class EmailUnfit(Refusal):
    message = _("“%(text)s” is no e-mail address. It reads like an.nguyen@example.vn.")


class AddressMissing(Refusal):
    message = _("Enter the address.")


class UnknownArea(Refusal):
    message = _("There is no commune with the code %(code)s.")


class Ended(Refusal):
    message = _("It has been ended before.")


class SameRecord(Refusal):
    message = _("Both are already one and the same.")


class DifferentKinds(Refusal):
    message = _("A person and an organisation are never the same.")


class NumbersContradict(Refusal):
    message = _("Both have a %(kind)s, and not the same: they are two people, or one number is mistyped.")


class NotLinked(Refusal):
    message = _("The two records are not linked.")


class ForOneself(Refusal):
    message = _("Nobody needs authority to act for themselves.")


class AuthorityDoesNotFit(Refusal):
    message = _("“%(kind)s” is not possible between these two.")


class NotInWriting(Refusal):
    message = _("Name the paper on which the authority rests: what, number, day.")


class WrongPeriod(Refusal):
    message = _("The end must be after the beginning.")


class ConsentedAlready(Refusal):
    message = _("This consent was given already.")


class NoConsent(Refusal):
    message = _("There is no such consent to withdraw.")


class CodeUnfit(Refusal):
    message = _("“%(code)s” cannot be a code of a paper. It has capital letters, digits, dots and hyphens.")


class NotACard(Refusal):
    message = _("This is not the text of a citizen's card. Scan the square code on the front once more.")
