"""様式第5号: the claim, first for the amount as reported, and again for the finalized amount where that differs."""

from pydantic import Field

from applications.papers.applicant import Contact
from applications.papers.blanks import BLANK_AMOUNT, BLANK_DATE, Choice, Choices
from applications.papers.letter import BLANK_NUMBER, Request
from records.papers.view_model import Line, PaperPart

DIGITS = {"bank_code": 4, "branch_code": 3, "account_number": 7}


class BankAccount(PaperPart):
    """The account of the grantee. Codes are printed digit by digit, as banks ask for them."""

    bank_name: Line = ""
    bank_code: Line = ""
    branch_name: Line = ""
    branch_code: Line = ""
    account_type: Choices = (
        Choice(label="普通"),
        Choice(label="当座"),
        Choice(label="貯蓄"),
        Choice(label="その他"),
    )
    account_number: Line = ""
    holder_kana: Line = ""
    holder_name: Line = ""
    holder_relation: Choices = (Choice(label="補助事業者と同じ"), Choice(label="異なる(委任状を添付)"))

    @property
    def digits(self) -> dict[str, str]:
        """Return each code with blanks for the digits that are not known."""
        return {name: str(getattr(self, name)).ljust(length, "　") for name, length in DIGITS.items()}


class PaymentClaimPaper(Request):
    """One claim on one sheet."""

    claimed_amount: Line = BLANK_AMOUNT
    basis_label: Line = "実績報告による額"
    basis_amount: Line = BLANK_AMOUNT
    received_amount: Line = BLANK_AMOUNT
    finalized_on: Line = BLANK_DATE
    finalization_number: Line = BLANK_NUMBER
    version_note: Line = Field(default="", description="Which earlier claim this one replaces.")
    account: BankAccount = BankAccount()
    responsible: Contact = Contact()
