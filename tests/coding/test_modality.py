"""How an act stands in its sentence: fact, plan, supposition or denial."""

from __future__ import annotations

import pytest

from linewatch.coding.modality import is_bygone, read_modality


def _read(nlp, marked):
    """Return how the word between asterisks stands."""
    before, word, after = marked.split("*")
    doc = nlp(before + word + after)
    span = doc.char_span(len(before), len(before) + len(word))
    return read_modality(span.root)


@pytest.mark.parametrize(
    ("marked", "modality", "cue"),
    [
        ("Kenya *attacked* Somalia.", "actual", None),
        ("The *attack* on Somalia began on Monday.", "actual", None),
        # what lies ahead
        ("Kenya will *attack* Somalia.", "future", "will"),
        ("Kenya is going to *attack* Somalia.", "future", "going to"),
        ("Kenya plans to *attack* Somalia.", "future", "plans"),
        ("Kenya is planning an *attack* on Somalia.", "future", "planning"),
        ("The planned *visit* to Somalia was postponed.", "future", "planned"),
        ("Kenya agreed to *withdraw* its troops.", "future", "agreed"),
        ("Kenya will not hesitate to *attack* Somalia.", "future", "hesitate"),
        ("Kenya is to *attack* Somalia.", "future", "is to"),
        ("*Talks* with Somalia are planned.", "future", "planned"),
        ("The envoy came ahead of *talks* with Somalia.", "future", "ahead of"),
        # what is under way, or only goes before another act
        ("Kenya today launched its long-threatened *invasion* of Somalia.", "actual", None),
        ("Kenya undertook a *mission* to Somalia.", "actual", None),
        ("Kenya offered talks after the *attack* on its embassy.", "actual", None),
        ("The union called off its strike after *talks* with the government.", "actual", None),
        ("Kenya did not announce any plans to *withdraw* its troops.", "negated", "not plans"),
        # what is only supposed or asked for
        ("An *attack* on Somalia is possible.", "hypothetical", "possible"),
        ("Kenya is unlikely to *attack* Somalia.", "hypothetical", "unlikely"),
        ("Kenya may *attack* Somalia.", "hypothetical", "may"),
        ("If Kenya *attacks* Somalia, prices will rise.", "hypothetical", "If"),
        ("Kenya asked whether Somalia *attacked* the village.", "hypothetical", "whether"),
        ("Kenya called for *talks* with Somalia.", "hypothetical", "called"),
        ("Kenya urged Somalia to *withdraw* its troops.", "hypothetical", "urged"),
        ("Kenya fears an *attack* by Somalia.", "hypothetical", "fears"),
        ("A possible *attack* on Somalia worried the traders.", "hypothetical", "possible"),
        ("Kenya sent troops to *attack* the village.", "hypothetical", "to"),
        # what is denied, refused or prevented
        ("Kenya did not *attack* Somalia.", "negated", "not"),
        ("Kenya never *attacked* Somalia.", "negated", "not"),
        ("Nobody *attacked* the village.", "negated", "not"),
        ("No troops *attacked* the village.", "negated", "not"),
        ("There was no *attack* on Somalia.", "negated", "not"),
        ("Kenya denied that it *attacked* Somalia.", "negated", "denied"),
        ("Kenya denied *attacking* Somalia.", "negated", "denied"),
        ("Kenya refused to *sign* the treaty.", "negated", "refused"),
        ("Kenya stopped the *attack*.", "negated", "stopped"),
        ("Kenya ruled out an *attack* on Somalia.", "negated", "ruled"),
        ("Kenya did not plan to *attack* Somalia.", "negated", "not plan"),
        ("Kenya stopped short of *attacking* Somalia.", "negated", "stopped short"),
        ("Kenya vowed not to *attack* Somalia.", "negated", "not"),
        ("Kenya pledged never again to *attack* Somalia.", "negated", "not"),
        ("Kenya promised to never *attack* Somalia.", "negated", "not"),
        # what is not denied is not thereby a fact
        ("Kenya did not deny *attacking* Somalia.", "hypothetical", "not"),
        ("Kenya did not rule out an *attack* on Somalia.", "hypothetical", "not"),
        # coordination shares plans and suppositions, not denials
        ("Kenya will close the border and *expel* the ambassador.", "future", "will"),
        ("Kenya may attack Somalia or *invade* Ethiopia.", "hypothetical", "may"),
        ("Kenya did not attack Somalia and *expelled* the ambassador.", "actual", None),
        # a verb that only says that the noun's act takes place lends it its own standing
        ("Kenya carried out an *attack* on Somalia.", "actual", None),
        ("Kenya will pay a *visit* to Somalia.", "future", "will"),
        ("Kenya did not launch an *attack* on Somalia.", "negated", "not"),
        ("The *attack* did not happen.", "negated", "not"),
        # what is put off, what somebody travels for, what may come of something, and what almost happened
        ("Kenya postponed its *talks* with Somalia.", "hypothetical", "postponed"),
        ("The *talks* were delayed by a storm.", "hypothetical", "delayed"),
        ("Talks were postponed at the *request* of Somalia.", "actual", None),
        ("The envoy flew to Cairo for *talks* with Somalia.", "hypothetical", "to"),
        ("The embargo could spark *clashes* with Somalia.", "hypothetical", "could"),
        ("The embargo sparked *clashes* with Somalia.", "actual", None),
        ("*Attacks* on the port might trigger a war.", "hypothetical", "might"),
        ("The *attacks* on the port might trigger a war.", "actual", None),
        ("Kenya asked for help in *freeing* the hostages.", "hypothetical", "asked"),
        ("Kenya nearly *captured* the village.", "hypothetical", "nearly"),
        # what is only a goal, what is not done, and what is hindered only in a plan
        ("Kenya gave up its goal of *expelling* the ambassador.", "hypothetical", "goal"),
        ("The governor has a strategy to *arrest* the smugglers.", "hypothetical", "strategy"),
        ("Kenya sent troops to Somalia without *declaring* war.", "hypothetical", "without"),
        ("Kenya signed the treaty instead of *attacking* Somalia.", "hypothetical", "instead"),
        ("Kenya warned Somalia against *crossing* the border.", "hypothetical", "against"),
        ("Kenya sent troops to stop the *attacks* on Somalia.", "hypothetical", "to"),
        ("Kenya sent troops to help stop the *attacks* on Somalia.", "hypothetical", "stop"),
        ("Kenya plans to stop the *attacks* on Somalia.", "negated", "stop"),
        # a relative clause and a finite verb stand beside a plan, not below it
        ("Kenya made a plan for the march, which the police *rejected*.", "actual", None),
        ("The rebels vowed to destroy the town and *shelled* it.", "actual", None),
        # what somebody says is still asserted
        ("Kenya said that it *attacked* Somalia.", "actual", None),
        ("Kenya reported that Somalia *attacked* a village.", "actual", None),
        ("Kenya said that it will *attack* Somalia.", "future", "will"),
    ],
)
def test_how_an_act_stands(nlp, marked, modality, cue):
    reading = _read(nlp, marked)
    assert (reading.modality, reading.cue) == (modality, cue)


