"""Long runs of the real bot against a loopback Telegram; `make soak` prints what came of them."""
