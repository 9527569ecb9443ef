"""Questions to trees that are written by hand: no model takes part."""

from __future__ import annotations

import pytest

from linewatch.coding.syntax import (
    agent,
    case_marks,
    clause_head,
    conjuncts,
    first_conjunct,
    is_passive,
    particle,
    patient,
    phrase,
    possessor,
    preposition,
    subtree,
    surface_subject,
    token_span,
    with_preposition,
)
from tests.coding.trees import make_doc, token

ATTACKED_AND_LEFT = make_doc("""
    Troops   NOUN  nsubj 2
    attacked VERB  ROOT  0
    and      CCONJ cc    4
    left     VERB  conj  2
    town     NOUN  obj   4
""")
HIT_BY_REBELS = make_doc("""
    Posts  NOUN nsubj:pass 3
    were   AUX  aux:pass   3
    hit    VERB ROOT       0 VBN
    by     ADP  case       5
    rebels NOUN obl:agent  3
    in     ADP  case       7
    Juba   PROPN obl       3
""")
ORDERED_TO_LEAVE = make_doc("""
    Kenya   PROPN nsubj 2
    ordered VERB  ROOT  0
    troops  NOUN  obj   2
    to      PART  mark  5
    leave   VERB  xcomp 2 VB VerbForm=Inf
""")
PLANS_TO_LEAVE = make_doc("""
    Kenya PROPN nsubj 2
    plans VERB  ROOT  0
    to    PART  mark  4
    leave VERB  xcomp 2 VB VerbForm=Inf
""")
THANKED_FOR_HELPING = make_doc("""
    Kenya   PROPN nsubj 2
    thanked VERB  ROOT  0
    her     PRON  obj   2
    for     SCONJ mark  5
    helping VERB  advcl 2
""")
WAITED_AFTER_LEAVING = make_doc("""
    Kenya   PROPN nsubj 2
    watched VERB  ROOT  0
    her     PRON  obj   2
    after   SCONJ mark  5
    leaving VERB  advcl 2
""")
GUNMEN_WHO_FLED = make_doc("""
    Gunmen NOUN nsubj     4
    who    PRON nsubj     3 WP PronType=Rel
    fled   VERB acl:relcl 1
    fired  VERB ROOT      0
""")
TROOPS_SENT_BY = make_doc("""
    Troops NOUN  nsubj 5
    sent   VERB  acl   1 VBN VerbForm=Part
    by     ADP   case  4
    Kenya  PROPN obl   2
    left   VERB  ROOT  0
""")


@pytest.mark.parametrize(
    ("doc", "verb", "subject"),
    [
        (ATTACKED_AND_LEFT, "attacked", "Troops"),
        (ATTACKED_AND_LEFT, "left", "Troops"),
        (HIT_BY_REBELS, "hit", "Posts"),
        (ORDERED_TO_LEAVE, "leave", "troops"),
        (PLANS_TO_LEAVE, "leave", "Kenya"),
        (THANKED_FOR_HELPING, "helping", "her"),
        (WAITED_AFTER_LEAVING, "leaving", "Kenya"),
        (GUNMEN_WHO_FLED, "fled", "Gunmen"),
        (TROOPS_SENT_BY, "sent", "Troops"),
    ],
)
def test_subject_is_own_shared_controlled_or_modified(doc, verb, subject):
    found = surface_subject(token(doc, verb))
    assert found is not None and found.text == subject


def test_a_statement_of_its_own_does_not_borrow_the_speaker_as_subject():
    doc = make_doc("""
        Kenya PROPN nsubj 2
        said  VERB  ROOT  0
        rains NOUN  ccomp 2
    """)
    assert surface_subject(token(doc, "rains")) is None


@pytest.mark.parametrize(
    ("doc", "verb", "who", "whom"),
    [
        (HIT_BY_REBELS, "hit", "rebels", "Posts"),
        (TROOPS_SENT_BY, "sent", "Kenya", "Troops"),
        (ATTACKED_AND_LEFT, "left", "Troops", "town"),
        (ORDERED_TO_LEAVE, "ordered", "Kenya", "troops"),
    ],
)
def test_agent_and_patient_of_active_and_passive(doc, verb, who, whom):
    found = agent(token(doc, verb)), patient(token(doc, verb))
    assert [part.text for part in found if part is not None] == [who, whom]


def test_passive_without_by_has_no_agent():
    doc = make_doc("""
        Posts NOUN nsubj:pass 3
        were  AUX  aux:pass   3
        hit   VERB ROOT       0 VBN
    """)
    assert is_passive(token(doc, "hit"))
    assert agent(token(doc, "hit")) is None


def test_bare_participle_is_passive_and_active_one_is_not():
    assert is_passive(token(TROOPS_SENT_BY, "sent"))
    assert not is_passive(token(ATTACKED_AND_LEFT, "left"))


def test_object_after_both_verbs_is_shared_and_one_before_is_not():
    shared = make_doc("""
        They    PRON  nsubj 2
        shelled VERB  ROOT  0
        and     CCONJ cc    4
        burned  VERB  conj  2
        huts    NOUN  obj   2
    """)
    own = make_doc("""
        They    PRON  nsubj 2
        shelled VERB  ROOT  0
        huts    NOUN  obj   2
        and     CCONJ cc    5
        fled    VERB  conj  2
    """)
    found = patient(token(shared, "burned"))
    assert found is not None and found.text == "huts"
    assert patient(token(own, "fled")) is None


BECAUSE_OF = make_doc("""
    Kenya   PROPN nsubj 2
    gave    VERB  ROOT  0 VBD
    up      ADP   compound:prt 2 RP
    because ADP   case  6
    of      ADP   fixed 4
    raids   NOUN  obl   2
    on      ADP   case  8
    Lamu    PROPN nmod  6
""")


