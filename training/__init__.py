"""Reading the data sets, training, quantising and measuring the language model.

Takes treebanks and entity sets, gives the folder ``src/linewatch/data/model``. It may import ``linewatch``;
``linewatch`` must never import it. Each verb is run as ``python -m training.VERB``; see README.md here.
"""
