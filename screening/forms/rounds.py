"""Until when sheets are due, and how many a file should get."""

from screening.forms.fields import CountField, DayField, PlainForm

MOST_REVIEWERS = 9


class RoundForm(PlainForm):
    """The two settings of a round."""

    due_on = DayField(label="採点の期限", help_text="令和7年6月30日、2025-6-30 のどちらでも入力できます。")
    reviewers_per_file = CountField(
        label="1件あたりの審査員の数",
        help_text="自動の割当は、申請ごとにこの人数をめざします。",
        unit="人",
        least=1,
        most=MOST_REVIEWERS,
    )
