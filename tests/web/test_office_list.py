"""The inbox and the list of files: filter, order, page and columns are the address, and the export is what is shown."""

import csv
from io import BytesIO, StringIO
from typing import Any

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext
from openpyxl import load_workbook

from accounts.models import Organisation
from applications.models import Application
from records.models import AuditEvent
from tests.people import People
from tests.web.office_worlds import later, office, postal_files, sent_file

__all__ = ["later"]

INBOX, LIST = "/office/", "/office/applications/"
CSV, XLSX = f"{LIST}export.csv", f"{LIST}export.xlsx"


def test_an_empty_inbox_says_so(people: People) -> None:
    page = office(people).get(INBOX).content.decode()
    assert page.count("いま待っているものはありません。") == 3
    assert "0件" not in page


@pytest.mark.usefixtures("later")
def test_a_file_waits_in_the_column_of_its_urgency_and_its_count_leads_to_it(people: People) -> None:
    sent_file(people)
    page = office(people).get(INBOX)
    columns = {column.key: column for column in page.context["columns"]}
    assert [len(columns[key].rows) for key in ("today", "week", "later")] == [0, 0, 1]
    assert columns["later"].count == "申請 1件"
    listed = office(people).get(columns["later"].url)
    assert listed.context["table"]["total"] == "1"


def _first_column(page: Any) -> list[str]:
    return [row[0].text for row in page.context["table"]["rows"]]


def _as_csv(body: bytes) -> list[list[str]]:
    assert body.startswith(b"\xef\xbb\xbf")
    return list(csv.reader(StringIO(body.decode("utf-8-sig"))))


@pytest.mark.usefixtures("later")
def test_the_list_shows_what_its_address_asks_for(people: People) -> None:
    file = sent_file(people)
    postal_files(people, 2)
    desk = office(people)
    assert len(_first_column(desk.get(LIST))) == 3
    assert _first_column(desk.get(LIST, {"channel": "web"})) == [file.receipt_number]
    assert _first_column(desk.get(LIST, {"q": file.receipt_number})) == [file.receipt_number]
    assert len(_first_column(desk.get(LIST, {"status": ["submitted", "draft"], "turn": "secretariat"}))) == 3
    assert _first_column(desk.get(LIST, {"status": "dismissed"})) == []
    assert len(_first_column(desk.get(LIST, {"received_to": "令和7年5月20日"}))) == 3
    assert _first_column(desk.get(LIST, {"received_from": "2025-05-21"})) == []
    judged = desk.get(LIST, {"judged": "unmet"}).context["table"]["rows"]
    assert all(any(cell.chip and cell.chip.label == "満たさない" for cell in row) for row in judged)


def test_a_filter_that_cannot_be_read_is_refused_at_its_field(people: People) -> None:
    answer = office(people).get(LIST, {"received_from": "きのう"})
    assert answer.status_code == 422
    assert 'href="#id_received_from"' in answer.content.decode()
    assert answer.context["table"]["rows"] == []


@pytest.mark.usefixtures("later")
def test_order_and_pages_never_overlap(people: People) -> None:
    postal_files(people, 27)
    desk = office(people)
    first, second = (desk.get(LIST, {"sort": "company", "page": page}) for page in (1, 2))
    names = [row[1].text for answer in (first, second) for row in answer.context["table"]["rows"]]
    assert len(names) == len(set(names)) == 27
    assert names == sorted(names)
    down = desk.get(LIST, {"sort": "-company"}).context["table"]
    assert down["rows"][0][1].text == names[-1]
    assert [head.order for head in down["heads"]][1] == "descending"
    assert desk.get(LIST, {"sort": "-password", "page": "nine"}).status_code == 200


