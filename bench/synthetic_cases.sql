-- part: tables
CREATE TEMP TABLE made_event (story int, place int, verb text, at timestamptz, moves bool, due timestamptz, data jsonb)
    ON COMMIT DROP;
CREATE TEMP TABLE made_stand (
    story int, since timestamptz, until timestamptz, state text, unit text, role text, step int, done smallint[],
    papers smallint[], legal_at timestamptz, due_at timestamptz, step_due_at timestamptz, returned bool, rounds int,
    reappointed bool, received_at timestamptz, signed_at timestamptz, ready_at timestamptz, ended_at timestamptz,
    on_time bool, kept bool, after_wait text, closed bool, turn_at timestamptz
) ON COMMIT DROP;
CREATE TEMP TABLE made_story (story int PRIMARY KEY, channel text, first_at timestamptz) ON COMMIT DROP;
CREATE TEMP TABLE made_owner (place int PRIMARY KEY, code text) ON COMMIT DROP;
CREATE TEMP TABLE made_name (place int PRIMARY KEY, name text, key text) ON COMMIT DROP;
CREATE TEMP TABLE made_version (place int PRIMARY KEY, id bigint, code text, name text, field text, key text)
    ON COMMIT DROP;
CREATE TEMP TABLE made_party (place bigserial PRIMARY KEY, id bigint) ON COMMIT DROP;
CREATE TEMP TABLE made_case (
    n int, id bigint DEFAULT nextval(pg_get_serial_sequence('cases_case', 'id')), story int, owner text, shift interval
) ON COMMIT DROP;

-- part: parties
WITH made AS (
    INSERT INTO parties_party (kind, recorded_at, recorded_by)
    SELECT 'PERSON', '2020-10-01T00:00+07', 'bench' FROM generate_series(1, greatest(%(count)s / 10, 1)) RETURNING id
)
INSERT INTO made_party (id) SELECT id FROM made;

-- part: cases
INSERT INTO made_case (n, story, owner, shift)
SELECT n, story.story, owner.code, make_interval(weeks => drawn.week)
FROM generate_series(1, %(count)s) AS n
CROSS JOIN LATERAL (
    SELECT (hashint4(n) & 2147483647) %% (SELECT count(*) FROM made_story) AS story,
           (hashint4(n + 1000003) & 2147483647) %% (SELECT count(*) FROM made_owner) AS owner,
           (hashint4(n + 2000003) & 2147483647) %% %(weeks)s AS week
) AS drawn
JOIN made_story story ON story.story = drawn.story
JOIN made_owner owner ON owner.place = drawn.owner
WHERE story.first_at - make_interval(weeks => drawn.week) <= %(now)s;
CREATE INDEX ON made_case (story);
ANALYZE made_case, made_story, made_event, made_stand;
INSERT INTO cases_case (
    id, key, version_id, procedure, title, field, content, owner, channel, return_by, applicant_id, applicant_name,
    submitter_name, authority, number, day, place, search, occurred_at, recorded_at
)
SELECT id, gen_random_uuid(), version_id, procedure, title, field, content, owner, channel, 'COUNTER', applicant, name,
       '', '', number, CASE WHEN number <> '' THEN day END, CASE WHEN number <> '' THEN place END,
       concat_ws(' ', nullif(replace(lower(number), '-', ' '), ''), key, 'thua dat', n, version_key), began, began
FROM (
    SELECT made.id, made.n, made.owner, story.channel, version.id AS version_id, version.code AS procedure,
           version.name AS title, version.field, version.key AS version_key, party.id AS applicant, name.name, name.key,
           'Thửa đất số ' || made.n AS content, story.first_at - made.shift AS began, numbered.day, numbered.place,
           coalesce(made.owner || '-' || to_char(numbered.day, 'YYMMDD') || '-'
                    || lpad(numbered.place::text, 4, '0'), '') AS number
    FROM made_case made
    JOIN made_story story USING (story)
    JOIN made_version version ON version.place = (hashint4(made.n + 3000017) & 2147483647) %% (SELECT count(*) FROM made_version)
    JOIN made_name name ON name.place = (hashint4(made.n + 4000037) & 2147483647) %% (SELECT count(*) FROM made_name)
    JOIN made_party party
        ON party.place = 1 + (hashint4(made.n + 5000011) & 2147483647) %% (SELECT count(*) FROM made_party)
    LEFT JOIN (
        SELECT id, day, (SELECT COALESCE(max(place), 0) FROM cases_case) + row_number() OVER (PARTITION BY owner, day ORDER BY at, id) AS place
        FROM (
            SELECT made.id, made.owner, event.at - made.shift AS at,
                   ((event.at - made.shift) AT TIME ZONE 'Asia/Ho_Chi_Minh')::date AS day
            FROM made_case made JOIN made_event event USING (story)
            WHERE event.verb = 'RECEIVED' AND event.at - made.shift <= %(now)s
        ) AS received
    ) AS numbered ON numbered.id = made.id
) AS whole;

-- part: happenings
INSERT INTO cases_happening (
    case_id, verb, occurred_at, recorded_at, account, name, agency, position, acting_for, origin, data
)
SELECT made.id, event.verb, event.at - made.shift, event.at - made.shift, 'bench', 'Cán bộ thử', made.owner, '', '', '',
       event.data
       || CASE WHEN event.moves THEN jsonb_build_object('agency', made.owner) ELSE '{}' END
       || CASE WHEN event.due IS NULL THEN '{}' ELSE jsonb_build_object('due', jsonb_build_object(
              'due', to_char((event.due - made.shift) AT TIME ZONE 'Asia/Ho_Chi_Minh', 'YYYY-MM-DD"T"HH24:MI:SS"+07:00"'),
              'rule', '', 'explanation', '')) END
FROM made_case made JOIN made_event event USING (story)
WHERE event.at - made.shift <= %(now)s
ORDER BY event.at - made.shift, made.id, event.place;

-- part: stands
INSERT INTO cases_stand (
    case_id, owner, procedure, channel, since, until, state, closed, agency, unit, role, step, holder, done, papers,
    legal_at, due_at, step_due_at, turn_at, returned, rounds, reappointed, received_at, signed_at, ready_at, ended_at,
    on_time, kept, after_wait, recorded_at, awaited, corrected, beside
)
SELECT whole.id, whole.owner, whole.procedure, whole.channel, stand.since - shift,
       CASE WHEN stand.until - shift <= %(now)s THEN stand.until - shift END, stand.state, stand.closed, whole.owner,
       stand.unit, stand.role, stand.step, '', stand.done, stand.papers, stand.legal_at - shift, stand.due_at - shift,
       stand.step_due_at - shift, CASE WHEN stand.turn_at = %(never)s THEN stand.turn_at ELSE stand.turn_at - shift END,
       stand.returned, stand.rounds, stand.reappointed, stand.received_at - shift, stand.signed_at - shift,
       stand.ready_at - shift, stand.ended_at - shift, stand.on_time, stand.kept, stand.after_wait, stand.since - shift,
       '{}'::varchar[], '{}'::jsonb, '{}'::smallint[]
FROM made_case made JOIN made_stand stand USING (story) JOIN cases_case whole USING (id)
WHERE stand.since - made.shift <= %(now)s
ORDER BY stand.since - made.shift, made.id;
