"""The table of tags by category: what promoters are tagged with against what passives are."""

from collections.abc import Iterator

from npstui.analysis.contrast import Contrast, TagContrast, Verdict
from npstui.desk.explain import p_words
from npstui.present.health import Row, Section
from npstui.present.numbers import interval, percent, signed, thousands
from npstui.present.text import SafeText, safe

MOST_ROWS = 30  # as of the other tables; what is beyond is said
TITLE = "Tags by category: what promoters praise, what passives say"
COMPARED = "the words compare promoters with passives"


def contrast_section(found: Contrast) -> Section:
    """A tag a line: cases and share in each category, and whom it is more of."""
    beyond = len(found.tags) - MOST_ROWS
    notes = [SafeText(f"and {thousands(beyond)} more; --json has them all")] if beyond > 0 else []
    if found.tags:
        notes += [SafeText(f"{COMPARED}; {tagged_words(found)}")]
    return Section(
        SafeText(TITLE),
        ("det", "pas", "pro", "promoters less passives"),
        tuple(_row(each, found) for each in found.tags[:MOST_ROWS]),
        "No case of the period has a tag.",
        tuple(notes),
        texts=frozenset({4}),
    )


def tagged_words(found: Contrast) -> str:
    """How many carry any tag, by category: shares are low where few are tagged at all."""
    parts = (
        f"{thousands(tagged)} of {thousands(every)} {name}"
        for name, tagged, every in (
            ("detractors", found.tagged.detractors, found.cases.detractors),
            ("passives", found.tagged.passives, found.cases.passives),
            ("promoters", found.tagged.promoters, found.cases.promoters),
        )
    )
    return f"with a tag: {', '.join(parts)}"


def contrast_worked(found: Contrast) -> str:
    """The first tag's difference with its numbers."""
    compared = (each for each in found.tags if each.difference is not None)
    if (first := next(compared, None)) is None or first.difference is None:
        return "no tag to compare"
    promoters = f"{thousands(first.counts.promoters)}/{thousands(found.cases.promoters)}"
    passives = f"{thousands(first.counts.passives)}/{thousands(found.cases.passives)}"
    made = first.difference
    return (
        f"{first.tag}: {promoters} less {passives} = {signed(100 * made.value, 1)}, "
        f"p {p_words(made.p_value)}"
    )


def contrast_rows(found: Contrast) -> Iterator[tuple[str, str, str, float | None, int]]:
    """As the rows of the health's table for a file: about, of, measure, value, n."""
    for each in found.tags:
        for name, count, every in (
            ("detractors", each.counts.detractors, found.cases.detractors),
            ("passives", each.counts.passives, found.cases.passives),
            ("promoters", each.counts.promoters, found.cases.promoters),
        ):
            yield "tag", each.tag, name, count, every
        if each.difference is not None:
            both = found.cases.promoters + found.cases.passives
            for measure in ("value", "low", "high", "p_value"):
                words = f"promoters less passives, {measure.replace('_', ' ')}"
                yield "tag", each.tag, words, getattr(each.difference, measure), both


def _row(each: TagContrast, found: Contrast) -> Row:
    cells = (
        each.tag,
        _share(each.counts.detractors, found.cases.detractors),
        _share(each.counts.passives, found.cases.passives),
        _share(each.counts.promoters, found.cases.promoters),
        _compared(each),
    )
    return Row(tuple(safe(cell) for cell in cells), few=each.verdict is Verdict.FEW)


def _share(count: int, every: int) -> str:
    return f"{thousands(count)} ({percent(count / every)})" if count else "0"


def _compared(each: TagContrast) -> str:
    made = each.difference
    if made is None or each.verdict is Verdict.FEW:
        return Verdict.FEW.value
    points = f"{signed(100 * made.value)}, {interval(100 * made.low, 100 * made.high)}"
    return f"{each.verdict.value}: {points}"
