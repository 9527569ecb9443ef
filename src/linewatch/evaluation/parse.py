"""The task `parse`: gold CoNLL-U → tags and trees on the gold words, as CoNLL-U with the same sentence ids.

Source: CoNLL-U as Universal Dependencies v2 defines it; figures as the CoNLL 2018 shared task has them, on gold words
with punctuation.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from pathlib import Path
from typing import NamedTuple

from spacy.tokens import Span, Token

from linewatch.evaluation.scores import Share
from linewatch.evaluation.sentences import Sentence, annotate_sentences
from linewatch.evaluation.task import Item, Pipeline
from linewatch.evaluation.treebank import TreebankSentence, read_treebank


class Word(NamedTuple):
    """What a tree says of one word; `head` counts words from 1, 0 is the root."""

    lemma: str
    upos: str
    xpos: str
    feats: str
    head: int
    deprel: str


Tree = tuple[Word, ...]


class Parse:
    """Tags and dependency trees."""

    def read_gold(self, path: Path) -> list[Item[Sentence, Tree]]:
        """Return the sentences of a treebank; one without a whole tree has no label."""
        return [Item(_question(sentence), _label(sentence)) for sentence in read_treebank(path)]

    def answer(self, questions: Sequence[Sentence], pipeline: Pipeline) -> Iterator[Tree]:
        """Yield the tree of each sentence."""
        return annotate_sentences(questions, pipeline.nlp, read_tree)

    def format_answer(self, question: Sentence, answer: Tree) -> str:
        """Return the sentence in CoNLL-U."""
        lines = [f"# sent_id = {question.sentence_id}"]
        for number, (form, word) in enumerate(zip(question.words, answer, strict=True), 1):
            columns = (number, form, word.lemma, word.upos, word.xpos, word.feats, word.head, word.deprel, "_", "_")
            lines.append("\t".join(map(str, columns)))
        return "\n".join([*lines, "", ""])

    def score(self, judged: Iterable[tuple[Sentence, Tree, Tree]]) -> dict[str, Share]:
        """Return the shares of words with the right tag, lemma, head, and head with relation."""
        words = [both for _, gold, answer in judged for both in zip(gold, answer, strict=True)]
        right = {
            "UPOS": sum(gold.upos == word.upos for gold, word in words),
            "XPOS": sum(gold.xpos == word.xpos for gold, word in words),
            "lemma": sum(gold.lemma == word.lemma for gold, word in words),
            "UAS": sum(gold.head == word.head for gold, word in words),
            "LAS": sum(
                gold.head == word.head and plain_relation(gold.deprel) == plain_relation(word.deprel)
                for gold, word in words
            ),
            "LAS with subtypes": sum(gold[-2:] == word[-2:] for gold, word in words),
        }
        return {name: Share(number, len(words)) for name, number in right.items()}


def plain_relation(deprel: str) -> str:
    """Return a relation without its subtype: `nsubj` of `nsubj:pass`."""
    return deprel.partition(":")[0]


def read_tree(sentence: Span) -> Tree:
    """Return what the annotation says of each word; what it does not say is `_`."""
    return tuple(_read_word(token, sentence.start) for token in sentence)


def _read_word(token: Token, start: int) -> Word:
    is_root = token.head.i == token.i
    return Word(
        lemma=token.lemma_ or "_",
        upos=token.pos_ or "_",
        xpos=token.tag_ or "_",
        feats=str(token.morph) or "_",
        head=0 if is_root else token.head.i - start + 1,
        deprel="root" if is_root else token.dep_ or "_",
    )


def _question(sentence: TreebankSentence) -> Sentence:
    words = tuple(row.form for row in sentence.rows)
    spaces = tuple(row.has_space for row in sentence.rows)
    return Sentence(sentence.sentence_id, words, spaces, sentence.opens_document)


def _label(sentence: TreebankSentence) -> Tree | None:
    if any(row.head is None for row in sentence.rows):
        return None
    return tuple(Word(row.lemma, row.upos, row.xpos, row.feats, row.head or 0, row.deprel) for row in sentence.rows)
