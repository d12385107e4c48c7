"""What every letter of the procedure shares: who writes to whom, about which project, and where to ask."""

from pydantic import Field

from applications.papers.applicant import Addressee, Contact
from applications.papers.blanks import BLANK_AMOUNT, BLANK_DATE, padded
from records.papers.view_model import Line, Lines, Paper, PaperPart, Text

BLANK_NUMBER = "　　　　第　　　　号"
ROOM_FOR_ENCLOSURES = 3


class Party(PaperPart):
    """The enterprise that sends a paper to the association."""

    caption: Line = Field(default="補助事業者", description="What the sender is in the procedure.")
    postal_code: Line = ""
    address: Line = ""
    name: Line = ""
    representative_title: Line = ""
    representative_name: Line = ""
    corporate_number: Line = ""
    seal: Line = Field(default="", max_length=4, description="Printed as a place for a seal; no place when blank.")


class Issuer(PaperPart):
    """The association as the author of a notice."""

    lines: Lines = ()
    seal: Line = Field(default="", max_length=4, description="Printed in a box for the seal; no box when blank.")
    note: Line = Field(default="", max_length=40, description="Below the name, for example (公印省略).")


class DecisionReference(PaperPart):
    """The grant decision that a later paper refers to."""

    decided_on: Line = BLANK_DATE
    number: Line = BLANK_NUMBER
    amount: Line = BLANK_AMOUNT


class Letter(Paper):
    """A paper that one side writes to the other."""

    heading: Line = Field(min_length=1, description="Title of the paper, without the name of the subsidy.")
    article: Line = Field(default="", description="Article behind the number, for example (第7条関係).")
    document_number: Line = ""
    dated_on: Line = BLANK_DATE
    addressee: Addressee = Addressee()
    receipt_number: Line = Field(default="", description="Number under which the application was received.")
    project_title: Line = ""
    enclosures: Lines = ()


class Request(Letter):
    """A letter from the grantee to the association about a grant that was decided."""

    sender: Party = Party()
    decision: DecisionReference = DecisionReference()
    contact: Contact = Contact()

    @property
    def enclosure_rows(self) -> tuple[str, ...]:
        """Return the enclosures, or room for three where none is named."""
        return self.enclosures or padded((), str, at_least=ROOM_FOR_ENCLOSURES)


class Notice(Letter):
    """A letter from the association. How to appeal is printed only where the grantor's rules ask for it."""

    issuer: Issuer = Issuer()
    enquiries: Lines = ()
    appeal: Text = Field(default="", description="How to appeal; nothing is printed when blank.")
