"""The reader of relations: what one party does to another, trained on sentences of our own and on gold sets.

``sentences/`` is the open training set with its guide; ``examples`` reads it and the gold sets; ``network`` is the
model; ``train`` fits it; ``export`` writes the graph that ships, ``begin`` makes weights of such a graph;
``crossvalidate`` measures it on a set that it is also trained on. Never imported by ``linewatch``.
"""
