"""How the weights of the watch are fitted: scenarios in, a table of data/watch.toml out."""
