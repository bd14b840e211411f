"""A provider of electronic receipts (biên lai điện tử, Decree 123/2020/NĐ-CP): gives each receipt its number and link.

The law says what a receipt holds and that it is numbered by form and series; how a provider is called is in its
contract. Names of fields and operations stand here by analogy and change in ``messages`` only. See
docs/adr/0037-payments.md.
"""
