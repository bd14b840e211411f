"""Whether this is a place for work or for practice. The mark lies in the database: each start refuses the other's.

What is written in a place for practice says so wherever it is read: pages, papers, files, letters, numbers.
"""
