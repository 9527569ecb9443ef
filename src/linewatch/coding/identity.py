"""The actors of an article, and whether a mention names one again: by its name, its office, a noun that takes it up.

A wrong join is worse than a missing one: names must not contradict each other, nor countries, nor portfolios.
"""

from __future__ import annotations

from dataclasses import dataclass, field

from linewatch.coding.mentions import Mention
from linewatch.coding.pairwords import cast_words
from linewatch.records import EntityKind, Span

_PORTFOLIOS = frozenset(
    {
        "foreign", "defence", "defense", "interior", "finance", "prime", "vice", "justice", "energy", "trade", "health",
        "economy", "information", "transport", "border", "air", "navy", "naval", "ground", "security",
    }
)  # fmt: skip
_LEAST_NAME = 3  # letters of a name that may stand for a longer one


@dataclass(slots=True, eq=False)
class Actor:
    """One actor of the article, completed as more mentions of it are read."""

    name: str
    kind: EntityKind
    title: str | None
    country: str | None
    sector: str | None
    rule: str | None
    inferred_by: str | None = None  # the rule that found the country where no mention tells it
    is_named: bool = False
    gender: str | None = None  # "he" or "she", where a title tells it
    called: str | None = None  # "he" or "she", by the first pronoun that was taken for it
    entry: str | None = None  # the name under which it is known
    roles: set[str] = field(default_factory=set)
    portfolios: set[str] = field(default_factory=set)
    mentions: list[Mention] = field(default_factory=list)
    subjects: list[int] = field(default_factory=list)  # tokens of its mentions as a subject
    spans: tuple[Span, ...] = ()  # of its mentions, set when the cast is complete

    def add(self, mention: Mention) -> None:
        """Take in one more mention: longer names win, unknown fields are filled."""
        self.mentions.append(mention)
        if mention.is_pronoun or mention.is_pair:
            return
        for words in filter(None, (mention.role, mention.title)):
            self.roles |= _role_heads(words)
            self.portfolios |= portfolio(words)
            self.gender = self.gender or gender_of(words)
        if mention.is_named and self.kind != "state" and (self.kind != "person" or mention.kind == "person"):
            is_longer = len(mention.name) > len(self.name) or not self.is_named
            self.name = mention.name if is_longer else self.name
            self.is_named = True
        self.title = max(self.title, mention.title, key=lambda title: len(title or ""))
        if mention.country and (self.country is None or (self.inferred_by and self.mentions[0] is not mention)):
            self.country, self.inferred_by = mention.country, None
        self.sector = self.sector or mention.sector
        self.entry = self.entry or mention.entry

    @property
    def last_head(self) -> int:
        """The token that heads its last mention."""
        return self.mentions[-1].head

    @property
    def last_subject(self) -> int:
        """The token of its last mention as a subject, -1 where it was none."""
        return self.subjects[-1] if self.subjects else -1

    @property
    def is_plural(self) -> bool:
        """Whether a mention of it alone is a plural; "the United States" is one."""
        return self.kind not in {"state", "igo"} and any(
            mention.is_plural and not mention.is_pair for mention in self.mentions
        )


def keys_of(mention: Mention) -> set[tuple[str, str]]:
    """Return under what an actor with this mention can be found again: words of its name, state, words of its roles."""
    if mention.is_pronoun or mention.is_pair:
        return set()
    names = folded(mention.name).split()
    keys = {("role", word) for words in (mention.role, mention.title) if words for word in _role_heads(words)}
    if mention.kind == "state" or is_government(mention):
        keys.add(("state", mention.country or ""))
    if mention.is_named and names:
        keys |= {("family", names[-1]), ("name", " ".join(names))}
        if mention.kind == "person":
            keys |= {("family", name) for name in names if len(name) >= _LEAST_NAME}
    if mention.entry is not None:
        keys.add(("entry", mention.entry))
    return keys


