"""Reform plans of a province: what is to be done, by whom, until when, and how a plan is read from its document.

Words: plan (kế hoạch), area (lĩnh vực), task (nhiệm vụ), output (sản phẩm), lead (chủ trì), coordinating (phối hợp),
deadline (thời hạn), target (chỉ tiêu). Neighbour below: organisations, whose codes name agencies and groups.
"""
