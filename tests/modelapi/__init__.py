"""A loopback server of an OpenAI-compatible model that says what it is told, or fails as told."""

from tests.modelapi.server import ModelServer, Scripted, said

__all__ = ["ModelServer", "Scripted", "said"]