def is_same(actor: Actor, mention: Mention) -> bool:
    """Say whether the mention names the actor again."""
    is_guess = actor.inferred_by is not None and mention.kind == "person" and mention.is_named
    if not is_guess and not agree(actor.country, mention.country):
        return False
    if mention.kind == "person" and mention.is_named:
        return actor.kind == "person" and _same_person(actor, mention)
    if mention.kind == "state" and not mention.role:
        return actor.kind == "state" and actor.country == mention.country
    if is_government(mention) and actor.kind == "state":
        return mention.country is not None and actor.country == mention.country
    if mention.is_named:
        is_entry = mention.entry is not None and mention.entry == actor.entry
        return is_entry or folded(actor.name) == folded(mention.name)
    if mention.is_plural and not mention.is_definite and is_counted(mention.span.text):
        return False  # "four people", told of after "eleven people", are others
    if mention.role is None or portfolio(mention.role) - actor.portfolios != frozenset():
        return False
    if mention.kind == "person":
        is_prime = "prime" in actor.portfolios and "prime" not in portfolio(mention.role)
        if is_prime and role_head(mention.role) == "minister":  # a prime minister is seldom "the minister"
            return False
        return actor.kind == "person" and not mention.is_plural and role_head(mention.role) in actor.roles
    return actor.kind == mention.kind and role_head(mention.role) in actor.roles


def is_counted(words: str) -> bool:
    """Say whether a nominal begins with a number: "at least 11 people"."""
    known = cast_words("counted")
    number = next((word for word in words.casefold().split() if word not in known["around"]), "")
    return number[:1].isdigit() or number in known["numbers"]


def is_named_late(actor: Actor, mention: Mention) -> bool:
    """Say whether the mention names one who had an office and no name so far: "Chad's president ... President Roe"."""
    if actor.kind != "person" or actor.is_named or actor.is_plural or mention.title is None or mention.role is None:
        return False
    is_office = role_head(mention.role) in actor.roles and portfolio(mention.role) == actor.portfolios
    return is_office and agree(actor.country, mention.country)


def takes_up(actor: Actor, mention: Mention) -> bool:
    """Say whether a noun may stand for a body that was named before: "the bloc" for the European Union."""
    if not (mention.is_open and mention.is_definite) or mention.role is None or mention.kind == "person":
        return False
    kinds = cast_words("bodies").get(role_head(mention.role), ())
    return actor.is_named and actor.kind != "person" and bool({actor.kind, actor.sector} & set(kinds))


def is_government(mention: Mention) -> bool:
    """Say whether a mention is a state's government as a whole, which is the state as it acts."""
    return mention.role in {"government", "federal government"} and not mention.is_plural


def agree(one: str | None, other: str | None) -> bool:
    """Say whether two codes may be one's: equal, or one of them unknown."""
    return one is None or other is None or one == other


def folded(name: str) -> str:
    """Return a name for comparison: without article, possessive ending and capitals."""
    return name.casefold().removeprefix("the ").replace("’", "'").removesuffix("'s").strip()


def portfolio(role: str) -> frozenset[str]:
    """Return the words of a role that tell one office from its neighbour: the foreign from the defence ministry."""
    return _PORTFOLIOS & frozenset(cast_words("same").get(role.casefold(), role).casefold().split())


def role_head(role: str) -> str:
    """Return the last word of a role without a plural ending, or the one of which it is another name."""
    same: dict[str, str] = cast_words("same")
    role = same.get(role.casefold(), role)
    word = role.casefold().split()[-1]
    word = word[:-1] if word.endswith("s") and not word.endswith("ss") else word
    return same.get(word, word).split()[-1]


def gender_of(words: str) -> str | None:
    """Return "he" or "she" where a title or role tells it."""
    found = set(words.casefold().split())
    return next((pronoun for pronoun, told in cast_words("gender").items() if found & set(told)), None)


def _role_heads(words: str) -> set[str]:
    """Return what the words of a role may be taken up by: each of them, and the whole by another name."""
    return {role_head(words), *map(role_head, words.replace(",", " ").split())}


def _same_person(actor: Actor, mention: Mention) -> bool:
    """Say whether two personal names are one person's: same family name, no contradicting given name."""
    ours, theirs = folded(actor.name).split(), folded(mention.name).split()
    if not ours or not theirs:
        return False
    if len(theirs) == 1 and len(theirs[0]) >= _LEAST_NAME and theirs[0] in ours:
        return True
    if ours[-1] != theirs[-1]:
        return False
    return len(ours) == 1 or len(theirs) == 1 or ours[0][0] == theirs[0][0]
