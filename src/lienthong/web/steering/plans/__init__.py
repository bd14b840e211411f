"""A plan as people read it: by field, by agency, by month, one task with its source words, exports, import."""
