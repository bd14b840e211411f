-- Table II.06a from events alone, in one statement: no stretch, no index and no line of the platform's.
-- Asked with begins, at, known; withdrawn counts as on time, other ends by their day.
WITH told AS (
    SELECT case_id, verb, occurred_at, id, data FROM cases_happening
    WHERE occurred_at <= %(at)s AND recorded_at <= %(known)s
), received AS (
    SELECT case_id, min(occurred_at) AS received_at FROM told WHERE verb = 'RECEIVED' GROUP BY case_id
), ended AS (
    SELECT DISTINCT ON (case_id) case_id, verb, occurred_at AS ended_at FROM told
    WHERE verb IN ('SIGNED', 'WITHDRAWN', 'DENIED', 'STOPPED') ORDER BY case_id, occurred_at, id
), due AS (
    SELECT DISTINCT ON (case_id) case_id, (data -> 'due' ->> 'due')::timestamptz AS legal_at FROM told
    WHERE verb IN ('RECEIVED', 'SUPPLEMENT_RECEIVED', 'RESUMED', 'RECOUNTED') AND data -> 'due' ->> 'due' IS NOT NULL
    ORDER BY case_id, occurred_at DESC, id DESC
), waits AS (
    SELECT DISTINCT ON (case_id) case_id, verb IN ('SUPPLEMENT_ASKED', 'PAUSED') AS is_waiting FROM told
    WHERE verb IN ('SUPPLEMENT_ASKED', 'PAUSED', 'SUPPLEMENT_RECEIVED', 'RESUMED')
    ORDER BY case_id, occurred_at DESC, id DESC
), placed AS (
    SELECT
        CASE
            WHEN received_at < %(begins)s THEN 'carried_over'
            WHEN channel IN ('ONLINE', 'ON_BEHALF') THEN 'received_online'
            ELSE 'received_direct_post'
        END AS came,
        CASE
            WHEN ended.verb IS NULL THEN CASE
                WHEN legal_at < %(at)s AND NOT COALESCE(is_waiting, false) THEN 'pending_late'
                ELSE 'pending_in_time'
            END
            WHEN ended.verb = 'WITHDRAWN' OR legal_at IS NULL THEN 'resolved_on_time'
            WHEN ended_at > legal_at THEN 'resolved_late'
            WHEN (ended_at AT TIME ZONE 'Asia/Ho_Chi_Minh')::date < (legal_at AT TIME ZONE 'Asia/Ho_Chi_Minh')::date
                THEN 'resolved_early'
            ELSE 'resolved_on_time'
        END AS how
    FROM received
    JOIN cases_case ON cases_case.id = received.case_id
    LEFT JOIN ended USING (case_id) LEFT JOIN due USING (case_id) LEFT JOIN waits USING (case_id)
    WHERE ended_at IS NULL OR ended_at >= %(begins)s
)
SELECT came, how, count(*) FROM placed GROUP BY 1, 2
