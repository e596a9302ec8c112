"""The document of `followup --json`; docs/cli.md lists its keys."""

from collections.abc import Mapping, Sequence
from dataclasses import asdict
from typing import TYPE_CHECKING

from npstui.cli.shapes import Shape, change_shape, moment, score_shape

if TYPE_CHECKING:
    from npstui.analysis.contrast import Contrast
    from npstui.analysis.counts import Counts
    from npstui.analysis.endings import Ending
    from npstui.analysis.followup import CategoryHealth, Promise, Standing, Took
    from npstui.analysis.spans import Times
    from npstui.desk.followup import FollowUp
    from npstui.model.category import Category


def followup_shape(found: "FollowUp") -> Shape:
    """The whole answer; times in seconds, shares 0 to 1, null where nothing is to be told."""
    from npstui.analysis.spans import BANDS
    from npstui.desk.health import CAVEAT

    promise = found.detractors.promise
    return {
        "period": {"from": moment(found.period.start), "to": moment(found.period.end)},
        "where": found.where or None,
        "by": found.by,
        "goal": found.goal,
        "within_due": {
            **promise_shape(promise),
            "met": None if promise.share is None else promise.share >= found.goal,
        },
        "bands": list(BANDS),
        "categories": [category_shape(each) for each in found.categories],
        "people": [standing_shape(each, "person") for each in found.people],
        "segments": [standing_shape(each, "value") for each in found.segments],
        "touches": {
            "total": _by_category(found.touches.total),
            "weeks": [
                {
                    "from": moment(week.start),
                    "to": moment(week.end),
                    **_by_category(week.touches),
                }
                for week in found.touches.weeks
            ],
        },
        "channels": [
            {
                "channel": use.channel,
                "tries": use.tries,
                "through": use.through,
                "results": dict(use.results),
            }
            for use in found.channels
        ],
        "outcomes": endings_shape(found.outcomes, "category"),
        "outcomes_by_tag": endings_shape(found.by_tag, "tag"),
        "tags": contrast_shape(found.contrast),
        "outcomes_by_channel": endings_shape(found.by_channel, "channel"),
        "outcomes_by_playbook": endings_shape(found.by_playbook, "playbook"),
        "remedies": [
            {
                **endings_shape([use.ending], "remedy")[0],
                "amounts": use.amounts,
                "total": use.total,
            }
            for use in found.remedies
        ],
        "departments": [
            {
                "to": each.to,
                "stays": each.stays,
                "waiting": each.waiting,
                "median": each.median.total_seconds(),
                "total": each.total.total_seconds(),
            }
            for each in found.departments
        ],
        "recovery": [
            {
                "category": each.category.value,
                "contacted": score_shape(each.contacted),
                "not_contacted": score_shape(each.not_contacted),
                "change": change_shape(each.change),
                "no_answer_yet": each.no_answer_yet,
                "caveat": CAVEAT,
            }
            for each in found.recovery
        ],
    }


def promise_shape(promise: "Promise") -> Shape:
    """First contacts in time of those judged."""
    return {"in_time": promise.in_time, "judged": promise.judged, "share": promise.share}


def category_shape(each: "CategoryHealth") -> Shape:
    """The cases of one category; `fates` sum to `cases`."""
    worked = each.promise_worked
    return {
        "category": each.category.value,
        "cases": each.cases,
        "fates": {fate.value: count for fate, count in each.fates.items()},
        "within_due": promise_shape(each.promise),
        "within_due_business_hours": None if worked is None else promise_shape(worked),
        "open": each.open,
        "late": each.late,
        "lapsed": each.lapsed,
        "never_touched": each.never_touched,
        "never_touched_past_due": each.never_touched_due,
        "tries": dict(zip(("0", "1", "2", "3+"), each.tries, strict=True)),
        "first_contact": {
            **_took_shape(each.first_contact),
            "bands": list(each.bands[:-1]),
            "no_contact": each.bands[-1],
        },
        "resolution": _took_shape(each.resolution),
    }


def standing_shape(each: "Standing", name: str) -> Shape:
    """One person, or one value of a dimension."""
    return {
        name: each.value,
        "cases": each.cases,
        "open": each.open,
        "late": each.late,
        "never_touched": each.never_touched,
        "within_due": promise_shape(each.promise),
    }


def endings_shape(endings: "Sequence[Ending]", name: str) -> list[Shape]:
    """How cases ended, by a tag, a channel, ..."""
    return [
        {
            name: each.value,
            "n": each.n,
            "outcomes": dict(each.outcomes),
            "next": score_shape(each.next),
        }
        for each in endings
    ]


def contrast_shape(found: "Contrast") -> Shape:
    """Every tag by category, and promoters against passives; shares 0 to 1."""
    return {
        "cases": _counts_shape(found.cases),
        "tagged": _counts_shape(found.tagged),
        "tags": [
            {
                "tag": each.tag,
                **_counts_shape(each.counts),
                "shares": {
                    f"{name}s": count / every if every else None
                    for name, count, every in zip(
                        ("detractor", "passive", "promoter"),
                        _three(each.counts),
                        _three(found.cases),
                        strict=True,
                    )
                },
                "promoters_less_passives": (
                    None if each.difference is None else asdict(each.difference)
                ),
                "verdict": each.verdict.value,
            }
            for each in found.tags
        ],
    }


def _counts_shape(counts: "Counts") -> Shape:
    return dict(zip(("detractors", "passives", "promoters"), _three(counts), strict=True))


def _three(counts: "Counts") -> tuple[int, int, int]:
    return counts.detractors, counts.passives, counts.promoters


def _took_shape(took: "Took") -> Shape:
    worked = took.worked
    return {
        "wall": _times_shape(took.wall),
        "business_hours": None if worked is None else _times_shape(worked),
    }


def _times_shape(times: "Times") -> Shape:
    return {
        "n": times.n,
        "median": times.median,
        "p75": times.p75,
        "p90": times.p90,
        "longest": times.longest,
    }


def _by_category(counts: "Mapping[Category, int]") -> Shape:
    return {f"{category.value}s": count for category, count in counts.items()}
