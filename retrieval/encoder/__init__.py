"""The one door to encoders: the shipped static model, or any other by name.

    from retrieval.encoder import load_encoder
    vectors = load_encoder(None).encode(["phòng, chống đuối nước", "phong chong duoi nuoc"])

The shipped model is read without torch; only a model named by the user imports it.
"""

from __future__ import annotations

from pathlib import Path

from retrieval.encoder.base import Encoder, EncoderError, Vectors
from retrieval.encoder.preparation import prepare
from retrieval.encoder.static import StaticEncoder, is_static_folder

__all__ = ["SHIPPED", "Encoder", "EncoderError", "Vectors", "load_encoder", "prepare"]

SHIPPED = Path(__file__).resolve().parents[2] / "corpus" / "encoder"
"""Folder of the model that comes with the project."""


def load_encoder(name: str | None) -> Encoder:
    """Return an encoder, ready to use.

    Args:
        name: None for the shipped model. Else a folder, or the name of a model of
            sentence-transformers, which it may download. A folder that `retrieval.encoder.train`
            wrote is read as the shipped one is, without torch.

    Raises:
        EncoderError: There is no such model, or it cannot be read ("encoder_unavailable", with
            the facts `name` and `reason`).
    """
    folder = SHIPPED if name is None else Path(name).expanduser()
    if name is None or is_static_folder(folder):
        return StaticEncoder.read(folder)
    from retrieval.encoder.transformer import TransformerEncoder  # imports torch: seconds, 400 MB

    return TransformerEncoder.load(name)
