#!/bin/sh
# Verifies a webhook message with openssl. The body comes on standard input, to the byte as it was received.
#
#   WEBHOOK_SECRET=whsec_... verify-webhook.sh ID TIMESTAMP SIGNATURES < body
#
# ID, TIMESTAMP and SIGNATURES are the values of the headers webhook-id, webhook-timestamp and webhook-signature.
# Exit status 0: genuine and not older than five minutes. 1: not. 2: wrong use.
set -eu

if [ $# -ne 3 ] || [ -z "${WEBHOOK_SECRET:-}" ]; then
    echo "usage: WEBHOOK_SECRET=whsec_... $0 ID TIMESTAMP SIGNATURES < body" >&2
    exit 2
fi
id=$1
timestamp=$2
signatures=$3

case $timestamp in
    '' | *[!0-9]*) echo "not a timestamp" >&2; exit 1 ;;
esac
age=$(($(date +%s) - timestamp))
if [ "$age" -gt 300 ] || [ "$age" -lt -300 ]; then
    echo "too old, or from the future" >&2
    exit 1
fi

key=$(printf '%s' "${WEBHOOK_SECRET#whsec_}" | openssl base64 -d -A | od -An -v -tx1 | tr -d ' \n')
expected=v1,$({ printf '%s.%s.' "$id" "$timestamp"; cat; } |
    openssl dgst -sha256 -mac HMAC -macopt "hexkey:$key" -binary | openssl base64 -A)

# There are two signatures for a time after the secret was rotated.
for signature in $signatures; do
    if [ "$signature" = "$expected" ]; then
        echo "genuine"
        exit 0
    fi
done
echo "no signature fits" >&2
exit 1