@pytest.mark.parametrize(
    ("marked", "is_future"),
    [
        ("Kenya did not *attack* Somalia.", False),
        ("Kenya will not *attack* Somalia.", True),
        ("Kenya *attacked* Somalia.", False),
        ("Kenya plans to *attack* Somalia.", True),
        ("Kenya vowed not to *attack* Somalia.", True),
        ("Kenya ruled out an *attack* on Somalia.", True),
        ("Kenya failed to *attack* Somalia.", False),
    ],
)
def test_whether_the_act_lies_ahead(nlp, marked, is_future):
    assert _read(nlp, marked).is_future is is_future


@pytest.mark.parametrize(
    ("marked", "is_void"),
    [
        ("Kenya urged Somalia not to *attack* Ethiopia.", True),
        ("An *attack* on Somalia is unlikely.", True),
        ("Kenya left Somalia without *attacking* the rebels.", True),
        ("Kenya sent troops to help stop the *attacks* on Somalia.", True),
        ("An *attack* on Somalia is possible.", False),
        ("Kenya vowed not to *attack* Somalia.", False),
    ],
)
def test_who_is_asked_not_to_act_has_done_nothing(nlp, marked, is_void):
    assert _read(nlp, marked).is_void is is_void


@pytest.mark.parametrize(
    ("marked", "is_past"),
    [
        ("Kenya reopened its embassy nearly ten years after a mob *burned* it.", True),
        ("Kenya *reopened* its embassy ten years after a mob burned it.", False),
        ("Kenya closed its embassy two days after a mob *burned* it.", False),
        ("Kenya closed its embassy after a mob *burned* it.", False),
    ],
)
def test_a_clause_that_is_put_years_back_is_bygone(nlp, marked, is_past):
    before, word, after = marked.split("*")
    doc = nlp(before + word + after)
    assert is_bygone(doc.char_span(len(before), len(before) + len(word)).root) == is_past


@pytest.mark.parametrize(
    ("marked", "is_tried"),
    [
        ("Protesters tried to *storm* the palace.", True),
        ("An attempt to *kill* the minister was thwarted.", True),
        ("Protesters may try to *storm* the palace.", False),
        ("Protesters plan to *storm* the palace.", False),
    ],
)
def test_who_tries_has_acted(nlp, marked, is_tried):
    assert _read(nlp, marked).is_tried is is_tried


@pytest.mark.parametrize(
    ("marked", "is_hindered"),
    [
        ("Kenya prevented *attacks* on Somalia.", True),
        ("Kenya failed to *capture* the town.", True),
        ("Kenya stopped the *attack*.", False),
        ("Kenya refused to *attack* Somalia.", False),
    ],
)
def test_who_is_hindered_has_not_held_back(nlp, marked, is_hindered):
    assert _read(nlp, marked).is_hindered is is_hindered
