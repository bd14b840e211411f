"""Partner systems: machines of an agency's partners, which ask the API and are told what happens to cases.

Words: a *partner* (hệ thống kết nối) is one system with a machine's account, registered by the agency that answers for
it; a *subscription* (địa chỉ nhận tin) is an address of it that hears of some *kinds* of events; a *message* (tin) is
one telling, written once and sent until it is taken; a *try* is one sending. Below: cases, of which is told; accounts,
whose tokens a machine has. See docs/adr/0031-partners-and-webhooks.md.
"""
