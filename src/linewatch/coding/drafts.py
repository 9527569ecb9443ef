"""An event in the making: its word, its sense, its parties and how it stands. Lexicon and model both work on drafts."""

from __future__ import annotations

from dataclasses import dataclass

from spacy.tokens import Token

from linewatch.coding.modality import Reading
from linewatch.coding.senses import Group
from linewatch.records import Entity, Modality, Statement


@dataclass(frozen=True, slots=True)
class Draft:
    """What will be an event record, before its day, its place and PLOVER's numbers."""

    trigger: Token
    event_type: str
    mode: str | None
    group: Group
    actors: tuple[Entity, ...]
    recipients: tuple[Entity, ...]
    reading: Reading
    modality: Modality
    statement: Statement | None
    score: float
    explanation: str
    is_by_rule: bool = False  # a speech act that stands in no one word, so that the model cannot judge it by its word

    @property
    def cameo(self) -> str | None:
        """The CAMEO code of its group, where the draft still is what the group says."""
        return self.group.cameo if self.event_type == self.group.event_type else None

    @property
    def is_mutual(self) -> bool:
        """Whether all parties are actors."""
        return len(self.actors) > 1 and not self.recipients
