"""Which tokens fill the slots of an event word, on trees that are written by hand."""

from __future__ import annotations

from linewatch.coding.slots import lemmas, noun_slots, verb_slots, words_around
from tests.coding.trees import make_doc, token


def _texts(slots):
    return {name: [found.text for found in tokens] for name, tokens in slots.items()}


def test_active_verb_with_object_and_preposition():
    doc = make_doc("""
        Kenya PROPN nsubj 2
        sent  VERB  ROOT  0
        food  NOUN  obj   2
        to    ADP   case  5
        Chad  PROPN obl   2
    """)
    assert _texts(verb_slots(token(doc, "sent"))) == {"subj": ["Kenya"], "obj": ["food"], "to": ["Chad"]}


def test_passive_is_turned_round():
    doc = make_doc("""
        Posts  NOUN  nsubj:pass 3
        were   AUX   aux:pass   3
        hit    VERB  ROOT       0 VBN
        by     ADP   case       5
        rebels NOUN  obl:agent  3
    """)
    slots = _texts(verb_slots(token(doc, "hit")))
    assert (slots["subj"], slots["obj"]) == (["rebels"], ["Posts"])


def test_passive_of_giving_has_receiver_and_gift():
    doc = make_doc("""
        Chad  PROPN nsubj:pass 3
        was   AUX   aux:pass   3
        given VERB  ROOT       0 VBN
        food  NOUN  obj        3
    """)
    slots = _texts(verb_slots(token(doc, "given")))
    assert (slots["iobj"], slots["obj"]) == (["Chad"], ["food"])


def test_a_lone_indirect_object_is_the_object_and_one_told_a_clause_is_not():
    lone = make_doc("""
        Kenya   PROPN nsubj 2
        thanked VERB  ROOT  0
        him     PRON  iobj  2
    """)
    told = make_doc("""
        Kenya PROPN nsubj 2
        told  VERB  ROOT  0
        him   PRON  iobj  2
        rain  NOUN  nsubj 5
        fell  VERB  ccomp 2
    """)
    assert _texts(verb_slots(token(lone, "thanked")))["obj"] == ["him"]
    assert "obj" not in verb_slots(token(told, "told"))


def test_prepositions_of_the_object_count_after_those_of_the_verb():
    doc = make_doc("""
        Kenya   PROPN nsubj 2
        imposed VERB  ROOT  0
        curbs   NOUN  obj   2
        on      ADP   case  5
        trade   NOUN  nmod  3
        on      ADP   case  7
        Monday  PROPN obl   2
    """)
    assert _texts(verb_slots(token(doc, "imposed")))["on"] == ["Monday", "trade"]


def test_second_verb_shares_subject_and_later_prepositions():
    doc = make_doc("""
        Kenya   PROPN nsubj 2
        armed   VERB  ROOT  0
        and     CCONJ cc    4
        trained VERB  conj  2
        men     NOUN  obj   2
        for     ADP   case  7
        Chad    PROPN obl   2
    """)
    slots = _texts(verb_slots(token(doc, "trained")))
    assert slots == {"subj": ["Kenya"], "obj": ["men"], "for": ["Chad"]}


def test_noun_with_possessor_adjective_and_preposition():
    doc = make_doc("""
        Kenya  PROPN nmod:poss 3
        's     PART  case      1 POS
        raid   NOUN  ROOT      0
        on     ADP   case      5
        Chad   PROPN nmod      3
    """)
    assert _texts(noun_slots(token(doc, "raid"))) == {"poss": ["Kenya"], "on": ["Chad"]}


def test_coordinated_adjectives_of_a_noun_each_count():
    doc = make_doc("""
        Kenyan ADJ   amod 4
        and    CCONJ cc   3
        Somali ADJ   conj 1
        raids  NOUN  ROOT 0
    """)
    assert _texts(noun_slots(token(doc, "raids")))["amod"] == ["Kenyan", "Somali"]


def test_noun_takes_the_subject_of_a_verb_that_only_says_it_happens():
    doc = make_doc("""
        Kenya           PROPN nsubj 2
        launched/launch VERB  ROOT  0
        raids           NOUN  obj   2
        on              ADP   case  5
        Chad            PROPN obl   2
    """)
    slots = _texts(noun_slots(token(doc, "raids")))
    assert (slots["by"], slots["on"]) == (["Kenya"], ["Chad"])


def test_noun_under_another_verb_has_no_author():
    doc = make_doc("""
        Kenya               PROPN nsubj 2
        condemned/condemn   VERB  ROOT  0
        raids               NOUN  obj   2
    """)
    assert "by" not in noun_slots(token(doc, "raids"))


def test_by_phrase_below_a_modifier_is_the_author():
    doc = make_doc("""
        arrest NOUN  ROOT 0
        of     ADP   case 3
        men    NOUN  nmod 1
        by     ADP   case 5
        Kenya  PROPN nmod 3
    """)
    assert _texts(noun_slots(token(doc, "arrest"))) == {"of": ["men"], "by": ["Kenya"]}


def test_a_participle_after_have_takes_its_subject_and_object_whatever_the_tree():
    doc = make_doc("""
        Kenya   PROPN nsubj 2
        have    VERB  ROOT  0
        renewed VERB  amod  4 VBN
        ties    NOUN  obj   2
    """)
    assert _texts(verb_slots(token(doc, "renewed"))) == {"subj": ["Kenya"], "obj": ["ties"]}


def test_lemmas_of_coordinated_heads():
    doc = make_doc("""
        Kenya       PROPN nsubj 2
        sent        VERB  ROOT  0
        food        NOUN  obj   2
        and         CCONJ cc    5
        tents/tent  NOUN  conj  3
    """)
    assert lemmas(verb_slots(token(doc, "sent")))["obj"] == ("food", "tent")


def test_words_around_hold_particle_and_words_before_the_object():
    doc = make_doc("""
        They    PRON nsubj        2
        carried VERB ROOT         0
        out     ADP  compound:prt 2
        air     NOUN compound     5
        strikes NOUN obj          2
    """)
    verb = token(doc, "carried")
    assert words_around(verb, verb_slots(verb)) >= {"out", "air"}
