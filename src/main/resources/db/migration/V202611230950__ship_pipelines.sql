-- The four steps of the sales process, by their two names.
INSERT INTO pipeline_version (key, version, title, published_at, stages) VALUES
('standard', 1, 'Standard', '2026-11-23T00:00:00Z', '[
  {"key": "pre-qualification", "title": "Pre-qualification", "targetDuration": "P7D",
   "description": "The prospect submits an on-line form. Information is gathered, a survey begins, and we find out whether there is a fit.",
   "exitCriteria": [{"type": "submission-received"}, {"type": "survey-started"}, {"type": "interest-strong"},
                    {"type": "trust-established"}, {"type": "fit-confirmed"}]},
  {"key": "qualification", "title": "Qualification", "targetDuration": "P14D",
   "description": "The salesperson collects what is known about the prospect''s product.",
   "exitCriteria": [{"type": "product-background-recorded"}, {"type": "product-history-recorded"},
                    {"type": "target-audience-recorded"}, {"type": "possible-issues-recorded"}]},
  {"key": "relationship", "title": "Relationship", "targetDuration": "P14D",
   "description": "A friendly welcome; every question is answered and every message is followed up.",
   "exitCriteria": [{"type": "greeted"}, {"type": "questions-answered"}, {"type": "message-channel-offered"},
                    {"type": "messages-followed-up"}]},
  {"key": "conversion", "title": "Conversion", "targetDuration": "P14D",
   "description": "A welcome letter and a contract. From here on the business collects the payments of the sale.",
   "exitCriteria": [{"type": "welcome-letter-sent"}, {"type": "contract-signed"}]}
]'),
('proposal', 1, 'Proposal', '2026-11-23T00:00:00Z', '[
  {"key": "pre-qualification", "title": "Pre-qualification", "targetDuration": "P7D",
   "description": "The prospect submits an on-line form. Information is gathered, a survey begins, and we find out whether there is a fit.",
   "exitCriteria": [{"type": "submission-received"}, {"type": "survey-started"}, {"type": "interest-strong"},
                    {"type": "trust-established"}, {"type": "fit-confirmed"}]},
  {"key": "selection", "title": "Selection", "targetDuration": "P7D",
   "description": "The offering is chosen.",
   "exitCriteria": [{"type": "offering-selected"}]},
  {"key": "qualification", "title": "Qualification", "targetDuration": "P14D",
   "description": "The salesperson collects what is known about the prospect''s product.",
   "exitCriteria": [{"type": "product-background-recorded"}, {"type": "product-history-recorded"},
                    {"type": "target-audience-recorded"}, {"type": "possible-issues-recorded"}]},
  {"key": "negotiation", "title": "Negotiation", "targetDuration": "P21D",
   "description": "Proposals go back and forth until one is accepted; then come the welcome letter and the contract.",
   "exitCriteria": [{"type": "proposal-accepted"}, {"type": "welcome-letter-sent"}, {"type": "contract-signed"}]}
]');
