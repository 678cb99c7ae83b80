"""Floor 1, who: families, professionals and what they are to each other, who may look and who has looked."""
