"""Cases that must be entered a second time in a ministry's own software: which, how, under which number.

Words: system (phần mềm của bộ, ngành), layout (its columns and form of numbers from a day on), use (a procedure that
it is used for), entry (việc nhập sang), card (thẻ nhập), difference (sai lệch). Entries are made by looking, since
hardly any case needs one. Below: cases, procedures, parties, notices. See
docs/adr/0033-ministry-software.md.
"""
