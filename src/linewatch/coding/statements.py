"""Who said what: source, cue and content of each statement. Takes a scene, gives records in text order.

Three sources of evidence: a verb of saying with its clause ("said that ..."), "according to", and quotation marks,
which win where they disagree with the parse. Content is split around its cue; a quotation without a cue of its own
belongs to the last speaker. Source of terms: PolNeAR (Newell et al. 2018): source, cue, content.
"""

from __future__ import annotations

from bisect import bisect_left, bisect_right
from dataclasses import dataclass, replace
from functools import cache

from spacy.tokens import Token

from linewatch.coding.attribution import Attribution
from linewatch.coding.scene import Scene, head_at
from linewatch.coding.syntax import (
    agent,
    case_marks,
    children,
    feature,
    is_passive,
    possessor,
    preposition,
    relation,
    subtree,
    token_span,
    with_preposition,
)
from linewatch.language.quotes import Quote
from linewatch.ontology import read_table
from linewatch.records import Entity, Interval, Span, Statement, content_id

_EDGES = " \t\r\n\"“”'‘’«»,;:"
_CIRCUMSTANCE = frozenset({"as", "when", "while", "after", "before", "during"})
_LEAST_WORDS = 5  # of a quotation that stands alone as a statement
_INHERIT_REACH = 4  # statements in the article over which the day of a speaker's remarks is shared


@dataclass(frozen=True, slots=True)
class _Draft:
    """A statement in the making."""

    cue: Span
    cue_head: Token
    source: Token | None
    content: tuple[Span, ...]
    addressee: Token | None
    score: float


@cache
def _words() -> dict[str, frozenset[str]]:
    raw = read_table("cues.toml")
    return {key: frozenset(words) for key, words in raw.items()}


def code_statements(scene: Scene) -> tuple[Statement, ...]:
    """Return the statements of the article in the order of their cues."""
    quoted_by = scene.quotations.by_cue(_is_cue)
    found = (_read_cue(scene, token, quoted_by.get(token.i, [])) for token in scene.doc)
    drafts = _without_asides(scene, [draft for draft in found if draft is not None])
    drafts += _read_loose_quotes(scene, drafts)
    ordered = sorted(drafts, key=lambda draft: (draft.cue.start, draft.content[0].start))
    statements = [_record(scene, draft) for draft in ordered]
    return tuple(_share_days(_link_nested(scene, statements)))


def _read_cue(scene: Scene, token: Token, quotes: list[Quote]) -> _Draft | None:
    """Return the statement that the token introduces, or None when it introduces none."""
    if token.pos_ == "VERB" and _is_cue(token):
        return _read_verb(scene, token, quotes)
    if relation(token) == "obl" and preposition(token) in _words()["according"]:
        return _read_according(scene, token)
    return None


def _read_verb(scene: Scene, verb: Token, quotes: list[Quote]) -> _Draft | None:
    """Return the statement of a verb of saying with the quotations that it introduces."""
    ranges = _clause_content(verb)
    lemma = verb.lemma_.lower()
    needs_more = lemma in _words()["quote_only"]
    if _is_name(verb):
        return None
    if lemma in _words()["appraise"] and not ranges:
        ranges = _appraisal_content(verb)
    elif not ranges and quotes:
        ranges = [scene.quotations.token_range(quote) for quote in quotes]
    elif needs_more and not quotes and not any(_is_that_clause(scene, verb, low) for low, _ in ranges):
        return None
    is_inverted = any(low < verb.i for low, _ in ranges)
    ranges = [part for part in ranges if not _is_afterthought(scene, verb, part, is_inverted=is_inverted)]
    content = _content_spans(scene, ranges)
    if not content:
        return None
    source = agent(verb)
    addressed = children(verb, "iobj") or [t for t in children(verb, "obj") if scene.cast.parts(t)]
    addressed = addressed or [t for name in ("to", "with") for t in with_preposition(verb, name) if scene.cast.parts(t)]
    cue = token_span(scene.doc, verb.i, verb.i + 1)
    score = 0.9 if source is not None and scene.cast.parts(source) else 0.6
    return _Draft(cue, verb, source, content, addressed[0] if addressed else None, score)


def _is_name(verb: Token) -> bool:
    """Say whether the verb only tells what something is called, by nobody: "a march dubbed the Great Return"."""
    return verb.lemma_.lower() in _words()["naming"] and is_passive(verb) and agent(verb) is None


def _without_asides(scene: Scene, drafts: list[_Draft]) -> list[_Draft]:
    """Return the drafts but those by which a speaker only marks his own quoted words: "I think", "we urge"."""
    held = _merged(scene, [(part.start, part.end) for draft in drafts if not _is_own(draft) for part in draft.content])
    ends = [part.end for part in held]
    kept: list[_Draft] = []
    for draft in drafts:
        after = bisect_right(ends, draft.cue.start)
        is_held = after < len(held) and held[after].start <= draft.cue.start
        is_quoted = scene.quotations.is_quoted(draft.cue.start, draft.cue.end)
        if not (_is_own(draft) and is_held and is_quoted):
            kept.append(draft)
    return kept


