"""What the small readers beside the tagger and parser share: embedded pieces, layers with marks, a way of training.

A reader goes on from the pieces that the shipped encoder has embedded, reads a sentence (or a few) once, and then its
words again for each question, with marks on the words that the question is about.
"""
