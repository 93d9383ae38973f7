"""Who may come in: accounts, passwords, sessions, tokens, proxies and the intranet's word; nothing of HTTP in here."""
