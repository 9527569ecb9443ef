"""Shipped graphs in fewer operations on fewer rows: the same weights and the same answers in less time.

An exported graph computes with every padded piece, and with every piece in its last layer, though only some are read.
The compact one takes the pieces of all sentences as rows of one table, so that products, norms and activations never
see padding, puts them side by side for attention alone, and lets the last layer make nothing that nobody asks for.
"""
