"""Two steps of training on invented sentences: batches, masks, losses, saving, going on, teaching."""

from __future__ import annotations

import json
from pathlib import Path

import numpy as np
import pytest

torch = pytest.importorskip("torch", reason="training needs torch: pip install -r training/requirements.txt")

from tokenizers import Tokenizer  # noqa: E402
from tokenizers.models import WordPiece  # noqa: E402
from tokenizers.normalizers import BertNormalizer  # noqa: E402
from tokenizers.pre_tokenizers import BertPreTokenizer  # noqa: E402
from training.checkpoints import load_weights, read_build, save_weights  # noqa: E402
from training.corpus import MISSING, Corpus, casing_variants, plan_batches  # noqa: E402
from training.network import Network  # noqa: E402
from training.pack import save_corpus  # noqa: E402
from training.sets import Annotated  # noqa: E402
from training.teachers import Teachers  # noqa: E402
from training.train import Recipe, Run  # noqa: E402

from training import encoder  # noqa: E402

_LABELS = {
    "upos": ["NOUN", "VERB", "PUNCT"],
    "xpos": ["NN", "VBD", "."],
    "feats": ["_", "Tense=Past"],
    "deprel": ["nsubj", "root", "punct"],
    "ner": ["O", "B-PER", "I-PER"],
}
_WORDS = ["[PAD]", "[UNK]", "[CLS]", "[SEP]", "army", "shell", "##ed", "ann", "slept", "."]
_TINY = encoder.Build(width=24, layers=1, epsilon=1e-5, is_relative=True)


