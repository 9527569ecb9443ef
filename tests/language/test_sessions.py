"""Where graphs run, and that all sessions of a process share one pool of memory."""

from __future__ import annotations

import onnxruntime
import pytest

from linewatch.language.model import model_folder
from linewatch.language.sessions import Sessions, find_providers


@pytest.mark.parametrize(
    ("there", "used"),
    [
        (["CPUExecutionProvider"], ["CPUExecutionProvider"]),
        (
            ["TensorrtExecutionProvider", "CUDAExecutionProvider", "CPUExecutionProvider"],
            ["CUDAExecutionProvider", "CPUExecutionProvider"],
        ),
        (["AzureExecutionProvider", "CPUExecutionProvider"], ["CPUExecutionProvider"]),
    ],
)
def test_a_gpu_is_used_where_there_is_one(monkeypatch, there, used):
    monkeypatch.setattr(onnxruntime, "get_available_providers", lambda: there)
    assert find_providers() == used


def test_a_session_is_opened_once_and_shares_the_pool_of_its_process(monkeypatch):
    opened = []
    real = onnxruntime.InferenceSession

    def note(path, options, **settings):
        opened.append(options.get_session_config_entry("session.use_env_allocators"))
        return real(path, options, **settings)

    monkeypatch.setattr(onnxruntime, "InferenceSession", note)
    sessions = Sessions(model_folder() / "relations.onnx", threads=1)
    assert sessions.open() is sessions.open()
    assert opened == ["1"]
