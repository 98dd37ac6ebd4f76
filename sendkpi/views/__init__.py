"""What pages share: who is it, which figures, month and as-at date, cards, charts and tables shown."""
