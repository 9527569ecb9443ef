"""What people see: the page, and the documented HTTP API below it. Both read one store through `reading.py`.

serve     where to listen, and the refusal to listen where it would be unsafe
app       the parts put together
security  who may ask: Host, Origin, token, size, and the headers of every answer
tokens    the file of tokens, kept as hashes
reading   the only module that asks the store       ← catalogue: all events as columns, for filters and counts
api       /api/v1                                    ← queries, shapes, problems
pages     the pages, made of the same answers        ← marking, drawings, words, templates/, static/
"""
