"""A word that only says how an act stands is no event beside it: "plans to attack" threatens, and agrees to nothing.

Takes the drafts of an article, gives each pair of a governing word and the act below it as one draft. Which of the two
stays, the governor decides: who threatens, denies or blocks does something himself (`firm` in data/modality.toml), who
plans, promises or fails tells of the act that is planned, promised or not done.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace

from linewatch.coding.drafts import Draft
from linewatch.coding.modality import is_agreeing, is_firm
from linewatch.coding.parties import is_among

_WORDS = frozenset({"AGREE", "REJECT", "THREATEN"})
"""Types of words that say how something stands to which the speaker binds himself, or does not."""


def join_governed(drafts: Sequence[Draft]) -> list[Draft]:
    """Return the drafts, of each governor and what it governs only one, which takes over a party that it lacks."""
    governors = {draft.trigger.i: draft for draft in drafts if draft.event_type in _WORDS}
    gone = {
        (draft if _outweighs(governor, draft) else governor).trigger.i
        for draft in drafts
        if (governor := _governor(draft, governors)) is not None
    }
    return [
        draft if (governor := _governor(draft, governors)) is None else _completed(draft, governor)
        for draft in drafts
        if draft.trigger.i not in gone
    ]


def _outweighs(governor: Draft, draft: Draft) -> bool:
    """Say whether the word above an act is the event, and not the act: who agrees to patrol threatens nobody."""
    is_aimless = draft.event_type == "THREATEN" and not draft.recipients
    return is_firm(governor.trigger) or (is_aimless and is_agreeing(governor.trigger))


def _governor(draft: Draft, governors: dict[int, Draft]) -> Draft | None:
    """Return the draft of the word that says how the act of a draft stands, if that word made one."""
    reading = draft.reading
    if reading.governor is None or reading.is_denied or reading.modality == "hypothetical":
        return None
    return governors.get(reading.governor)


def _completed(draft: Draft, governor: Draft) -> Draft:
    """Return the draft with the parties of its governor on the sides that it lacks."""
    if not draft.actors and governor.actors and not any(is_among(one, draft.recipients) for one in governor.actors):
        draft = replace(draft, actors=governor.actors)
    others = [one for one in governor.recipients if not is_among(one, draft.actors)]
    if not draft.recipients and not draft.is_mutual and others and draft.actors:
        draft = replace(draft, recipients=tuple(others))
    return draft
