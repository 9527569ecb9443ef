"""The forms in which red lines are declared: each finds trigger and response in a sentence. Takes tokens, gives forms.

Most lines have no "if". The forms and their order of trust: a condition with a response, a generic act that "will be
met", "should avoid", "will not tolerate", "unacceptable", the label itself. The words are data (data/redlines.toml).
Source of the forms: the annotation guide of the project's red-line design (docs/red-lines.md).
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from functools import cache

from spacy.tokens import Span, Token

from linewatch.coding.generics import is_generic, is_marked_generic, stands_for_act
from linewatch.coding.lexicon import Lexicon
from linewatch.coding.linewords import words
from linewatch.coding.modality import is_negated, read_modality
from linewatch.coding.syntax import (
    children,
    feature,
    is_passive,
    particle,
    patient,
    phrase,
    preposition,
    relation,
    subtree,
    surface_subject,
    with_preposition,
)
from linewatch.coding.triggeracts import name_act
from linewatch.coding.triggers import read_trigger

CONDITIONAL = frozenset(
    {"if", "unless", "until", "inversion", "nominal", "relative_clause", "should_avoid", "or_else", "ultimatum"}
)  # forms whose trigger is an act that has not happened

_AHEAD = frozenset({"will", "would", "shall", "'ll", "’ll", "'d", "’d"})


@dataclass(frozen=True, slots=True)
class Form:
    """A declaration found in a sentence: token ranges, half-open. `trust` orders forms of one sentence."""

    name: str
    cue: Token
    trigger: tuple[int, int]
    trigger_head: Token
    response: tuple[int, int] | None
    response_head: Token | None
    trust: int
    is_compellent: bool = False
    addressee: Token | None = None
    owner: Token | None = None  # whose line it is called
    is_loose: bool = False  # the response is any act: counts only where another's act is the condition
    is_certain: bool = False  # stands where the reader of red lines says no


@cache
def _signals() -> frozenset[str]:
    """Return the lemmas of which every form holds at least one: most sentences hold none and are passed over."""
    table = words()
    lists = [
        table["label"]["adjectives"], table["label"]["plain"], table["unacceptable"]["adjectives"],
        table["unacceptable"]["negated"], table["not_tolerate"]["verbs"], table["response"]["warning_verbs"],
        table["avoid"]["verbs"], table["ultimatum"]["verbs"], ["will", "would", "shall", "'ll", "or", "'d"],
    ]  # fmt: skip
    return frozenset(word for words_of in lists for word in words_of)


def find_forms(sentence: Span, lexicon: Lexicon) -> list[Form]:
    """Return the forms of declaration in a sentence, most trusted first."""
    if not any(token.lemma_.lower() in _signals() for token in sentence):
        return []
    found = [form for token in sentence for form in _forms_at(token, lexicon)]
    return sorted(found, key=lambda form: (form.trust, form.cue.i))


def _forms_at(token: Token, lexicon: Lexicon) -> Iterator[Form]:
    is_response = _is_response(token, lexicon)
    found = (
        _conditional(token, lexicon, is_response=is_response), _warned_response(token),
        _nominal(token, lexicon) if is_response else None, _regarded(token),
        _avoid(token, lexicon), _or_face(token), _ultimatum(token), _not_tolerated(token), _unacceptable(token),
        _label(token),
    )  # fmt: skip
    for form in found:
        if form is not None and not _is_inside(form.response_head, form.trigger):
            yield form


def _is_inside(token: Token | None, bounds: tuple[int, int]) -> bool:
    return token is not None and bounds[0] <= token.i < bounds[1]


def _conditional(token: Token, lexicon: Lexicon, *, is_response: bool) -> Form | None:
    """Find "will respond if ...": a threatened response with a clause of condition."""
    if not is_response and not _is_announced(token, lexicon):
        return None
    for clause in children(token, "advcl"):
        condition = _condition_of(clause)
        if condition is None:
            continue
        mark, name = condition
        low, high = subtree(clause)
        trigger = (mark.i + 1 if mark.i == low else low, high)
        is_demand = name in {"unless", "until"} or (name == "if" and is_negated(clause))
        response = _response_range(token)
        trust = 0 if is_response else 5
        is_told = _is_threatened(token, lexicon) or (
            _is_answer(token) and _is_act(token.doc[slice(*trigger)], "hostile")
        )
        return Form(
            name, mark, trigger, clause, response, token, trust, is_demand,
            is_loose=not is_response, is_certain=is_told,
        )  # fmt: skip
    return None


def _is_answer(token: Token) -> bool:
    """Say whether a verb tells of an answer: "will respond", "will defend itself", "there will be consequences"."""
    table = words()["response"]
    if any(child.lemma_.lower() in table["answer_nouns"] for child in children(token, "nsubj", "obj")):
        return True
    is_for_itself = any(child.lower_.endswith(("self", "selves")) for child in children(token, "obj"))
    return token.lemma_.lower() in table["answers"] or (token.lemma_.lower() == "defend" and is_for_itself)


def _is_act(trigger: Span, kind: str) -> bool:
    """Say whether the words of a trigger name an act of the types that the table lists as `kind`, whoever does it."""
    act = name_act(trigger)
    return act is not None and act.event_type in words()["response"][kind]


def _is_threatened(token: Token, lexicon: Lexicon) -> bool:
    """Say whether the token is an act of force or the like that somebody threatens in so many words: "to invade"."""
    verb = token.head
    is_threat = verb.lemma_.lower() in words()["response"]["threatening_verbs"] and not is_negated(verb)
    return is_threat and relation(token) == "xcomp" and response_type(token, lexicon) is not None


def _condition_of(clause: Token) -> tuple[Token, str] | None:
    """Return the subordinator of a clause and the form that it makes, or None when the clause sets no condition."""
    for name, marks in words()["conditions"].items():
        for child in clause.children:
            if child.lower_ in marks and relation(child) in {"mark", "advmod", "aux"}:
                if name == "should" and child.i != clause.left_edge.i:
                    continue
                return child, "inversion" if name == "should" else name
    return None


def _warned_response(token: Token) -> Form | None:
    """Find "warned X of a tough response if ...": the response is a noun under a verb of warning."""
    if token.lemma_.lower() not in words()["response"]["warning_verbs"] or token.pos_ != "VERB":
        return None
    below = [child for child in token.subtree if child.i > token.i]
    responses = [noun for noun in below if _is_vague_noun(noun)]
    clauses = [clause for clause in below if relation(clause) in {"advcl", "acl"} and _condition_of(clause)]
    if not responses or not clauses:
        return None
    response, clause = responses[0], clauses[0]
    mark, name = _condition_of(clause) or (clause, "if")
    low, high = subtree(clause)
    trigger = (mark.i + 1 if mark.i == low else low, high)
    addressed = next((child for child in children(token, "obj", "iobj") if child != response), None)
    start = phrase(response, keep_of=False)[0]
    given = (start, response.i + 1)
    return Form(name, token, trigger, clause, given, response, 0, name != "if", addressed, is_certain=True)


def _nominal(token: Token, lexicon: Lexicon) -> Form | None:
    """Find "any X will be met with ..." and "will react to any X": the act itself is the condition of a response."""
    subject = surface_subject(token)
    is_act = subject is not None and (is_passive(token) or stands_for_act(subject, lexicon))
    if subject is not None and is_act and is_generic(subject, lexicon):
        name = "relative_clause" if children(subject, "acl:relcl") else "nominal"
        trigger = subtree(subject)
        is_certain = is_passive(token) and _is_any_act(subject, trigger, "force")
        return Form(name, token, trigger, subject, _response_range(token), token, 1, is_certain=is_certain)
    target = patient(token)
    if target is not None and not is_passive(token) and is_marked_generic(target) and not _is_vague_noun(target):
        name = "relative_clause" if children(target, "acl:relcl") else "nominal"
        return Form(name, token, subtree(target), target, _response_range(token), token, 1)
    for name in words()["response"]["answering"]:
        for answered in with_preposition(token, name):
            if is_marked_generic(answered) and relation(answered) == "obl" and not _is_vague_noun(answered):
                mark = children(answered, "case")[0]
                low, high = subtree(answered)
                trigger = (mark.i + 1 if mark.i == low else low, high)
                is_answer = token.lemma_.lower() in words()["response"]["answers"]
                is_certain = is_answer and _is_any_act(answered, trigger, "hostile")
                return Form(
                    "nominal", token, trigger, answered, _response_range(token), token, 1, is_certain=is_certain
                )
    return None


def _is_any_act(noun: Token, trigger: tuple[int, int], kind: str) -> bool:
    """Say whether the trigger is any act of a kind: "will respond to any threat", "each rocket will be paid for"."""
    is_any = any(child.lower_ in words()["generic"]["any"] for child in children(noun, "det"))
    return is_any and _is_act(noun.doc[slice(*trigger)], kind)


def _regarded(token: Token) -> Form | None:
    """Find "would consider the delivery of missiles an act of war" and "would be seen as aggression"."""
    table = words()["regarded"]
    if token.lemma_.lower() not in table["verbs"] or not any(c.lower_ in _AHEAD for c in children(token, "aux")):
        return None
    act = patient(token) or next(iter(children(token, "csubj")), None)
    judged = [*children(token, "xcomp"), *children(token, "obj")[1:], *with_preposition(token, "as")]
    is_hostile = any(word.lemma_.lower() in table["hostile"] for noun in judged for word in noun.subtree)
    if act is None or act.pos_ == "PRON" or is_negated(token) or not is_hostile:
        return None
    name = "relative_clause" if children(act, "acl:relcl") else "nominal"
    return Form(name, token, subtree(act), act, _response_range(token), token, 1, is_certain=True)


def _avoid(token: Token, lexicon: Lexicon) -> Form | None:
    """Find "should avoid approaching ...": counts where a response stands in the same sentence."""
    if token.lemma_.lower() not in words()["avoid"]["verbs"] or token.pos_ != "VERB":
        return None
    if not any(child.lower_ in {"should", "must", "had", "ought"} for child in children(token, "aux", "advmod")):
        return None
    acts = [*children(token, "xcomp", "obj", "advcl", "obl")]
    responses = [other for other in token.sent if other.i > token.i and _is_response(other, lexicon)]
    if not acts or not responses:
        return None
    addressee = surface_subject(token)
    return Form(
        "should_avoid",
        token,
        subtree(acts[0]),
        acts[0],
        _response_range(responses[0]),
        responses[0],
        -1,
        False,
        addressee,
        is_certain=True,
    )


def _or_face(token: Token) -> Form | None:
    """Find "leave or face ...": a demand with its alternative."""
    if relation(token) != "conj" or token.pos_ != "VERB" or not any(cc.lower_ == "or" for cc in children(token, "cc")):
        return None
    is_threat = token.lemma_.lower() in words()["response"]["vague_verbs"] or any(
        c.lower_ == "else" for c in token.children
    )
    if not is_threat or token.head.pos_ != "VERB":
        return None
    demand = token.head
    low, high = subtree(demand)
    return Form(
        "or_else",
        token,
        (low, min(high, token.left_edge.i)),
        demand,
        subtree(token),
        token,
        0,
        True,
        surface_subject(demand),
    )


def _ultimatum(token: Token) -> Form | None:
    """Find "has until Friday to leave", "gave X 48 hours to leave": a demand with its deadline."""
    if token.lemma_.lower() not in words()["ultimatum"]["verbs"] or token.pos_ != "VERB":
        return None
    if read_modality(token).modality in {"negated", "hypothetical"}:
        return None
    spans = children(token, "obj", "obl")
    has_time = any(preposition(span) in {"until", "till"} or _is_span_of_time(span) for span in spans)
    demands = [act for holder in [token, *spans] for act in children(holder, "acl", "xcomp", "advcl")]
    demands = [act for act in demands if feature(act, "VerbForm") == "Inf" and act.i > token.i]
    if not has_time or not demands:
        return None
    addressed = next(iter([*children(token, "iobj"), *children(token, "nsubj")]), None)
    return Form("ultimatum", token, subtree(demands[0]), demands[0], None, None, 1, True, addressed)


def _is_span_of_time(noun: Token) -> bool:
    return noun.lemma_.lower() in words()["ultimatum"]["units"] and bool(children(noun, "nummod", "det"))


def _not_tolerated(token: Token) -> Form | None:
    """Find "will not tolerate X", "cannot stand by while X"."""
    table = words()["not_tolerate"]
    lemma = token.lemma_.lower()
    if lemma not in table["verbs"] or token.pos_ != "VERB":
        return None
    under_no = any(word.lower_ == "no" and word.head.lemma_.lower() in table["no"] for word in token.subtree)
    if not (is_negated(token) or under_no):
        return None
    is_told_as_past = any(child.lower_ in {"did", "had", "was", "were"} for child in children(token, "aux"))
    if is_told_as_past or (feature(token, "Tense") == "Past" and not is_passive(token)):
        return None
    if lemma in table["needs_particle"] and not (
        particle(token) or any(c.lower_ in {"by", "idly", "eye"} for c in token.subtree)
    ):
        return None
    acts = [act for act in (patient(token), *children(token, "ccomp", "xcomp", "advcl")) if act is not None]
    if not acts or acts[0].pos_ == "PRON":
        return None
    ranges = [subtree(act) for act in acts if act == acts[0] or relation(act) == "xcomp"]  # "allow ships to pass"
    trigger = min(low for low, _ in ranges), max(high for _, high in ranges)
    head = acts[-1] if len(ranges) > 1 else acts[0]
    return Form("not_tolerate", token, trigger, head, None, None, 2, is_certain=under_no)


def _unacceptable(token: Token) -> Form | None:
    """Find "X is unacceptable", "X is not acceptable"."""
    table = words()["unacceptable"]
    lemma = token.lemma_.lower()
    if lemma not in table["adjectives"] and not (lemma in table["negated"] and is_negated(token)):
        return None
    subjects = children(token, "nsubj", "csubj")
    if not subjects or not children(token, "cop") or subjects[0].pos_ == "PRON":
        return None
    return Form("unacceptable", token, subtree(subjects[0]), subjects[0], None, None, 3)


def _label(token: Token) -> Form | None:
    """Find "X is our red line", "our red line is X"."""
    if not is_label(token):
        return None
    owner = next(iter([*children(token, "nmod:poss"), *with_preposition(token, "for")]), None)
    predicate = (
        token.head if relation(token) in {"xcomp", "obj"} and token.head.lemma_ in words()["label"]["being"] else token
    )
    if children(token, "cop") or predicate != token:
        subjects = children(predicate, "nsubj", "csubj")
        if subjects and subjects[0].pos_ != "PRON":
            return Form(
                "red_line", token, subtree(subjects[0]), subjects[0], None, None, 4, owner=owner, is_certain=True
            )
    elif relation(token) == "nsubj" and children(token.head, "cop"):
        head = token.head
        low = max(token.right_edge.i + 1, max(child.i for child in children(head, "cop")) + 1)
        trigger = low, _before_conjuncts(head)
        return Form("red_line", token, trigger, head, None, None, 4, owner=owner, is_certain=True)
    return None


def is_label(token: Token) -> bool:
    """Say whether the token is the noun of "red line" itself, and no railway's."""
    table = words()["label"]
    if token.lemma_.lower() in table["plain"]:
        return True
    if token.lemma_.lower() not in table["nouns"]:
        return False
    is_red = any(child.lower_ in table["adjectives"] for child in children(token, "amod", "compound"))
    after = token.nbor(1).lower_ if token.i + 1 < len(token.doc) else ""
    return is_red and after not in table["not_followed_by"]


