-- In the order in which events became visible: insights look for what is new to them, whatever deal it happened to.
CREATE INDEX deal_event_by_transaction ON deal_event (transaction_id, deal_id, sequence);
