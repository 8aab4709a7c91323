#!/usr/bin/env bash
# A sale from the first form to the last payment, told to a running service one request at a time.
# Every answer is checked: the tour ends with an error as soon as one is not what it should be.
#
#   docs/tour.sh [base URL]      http://localhost:8080 unless said otherwise; needs bash and curl (7.55 or later)
#
# It needs the administrator's API key: from the variable ADMIN_KEY, else from data/admin-key in the working directory,
# where the service has put it at its first start. With it the tour makes a key for everybody in the story, and revokes
# them at the end.
#
# It can be run again and again on the same database, because the names of what it adds are new each time.
set -euo pipefail

base=${1:-http://localhost:8080}
base=${base%/}
run=$(date +%s)-$$
work=$(mktemp -d)
trap 'rm -rf "$work"' EXIT

steps=0
who=''
key=''
keys_made=()
status=''
answer=''

# --- telling ---------------------------------------------------------------------------------------------------------

chapter() {
  printf '\n=== %s\n' "$1"
}

# What happens next, and why.
say() {
  printf '\n%s\n' "$1"
}

# Leaves only the beginning of API keys and of the secrets of message links, which are not for whoever reads along.
shorten_secrets() {
  sed -E -e 's/spk_([A-Za-z0-9_-]{4})[A-Za-z0-9_-]+/spk_\1…/g' \
    -e 's#("token": ?"|message-links/|/m/|/d/)([A-Za-z0-9_-]{4})[A-Za-z0-9_-]+#\1\2…#g'
}

# Puts each field of a JSON text, and each object of its arrays, on a line of its own, and shortens long lines.
readable() {
  printf '%s\n' "$1" | shorten_secrets | awk -v width=132 '
    function line_break(level,   i) {
      show()
      for (i = 0; i < level; i++) line = line "  "
    }
    function show() {
      if (length(line) > width) line = substr(line, 1, width - 4) " ..."
      if (line != "") print "    " line
      line = ""
    }
    {
      depth = 0; quoted = 0; line = ""
      n = length($0)
      for (i = 1; i <= n; i++) {
        c = substr($0, i, 1)
        if (quoted) {
          line = line c
          if (c == "\\") { i++; line = line substr($0, i, 1) }
          else if (c == "\"") quoted = 0
        } else if (c == "\"") { quoted = 1; line = line c }
        else if (c == "{" || c == "[") {
          line = line c
          depth++
          next_char = substr($0, i + 1, 1)
          broken[depth] = depth == 1 || (depth == 2 && c == "[" && next_char == "{")
          if (broken[depth] && next_char != "}") line_break(depth)
          last_open = i
        } else if (c == "}" || c == "]") {
          if (broken[depth] && last_open != i - 1) line_break(depth - 1)
          depth--
          line = line c
        } else if (c == ",") { line = line c; if (broken[depth]) line_break(depth); else line = line " " }
        else if (c == ":") line = line ": "
        else line = line c
      }
      show()
    }'
}

# --- asking ----------------------------------------------------------------------------------------------------------

# as NAME [KEY]: whoever acts from here on; without a key, somebody without credentials.
as() {
  who=$1 key=${2:-}
  # In a file, because other users of the machine can read command lines.
  printf 'Authorization: Bearer %s\n' "$key" >"$work/authorization"
}

# request METHOD PATH [BODY [HEADER...]] sends a request as whoever acts and leaves $status, $answer, $work/headers.
request() {
  local method=$1 path=$2 body=${3:-}
  shift $(($# < 3 ? $# : 3))
  local options=(-sS --max-time 30 -X "$method" -D "$work/headers" -o "$work/body" -w '%{http_code}')
  local header
  printf '\n    %s %s\n' "$method" "$path" | shorten_secrets
  if [ -n "$key" ]; then
    options+=(-H "@$work/authorization")
    printf '    Authorization: Bearer %s…   (%s)\n' "${key:0:$((${#key} < 32 ? ${#key} / 4 : 8))}" "$who"
  else
    printf '    no credentials   (%s)\n' "$who"
  fi
  for header in "$@"; do
    options+=(-H "$header")
    printf '    %s\n' "$header"
  done
  if [ -n "$body" ]; then
    options+=(-H 'Content-Type: application/json' --data-binary "$body")
    readable "$body"
  fi
  : >"$work/body"
  status=$(curl "${options[@]}" "$base$path") || fail "No answer from $base."
  answer=$(cat "$work/body")
  printf '  %s\n' "$status"
  [ -z "$answer" ] || readable "$answer"
}

# --- checking --------------------------------------------------------------------------------------------------------

fail() {
  printf '\nThe tour ends at step %s: %s\n' "$((steps + 1))" "$1" >&2
  exit 1
}

# expect STATUS [FRAGMENT...]: the answer has this status and holds these pieces of JSON.
expect() {
  local wanted=$1 fragment
  shift
  [ "$status" = "$wanted" ] || fail "expected status $wanted, but it is $status."
  for fragment in "$@"; do
    case $answer in
      *"$fragment"*) ;;
      *) fail "expected the answer to hold $fragment" ;;
    esac
  done
  steps=$((steps + 1))
}

expect_header() {
  grep -qi "^$1" "$work/headers" || fail "expected the header $1"
}

# The first text or number of this name in the answer.
field() {
  local pattern="\"$1\":\"?([^\",}]*)"
  [[ $answer =~ $pattern ]] || fail "expected the answer to have the field $1"
  printf '%s' "${BASH_REMATCH[1]}"
}

# --- the parts of the story that come more than once -----------------------------------------------------------------

# Makes an API key, and leaves its secret in $secret and its id in $key_id.
make_key() {
  request POST /v1/api-keys "$1"
  expect 201 '"secret":"spk_'
  secret=$(field secret)
  key_id=$(field id)
  keys_made+=("$key_id")
}

# Why somebody who may not see something is told 404: 403 would say that it is there.
unseen() {
  expect 404 '"type":"/problems/not-found"'
}

forbidden() {
  expect 403 '"type":"/problems/forbidden"'
}

advance() {
  request POST "/v1/deals/$deal/transitions" "{\"type\":\"advance\",\"from\":\"$1\"}"
}

# What the salesperson enters for a field that a refusal asks for.
entry_for() {
  case $1 in
    interest) printf '{"interest":"strong"}' ;;
    trustedAdvisor) printf '{"trustedAdvisor":true}' ;;
    fit) printf '{"fit":"fit"}' ;;
    *) fail "a refusal asks for $1, which this story does not know." ;;
  esac
}