@pytest.mark.usefixtures("later")
@pytest.mark.parametrize("asked", [{}, {"channel": "web"}, {"columns": ["company", "amount"]}, {"sort": "-title"}])
def test_the_export_is_the_filtered_list(people: People, asked: dict[str, Any]) -> None:
    sent_file(people)
    postal_files(people, 2)
    desk = office(people)
    shown = desk.get(LIST, asked).context["table"]
    lines = _as_csv(desk.get(CSV, asked).content)
    assert lines[0] == [head.label for head in shown["heads"]]
    assert len(lines) - 1 == len(shown["rows"])
    names = [line[lines[0].index("申請者")] for line in lines[1:]]
    place = [head.label for head in shown["heads"]].index("申請者")
    assert names == [row[place].text for row in shown["rows"]]
    sheet = load_workbook(BytesIO(desk.get(XLSX, asked).content)).active
    assert [[cell.value for cell in row][place] for row in sheet.iter_rows(min_row=2)] == names


@pytest.mark.parametrize("name", ["a\x00b", "a\x0bb", "a\ufffeb", "a\uffffb", "a\x1fb"])
@pytest.mark.usefixtures("later")
def test_what_no_spreadsheet_can_hold_breaks_none(people: People, name: str) -> None:
    sent_file(people)
    Application.objects.update(title=name.replace("\x00", "\x01"))
    sheet = load_workbook(BytesIO(office(people).get(XLSX, {"columns": "title"}).content)).active
    assert sheet["A2"].value == "ab"


@pytest.mark.usefixtures("later")
def test_what_was_typed_begins_no_column_of_its_own(people: People) -> None:
    sent_file(people)
    Application.objects.update(title='計画;=1+1\t"x')
    body = office(people).get(CSV, {"columns": "title"}).content
    assert '"計画;=1+1\t""x"' in body.decode("utf-8-sig")
    assert _as_csv(body)[1] == ['計画;=1+1\t"x']


@pytest.mark.parametrize("name", ["=1+1", "+81", "-1", "@SUM(A1)", "＝1+1", "\tx"])
@pytest.mark.usefixtures("later")
def test_nothing_that_was_typed_runs_in_a_spreadsheet(people: People, name: str) -> None:
    sent_file(people)
    Organisation.objects.filter(pk=people.company.pk).update(name=name)
    desk = office(people)
    assert _as_csv(desk.get(CSV, {"columns": "company"}).content)[1] == [f"'{name}"]
    cell = load_workbook(BytesIO(desk.get(XLSX, {"columns": "company"}).content)).active["A2"]
    assert cell.data_type == "s"
    assert cell.value == name


@pytest.mark.usefixtures("later")
def test_an_export_is_written_down(people: People) -> None:
    sent_file(people)
    office(people).get(CSV, {"status": "submitted"})
    event = AuditEvent.objects.get(verb="export_list")
    assert event.actor_id == people.doi.pk
    assert event.changes == {"shown": "申請の一覧 csv 1件 status=submitted"}


@pytest.mark.usefixtures("later")
@pytest.mark.parametrize("address", [INBOX, LIST])
def test_looking_costs_the_same_at_one_file_and_at_three_and_writes_nothing(people: People, address: str) -> None:
    desk, counts = office(people), []
    postal_files(people, 1)
    desk.get(address)
    for _ in range(2):
        events, before = AuditEvent.objects.count(), list(Application.objects.order_by("pk").values())
        with CaptureQueriesContext(connection) as seen:
            assert desk.get(address).status_code == 200
        assert not [query["sql"] for query in seen if not query["sql"].startswith("SELECT")]
        assert AuditEvent.objects.count() == events
        assert list(Application.objects.order_by("pk").values()) == before
        counts.append(len(seen))
        postal_files(people, 2)
    assert counts[0] == counts[1] <= 9


def test_active_filters_can_be_taken_off_one_by_one(people: People) -> None:
    table = office(people).get(LIST, {"status": ["draft", "submitted"], "channel": "postal"}).context["table"]
    assert [each.label for each in table["active"]] == ["提出方法:郵送", "状態:代行入力中", "状態:提出済み"]
    assert table["active"][1].url == "?status=submitted&channel=postal"


