"""What readers share: pieces of joined sentences, layers with marks, the course of a run, and files of examples."""

from __future__ import annotations

from pathlib import Path

import numpy as np
import pytest

from linewatch.language.encoder import read_tokenizer
from linewatch.language.model import model_folder

torch = pytest.importorskip("torch", reason="training needs torch")
pytest.importorskip("onnx", reason="training needs onnx")

from training.readers.backbone import Backbone  # noqa: E402
from training.readers.embedding import ShippedEmbedding, read_tables  # noqa: E402
from training.readers.fit import Course, fit  # noqa: E402
from training.readers.pack import load_examples, save_examples  # noqa: E402
from training.readers.padding import pad_pieces  # noqa: E402
from training.readers.pieces import Pieces, split_pieces  # noqa: E402
from training.readers.shipped import begin_from, read_layers  # noqa: E402

GRAPH = model_folder() / "encoder.onnx"


def _pieces(*sentences: list[str]) -> Pieces:
    return split_pieces(read_tokenizer(model_folder() / "tokenizer.json"), sentences)


def test_joined_sentences_keep_their_own_places_and_index_their_own_words() -> None:
    pieces = _pieces(["Chad", "mobilised", "."], ["Mali", "too"])
    assert list(pieces.places).count(0) == 2
    assert len(pieces.word_index) == 1 + 5
    assert pieces.word_index[0] == 0
    assert all(pieces.ids[place] == _pieces([word]).ids[1] for place, word in zip(
        pieces.word_index[1:], ["Chad", "mobilised", ".", "Mali", "too"], strict=True))  # fmt: skip


def test_the_embedding_is_that_of_the_shipped_graph() -> None:
    import onnxruntime

    text = _pieces(["General", "Osso", "warned", "Chad", "."])
    batch = pad_pieces([text])
    ours = ShippedEmbedding(read_tables(GRAPH))(batch.input_ids, batch.position_ids, batch.shape_ids)
    session = onnxruntime.InferenceSession(str(GRAPH), providers=["CPUExecutionProvider"])
    feed = {
        "input_ids": batch.input_ids.numpy(),
        "attention_mask": batch.attention_mask.numpy(),
        "shape_ids": batch.shape_ids.numpy(),
        "word_index": batch.word_index.numpy(),
    }
    (theirs,) = session.run(["embedded"], feed)
    assert np.abs(ours.numpy() - theirs).max() < 1e-4


def test_a_compact_graph_is_no_start_and_says_what_is() -> None:
    backbone = Backbone("small", 1, read_tables(GRAPH))
    with pytest.raises(ValueError, match=r"relations\.onnx has no lower.*before training\.compact"):
        begin_from(backbone, model_folder() / "relations.onnx")
    assert not read_layers(model_folder() / "relations.onnx").keys() >= {"lower.0.attention.qkv.weight"}


def test_compact_graphs_are_no_start_of_the_reader_of_lines_and_say_what_is() -> None:
    from training.lines.begin import read_graphs
    from training.lines.schema import make_schema
    from training.roles.network import RoleReader

    reader = RoleReader(Backbone("small", 1, read_tables(GRAPH)), make_schema())
    with pytest.raises(ValueError, match=r"the graphs have no .*before training\.compact"):
        read_graphs(reader, [model_folder() / "lines-read.onnx", model_folder() / "lines-answer.onnx"])


def test_weights_of_a_graph_in_8_bits_are_those_of_its_network(tmp_path: Path) -> None:
    from training.lines.begin import read_graphs
    from training.lines.schema import make_schema
    from training.roles.export import ship
    from training.roles.network import RoleReader

    torch.manual_seed(1)
    schema = make_schema()
    ours, theirs = (RoleReader(Backbone("small", 1, read_tables(GRAPH)), schema).eval() for _ in range(2))
    with torch.no_grad():
        for tensor in ours.parameters():
            tensor += 0.02 * torch.randn_like(tensor)  # an export joins tensors that are alike, as new ones are
    labels = {"roles": list(schema.roles), "classes": {name: list(found) for name, found in schema.classes.items()}}
    (tmp_path / "model.json").write_bytes((model_folder() / "model.json").read_bytes())
    ship(ours, tmp_path, "lines", labels)
    read_graphs(theirs, [tmp_path / "lines-read.onnx", tmp_path / "lines-answer.onnx"])
    for name, tensor in ours.named_parameters():
        assert torch.allclose(tensor, dict(theirs.named_parameters())[name], atol=0.02), name


def test_a_question_is_read_by_itself_and_padding_changes_nothing() -> None:
    backbone = Backbone("small", 1, read_tables(GRAPH), layers=3).eval()
    short, long = _pieces(["Chad", "waits"]), _pieces(["Mali", "waits", "for", "rain", "again"])
    marks = torch.zeros(3, 6, 1)
    marks[1, 1] = 1
    with torch.no_grad():
        states = backbone(pad_pieces([short, long]), torch.tensor([0, 0, 1]), marks)
        alone = backbone(pad_pieces([short]), torch.tensor([0]), torch.zeros(1, 3, 1))
    assert torch.allclose(states[0, :3], alone[0], atol=1e-4)
    assert not torch.allclose(states[1, :3], alone[0], atol=1e-2)


def test_the_rate_rises_then_falls_to_nothing() -> None:
    course = Course(epochs=2, steps=50, rate=1.0)
    paces = [course.pace(course.done(step, seconds=0.0)) for step in range(1, 101)]
    assert paces.index(max(paces)) in range(4, 8)
    assert paces[0] < 0.2
    assert paces[-1] == pytest.approx(0.01 / 0.94)


def test_a_run_with_a_time_ends_at_that_time_or_with_its_steps() -> None:
    course = Course(epochs=2, steps=50, rate=1.0, minutes=1.0)
    assert course.done(10, seconds=30.0) == pytest.approx(0.5)
    assert course.done(100, seconds=30.0) == pytest.approx(1.0)


def test_a_run_learns_and_reports_the_averaged_network() -> None:
    class Line(torch.nn.Module):
        def __init__(self) -> None:
            super().__init__()
            self.backbone = torch.nn.Linear(1, 1)
            self.top = torch.nn.Linear(1, 1)

        def forward(self, numbers):  # type: ignore[no-untyped-def]
            return self.top(self.backbone(numbers))

    def loss_of(line: Line, numbers: torch.Tensor) -> torch.Tensor:
        return torch.nn.functional.mse_loss(line(numbers), 3 * numbers)

    torch.manual_seed(0)
    network, numbers, reports = Line(), torch.linspace(-1, 1, 8)[:, None], []
    first = loss_of(network, numbers).item()
    fitted = fit(network, lambda: [numbers] * 600, loss_of, Course(2, 600, 2e-2), lambda *told: reports.append(told[0]))
    assert reports == [0, 1]
    assert loss_of(fitted, numbers).item() < first / 20


def test_packed_examples_come_back_as_they_were(tmp_path: Path) -> None:
    save_examples(tmp_path / "a" / "examples.pkl.gz", {"own": [_pieces(["Chad"])]})
    (pieces,) = load_examples(tmp_path / "a" / "examples.pkl.gz")["own"]
    assert list(pieces.ids) == list(_pieces(["Chad"]).ids)
