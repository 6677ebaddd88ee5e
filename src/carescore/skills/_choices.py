"""Figures that the one quote worth most gives, or the most alternatives that stand together, again without some."""

from __future__ import annotations

from collections.abc import Collection, Sequence
from dataclasses import dataclass

from carescore.codes import Code
from carescore.measures import Score
from carescore.skills._rules import QuoteRule


@dataclass(frozen=True, slots=True)
class Choices:
    """Of each quote: what it is worth alone, the alternative that it is ("": none), and its turn; apart: how many turns
    between alternatives still make one choice of them (None: any)."""

    worth: tuple[float, ...]
    joined: tuple[str, ...]
    turns: tuple[int, ...]
    apart: int | None

    def most(self, gone: Collection[int] = ()) -> float:
        """What the largest choice is worth without the quotes of these places."""
        best, last, together = 0.0, None, set[str]()
        for i, turn in enumerate(self.turns):
            if i in gone or not self.adds(i):
                continue
            if last is not None and self.apart is not None and turn - last > self.apart:
                together = set()
            last, together = turn, together | {self.joined[i]} - {""}
            best = max(best, self.worth[i], 1.0 + len(together) if together else 0.0)
        return best

    def adds(self, place: int) -> bool:
        """Whether the quote of this place can make a choice."""
        return bool(self.worth[place] or self.joined[place])


def choices(rule: QuoteRule, score: Score, codes: Sequence[Code]) -> Choices:
    """What the rule says of each quote, by its label and by the attributes of the code at its place."""
    telling = {"ways", *rule.raised}
    known = {(c.turn, c.start, c.end): c.attributes for c in codes if telling & set(c.attributes)}
    worth, joined = [], []
    for i, quote in enumerate(score.evidence):
        attributes = known.get((quote.turn, quote.start, quote.end), {})
        base = rule.highest.get(quote.label)
        raised = sum(attributes.get(name) == "yes" for name in rule.raised)
        worth.append(rule.highest.get("", 0.0) if base is None else float(attributes.get("ways", base)) + raised)
        name = quote.label if quote.label in rule.once else f"{quote.label} {i}"
        joined.append(name if quote.label in rule.joined else "")
    return Choices(tuple(worth), tuple(joined), tuple(quote.turn for quote in score.evidence), rule.apart)
