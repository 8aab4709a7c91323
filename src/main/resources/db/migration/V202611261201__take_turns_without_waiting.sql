-- Turns of forms whose deals salespeople take in turn: numbers from 0. A slot holds the next of its turns, which are those that
-- leave its number when divided by 61; who takes one raises it by 61. Requests at once lock different slots, and one that is
-- rolled back leaves its turn to the next. The table form_turn is used by instances of an earlier version only.
CREATE TABLE form_turn_slot (
    form_key text    NOT NULL,
    slot     integer NOT NULL,
    turn     bigint  NOT NULL,
    CONSTRAINT form_turn_slot_pk PRIMARY KEY (form_key, slot),
    CONSTRAINT form_turn_slot_form FOREIGN KEY (form_key) REFERENCES form,
    CONSTRAINT form_turn_slot_turn CHECK (turn % 61 = slot)
) WITH (fillfactor = 50);

INSERT INTO form_turn_slot (form_key, slot, turn)
SELECT key, slot, slot FROM form CROSS JOIN generate_series(0, 60) AS slot WHERE assignment = 'round-robin';
