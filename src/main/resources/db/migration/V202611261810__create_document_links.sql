-- Links by which clients read and sign documents. Without a hash once revoked; history goes on to name them.
CREATE TABLE document_link (
    id          uuid        NOT NULL,
    deal_id     uuid        NOT NULL,
    document_id uuid        NOT NULL,
    token_hash  bytea,
    created_at  timestamptz NOT NULL,
    expires_at  timestamptz NOT NULL,
    CONSTRAINT document_link_pk PRIMARY KEY (id),
    CONSTRAINT document_link_deal FOREIGN KEY (deal_id) REFERENCES deal,
    CONSTRAINT document_link_document FOREIGN KEY (document_id) REFERENCES document,
    CONSTRAINT document_link_token UNIQUE (token_hash)
);
CREATE INDEX document_link_of_document ON document_link (document_id);
CREATE INDEX document_link_of_deal ON document_link (deal_id, id);
