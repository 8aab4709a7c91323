-- The rate of the tax on an offering, as the decimal that callers see, such as 0.19. Without one, nothing is known of its tax.
ALTER TABLE offering ADD COLUMN tax_rate text;
