"""What the result of a pre-check costs beside an empty view: the answers of a whole company, judged anew at each look."""

from bench.figures import Figure
from bench.web import ratio_to_empty, served
from tests.web.conftest import COMPANY

_CALL = "/calls/fy2025_introduction_demonstration/precheck/"
_LIMIT = 6


def measure_precheck_result_page() -> Figure:
    """The result page against an empty Django view, under the same server."""
    with served() as visitor:
        for key, fields in COMPANY.items():
            visitor.get(f"{_CALL}{key}/")
            visitor.post(f"{_CALL}{key}/", fields)
        page = visitor.get(f"{_CALL}result/")
        if "1,000,000円" not in page:
            raise RuntimeError("the company of the example did not get its amount")
        return Figure("precheck_result_page", ratio_to_empty(visitor, f"{_CALL}result/"), "× an empty view", _LIMIT)
