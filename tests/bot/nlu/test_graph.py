"""The components work inside Rasa: trained, stored, loaded and asked by its own means."""

from __future__ import annotations

import shutil
import tarfile
from pathlib import Path

import pytest
from rasa.core.agent import Agent
from rasa.model_training import train_nlu
from rasa.shared.utils.io import read_yaml_file, write_yaml

from tests.bot.nlu.pipeline import ROOT

pytestmark = pytest.mark.slow


@pytest.fixture(scope="module")
def model(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A model of understanding alone, from a few files, so that Rasa's own cache is the test's own too."""
    folder = tmp_path_factory.mktemp("graph")
    (folder / "nlu").mkdir()
    for name in ("cancellation.yml", "small_talk.yml", "order_status.yml"):
        shutil.copy(ROOT / "data" / "nlu" / name, folder / "nlu")
    config = dict(read_yaml_file(ROOT / "config.yml"))
    config["policies"] = [{"name": "RulePolicy"}]
    write_yaml(config, folder / "config.yml")
    with pytest.MonkeyPatch.context() as patch:
        patch.chdir(folder)
        patch.setenv("RASA_TELEMETRY_ENABLED", "false")
        return folder / train_nlu("config.yml", "nlu", "models", domain=None)


async def test_a_trained_model_is_loaded_and_reads(model: Path) -> None:
    agent = Agent.load(str(model))
    read = await agent.parse_message("please cancel order 4410 2277 5120 0097, found it cheaper")

    assert read["intent"]["name"] == "cancel_order"
    assert {entity["entity"]: entity["value"] for entity in read["entities"]} == {
        "order": "4410227751200097",
        "cancellation_reason": "found_cheaper",
    }


@pytest.mark.filterwarnings("ignore::UserWarning")
@pytest.mark.parametrize("text", ["", "🍕", "/affirm@1.2.3", '/affirm{"proposal": broken}', "x" * 10_000, "\x00", "/"])
async def test_the_whole_graph_reads_odd_text(model: Path, text: str) -> None:
    read = await Agent.load(str(model)).parse_message(text)

    assert read["intent"]["name"]


def test_no_pickle_is_stored(model: Path) -> None:
    with tarfile.open(model) as archive:
        names = [name for name in archive.getnames() if "train_bot" in name]

    assert any(name.endswith(".npz") for name in names)
    assert not any(name.endswith((".pkl", ".pickle", ".joblib")) for name in names)
