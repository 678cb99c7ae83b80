"""Floor 4, what came of it; and the demo, which tells the whole story and so lives on the top floor."""
