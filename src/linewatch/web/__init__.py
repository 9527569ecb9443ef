"""What people see: the page, and the documented HTTP API below it. Both read one store through `reading.py`.

serve     where to listen, and the refusal to listen where it would be unsafe
app       the parts put together
security  who may ask: Host, Origin, token, size, and the headers of every answer   ← tokens, limits
reading   the only module that asks the store      ← catalogue (all events as columns), kept, answers
api       /api/v1                                  ← queries, shapes, sheets, stream, geo, desk, problems
pages     the pages, made of the same answers      ← words, marking, drawings, versions, visits, forms, templates/
assets    static/: our styles and scripts, and those of others under vendor/
"""
