"""The reader of roles: which words of a text have which part in what is asked about.

Asked without marks it finds the words of all cues of attributions; asked with a cue marked, the words of its source and
its content. The same network, given other roles and classes, reads declared red lines.
"""
