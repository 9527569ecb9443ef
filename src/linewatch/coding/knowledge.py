"""What the coders know beside the text: ontology, lexicon, actors and discards, held as one object.

Takes settings, gives the shipped knowledge with the user's own files added to it. It is made once for a pipeline, never
changes afterwards, and can be made again from the same settings in another process.
"""

from __future__ import annotations

from dataclasses import dataclass, field, replace
from functools import cache

from linewatch.coding.lexicon import Lexicon, extend_lexicon
from linewatch.errors import ModelError
from linewatch.extensions import extend_ontology
from linewatch.language.attributions import AttributionReader
from linewatch.language.heads import Heads
from linewatch.language.lines import LineReader
from linewatch.language.model import model_folder
from linewatch.language.relations import RelationReader
from linewatch.ontology import Ontology
from linewatch.settings import Settings
from linewatch.tables import files_digest, read_own_tables
from linewatch.world.actors import ActorBook
from linewatch.world.discards import Discards
from linewatch.world.ownactors import read_own_actors

_DIGITS = 12  # of the checksum that tells one set of own files from another


@dataclass(frozen=True, slots=True)
class Knowledge:
    """One state of knowledge. The same files always give the same `version`.

    `reader` reads relations, `attributions` who said what, `lines` declared red lines; without one of them the rules
    alone decide there.
    """

    ontology: Ontology
    lexicon: Lexicon
    book: ActorBook
    discards: Discards = field(default_factory=Discards)
    version: str | None = None
    reader: RelationReader | None = None
    attributions: AttributionReader | None = None
    lines: LineReader | None = None

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
    ontology = extend_ontology(Ontology.open(), read_own_tables(settings.ontology))
    reader = _read_reader(settings, ontology)
    attributions = AttributionReader(model_folder(), settings.threads)
    lines = LineReader.of(model_folder(), settings.threads)
    if not files:
        return replace(Knowledge.open(), reader=reader, attributions=attributions, lines=lines)
    lexicon = extend_lexicon(ontology, read_own_tables(settings.lexicon))
    own = read_own_actors(settings.actors, frozenset(ontology.sectors))
    book = ActorBook.extended(own) if settings.actors else ActorBook.open()
    version = files_digest(files)[:_DIGITS]
    return Knowledge(ontology, lexicon, book, own.discards, version, reader, attributions, lines)


def _read_reader(settings: Settings, ontology: Ontology) -> RelationReader:
    """Return the reader of relations with the last layer of the settings, which must fit this model and ontology."""
    reader = RelationReader(model_folder(), settings.relations, settings.threads)
    if settings.relations is not None:
        fault = _misfit(reader.heads, reader.shipped_version, ontology)
        if fault:
            raise ModelError("LW305", fault, str(settings.relations))
    return reader


def _misfit(own: Heads, shipped_version: str, ontology: Ontology) -> str | None:
    """Return why a last layer cannot be used, if it cannot."""
    release = own.version.partition("+")[0]
    if release != shipped_version:
        return f"it was trained for the reader {release} and this is {shipped_version}; run linewatch train again"
    told = [(event_type, mode) for event_type, mode, _ in own.classes.values() if event_type]
    told += [(row.partition("/")[0], row.partition("/")[2]) for row in own.parts["mode"].labels]
    for event_type, mode in told:
        if event_type not in ontology.types or (mode and mode not in ontology.types[event_type].modes):
            name = f"the mode {mode} of {event_type}" if event_type in ontology.types else f"the type {event_type}"
            return f"it knows {name}, which no file declares; name the file that does under `ontology` in the settings"
    return None


@cache
def _open() -> Knowledge:
    folder = model_folder()
    return Knowledge(
        Ontology.open(),
        Lexicon.open(),
        ActorBook.open(),
        reader=RelationReader(folder),
        attributions=AttributionReader(folder),
        lines=LineReader.of(folder),
    )
