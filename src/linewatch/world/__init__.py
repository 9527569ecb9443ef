"""Names tied to the world: actors and their countries, days, places and borders. Nothing here reads a parse."""
