"""``python -m benchmarks.sparing``: what a filter before the encoder would save, and the records that it would lose.

Sentences could be kept from the encoder where nothing looks like an actor or an event: no capital but the first, and no
word that may be one of events. The first filter goes by these alone; the second also passes what has a pronoun, a
quotation mark, a word that may introduce what is said, or one of days. Codes a corpus of news whole and counts, for
each filter, the words of the sentences that it keeps back and the records that begin in them.
"""

from __future__ import annotations

import argparse
from collections import Counter
from collections.abc import Callable, Iterator
from pathlib import Path
from tempfile import TemporaryDirectory

from spacy.tokens import Span, Token

from benchmarks.corpora import SHARED, corpus_articles, write_sample
from benchmarks.documents import markdown_table
from linewatch.coding.lexicon import Lexicon
from linewatch.language.attributions import known_cue_words
from linewatch.language.lemmas import Lemmatiser
from linewatch.records import CodedArticle
from linewatch.run import load_pipeline
from linewatch.settings import read_settings
from linewatch.world.timewords import read_time_words

KINDS = ("events", "red lines", "statements", "places", "times")
_TAGS = (("NOUN", "NNS"), ("NOUN", "NN"), ("VERB", "VBD"), ("VERB", "VBZ"), ("VERB", "VBG"), ("VERB", "VB"))
"""Parts of speech that a word may turn out to have, as the encoder has not read it."""
_PRONOUNS = frozenset(
    {"i", "we", "he", "she", "it", "they", "him", "her", "them", "us", "his", "its", "their", "our", "who", "whose",
     "that", "this", "these", "those"}
)  # fmt: skip


def main() -> None:
    """Code the corpus and print a row for each filter."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--corpus", type=Path, default=SHARED / "corpora" / "news.jsonl.gz")
    parser.add_argument("--articles", type=int, default=300, help="every tenth of the corpus")
    options = parser.parse_args()
    settings = read_settings()
    pipeline, lexicon = load_pipeline(settings), Lexicon.open()
    filters: dict[str, Callable[[Span], bool]] = {
        "an actor or an event": lambda sentence: _may_act(sentence, lexicon),
        "that, a pronoun, a quotation, a cue or a day": lambda sentence: (
            _may_act(sentence, lexicon) or _may_tell(sentence)
        ),
    }
    found: Counter[str] = Counter()
    kept_back: dict[str, Counter[str]] = {name: Counter() for name in filters}
    with TemporaryDirectory() as folder:
        sample = Path(folder) / "sample.jsonl"
        write_sample(options.corpus, sample, step=10, limit=options.articles)
        for article in corpus_articles([str(sample)], settings):
            with pipeline.nlp.memory_zone():
                doc = pipeline.nlp(article.text)
                starts = list(_starts(pipeline.coder(article, doc)))
                for sentence in doc.sents:
                    low, high = sentence.start_char, sentence.end_char
                    counts = Counter(kind for kind, start in starts if low <= start < high)
                    counts["words"] = len(sentence.text.split())
                    found += counts
                    for name, passes in filters.items():
                        if not passes(sentence):
                            kept_back[name] += counts
    rows = [
        [name, *(f"{100 * kept_back[name][kind] / max(found[kind], 1):.1f}" for kind in ("words", *KINDS))]
        for name in filters
    ]
    print(
        markdown_table(["sentences read: those with", "words spared, %", *(f"{kind} lost, %" for kind in KINDS)], rows)
    )


def _starts(coded: CodedArticle) -> Iterator[tuple[str, int]]:
    """Yield kind and first character of each record."""
    yield from (("events", event.evidence[0].start) for event in coded.events)
    yield from (("red lines", line.evidence.start) for line in coded.red_lines)
    yield from (("statements", statement.cue.start) for statement in coded.statements)
    yield from (("places", place.span.start) for place in coded.places)
    yield from (("times", time.span.start) for time in coded.times)


def _may_act(sentence: Span, lexicon: Lexicon) -> bool:
    """Say whether a sentence has a capital but the first, or a word that may be one of events."""
    words = [token for token in sentence if not token.is_space and not token.is_punct]
    return any(word.text[:1].isupper() for word in words[1:]) or any(_may_happen(word, lexicon) for word in words)


def _may_happen(word: Token, lexicon: Lexicon) -> bool:
    """Say whether the word may be one of events, whatever part of speech it has."""
    lemmatiser = Lemmatiser.open()
    lemmas = {lemmatiser.lemma(word.text, pos, tag).lower() for pos, tag in _TAGS}
    return any(lexicon.verbs(lemma) or lexicon.nouns(lemma) or lexicon.adjectives(lemma) for lemma in lemmas)


def _may_tell(sentence: Span) -> bool:
    """Say whether a sentence has a pronoun, a quotation mark, a word of cues or one of days."""
    cues = known_cue_words()
    has_word = any(token.lower_ in _PRONOUNS or token.lower_ in cues or token.is_quote for token in sentence)
    return has_word or any(read_time_words().possible(sentence.text))


if __name__ == "__main__":
    main()
