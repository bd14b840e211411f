"""Mutation scores: how many small faults, put into a file one at a time, do its tests notice?

Nothing is written anywhere: each mutant is imported by a forked process of its own in place of the file, and the tests
that mirror the file run there until the first one fails. Libraries were looked at first: one leaves out every function
with a decorator and every table of a module, where our actions and rules live; another edits the checkout and starts
a new interpreter for each mutant, which takes longer than the tests.
"""
