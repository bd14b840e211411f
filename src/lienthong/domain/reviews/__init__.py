"""Reviews of administrative procedures: what a year's plan asks for, what an agency finds, what is decided of it.

Words: plan (kế hoạch rà soát, đánh giá), entry (nội dung rà soát), sheet (biểu rà soát, đánh giá) of answers and costs,
compliance cost (chi phí tuân thủ), proposal (phương án đơn giản hóa), opinion (ý kiến của Văn phòng), text (dự thảo văn
bản quy phạm pháp luật) whose procedures are assessed before it is issued (đánh giá tác động). Below: procedures, whose
versions are reviewed and in whose next version a proposal is carried out; organisations, notices. Above: nothing.
See docs/adr/0032-reviews.md.
"""
