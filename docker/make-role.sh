#!/bin/sh
# Runs once, when the database is made: the role that the service logs in as, and its database.
set -eu
psql -v ON_ERROR_STOP=1 -v password="$SALESPROCESS_PASSWORD" --username "${POSTGRES_USER:-postgres}" <<'SQL'
CREATE ROLE salesprocess LOGIN PASSWORD :'password';
CREATE DATABASE salesprocess OWNER salesprocess;
SQL
