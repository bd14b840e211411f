"""What is written in files, so that it can be found: read once for each content, by a program of its own.

Words: text (of a content, by its digest), named (a file of an agency that has this content). The text layer of a PDF
and the paragraphs of a Word file are kept as they stand and, without marks and capitals, as what is sought in. Pictures
have no text here. Whoever shows what was found asks for rights: this room knows files, not readers. See
docs/adr/0040-work-files.md.
"""
