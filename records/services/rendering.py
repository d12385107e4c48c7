"""Making one paper, as a worker does it."""

import json
import logging
import uuid
from collections.abc import Callable
from datetime import datetime

from pydantic import ValidationError

from records.models import IssuedPaper
from records.papers.registry import UnknownKindError, kind_named
from records.papers.rendering import UnprintableLettersError, render
from records.services.papers import claim_paper, fail_paper, store_paper

logger = logging.getLogger(__name__)


def render_paper(*, paper_id: uuid.UUID, clock: Callable[[], datetime]) -> bool:
    """Make a paper if nobody else has or does; answer whether this call made it.

    What the content itself makes impossible is final and says why; any other fault leaves the claim to the sweep,
    which offers the paper again.
    """
    claim = claim_paper(paper_id=paper_id, at=clock())
    if claim is None:
        return False
    try:
        data = _bytes_for(paper_id)
    except UnprintableLettersError as error:
        fail_paper(paper_id=paper_id, claim=claim, because=f"印刷できない文字があります: {error.letters}")
        return False
    except (ValidationError, UnknownKindError) as error:
        logger.error("paper %s cannot be made: %s", paper_id, type(error).__name__)
        fail_paper(paper_id=paper_id, claim=claim, because="書類の内容がひな型に合いません")
        return False
    return store_paper(paper_id=paper_id, claim=claim, data=data, at=clock())


def _bytes_for(paper_id: uuid.UUID) -> bytes:
    issued = IssuedPaper.objects.get(pk=paper_id)
    kind = kind_named(issued.kind)
    return render(kind, kind.view_model.model_validate_json(json.dumps(issued.context))).data
