"""The face: base pages, components, template tags, styles, fonts and the living page that shows them all.

Words: *page* (a whole document), *component* (a piece used once everywhere), *part* (the frozen row that a
component is drawn from), *shape* (a small drawing, always beside its word).  Imports no domain room.
"""
