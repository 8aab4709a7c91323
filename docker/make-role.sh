#!/bin/sh
# Runs once, when the database is made: the role that the service logs in as, and its database.
set -eu
if [ "$SALESPROCESS_PASSWORD" = "$POSTGRES_PASSWORD" ]; then
  echo "SALESPROCESS_PASSWORD and POSTGRES_PASSWORD are the same. The superuser can change history, so the service must not know" \
    "its password. Set two different ones, remove the volume, which holds nothing yet, and start again:" \
    "docker compose -f docker/compose.yaml down --volumes" >&2
  exit 1
fi
psql -v ON_ERROR_STOP=1 -v password="$SALESPROCESS_PASSWORD" --username "${POSTGRES_USER:-postgres}" <<'SQL'
CREATE ROLE salesprocess LOGIN PASSWORD :'password';
CREATE DATABASE salesprocess OWNER salesprocess;
SQL
