"""The drafts of a desk without a store: the real ones, on the fake desk's cases."""

from collections.abc import Collection, Mapping, Sequence
from datetime import datetime
from pathlib import Path
from types import SimpleNamespace
from typing import TYPE_CHECKING

from npstui.desk.drafts import Drafts
from npstui.desk.plan import CaseFacts
from npstui.model.case import CaseState, Status
from npstui.model.category import category_of
from npstui.model.response import ResponseRef

if TYPE_CHECKING:
    from tests.tui.fake_desk import FakeDesk


def fake_drafts(desk: "FakeDesk") -> Drafts:
    """Built-in playbooks; `desk.barred` says who may not be contacted."""

    def rows(
        refs: Collection[ResponseRef], columns: Sequence[str]
    ) -> Mapping[ResponseRef, Mapping[str, object]]:
        return {
            case.ref: {
                "response_id": case.ref.response_id, "customer_name": case.customer,
                "score": case.score, "comment": case.comment or None,
                "email": f"{case.ref.response_id}@example.org", "phone": "+4790000000",
                "responded_at": case.due_at,
            }
            for case in desk.cases
            if case.ref in refs
        }  # fmt: skip

    def facts(refs: Collection[ResponseRef], now: datetime) -> list[CaseFacts]:
        known = {case.ref: case for case in desk.cases}
        return [
            CaseFacts(
                case.ref, category_of(case.score),
                Status.RESOLVED if case.outcome else Status.NEW,
                CaseState(tags=case.tags, assignee=case.owner), case.due_at, case.owner,
            )
            for case in (known[ref] for ref in refs)
        ]  # fmt: skip

    contacting = SimpleNamespace(
        barred=lambda refs, _now, _settings: {
            ref: desk.barred[ref] for ref in refs if ref in desk.barred
        }
    )
    store = SimpleNamespace(settings=lambda: desk.settings, path=Path("/nowhere"))
    return Drafts(store, desk.person, contacting, rows, facts)  # type: ignore[arg-type]
