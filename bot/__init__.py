"""Who talks to us and what we remember: conversation core, Telegram, terminal, command line."""