def test_prepositions_of_one_and_of_several_words():
    assert preposition(token(BECAUSE_OF, "raids")) == "because of"
    assert preposition(token(BECAUSE_OF, "Lamu")) == "on"
    assert preposition(token(BECAUSE_OF, "Kenya")) == ""
    gave = token(BECAUSE_OF, "gave")
    assert [noun.text for noun in with_preposition(gave, "because of")] == ["raids"]
    assert with_preposition(gave, "on") == []
    assert particle(gave) == "up"


def test_genitive_mark_is_no_preposition():
    doc = make_doc("""
        Kenya PROPN nmod:poss 3
        's    PART  case      1 POS
        army  NOUN  ROOT      0
    """)
    assert preposition(token(doc, "Kenya")) == ""
    owner = possessor(token(doc, "army"))
    assert owner is not None and owner.text == "Kenya"


MINISTER = make_doc("""
    in       ADP   case      4
    the      DET   det       4
    foreign  ADJ   amod      4
    minister NOUN  obl       12
    of       ADP   case      6
    Norway   PROPN nmod      4
    at       ADP   case      8
    sea      NOUN  nmod      4
    ,        PUNCT punct     10
    Lind     PROPN appos     4
    ,        PUNCT punct     4
    trusts   VERB  ROOT      0
""")


def test_phrase_keeps_of_and_leaves_preposition_and_apposition_out():
    head = token(MINISTER, "minister")
    assert MINISTER[slice(*phrase(head))].text == "the foreign minister of Norway"
    assert MINISTER[slice(*phrase(head, keep_of=False))].text == "the foreign minister"
    assert MINISTER[slice(*subtree(head))].text.startswith("in the foreign minister")


def test_phrase_leaves_relative_clause_and_conjuncts_out():
    doc = make_doc("""
        ten     NUM   nummod    2
        guards  NOUN  nsubj     8
        who     PRON  nsubj     4 WP PronType=Rel
        slept   VERB  acl:relcl 2
        and     CCONJ cc        7
        two     NUM   nummod    7
        cooks   NOUN  conj      2
        died    VERB  ROOT      0
    """)
    assert doc[slice(*phrase(token(doc, "guards")))].text == "ten guards"
    assert doc[slice(*phrase(token(doc, "cooks")))].text == "two cooks"


def test_the_preposition_of_a_name_may_hang_on_the_title_before_it():
    doc = make_doc("""
        according VERB  case     4
        to        ADP   fixed    1
        President NOUN  nmod:desc 4
        Roe       PROPN obl      5
        fell      VERB  ROOT     0
    """)
    hung = make_doc("""
        to        ADP   case     2
        President NOUN  nmod:desc 3
        Roe       PROPN obl      4
        fell      VERB  ROOT     0
    """)
    assert [mark.text for mark in case_marks(token(doc, "Roe"))] == ["according"]
    assert preposition(token(doc, "Roe")) == "according to"
    assert [mark.text for mark in case_marks(token(hung, "Roe"))] == ["to"]


def test_phrase_keeps_title_and_all_of_a_name():
    doc = make_doc("""
        General PROPN nmod:desc 2
        Anna    PROPN nsubj     4
        Lind    PROPN flat      2
        spoke   VERB  ROOT      0
    """)
    assert doc[slice(*phrase(token(doc, "Anna")))].text == "General Anna Lind"


THREE = make_doc("""
    Chad  PROPN nsubj 6
    ,     PUNCT punct 3
    Mali  PROPN conj  1
    and   CCONJ cc    5
    Niger PROPN conj  3
    met   VERB  ROOT  0
""")


def test_conjuncts_are_found_whether_chained_or_flat():
    assert [found.text for found in conjuncts(token(THREE, "Chad"))] == ["Chad", "Mali", "Niger"]
    assert first_conjunct(token(THREE, "Niger")).text == "Chad"
    assert first_conjunct(token(THREE, "Chad")).text == "Chad"


def test_clause_head_stops_at_clauses_and_at_coordinated_verbs():
    assert clause_head(token(ATTACKED_AND_LEFT, "town")).text == "left"
    assert clause_head(token(ATTACKED_AND_LEFT, "Troops")).text == "attacked"
    assert clause_head(token(GUNMEN_WHO_FLED, "who")).text == "fled"
    assert clause_head(token(THREE, "Niger")).text == "met"


def test_token_span_leaves_brackets_commas_and_dashes_of_the_edges_out():
    doc = make_doc("""
        (    PUNCT punct 2
        huts NOUN  ROOT  0
        )    PUNCT punct 2
        ,    PUNCT punct 2
        –    PUNCT punct 2
    """)
    span = token_span(doc, 0, len(doc))
    assert (span.text, doc.text[span.start : span.end]) == ("huts", "huts")


def test_token_span_of_one_mark_is_that_mark():
    doc = make_doc(", PUNCT ROOT 0")
    assert token_span(doc, 0, 1).text == ","


KILLED_OR_HURT = make_doc("""
    Farmers  NOUN  nsubj:pass 3
    were     AUX   aux:pass   3
    killed   VERB  ROOT       0  VBN  VerbForm=Part
    or       CCONJ cc         5
    injured  VERB  conj       3  VBN  VerbForm=Part
    by       ADP   case       7
    rebels   NOUN  obl:agent  3
""")


def test_a_coordinated_participle_shares_the_passive() -> None:
    injured = token(KILLED_OR_HURT, "injured")
    assert is_passive(injured)
    assert str(patient(injured)) == "Farmers"
    assert str(agent(injured)) == "rebels"