@pytest.fixture
def data(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """Three invented sentences, packed, with an encoder of one narrow layer."""
    monkeypatch.setitem(encoder.BUILDS, "tiny", _TINY)
    monkeypatch.setattr(encoder.Encoder, "load_pretrained", lambda *_: None)
    tokenizer = Tokenizer(WordPiece({piece: n for n, piece in enumerate(_WORDS)}, unk_token="[UNK]"))
    tokenizer.normalizer, tokenizer.pre_tokenizer = BertNormalizer(lowercase=True), BertPreTokenizer()
    parsed = Annotated(
        words=["Army", "shelled", "."],
        upos=["NOUN", "VERB", "PUNCT"],
        xpos=["NN", "VBD", "."],
        feats=["_", "Tense=Past", "Rare=Yes"],
        head=[2, 0, 2],
        deprel=["nsubj", "root", "punct"],
    )
    sentences = [parsed, Annotated(["Ann", "slept"], ner=["B-PER", "O"]), Annotated(["slept", "Ann", "."])]
    save_corpus(tmp_path / "train.npz", sentences, _LABELS, tokenizer)
    save_corpus(tmp_path / "dev-made-up.npz", sentences, _LABELS, tokenizer)
    save_corpus(tmp_path / "silver.npz", [Annotated(["Ann", "shelled"])], {}, tokenizer)
    (tmp_path / "labels.json").write_text(json.dumps(_LABELS))
    (tmp_path / "encoder").mkdir()
    return tmp_path


def _train(data: Path, name: str, files: list[str], teachers: list[Path], **recipe: float) -> Run:
    chosen = Recipe(build="tiny", pieces=16, **recipe)  # type: ignore[arg-type]
    (data / name).mkdir(exist_ok=True)
    run = Run(chosen, data / name, data, data / "encoder", files, teachers)
    run.resume()
    return run


def test_a_batch_pads_and_masks_and_leaves_silence_silent(data: Path) -> None:
    corpus = Corpus.load([data / "train.npz", data / "silver.npz"], torch.device("cpu"))
    batch = corpus.batch(np.array([0, 1, 3]))
    assert batch.word_mask.tolist() == [[True] * 4, [True] * 3 + [False], [True] * 3 + [False]]
    assert batch.word_index.tolist() == [[0, 1, 2, 4], [0, 1, 2, 0], [0, 1, 2, 0]]
    assert batch.labels["head"].tolist()[0] == [MISSING, 2, 0, 2]
    assert batch.labels["feats"].tolist()[0] == [MISSING, 0, 1, MISSING]
    assert batch.labels["ner"].tolist() == [[MISSING] * 4, [MISSING, 1, 0, MISSING], [MISSING] * 4]
    assert int(batch.attention_mask[0].sum()) == 6


def test_casing_changes_shapes_alone(data: Path) -> None:
    corpus = Corpus.load([data / "train.npz"], torch.device("cpu"))
    plain, loud = (corpus.batch(np.array([0]), torch.tensor([variant])) for variant in (0, 2))
    assert (plain.input_ids == loud.input_ids).all()
    assert plain.shape_ids.tolist() != loud.shape_ids.tolist()
    drawn = casing_variants(1000, 0.3, torch.Generator().manual_seed(1), torch.device("cpu"))
    assert 200 < int((drawn > 0).sum()) < 400
    assert int(drawn.max()) == 3


def test_every_sentence_is_in_one_batch_within_the_budget() -> None:
    widths = np.array([5, 60, 7, 7, 30, 12, 5])
    for seed in (None, 3):
        batches = list(plan_batches(widths, 32, seed))
        assert sorted(row for rows in batches for row in rows) == list(range(7))
        assert all(len(rows) == 1 or len(rows) * widths[rows].max() <= 32 for rows in batches)


def test_a_run_ends_with_weights_and_figures_and_goes_on_where_it_was_cut_off(data: Path) -> None:
    run = _train(data, "one", ["train.npz"], [], epochs=2.0)
    run.progress.step = run.steps - 2
    run.train(save_every_s=0.0)
    assert run.progress.step == run.steps
    assert all(bool(torch.isfinite(loss)) for loss in run.progress.losses.values())
    last = json.loads((data / "one" / "log.jsonl").read_text().splitlines()[-1])
    assert {"upos", "las", "ner"} <= set(last["dev"]["dev-made-up"])
    again = _train(data, "one", ["train.npz"], [], epochs=2.0)
    assert again.progress.step == run.steps
    assert torch.equal(again.average["encoder.norm.weight"], run.average["encoder.norm.weight"])


def test_a_student_learns_from_teachers_on_unlabelled_text(data: Path) -> None:
    teacher = Network(_LABELS, "tiny")
    save_weights(data / "teacher", teacher.state_dict(), "tiny")
    run = _train(data, "student", ["train.npz", "silver.npz"], [data / "teacher"], epochs=1.0, plans=1)
    run.progress.step = run.steps - 1
    run.train(save_every_s=1e9)
    assert all(float(loss) >= 0 for loss in run.progress.losses.values())


def test_a_teacher_that_is_its_own_student_has_nothing_to_teach(data: Path) -> None:
    network = Network(_LABELS, "tiny").eval()
    save_weights(data / "teacher", network.state_dict(), "tiny")
    network.load_state_dict(load_weights(data / "teacher"))
    corpus = Corpus.load([data / "train.npz"], torch.device("cpu"))
    rows = np.array([0, 1, 2])
    batch = corpus.batch(rows)
    targets = Teachers([data / "teacher", data / "teacher"], _LABELS, corpus).teach((0, 0), rows, batch)
    assert batch.labels["taught_head"][0, 1:].tolist() == [2, 0, 2]
    with torch.no_grad(), torch.autocast("cpu", torch.bfloat16):
        soft = network.soft_loss(network(batch), targets, batch)
    assert all(abs(float(loss)) < 1e-2 for loss in soft.values())


def test_padding_changes_no_score_of_a_word(data: Path) -> None:
    network = Network(_LABELS, "tiny").eval()
    corpus = Corpus.load([data / "train.npz"], torch.device("cpu"))
    with torch.no_grad():
        alone, among = (network(corpus.batch(np.array(rows))) for rows in ([1], [1, 0]))
    for name in ("upos", "ner"):
        torch.testing.assert_close(alone[name][0, 1:3], among[name][0, 1:3])


def test_weights_come_back_as_they_went(tmp_path: Path) -> None:
    weights = {"a": torch.arange(6).reshape(2, 3).float(), "b": torch.ones(3) / 3}
    save_weights(tmp_path, weights, "small")
    back = load_weights(tmp_path)
    assert read_build(tmp_path) == "small"
    assert back["a"].tolist() == weights["a"].tolist()
    torch.testing.assert_close(back["b"], weights["b"], atol=1e-3, rtol=0)


def test_squeezed_weights_are_nearly_the_same(tmp_path: Path) -> None:
    matrix = np.random.default_rng(1).normal(size=(5, 7)).astype(np.float16)
    (tmp_path / "0").mkdir()
    np.savez(tmp_path / "0/part.npz", **encoder.squeeze_weights({"m": matrix, "v": matrix[0]}))  # type: ignore[arg-type]
    back = encoder.load_pretrained_folder(tmp_path)
    assert np.abs(back["m"] - matrix).max() < 0.02
    assert (back["v"] == matrix[0]).all()
