-- Days on which salespeople are away. The database joins absences that overlap or touch.
ALTER TABLE salesperson ADD COLUMN absences datemultirange NOT NULL DEFAULT '{}';