# Makes every call that the refusal in $answer names, in its order.
do_as_told() {
  local rest=$answer
  local remedy='"satisfyWith":\{"method":"([A-Z]+)","href":"([^"]+)","field":"([^"]+)"\}'
  while [[ $rest =~ $remedy ]]; do
    rest=${rest#*"${BASH_REMATCH[0]}"}
    printf '\n  %s\n' "${BASH_REMATCH[0]}"
    request "${BASH_REMATCH[1]}" "${BASH_REMATCH[2]}" "$(entry_for "${BASH_REMATCH[3]}")"
    expect 200
  done
}

payment() {
  request POST "/v1/deals/$deal/payments" \
    "{\"amount\":{\"amount\":$1,\"currency\":\"EUR\"},\"method\":\"bank-transfer\",\"reference\":\"$2\"}"
}

# --- the story -------------------------------------------------------------------------------------------------------

curl -fsS -o /dev/null --max-time 10 "$base/q/health/ready" 2>/dev/null ||
  fail "no service is ready at $base. Start it first, or give its address: docs/tour.sh http://localhost:8080"

admin_key=${ADMIN_KEY:-}
if [ -z "$admin_key" ]; then
  [ -r data/admin-key ] ||
    fail "no administrator's API key in ADMIN_KEY or data/admin-key. The service hands it out at its first start."
  admin_key=$(cat data/admin-key)
fi

chapter "Who is who: a key for everybody"

say "Without credentials nobody gets in."
as "nobody knows who"
request GET /v1/deals
expect 401 '"type":"/problems/unauthenticated"'

say "The administrator is known, by the key that the service handed out at its first start."
as "the administrator" "$admin_key"
request GET "/v1/api-keys?limit=1"
[ "$status" != 401 ] || fail "the service does not know the administrator's key (from ADMIN_KEY, else data/admin-key)."
expect 200 '"items":['

say "A key for Iva, who runs sales. The secret is in this answer and nowhere else."
make_key "{\"name\":\"Iva, manager (tour $run)\",\"roles\":[\"manager\"]}"
iva=$secret

say "By itself an administrator has no business with deals."
request GET /v1/deals
forbidden

say "Iva adds what is sold. Its price, 9900.00 EUR in cents, becomes the value of every deal about it."
as Iva "$iva"
request POST /v1/offerings \
  '{"name":"Call sheet suite","kind":"product","price":{"amount":990000,"currency":"EUR"}}'
expect 201 '"name":"Call sheet suite"'
offering=$(field id)

say "Mira and Jon sell it."
request POST /v1/salespeople "{\"name\":\"Mira Lindt\",\"email\":\"mira.$run@example.com\"}"
expect 201 '"active":true'
salesperson=$(field id)
request POST /v1/salespeople "{\"name\":\"Jon Berg\",\"email\":\"jon.$run@example.com\"}"
expect 201 '"active":true'
other_salesperson=$(field id)

say "The form on the web site. What it brings in opens deals in the standard pipeline, and Mira owns them."
form=tour-$run
request POST /v1/forms "{\"key\":\"$form\",\"title\":\"Talk to us\",\"pipeline\":\"standard\",\
\"offeringId\":\"$offering\",\"assignment\":{\"salespersonId\":\"$salesperson\"},\"questions\":[\
{\"key\":\"need\",\"label\":\"What do you need?\",\"type\":\"text\",\"required\":true},\
{\"key\":\"people\",\"label\":\"How many people sell for you?\",\"type\":\"number\"}]}"
expect 201 "\"key\":\"$form\""

say "Now there is what the other keys are tied to. The web site may submit this form, and nothing else."
as "the administrator" "$admin_key"
make_key "{\"name\":\"Web site (tour $run)\",\"roles\":[\"intake\"],\"forms\":[\"$form\"]}"
web_site=$secret web_site_id=$key_id

say "Noor is at the reception. Mira and Jon each act for themselves. Ben audits."
make_key "{\"name\":\"Noor, reception (tour $run)\",\"roles\":[\"receptionist\"]}"
noor=$secret
make_key "{\"name\":\"Mira (tour $run)\",\"roles\":[\"salesperson\"],\"salespersonId\":\"$salesperson\"}"
mira=$secret mira_id=$key_id
make_key "{\"name\":\"Jon (tour $run)\",\"roles\":[\"salesperson\"],\"salespersonId\":\"$other_salesperson\"}"
jon=$secret
make_key "{\"name\":\"Ben, auditor (tour $run)\",\"roles\":[\"auditor\"]}"
ben=$secret

chapter "Pre-qualification: Ada Stone fills in the form"

say "The web site passes it on. It is told that it arrived, and no more: not even whether Ada was known."
as "the web site" "$web_site"
submission="{\"submissionId\":\"web-8841\",\"prospect\":{\"name\":\"Ada Stone\",\"email\":\"ada.$run@example.com\",\
\"company\":\"Stone GmbH\"},\"answers\":{\"need\":\"Replace our call sheets\",\"people\":12},\
\"source\":\"landing-page\"}"
request POST "/v1/forms/$form/submissions" "$submission"
expect 201 '"status":"accepted"' '"prospectId":null' '"dealId":null' '"dealOpened":null'
received=$answer
submission_id=$(field id)

say "She presses the button twice. Same submissionId, same content: 200 with the first result, and still one deal."
request POST "/v1/forms/$form/submissions" "$submission"
expect 200
[ "$answer" = "$received" ] || fail "expected the first result again: $received"

say "Mira sees what came of it: a deal, which is hers."
as Mira "$mira"
request GET "/v1/submissions/$submission_id"
expect 200 '"dealOpened":true'
deal=$(field dealId)

request GET "/v1/deals/$deal"
expect 200 '"status":"open"' '"stage":"pre-qualification"' "\"ownerId\":\"$salesperson\"" \
  '"value":{"amount":990000,"currency":"EUR"}'

say "The web site cannot read it: reading deals is nothing that its key may."
as "the web site" "$web_site"
request GET "/v1/deals/$deal"
forbidden

say "Jon may read deals, but not this one, and Noor not before the relationship stage. To them there is none."
as Jon "$jon"
request GET "/v1/deals/$deal"
unseen
as Noor "$noor"
request GET "/v1/deals/$deal"
unseen

say "Mira is too fast: a form alone does not make a lead. The refusal lists all that is missing, and the call for each."
as Mira "$mira"
advance pre-qualification
expect 422 '"type":"/problems/criteria-unmet"' '"criterion":"interest-strong"' '"criterion":"trust-established"' \
  '"criterion":"fit-confirmed"'

say "She talks to Ada, and then does what the refusal says: every satisfyWith is a request to send."
do_as_told

say "Now nothing is missing. dryRun asks first, and changes nothing."
request POST "/v1/deals/$deal/transitions?dryRun=true" '{"type":"advance","from":"pre-qualification"}'
expect 200 '"to":"qualification"'

say "The real thing, with an Idempotency-Key. History will know Mira by the id of her key."
request POST "/v1/deals/$deal/transitions" '{"type":"advance","from":"pre-qualification"}' "Idempotency-Key: $run-1"
expect 201 '"from":"pre-qualification"' '"to":"qualification"' \
  "\"actor\":{\"kind\":\"api-key\",\"id\":\"$mira_id\",\"salespersonId\":\"$salesperson\"}"
moved=$answer

say "Suppose the answer got lost on its way. The same request again gets the stored answer, and moves nothing."
request POST "/v1/deals/$deal/transitions" '{"type":"advance","from":"pre-qualification"}' "Idempotency-Key: $run-1"
expect 201
expect_header 'Idempotency-Replayed: true'
[ "$answer" = "$moved" ] || fail "expected the stored answer: $moved"

chapter "Qualification: what is known about Ada's product"

say "Mira writes down what she has learned."
request PATCH "/v1/deals/$deal/qualification" "{\"productBackground\":\"A call sheet kept on paper\",\
\"productHistory\":\"In use since 2009\",\"targetAudience\":\"Field sales in machine building\",\
\"possibleIssues\":[\"No network on site\"]}"
expect 200 '"targetAudience":"Field sales in machine building"'

advance qualification
expect 201 '"to":"relationship"'

chapter "Relationship: a welcome, every question answered, every message followed up"

say "Now Noor at the reception sees the deal, and welcomes Ada."
as Noor "$noor"
request POST "/v1/deals/$deal/greetings" '{"by":"receptionist","channel":"phone"}'
expect 201 '"by":"receptionist"'

say "Ada has a question. Noor takes it down; the answer is Mira's to give."
request POST "/v1/deals/$deal/questions" '{"text":"Does it work without a network?"}'
expect 201 '"answer":null'
question=$(field id)
request POST "/v1/deals/$deal/questions/$question/answer" '{"text":"I think so."}'
forbidden

say "Mira gives Ada the easy way to leave a message: a link. The token is shown this once only."
as Mira "$mira"
request POST "/v1/deals/$deal/message-link"
expect 201 '"token":"'
token=$(field token)

say "On to conversion? Not while a question is open."
advance relationship
expect 422 '"criterion":"questions-answered"' "/questions/$question/answer"

request POST "/v1/deals/$deal/questions/$question/answer" '{"text":"Yes, it synchronises later."}'
expect 200 '"answer":"Yes, it synchronises later."'

say "Ada leaves a message by the link. She needs no credentials, because the link is secret."
as Ada
request POST "/v1/message-links/$token/messages" '{"text":"Please call me back."}'
expect 201 '"text":"Please call me back."'
message=$(field id)

say "The message waits, and so does the deal."
as Mira "$mira"
advance relationship
expect 422 '"criterion":"messages-followed-up"' "/messages/$message/follow-up"

request POST "/v1/deals/$deal/messages/$message/follow-up" '{"outcome":"Called back: she wants to see it first."}'
expect 200 '"followedUpAt":"'

say "Everything is in place, but Ada is not convinced. The stage falls short: same stage, next attempt, for a reason."
request POST "/v1/deals/$deal/transitions" \
  '{"type":"fall-short","from":"relationship","reason":"Wants to see it work before she decides"}'
expect 201 '"to":"relationship"' '"attempt":2'

say "What to do about it is up to Mira. She chooses a demonstration."
request POST "/v1/deals/$deal/activities" '{"kind":"demo","outcome":"positive","note":"Ran it offline in her workshop"}'
expect 201 '"kind":"demo"'

advance relationship
expect 201 '"to":"conversion"'

chapter "Conversion: a welcome letter and a contract"

request POST "/v1/deals/$deal/documents" '{"kind":"welcome-letter"}'
expect 201 '"status":"drafted"'
letter=$(field id)
request POST "/v1/deals/$deal/documents/$letter/send"
expect 200 '"status":"sent"'

request POST "/v1/deals/$deal/documents" '{"kind":"contract"}'
expect 201 '"status":"drafted"'
contract=$(field id)
request POST "/v1/deals/$deal/documents/$contract/send"
expect 200 '"status":"sent"'

say "Ada would pay at once, but payments belong to won deals."
payment 300000 INV-1
expect 422 '"type":"/problems/rule-violated"' '"rule":7'

say "Nor can the deal be won before the contract is signed."
advance conversion
expect 422 '"criterion":"contract-signed"' "/documents/$contract/sign"

say "Ada can read and sign it on a page of her own. She would rather sign on paper."
request POST "/v1/deals/$deal/documents/$contract/link" '{}'
expect 201 '"url":' '/d/'

request POST "/v1/deals/$deal/documents/$contract/sign" '{"signedBy":"Ada Stone","means":"electronic signature"}'
expect 200 '"status":"signed"'

say "Won."
advance conversion
expect 201 '"from":"conversion"' '"to":"won"'

chapter "Payments: 9900.00 EUR in three parts"

payment 300000 INV-1
expect 201 '"reference":"INV-1"'

say "The second part is reported twice. The reference is the same, so it counts once: 201, then 200."
payment 300000 INV-2
expect 201
second=$(field id)
payment 300000 INV-2
expect 200 "\"id\":\"$second\""

say "The third is a bit too much. The money did arrive, so it is recorded."
payment 400000 INV-3
expect 201
third=$(field id)

request GET "/v1/deals/$deal"
expect 200 '"status":"won"' '"collected":{"amount":1000000,"currency":"EUR"}' '"outstanding":{"amount":0,' \
  '"overpaid":{"amount":10000,"currency":"EUR"}'

say "What is too much goes back."
request POST "/v1/deals/$deal/payments/$third/refunds" \
  '{"amount":{"amount":10000,"currency":"EUR"},"reason":"Paid too much","reference":"CN-1"}'
expect 201 '"reference":"CN-1"'

say "More than is left of a payment cannot go back."
request POST "/v1/deals/$deal/payments/$third/refunds" \
  '{"amount":{"amount":400000,"currency":"EUR"},"reason":"Changed her mind","reference":"CN-2"}'
expect 422 '"type":"/problems/rule-violated"' '"rule":7'

request GET "/v1/deals/$deal"
expect 200 '"collected":{"amount":990000,"currency":"EUR"}' '"refunded":{"amount":10000,' '"outstanding":{"amount":0,' \
  '"overpaid":{"amount":0,'
version=${answer##*'"version":'}
version=${version%%,*}

chapter "History: all of it, in order, for good"

say "Every change left an event. None can be changed or deleted; refused requests left none. Ben may read all of it."
as Ben "$ben"
request GET "/v1/deals/$deal/history?limit=200"
expect 200 '"type":"deal.opened"' '"type":"deal.fell-short"' '"reason":"Wants to see it work before she decides"' \
  '"type":"deal.won"' "\"sequence\":$version," '"next":null'

say "The proof: numbers without gaps, an unbroken chain of hashes, and a state that is what the events add up to."
request GET "/v1/deals/$deal/history/verification"
expect 200 '"intact":true' "\"events\":$version," '"firstBroken":null' '"stateMatches":true'

say "Reading is all that an auditor may."
request POST "/v1/deals/$deal/questions" '{"text":"Was this a good deal?"}'
forbidden

chapter "No short cuts, for anybody"

say "Bob came in by telephone. Iva opens his deal by hand, and leaves it to whoever takes it."
as Iva "$iva"
request POST /v1/prospects "{\"name\":\"Bob Reed\",\"email\":\"bob.$run@example.com\"}"
expect 201
prospect=$(field id)
request POST /v1/deals "{\"prospectId\":\"$prospect\",\"offeringId\":\"$offering\",\"source\":\"telephone\"}"
expect 201 '"stage":"pre-qualification"' '"ownerId":null'
deal=$(field id)

say "Iva may everything on every deal, but the rules hold for her too. The deal is not there: stages are not skipped."
advance qualification
expect 409 '"type":"/problems/out-of-order"' '"stage":"pre-qualification"'

say "Nor can the stage be set. It is not a field to write."
request PATCH "/v1/deals/$deal" '{"stage":"conversion"}' 'If-Match: *'
expect 400 '"type":"/problems/invalid-request"' '"pointer":"/stage"'

say "Jon sees the deal, since nobody owns it. He cannot work on it before it is his."
as Jon "$jon"
request POST "/v1/deals/$deal/activities" '{"kind":"call","outcome":"neutral"}'
forbidden

say "Giving it to Mira is for managers. Taking it himself is not."
request PATCH "/v1/deals/$deal" "{\"ownerId\":\"$salesperson\"}" 'If-Match: *'
forbidden
request PATCH "/v1/deals/$deal" "{\"ownerId\":\"$other_salesperson\"}" 'If-Match: *'
expect 200 "\"ownerId\":\"$other_salesperson\""

say "Bob does not want anything after all. The deal is closed, with the reason."
request POST "/v1/deals/$deal/transitions" \
  '{"type":"lose","from":"pre-qualification","reason":"Only asked for the price"}'
expect 201 '"to":"lost"'

chapter "Keys come and go"

say "The web site gets a new key. For an hour the old one is good besides it, so that nothing is lost in the change."
as "the administrator" "$admin_key"
request POST "/v1/api-keys/$web_site_id/rotate" '{"overlap":"PT1H"}'
expect 201 '"secret":"spk_' "\"forms\":[\"$form\"]"
web_site_next=$(field secret)
keys_made+=("$(field id)")
as "the web site, new key" "$web_site_next"
request POST "/v1/forms/$form/submissions" "$submission"
expect 200
as "the web site, old key" "$web_site"
request POST "/v1/forms/$form/submissions" "$submission"
expect 200

say "The tour is over, and its keys are revoked. They stay in the list, because history names them."
as "the administrator" "$admin_key"
for id in "${keys_made[@]}"; do
  request DELETE "/v1/api-keys/$id"
  expect 204
done
request GET "/v1/api-keys/$mira_id"
expect 200 "\"name\":\"Mira (tour $run)\"" '"revokedAt":"'

say "Mira's key is as good as none."
# Where several instances run, the others believe a key for up to a second.
sleep 1
as Mira "$mira"
request GET /v1/deals
expect 401 '"type":"/problems/unauthenticated"'

printf '\nTour finished: %s steps as expected.\n' "$steps"
