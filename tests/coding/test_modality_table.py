"""The table of modality in coded text: each of its 64 rows in two sentences of our own, through the real pipeline.

`PLAIN` says each act with an auxiliary, `OTHER` with the words of news: "refused to", "ruled out", "is to", "possible".
The ontology's own answers are tested in tests/test_ontology.py. A row is reached where its type is coded and no other.
"""

from __future__ import annotations

from collections.abc import Callable
from typing import Literal, cast

import pytest

from linewatch.ontology import Ontology
from linewatch.records import CodedArticle, Modality

Row = tuple[str, str]
"""Row of the table, type of the act."""

PLAIN: dict[Row, str] = {
    ("future", "AGREE"): "Kenya will accept the Ugandan proposal.",
    ("future", "CONSULT"): "The French president will visit Lebanon on Tuesday.",
    ("future", "SUPPORT"): "Greece will support Egypt in the dispute.",
    ("future", "CONCEDE"): "Norway will apologise to Sweden.",
    ("future", "COOPERATE"): "India will cooperate with Japan on satellites.",
    ("future", "AID"): "Norway will send medical aid to Ukraine.",
    ("future", "RETREAT"): "Sudan will withdraw its troops from Ethiopia.",
    ("future", "REQUEST"): "Kenya will ask Somalia for help.",
    ("future", "ACCUSE"): "Germany will condemn Iran.",
    ("future", "REJECT"): "Serbia will reject the demand by Kosovo.",
    ("future", "THREATEN"): "Turkey will threaten Greece with force.",
    ("future", "PROTEST"): "Farmers will protest against the French government.",
    ("future", "SANCTION"): "Japan will impose sanctions on Russia.",
    ("future", "MOBILIZE"): "Russia will deploy troops to the Finnish border.",
    ("future", "COERCE"): "Finland will close its border with Russia.",
    ("future", "ASSAULT"): "Ethiopia will attack Eritrea.",
    ("negated-past", "AGREE"): "Kenya did not accept the Ugandan proposal.",
    ("negated-past", "CONSULT"): "The French president did not visit Lebanon.",
    ("negated-past", "SUPPORT"): "Greece did not support Egypt in the dispute.",
    ("negated-past", "CONCEDE"): "Norway did not apologise to Sweden.",
    ("negated-past", "COOPERATE"): "India did not cooperate with Japan.",
    ("negated-past", "AID"): "Norway did not send medical aid to Ukraine.",
    ("negated-past", "RETREAT"): "Sudan did not withdraw its troops from Ethiopia.",
    ("negated-past", "REQUEST"): "Kenya did not ask Somalia for help.",
    ("negated-past", "ACCUSE"): "Germany did not condemn Iran.",
    ("negated-past", "REJECT"): "Serbia did not reject the demand by Kosovo.",
    ("negated-past", "THREATEN"): "Turkey did not threaten Greece.",
    ("negated-past", "PROTEST"): "Farmers did not protest against the French government.",
    ("negated-past", "SANCTION"): "Japan did not impose sanctions on Russia.",
    ("negated-past", "MOBILIZE"): "Russia did not deploy troops to the Finnish border.",
    ("negated-past", "COERCE"): "Finland did not close its border with Russia.",
    ("negated-past", "ASSAULT"): "Ethiopia did not attack Eritrea.",
    ("negated-future", "AGREE"): "Kenya will not accept the Ugandan proposal.",
    ("negated-future", "CONSULT"): "The French president will not visit Lebanon.",
    ("negated-future", "SUPPORT"): "Greece will not support Egypt in the dispute.",
    ("negated-future", "CONCEDE"): "Norway will not apologise to Sweden.",
    ("negated-future", "COOPERATE"): "India will not cooperate with Japan.",
    ("negated-future", "AID"): "Norway will not send medical aid to Ukraine.",
    ("negated-future", "RETREAT"): "Sudan will not withdraw its troops from Ethiopia.",
    ("negated-future", "REQUEST"): "Kenya will not ask Somalia for help.",
    ("negated-future", "ACCUSE"): "Germany will not condemn Iran.",
    ("negated-future", "REJECT"): "Serbia will not reject the demand by Kosovo.",
    ("negated-future", "THREATEN"): "Turkey will not threaten Greece.",
    ("negated-future", "PROTEST"): "Farmers will not protest against the French government.",
    ("negated-future", "SANCTION"): "Japan will not impose sanctions on Russia.",
    ("negated-future", "MOBILIZE"): "Russia will not deploy troops to the Finnish border.",
    ("negated-future", "COERCE"): "Finland will not close its border with Russia.",
    ("negated-future", "ASSAULT"): "Ethiopia will not attack Eritrea.",
    ("hypothetical", "AGREE"): "Kenya might accept the Ugandan proposal.",
    ("hypothetical", "CONSULT"): "The French president might visit Lebanon.",
    ("hypothetical", "SUPPORT"): "Greece might support Egypt in the dispute.",
    ("hypothetical", "CONCEDE"): "Norway might apologise to Sweden.",
    ("hypothetical", "COOPERATE"): "India might cooperate with Japan.",
    ("hypothetical", "AID"): "Norway might send medical aid to Ukraine.",
    ("hypothetical", "RETREAT"): "Sudan might withdraw its troops from Ethiopia.",
    ("hypothetical", "REQUEST"): "Kenya might ask Somalia for help.",
    ("hypothetical", "ACCUSE"): "Germany might condemn Iran.",
    ("hypothetical", "REJECT"): "Serbia might reject the demand by Kosovo.",
    ("hypothetical", "THREATEN"): "Turkey might threaten Greece.",
    ("hypothetical", "PROTEST"): "Farmers might protest against the French government.",
    ("hypothetical", "SANCTION"): "Japan might impose sanctions on Russia.",
    ("hypothetical", "MOBILIZE"): "Russia might deploy troops to the Finnish border.",
    ("hypothetical", "COERCE"): "Finland might close its border with Russia.",
    ("hypothetical", "ASSAULT"): "Ethiopia might attack Eritrea.",
}

