"""What the coders know beside the text: ontology, lexicon, actors and discards, held as one object.

Takes settings, gives the shipped knowledge with the user's own files added to it. It is made once for a pipeline, never
changes afterwards, and can be made again from the same settings in another process.
"""

from __future__ import annotations

from dataclasses import dataclass, field
from functools import cache

from linewatch.coding.lexicon import Lexicon, extend_lexicon
from linewatch.extensions import extend_ontology
from linewatch.ontology import Ontology
from linewatch.settings import Settings
from linewatch.tables import files_digest, read_own_tables
from linewatch.world.actors import ActorBook
from linewatch.world.discards import Discards
from linewatch.world.ownactors import read_own_actors

_DIGITS = 12  # of the checksum that tells one set of own files from another


@dataclass(frozen=True, slots=True)
class Knowledge:
    """One state of knowledge. The same files always give the same `version`."""

    ontology: Ontology
    lexicon: Lexicon
    book: ActorBook
    discards: Discards = field(default_factory=Discards)
    version: str | None = None

    @staticmethod
    def open() -> Knowledge:
        """Return what ships with Linewatch, without anything of the user's; it is read once per process.

        Raises:
            ModelError: LW301 or LW302 when a table is damaged or missing.
        """
        return _open()


def read_knowledge(settings: Settings) -> Knowledge:
    """Return the shipped knowledge extended by the files that the settings name; the user's entries win.

    Raises:
        ModelError: LW301 or LW302 a shipped table is damaged or missing; LW305 an entry of the user's own files is
            wrong, LW306 one of them cannot be read.
    """
    files = (*settings.ontology, *settings.lexicon, *settings.actors)
    if not files:
        return Knowledge.open()
    ontology = extend_ontology(Ontology.open(), read_own_tables(settings.ontology))
    lexicon = extend_lexicon(ontology, read_own_tables(settings.lexicon))
    own = read_own_actors(settings.actors, frozenset(ontology.sectors))
    book = ActorBook.extended(own) if settings.actors else ActorBook.open()
    return Knowledge(ontology, lexicon, book, own.discards, files_digest(files)[:_DIGITS])


@cache
def _open() -> Knowledge:
    return Knowledge(Ontology.open(), Lexicon.open(), ActorBook.open())