def _before_conjuncts(head: Token) -> int:
    """Return the end of the head's phrase before its first coordinated clause."""
    ends = [child.left_edge.i for child in children(head, "conj", "parataxis", "punct") if child.i > head.i]
    return min([head.right_edge.i + 1, *ends])


def _is_response(token: Token, lexicon: Lexicon) -> bool:
    """Say whether the token is a verb that threatens: it lies ahead and hurts, or says that something will be done."""
    if token.pos_ != "VERB":
        return False
    reading = read_modality(token)
    ahead = reading.modality == "future" or (reading.modality == "hypothetical" and reading.cue in {"would", "'d"})
    if not ahead and not any(child.lower_ in {"will", "would", "shall"} for child in children(token, "aux")):
        return False
    if token.lemma_.lower() in words()["response"]["vague_verbs"] or response_type(token, lexicon) is not None:
        return True
    return any(_is_vague_noun(noun) for noun in children(token, "obj"))  # "will have consequences"


def response_type(token: Token, lexicon: Lexicon) -> tuple[str, str | None] | None:
    """Return PLOVER type and mode of a threatened act, or None when the lexicon names no harmful one."""
    trigger = read_trigger(token, lexicon)
    if trigger is None or trigger.group.event_type not in words()["response"]["kind_types"]:
        return None
    return trigger.group.event_type, trigger.group.mode


def _is_announced(token: Token, lexicon: Lexicon) -> bool:
    """Say whether the token is a verb of what its subject will do, and that does nobody good."""
    if token.pos_ != "VERB" or not any(
        child.lower_ in {"will", "shall", "'ll", "’ll"} for child in children(token, "aux")
    ):
        return False
    trigger = read_trigger(token, lexicon)
    return not is_negated(token) and (trigger is None or trigger.group.event_type not in words()["kind_acts"])


def _response_range(token: Token) -> tuple[int, int]:
    """Return the words of the response: from its auxiliaries to its arguments, without clauses of condition."""
    start = min([token.i, *[child.i for child in children(token, "aux", "aux:pass") if child.i < token.i]])
    kept = [
        child.right_edge.i + 1
        for child in token.children
        if child.i > token.i
        and relation(child) in {"obj", "obl", "advmod", "compound", "xcomp"}
        and preposition(child) != "to"
    ]
    stops = [child.left_edge.i for child in children(token, "advcl", "punct", "conj") if child.i > token.i]
    return start, max(token.i + 1, min([max([token.i + 1, *kept]), *stops]))


def _is_vague_noun(noun: Token) -> bool:
    return noun.lemma_.lower() in words()["response"]["vague_nouns"]