@pytest.mark.usefixtures("later")
@pytest.mark.parametrize(
    ("asked", "count"),
    [
        ({"amount_from": "1,525,000"}, 1),
        ({"amount_from": "１５０万"}, None),
        ({"amount_from": "1525001"}, 0),
        ({"amount_to": "1,524,999円"}, 0),
        ({"amount_from": "1000000", "amount_to": "2000000"}, 1),
        ({"amount_to": "0"}, 0),
    ],
)
def test_files_are_found_by_their_amount(people: People, asked: dict[str, str], count: int | None) -> None:
    sent_file(people)
    answer = office(people).get(LIST, {**asked, "channel": "web"})
    assert answer.status_code == (422 if count is None else 200)
    assert len(_first_column(answer)) == (count or 0)


@pytest.mark.usefixtures("later")
def test_an_amount_that_is_not_known_is_within_no_bounds(people: People) -> None:
    postal_files(people, 1)
    desk = office(people)
    assert [row[6].text for row in desk.get(LIST).context["table"]["rows"]] == [""]
    for asked in ({"amount_from": "0"}, {"amount_to": "99999999"}):
        assert _first_column(desk.get(LIST, asked)) == []


@pytest.mark.parametrize(
    ("asked", "field"),
    [
        ({"amount_from": "2000", "amount_to": "1000"}, "amount_to"),
        ({"received_from": "2025-05-21", "received_to": "2025-05-20"}, "received_to"),
    ],
)
def test_a_range_that_is_turned_round_is_a_slip_and_no_empty_list(
    people: People, asked: dict[str, str], field: str
) -> None:
    answer = office(people).get(LIST, asked)
    assert answer.status_code == 422
    assert f'href="#id_{field}"' in answer.content.decode()


@pytest.mark.usefixtures("later")
@pytest.mark.parametrize("address", [CSV, XLSX])
@pytest.mark.parametrize(
    ("asked", "told"),
    [
        ("received_from=きのう", "収受日(から):"),
        ("statsu=submitted", "「statsu」という条件はありません。"),
        ("status=lost", "状態:"),
        ("columns=password", "「password」という列はありません。"),
        ("sort=turn", "「turn」では並べ替えられません。"),
        ("amount_from=2&amount_to=1", "申請できる額(円以下):"),
        ("q=%00", "探す言葉:"),
    ],
)
def test_an_export_that_cannot_be_read_is_no_file(people: People, address: str, asked: str, told: str) -> None:
    sent_file(people)
    answer = office(people).get(f"{address}?{asked}")
    assert answer.status_code == 422
    assert answer["Content-Type"].startswith("text/html")
    assert "Content-Disposition" not in answer
    assert any(each.startswith(told) for each in answer.context["refusals"]), answer.context["refusals"]
    assert f'href="{LIST}?' in answer.content.decode()
    assert not AuditEvent.objects.filter(verb="export_list").exists()


@pytest.mark.usefixtures("later")
def test_the_columns_stay_chosen_from_filter_to_order_to_page_to_export(people: People) -> None:
    postal_files(people, 27)
    table = office(people).get(LIST, {"columns": ["company", "amount"], "status": "submitted"}).context["table"]
    assert ("columns", "company") in table["kept_by_filters"]
    assert ("status", "submitted") in table["kept_by_columns"]
    addresses = [
        *(head.url for head in table["heads"] if head.url),
        *(page.url for page in table["pages"]),
        table["query"],
    ]
    assert all("columns=company&columns=amount" in each and "status=submitted" in each for each in addresses)


def test_of_a_filter_named_twice_the_one_that_counts_is_told(people: People) -> None:
    table = office(people).get(f"{LIST}?channel=web&channel=postal").context["table"]
    assert [each.label for each in table["active"]] == ["提出方法:郵送"]
