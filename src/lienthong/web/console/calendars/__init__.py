"""The calendar that clocks run by: days, office hours, suspensions, and a box to try it."""
