"""A gateway of short messages under a brand name (tin nhắn định danh): a sentence without marks to a mobile number.

Gateways of the Vietnamese networks and resellers agree in what they ask (brand, number as 84…, content, an id of ours)
and differ in names; what stands here is by analogy and changes in ``messages`` only. See docs/adr/0053.
"""