def _is_own(draft: _Draft) -> bool:
    """Say whether the source is who speaks: "I", "we"."""
    return draft.source is not None and feature(draft.source, "Person") == "1"


def _clause_content(verb: Token) -> list[tuple[int, int]]:
    """Return the token ranges of the verb's clause of content, before or after it."""
    clauses = children(verb, "ccomp")
    if not clauses and not is_passive(verb):
        clauses = [child for child in children(verb, "parataxis") if child.i > verb.i and _is_marked(verb, child)]
    if clauses:
        return [part for clause in clauses for part in _runs({token.i for token in clause.subtree}, _that(clause))]
    if relation(verb) == "parataxis":
        return _runs({token.i for token in verb.head.subtree} - {token.i for token in verb.subtree}, set())
    return []


def _runs(tokens: set[int], dropped: set[int]) -> list[tuple[int, int]]:
    """Return the unbroken ranges of the tokens that hold more than one token, without the dropped ones."""
    ranges: list[list[int]] = []
    for number in sorted(tokens - dropped):
        if ranges and ranges[-1][1] == number:
            ranges[-1][1] += 1
        else:
            ranges.append([number, number + 1])
    return [(low, high) for low, high in ranges if high - low > 1]


def _that(clause: Token) -> set[int]:
    """Return the clause's "that" if it opens the clause."""
    return {mark.i for mark in children(clause, "mark") if mark.lower_ == "that" and mark.i <= clause.left_edge.i + 1}


def _is_afterthought(scene: Scene, verb: Token, part: tuple[int, int], *, is_inverted: bool) -> bool:
    """Say whether words after a cue that follows its content tell where or when it was said, and are no content."""
    low, high = part
    if low < verb.i or not is_inverted:
        return False
    words = scene.doc[low:high]
    if scene.quotations.is_quoted(words.start_char, words.end_char):
        return False
    return words[0].lower_ in _CIRCUMSTANCE or not any(feature(word, "VerbForm") == "Fin" for word in words)


def _is_marked(verb: Token, clause: Token) -> bool:
    """Say whether a colon, comma or quotation mark parts the verb from the clause that follows it."""
    return any(
        token.text in {":", ",", '"', "“", "''", "``"} for token in verb.doc[verb.i + 1 : clause.left_edge.i + 1]
    )


def _is_that_clause(scene: Scene, verb: Token, low: int) -> bool:
    """Say whether the content is a clause of its own: before the verb, opened by "that", or with a finite verb."""
    if low < verb.i or (low > 0 and scene.doc[low - 1].lower_ == "that"):
        return True
    return any(feature(child, "VerbForm") == "Fin" or children(child, "aux") for child in children(verb, "ccomp"))


def _appraisal_content(verb: Token) -> list[tuple[int, int]]:
    """Return the range of what is appraised and as what."""
    parts = [*children(verb, "obj", "xcomp"), *with_preposition(verb, "as")]
    is_told = len(parts) > 1 or children(verb, "xcomp") or any(part.left_edge.lower_ == "as" for part in parts)
    if not is_told:
        return []
    ranges = [subtree(part) for part in parts]
    return [(min(low for low, _ in ranges), max(high for _, high in ranges))]


def _is_cue(token: Token) -> bool:
    return token.lemma_.lower() in _words()["verbs"]


def _content_spans(scene: Scene, ranges: list[tuple[int, int]]) -> tuple[Span, ...]:
    """Return the spans of content: each range widened to the quotations that it touches, merged, in text order."""
    bounds: list[tuple[int, int]] = []
    for low, high in ranges:
        while low < high and scene.doc[low].is_punct and scene.doc[low].text not in {"(", "["}:
            low += 1
        if high <= low:
            continue
        span = token_span(scene.doc, low, high)
        bounds.append((span.start, span.end))
        bounds += [(quote.start, quote.end) for quote in scene.quotations.touching(span.start, span.end)]
    return _merged(scene, bounds)


def _merged(scene: Scene, bounds: list[tuple[int, int]]) -> tuple[Span, ...]:
    """Return the ranges as spans without edge white space, overlapping or touching ones joined."""
    text = scene.article.text
    joined: list[list[int]] = []
    for start, end in sorted(bounds):
        if joined and start <= joined[-1][1] + 1:
            joined[-1][1] = max(joined[-1][1], end)
        else:
            joined.append([start, end])
    spans: list[Span] = []
    for start, end in joined:
        inner = text[start:end]
        start += len(inner) - len(inner.lstrip(_EDGES))
        end -= len(inner) - len(inner.rstrip(_EDGES))
        if start < end:
            spans.append(Span(start, end, text[start:end]))
    return tuple(spans)