OTHER: dict[Row, str] = {
    ("future", "AGREE"): "Kenya plans to accept the truce offered by Uganda.",
    ("future", "CONSULT"): "The French president is to visit Lebanon.",
    ("future", "SUPPORT"): "Greece is going to endorse the Egyptian plan.",
    ("future", "CONCEDE"): "Norway vowed to apologise to Sweden.",
    ("future", "COOPERATE"): "India and Japan plan to hold joint exercises.",
    ("future", "AID"): "Norway promised medical aid to Ukraine.",
    ("future", "RETREAT"): "Sudan pledged to release the Ethiopian prisoners.",
    ("future", "REQUEST"): "Kenya plans to ask Somalia for help.",
    ("future", "ACCUSE"): "Germany intends to sue Iran.",
    ("future", "REJECT"): "Serbia is expected to reject Kosovo's offer.",
    ("future", "THREATEN"): "Turkey plans to issue an ultimatum to Greece.",
    ("future", "PROTEST"): "Polish farmers plan to block the border crossings with Ukraine.",
    ("future", "SANCTION"): "Japan vowed to cut off aid to Russia.",
    ("future", "MOBILIZE"): "Russia intends to send warships to the coast of Japan.",
    ("future", "COERCE"): "Finland threatened to expel two Russian diplomats.",
    ("future", "ASSAULT"): "Ethiopian forces are preparing an attack on Eritrea.",
    ("negated-past", "AGREE"): "Kenya never accepted the Ugandan proposal.",
    ("negated-past", "CONSULT"): "The French president cancelled his visit to Lebanon.",
    ("negated-past", "SUPPORT"): "Greece has not endorsed the Egyptian plan.",
    ("negated-past", "CONCEDE"): "Norway failed to apologise to Sweden.",
    ("negated-past", "COOPERATE"): "India stopped cooperating with Japan.",
    ("negated-past", "AID"): "No aid was sent to Ukraine by Norway.",
    ("negated-past", "RETREAT"): "Sudan failed to withdraw its troops from Ethiopia.",
    ("negated-past", "REQUEST"): "Kenya has never demanded that Somalia leave the island.",
    ("negated-past", "ACCUSE"): "Germany stopped short of condemning Iran.",
    ("negated-past", "REJECT"): "Kosovo's offer was not rejected by Serbia.",
    ("negated-past", "THREATEN"): "Turkey made no threats against Greece.",
    ("negated-past", "PROTEST"): "Polish farmers called off their strike against the government.",
    ("negated-past", "SANCTION"): "Sanctions on Russia were not imposed by Japan.",
    ("negated-past", "MOBILIZE"): "Russia cancelled the deployment of troops to Finland.",
    ("negated-past", "COERCE"): "Iranian police have not arrested the Swedish journalists.",
    ("negated-past", "ASSAULT"): "Ethiopian forces stopped shelling Eritrean positions.",
    ("negated-future", "AGREE"): "Kenya refused to accept the Ugandan proposal.",
    ("negated-future", "CONSULT"): "The French president ruled out talks with Lebanon.",
    ("negated-future", "SUPPORT"): "Greece declined to endorse the Egyptian plan.",
    ("negated-future", "CONCEDE"): "Norway refused to apologise to Sweden.",
    ("negated-future", "COOPERATE"): "India refused to cooperate with Japan.",
    ("negated-future", "AID"): "Norway ruled out military aid to Ukraine.",
    ("negated-future", "RETREAT"): "Sudan refused to withdraw its troops from Ethiopia.",
    ("negated-future", "REQUEST"): "Kenya is not going to ask Somalia for help.",
    ("negated-future", "ACCUSE"): "Germany won't condemn Iran.",
    ("negated-future", "REJECT"): "Serbia pledged not to reject Kosovo's offer.",
    ("negated-future", "THREATEN"): "Turkey will never threaten Greece.",
    ("negated-future", "PROTEST"): "Farmers agreed not to protest against the French government.",
    ("negated-future", "SANCTION"): "Japan ruled out sanctions on Russia.",
    ("negated-future", "MOBILIZE"): "Russia promised not to deploy troops to the Finnish border.",
    ("negated-future", "COERCE"): "Finland does not plan to close its border with Russia.",
    ("negated-future", "ASSAULT"): "Ethiopia vowed not to attack Eritrea.",
    ("hypothetical", "AGREE"): "If Kenya accepts the Ugandan proposal, the market may calm down.",
    ("hypothetical", "CONSULT"): "It is unclear whether the French president visited Lebanon.",
    ("hypothetical", "SUPPORT"): "Greece could endorse the Egyptian plan.",
    ("hypothetical", "CONCEDE"): "Unless Norway apologises to Sweden, the row may drag on.",
    ("hypothetical", "COOPERATE"): "A joint exercise of India and Japan would be possible.",
    ("hypothetical", "AID"): "Norway would send medical aid to Ukraine if parliament met.",
    ("hypothetical", "RETREAT"): "A possible Sudanese withdrawal from Ethiopia was the talk of the town.",
    ("hypothetical", "REQUEST"): "Kenya may yet ask Somalia for help.",
    ("hypothetical", "ACCUSE"): "Germany could sue Iran.",
    ("hypothetical", "REJECT"): "If Serbia rejects Kosovo's offer, nobody will be surprised.",
    ("hypothetical", "THREATEN"): "Turkey would threaten Greece only as a last resort.",
    ("hypothetical", "PROTEST"): "A strike by Polish farmers is possible.",
    ("hypothetical", "SANCTION"): "Sanctions against Russia would hurt Japan.",
    ("hypothetical", "MOBILIZE"): "Observers fear a deployment of Russian troops in Finland.",
    ("hypothetical", "COERCE"): "If Finland closed its border with Russia, trade would suffer.",
    ("hypothetical", "ASSAULT"): "An Ethiopian attack on Eritrea is possible.",
}


