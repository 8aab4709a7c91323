-- What pages for people are signed with, by all instances alike: 244 random bits.
CREATE TABLE page_secret (
    id     integer NOT NULL,
    secret text    NOT NULL,
    CONSTRAINT page_secret_pk PRIMARY KEY (id),
    CONSTRAINT page_secret_one CHECK (id = 1)
);
INSERT INTO page_secret (id, secret) VALUES (1, gen_random_uuid()::text || gen_random_uuid()::text);
