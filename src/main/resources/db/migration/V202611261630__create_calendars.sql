-- Working hours, holidays and time zone, in which the target durations of pipelines are counted.
CREATE TABLE calendar (
    key        text        NOT NULL,
    time_zone  text        NOT NULL,
    -- By day: {"monday": [{"from": "09:00", "to": "17:30"}], …}
    week       jsonb       NOT NULL,
    -- Dates, in order.
    holidays   jsonb       NOT NULL,
    created_at timestamptz NOT NULL,
    version    bigint      NOT NULL,
    CONSTRAINT calendar_pk PRIMARY KEY (key)
);

-- Which calendar a version of a pipeline names; none counts plain time, as the shipped pipelines do.
ALTER TABLE pipeline_version ADD COLUMN calendar text,
    ADD CONSTRAINT pipeline_version_calendar FOREIGN KEY (calendar) REFERENCES calendar (key);