def _read_according(scene: Scene, source: Token) -> _Draft | None:
    """Return the statement of "according to X": the clause around it is the content."""
    low, high = subtree(source.head)
    own_low, own_high = subtree(source)
    content = _content_spans(scene, [part for part in ((low, own_low), (own_high, high)) if part[1] - part[0] > 1])
    if not content or not scene.cast.parts(source):
        return None
    mark = case_marks(source)[0]
    cue = token_span(scene.doc, mark.left_edge.i, mark.right_edge.i + 1)
    return _Draft(cue, source.head, source, content, None, 0.85)


def _read_loose_quotes(scene: Scene, drafts: list[_Draft]) -> list[_Draft]:
    """Return statements for whole quoted sentences that no cue took: they go to the last speaker before them."""
    spoken = sorted((draft for draft in drafts if draft.source is not None), key=lambda draft: draft.cue.start)
    cues = [draft.cue.start for draft in spoken]
    taken = _merged(scene, [(span.start, span.end) for draft in drafts for span in draft.content])
    ends = [span.end for span in taken]
    found: list[_Draft] = []
    for quote in scene.quotations.outer:
        after = bisect_right(ends, quote.start)
        is_taken = after < len(taken) and taken[after].start < quote.end
        before = bisect_left(cues, quote.start)
        if not is_taken and before and len(scene.article.text[quote.start : quote.end].split()) >= _LEAST_WORDS:
            content = _merged(scene, [(quote.start, quote.end)])
            found.append(replace(spoken[before - 1], content=content, score=0.5))
    return found


def _record(scene: Scene, draft: _Draft) -> Statement:
    """Return the record of a draft."""
    speakers = scene.cast.entities(draft.source)
    speaker = speakers[0] if speakers else None
    return Statement(
        statement_id=content_id("stm", scene.article.article_id, draft.cue.start, draft.content[0].start),
        speaker=speaker,
        spokesperson_for=_body_of(scene, draft.source, speaker),
        addressees=scene.cast.entities(draft.addressee) if draft.addressee != draft.source else (),
        cue=draft.cue,
        content=draft.content,
        is_quoted=any(scene.quotations.is_quoted(span.start, span.end) for span in draft.content),
        said=_said(scene, draft),
        reported_by=scene.article.publisher,
        venue=None,
        score=draft.score if speaker else draft.score / 2,
    )


def _said(scene: Scene, draft: _Draft) -> Interval:
    """Return the day of the saying: the cue's clause's, else the one in its sentence outside the content."""
    own = scene.when(draft.cue_head)
    if own.from_on is not None:
        return own
    beside = [
        (abs(marker.i - draft.cue_head.i), time)
        for marker, time in scene.times_in_sentence(draft.cue_head)
        if time.from_on is not None
        and time.kind in {"date", "time"}
        and not any(span.start <= time.span.start < span.end for span in draft.content)
    ]
    time = min(beside, key=lambda pair: pair[0])[1] if beside else None
    return Interval(time.from_on, time.until_on, time.precision, time.method) if time else own


def _body_of(scene: Scene, source: Token | None, speaker: Entity | None) -> Entity | None:
    """Return the body that a spokesperson speaks for: "the army's spokesman", "spokeswoman of the ministry"."""
    if source is None or speaker is None:
        return None
    names = " ".join(filter(None, [speaker.text, speaker.title])).lower()
    if not any(role in names for role in _words()["spokespersons"]):
        return None
    for holder in [source, *children(source, "appos", "nmod:desc", "compound")]:
        for body in filter(None, [possessor(holder), *children(holder, "nmod", "compound")]):
            found = scene.cast.entities(body)
            if found and found[0].name != speaker.name:
                return found[0]
    return None


def _link_nested(scene: Scene, statements: list[Statement]) -> list[Statement]:
    """Return the statements with `reported_by` set where one stands inside another's content."""
    attribution = Attribution(scene.doc, statements)
    outer = [attribution.at(head_at(scene.doc, statement.cue)) for statement in statements]
    return [
        replace(statement, reported_by=holder.statement_id) if holder else statement
        for statement, holder in zip(statements, outer, strict=True)
    ]


def _share_days(statements: list[Statement]) -> list[Statement]:
    """Return the statements with the day of a speaker's dated remarks lent to the undated ones beside them."""
    shared: list[Statement] = []
    for number, statement in enumerate(statements):
        if statement.said.from_on is not None or statement.speaker is None:
            shared.append(statement)
            continue
        first = max(0, number - _INHERIT_REACH)
        near = [
            (abs(other_number - number), other.said)
            for other_number, other in enumerate(statements[first : number + _INHERIT_REACH + 1], first)
            if other.said.from_on and other.speaker and other.speaker.name == statement.speaker.name
        ]
        said = min(near, key=lambda pair: pair[0])[1] if near else None
        lent = Interval(said.from_on, said.until_on, said.precision, "same-remarks") if said else statement.said
        shared.append(replace(statement, said=lent))
    return shared
