-- The value of a deal in instalments, as agreed last. What is paid of them is not kept: it follows from the entries.
CREATE TABLE payment_instalment (
    deal_id  uuid    NOT NULL,
    number   integer NOT NULL,
    due_on   date    NOT NULL,
    amount   bigint  NOT NULL,
    currency text    NOT NULL,
    CONSTRAINT payment_instalment_pk PRIMARY KEY (deal_id, number),
    CONSTRAINT payment_instalment_deal FOREIGN KEY (deal_id) REFERENCES deal,
    CONSTRAINT payment_instalment_number CHECK (number > 0),
    CONSTRAINT payment_instalment_amount CHECK (amount > 0)
);
