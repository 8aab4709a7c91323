-- What may have to be told at a time: questions, messages, proposals and requests for approval that wait, and payment plans. The
-- deal decides then whether it still has to be. Attempts at stages are not here, because the deal itself has their due date.
CREATE TABLE timer (
    deal_id    uuid        NOT NULL,
    kind       text        NOT NULL,
    -- Of the question, message, proposal or request; of the deal for its payment plan.
    subject_id uuid        NOT NULL,
    due_at     timestamptz NOT NULL,
    -- When it began to wait.
    began_at   timestamptz NOT NULL,
    -- What fell due before is not told; null if everything is.
    told_from  timestamptz,
    -- Whether it waits for a lost deal to be reopened.
    dormant    boolean     NOT NULL DEFAULT false,
    CONSTRAINT timer_pk PRIMARY KEY (deal_id, kind, subject_id),
    CONSTRAINT timer_deal FOREIGN KEY (deal_id) REFERENCES deal,
    CONSTRAINT timer_kind CHECK (kind IN ('question.unanswered', 'message.unanswered', 'proposal.expired',
        'payment.overdue', 'approval.waiting'))
);
CREATE INDEX timer_due ON timer (due_at) WHERE NOT dormant;

-- What fell due before timers were there is not told: an upgrade must not tell subscribers of years.
CREATE TABLE timer_start (
    only_one boolean     NOT NULL DEFAULT true,
    at       timestamptz NOT NULL DEFAULT now(),
    CONSTRAINT timer_start_pk PRIMARY KEY (only_one),
    CONSTRAINT timer_start_only_one CHECK (only_one)
);
INSERT INTO timer_start DEFAULT VALUES;
