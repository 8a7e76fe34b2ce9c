"""Modules that need PyTorch are not read for examples where it is not installed."""

from importlib.util import find_spec

collect_ignore = [] if find_spec("torch") else ["toolkit/voice/encoder/network.py", "toolkit/voice/encoder/training.py"]
