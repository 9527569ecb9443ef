"""Two words of one act in one sentence: "lashed out at him, accusing him of lying", "killing six and wounding ten".

Takes the drafts of an article, gives them with each such pair as one: the word above stays, and takes over the
recipients of the word below. Deeds are one act where nobody of another country suffers the second.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace

from linewatch.coding.drafts import Draft
from linewatch.coding.parties import distinct
from linewatch.coding.syntax import children, relation
from linewatch.records import Entity


def join_manners(drafts: Sequence[Draft]) -> list[Draft]:
    """Return the drafts, those that tell the manner or the outcome of another as part of it."""
    joined = {draft.trigger.i: draft for draft in drafts}
    for draft in sorted(drafts, key=lambda draft: draft.trigger.i, reverse=True):
        above = joined.get(draft.trigger.head.i)
        draft = joined[draft.trigger.i]
        if above is not None and above is not draft and _is_part(draft, above):
            joined[above.trigger.i] = _with_recipients(above, draft)
            del joined[draft.trigger.i]
    return [joined[place] for place in sorted(joined)]


def _is_part(draft: Draft, above: Draft) -> bool:
    """Say whether a draft tells how the act of the word above was done, or what it led to."""
    if (draft.event_type, draft.modality) != (above.event_type, above.modality) or draft.group.is_own:
        return False
    verb = draft.trigger
    is_outcome = relation(verb) == "advcl" and verb.tag_ == "VBG" and not children(verb, "mark")
    if is_outcome and _names(draft.actors) <= _names((*above.actors, *above.recipients)):
        return not draft.recipients or _fits(draft.recipients, (*above.actors, *above.recipients))
    is_beside = relation(verb) == "conj" and _names(draft.actors) == _names(above.actors)
    return is_beside and draft.event_type == "ASSAULT" and _fits(draft.recipients, above.recipients)


def _fits(recipients: Sequence[Entity], others: Sequence[Entity]) -> bool:
    """Say whether those whom the second word concerns may belong to those of the first."""
    ours = {entity.country for entity in recipients} - {None}
    return bool(others) and ours <= {entity.country for entity in others}


def _with_recipients(above: Draft, draft: Draft) -> Draft:
    """Return the draft of the word above with the recipients of the one below that it has not yet."""
    if above.is_mutual or (above.recipients and draft.event_type != "ASSAULT"):
        return above
    known = _names(above.actors)
    added = [entity for entity in draft.recipients if not _names([entity]) & known]
    return replace(above, mode=above.mode or draft.mode, recipients=distinct([*above.recipients, *added]))


def _names(entities: Sequence[Entity]) -> set[tuple[str, str | None]]:
    return {(entity.name.casefold(), entity.country) for entity in entities}