def rows() -> list[Row]:
    table = Ontology.open().modality
    return [(row, name) for row in table for name in table[row]]


def becomes(row: str, event_type: str) -> set[str]:
    """Return what the ontology makes of an act: one type, or nothing."""
    modality, _, tense = row.partition("-")
    asked = cast("Literal['past', 'future']", tense or "future")
    name = Ontology.open().modal_type(event_type, cast("Modality", modality), asked)
    return {name} if name else set()


def params(sentences: dict[Row, str]) -> list[object]:
    """Return the rows with their sentences."""
    return [pytest.param(*row, sentence, id=" ".join(row)) for row, sentence in sentences.items()]


def test_every_row_of_the_table_has_its_sentences() -> None:
    assert list(PLAIN) == list(OTHER) == rows()
    assert len({*PLAIN.values(), *OTHER.values()}) == 2 * len(rows())


@pytest.mark.parametrize(("row", "event_type", "sentence"), params(PLAIN))
def test_an_auxiliary_gives_the_type_of_its_row(
    code: Callable[[str], CodedArticle], row: str, event_type: str, sentence: str
) -> None:
    assert {event.event_type for event in code(sentence).events} == becomes(row, event_type)


@pytest.mark.parametrize(("row", "event_type", "sentence"), params(OTHER))
def test_other_words_give_the_type_of_their_row(
    code: Callable[[str], CodedArticle], row: str, event_type: str, sentence: str
) -> None:
    assert {event.event_type for event in code(sentence).events} == becomes(row, event_type)
