"""Who said what: source, cue and content of each statement. Takes a scene, gives records in text order.

The reader of attributions finds them where there is one; rules over the tree do in the sentences that it cannot read.
Content is split around its cue; a quotation without a cue of its own belongs to the last speaker. Source of terms:
PolNeAR (Newell et al. 2018): source, cue, content.
"""

from __future__ import annotations

from bisect import bisect_left, bisect_right
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import replace

from spacy.tokens import Token

from linewatch.coding.attributed import read_attributed
from linewatch.coding.attribution import Attribution
from linewatch.coding.contents import merge_ranges
from linewatch.coding.sayings import Saying, cue_words, is_name, read_sayings
from linewatch.coding.scene import Scene, head_at
from linewatch.coding.syntax import children, feature, possessor, sentence_start
from linewatch.language.attributions import readable_tokens
from linewatch.records import Entity, Interval, Span, Statement, content_id

_LEAST_WORDS = 5  # of a quotation that stands alone as a statement
_INHERIT_REACH = 4  # statements in the article over which the day of a speaker's remarks is shared


def code_statements(scene: Scene) -> tuple[Statement, ...]:
    """Return the statements of the article in the order of their cues."""
    reader = scene.knowledge.attributions
    found = read_attributed(scene, reader) if reader is not None else []
    sayings = [saying for saying in found if not is_name(saying.cue_head)]
    readable = readable_tokens(scene.doc) if reader is not None else frozenset()
    sayings += [*read_sayings(scene, lambda token: token.i not in readable), *_read_nested(scene, sayings)]
    sayings = _without_asides(scene, sayings)
    sayings += _read_loose_quotes(scene, sayings)
    ordered = sorted(sayings, key=lambda saying: (saying.cue.start, saying.content[0].start))
    told = _by_sentence(scene, ordered)
    statements = [_record(scene, saying, told.get(sentence_start(saying.cue_head), [])) for saying in ordered]
    return tuple(_share_days(_link_nested(scene, statements)))


def _without_asides(scene: Scene, sayings: Sequence[Saying]) -> list[Saying]:
    """Return the sayings but those by which a speaker only marks his own quoted words: "I think", "we urge"."""
    told = (part for saying in sayings if not _is_own(saying) for part in saying.content)
    held = merge_ranges(scene, [(part.start, part.end) for part in told])
    ends = [part.end for part in held]
    kept: list[Saying] = []
    for saying in sayings:
        after = bisect_right(ends, saying.cue.start)
        is_held = after < len(held) and held[after].start <= saying.cue.start
        is_quoted = scene.quotations.is_quoted(saying.cue.start, saying.cue.end)
        if not (_is_own(saying) and is_held and is_quoted):
            kept.append(saying)
    return kept


def _is_own(saying: Saying) -> bool:
    """Say whether the source is who speaks: "I", "we"."""
    return saying.source is not None and feature(saying.source, "Person") == "1"


def _read_nested(scene: Scene, sayings: Sequence[Saying]) -> Iterator[Saying]:
    """Yield what somebody known says within what another says: the reader tells the outermost alone."""
    said = merge_ranges(scene, [(span.start, span.end) for saying in sayings for span in saying.content])
    ends, cues = [span.end for span in said], {saying.cue_head.i for saying in sayings}

    def is_within(token: Token) -> bool:
        place = bisect_right(ends, token.idx)
        return token.i not in cues and place < len(said) and said[place].start <= token.idx

    for saying in read_sayings(scene, is_within):
        if saying.source is not None and any(
            feature(clause, "VerbForm") == "Fin" for clause in children(saying.cue_head, "ccomp")
        ):
            yield saying


def _read_loose_quotes(scene: Scene, sayings: Sequence[Saying]) -> list[Saying]:
    """Return statements for whole quoted sentences that no cue took: they go to the last speaker before them."""
    spoken = sorted((saying for saying in sayings if saying.source is not None), key=lambda saying: saying.cue.start)
    cues = [saying.cue.start for saying in spoken]
    taken = merge_ranges(scene, [(span.start, span.end) for saying in sayings for span in saying.content])
    ends = [span.end for span in taken]
    found: list[Saying] = []
    for quote in scene.quotations.outer:
        after = bisect_right(ends, quote.start)
        is_taken = after < len(taken) and taken[after].start < quote.end
        before = bisect_left(cues, quote.start)
        if not is_taken and before and len(scene.article.text[quote.start : quote.end].split()) >= _LEAST_WORDS:
            content = merge_ranges(scene, [(quote.start, quote.end)])
            found.append(replace(spoken[before - 1], content=content, score=0.5))
    return found


def _record(scene: Scene, saying: Saying, said: Sequence[Span]) -> Statement:
    """Return the record of a saying. `said` is what stands of all contents in the sentence of its cue."""
    speakers = scene.cast.entities(saying.source)
    speaker = speakers[0] if speakers else None
    return Statement(
        statement_id=content_id("stm", scene.article.article_id, saying.cue.start, saying.content[0].start),
        speaker=speaker,
        spokesperson_for=_body_of(scene, saying.source, speaker),
        addressees=scene.cast.entities(saying.addressee) if saying.addressee != saying.source else (),
        cue=saying.cue,
        content=saying.content,
        is_quoted=any(scene.quotations.is_quoted(span.start, span.end) for span in saying.content),
        said=_said(scene, saying, said),
        reported_by=scene.article.publisher,
        venue=None,
        score=saying.score if speaker or saying.source_span else saying.score / 2,
        speaker_span=saying.source_span,
    )


def _by_sentence(scene: Scene, sayings: Iterable[Saying]) -> dict[int, list[Span]]:
    """Return the contents under the first token of each sentence that they touch."""
    found: dict[int, list[Span]] = {}
    for span in (span for saying in sayings for span in saying.content):
        words = scene.doc.char_span(span.start, span.end, alignment_mode="expand")
        for start in dict.fromkeys(sentence_start(token) for token in words or ()):
            found.setdefault(start, []).append(span)
    return found


def _said(scene: Scene, saying: Saying, said: Sequence[Span]) -> Interval:
    """Return the day of the saying: the cue's clause's, else the one in its sentence outside the content.

    No day counts that is said, but what holds the saying itself: "he said that she had denied it on Monday".
    """
    around = [span for span in said if not span.start <= saying.cue.start < span.end]
    own = scene.when(saying.cue_head, around)
    if own.from_on is not None:
        return own
    beside = [
        (abs(marker.i - saying.cue_head.i), time)
        for marker, time in scene.times_in_sentence(saying.cue_head)
        if time.from_on is not None
        and time.kind in {"date", "time"}
        and not any(span.start <= time.span.start < span.end for span in around)
    ]
    time = min(beside, key=lambda pair: pair[0])[1] if beside else None
    return Interval(time.from_on, time.until_on, time.precision, time.method) if time else own


def _body_of(scene: Scene, source: Token | None, speaker: Entity | None) -> Entity | None:
    """Return the body that a spokesperson speaks for: "the army's spokesman", "spokeswoman of the ministry"."""
    if source is None or speaker is None:
        return None
    names = " ".join(filter(None, [speaker.text, speaker.title])).lower()
    if not any(role in names for role in cue_words()["spokespersons"]):
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
