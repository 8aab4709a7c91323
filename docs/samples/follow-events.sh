#!/bin/sh
# Follows the feed of events with curl and jq: sh follow-events.sh http://localhost:8080 DIRECTORY
# The key is in the environment variable SALESPROCESS_KEY. What was processed is a line in DIRECTORY/processed.tsv. Kill it at any
# time: it goes on where it was, and processes no event twice.
set -eu
service=$1
directory=$2
mkdir -p "$directory"
position=$directory/position
processed=$directory/processed.tsv
page=$directory/page.json
touch "$processed"

# What was being written when the script was killed did not happen.
if [ -s "$processed" ] && [ -n "$(tail -c 1 "$processed")" ]; then
  sed '$d' "$processed" > "$processed.next"
  mv "$processed.next" "$processed"
fi

# Replace this by what you want to happen.
process() {
  printf '%s\t%s\t%s\n' "$1" "$2" "$3" >> "$processed"
}

while :; do
  after=
  [ -s "$position" ] && after="&after=$(cat "$position")"
  status=$(curl -s -m 60 -o "$page" -w '%{http_code}' -H "Authorization: Bearer $SALESPROCESS_KEY" \
    "$service/v1/events?limit=200&wait=30$after") || status=000
  case $status in
    200)
      jq -r '.items[] | [.id, .type, .subject] | @tsv' "$page" | while IFS='	' read -r id type subject; do
        grep -q "^$id	" "$processed" || process "$id" "$type" "$subject"
      done
      # Only now: if the script is killed before, the same events come again and are known.
      jq -r .next "$page" > "$position.next"
      mv "$position.next" "$position"
      ;;
    410) rm -f "$position" ;; # the database was restored: begin again, known ids are not processed twice
    000 | 429 | 503) sleep 1 ;;
    *)
      echo "$status $(cat "$page")" >&2
      exit 1
      ;;
  esac
done
