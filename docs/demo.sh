#!/usr/bin/env bash
# Fills a running service with a small business to look around in: an offering of each kind, two salespeople, two web forms, and
# twenty deals in all stages of both pipelines. Prints a key for each role.
#
#   docs/demo.sh [base URL]      http://localhost:8080 unless said otherwise; needs bash and curl (7.55 or later)
#
# It needs the administrator's API key: from the variable ADMIN_KEY, else from data/admin-key in the working directory,
# where the service has put it at its first start. Everything goes through the public API, so the rules of the process hold
# for it as for any caller. Run again, it adds twenty more deals.
set -euo pipefail

base=${1:-http://localhost:8080}
base=${base%/}
run=$(date +%s)-$$
work=$(mktemp -d)
trap 'rm -rf "$work"' EXIT
calls=0

fail() {
  printf '%s\n' "$1" >&2
  exit 1
}

# --- asking ----------------------------------------------------------------------------------------------------------

# as KEY: the caller from here on. In a file, because other users of the machine can read command lines.
as() {
  printf 'Authorization: Bearer %s\n' "$1" >"$work/authorization"
}

# call METHOD PATH [BODY] sends a request and leaves the body of the response in $answer. A service that is not able to respond at
# the moment is asked again, with the same Idempotency-Key, so that nothing happens twice.
call() {
  local options=(-sS --max-time 30 -X "$1" -o "$work/body" -w '%{http_code}' -H "@$work/authorization")
  [ "$1" != POST ] || options+=(-H "Idempotency-Key: $run-$((calls += 1))")
  [ -z "${3:-}" ] || options+=(-H 'Content-Type: application/json' --data-binary "$3")
  local status attempt
  for attempt in 1 2 3 4 5; do
    : >"$work/body"
    status=$(curl "${options[@]}" "$base$2") || fail "No answer from $base."
    answer=$(cat "$work/body")
    case $status in
      2??) return ;;
      429 | 503) sleep "$attempt" ;;
      409)
        [[ $answer == *idempotency-in-progress* ]] || break
        sleep "$attempt"
        ;;
      *) break ;;
    esac
  done
  fail "$1 $2 was refused with $status: $answer"
}

# The first text of this name in the last response.
field() {
  local pattern="\"$1\":\"([^\"]*)"
  [[ $answer =~ $pattern ]] || fail "Expected the response to have the field $1: $answer"
  printf '%s' "${BASH_REMATCH[1]}"
}

# --- what happens to a deal ------------------------------------------------------------------------------------------

# submit FORM NAME COMPANY SITUATION SOURCE: a prospect fills in a web form, which opens $deal. Only the terminal shows the
# situation, which the calls after it bring about.
submit() {
  local address
  address=$(printf '%s' "$2" | tr 'A-Z ' 'a-z.')
  call POST "/v1/forms/$1/submissions" "{\"submissionId\":\"$run-$address\",\"prospect\":{\"name\":\"$2\",\
\"email\":\"$address.$run@example.com\",\"company\":\"$3\"},\
\"answers\":{\"need\":\"Better call sheets for our salespeople\"},\"source\":\"$5\"}"
  deal=$(field dealId)
  stage=pre-qualification
  deals=$((deals + 1))
  printf '  %2d  %-14s %-19s %s\n' "$deals" "$2" "$3" "$4"
}

# advance NEXT: from the present stage to this one.
advance() {
  call POST "/v1/deals/$deal/transitions" "{\"type\":\"advance\",\"from\":\"$stage\"}"
  stage=$1
}

assess() {
  call PATCH "/v1/deals/$deal/assessment" '{"interest":"strong","trustedAdvisor":true,"fit":"fit"}'
}

qualify() {
  call PATCH "/v1/deals/$deal/qualification" '{"productBackground":"Call sheets on paper","productHistory":"In use for ten years",
    "targetAudience":"Field sales","possibleIssues":["No network on site"]}'
}

greet() {
  call POST "/v1/deals/$deal/greetings" '{"by":"receptionist","channel":"phone"}'
  call POST "/v1/deals/$deal/message-link"
}

activity() {
  call POST "/v1/deals/$deal/activities" "{\"kind\":\"$1\",\"outcome\":\"$2\"}"
}

fall_short() {
  call POST "/v1/deals/$deal/transitions" "{\"type\":\"fall-short\",\"from\":\"$stage\",\"reason\":\"$1\"}"
}

lose() {
  call POST "/v1/deals/$deal/transitions" "{\"type\":\"lose\",\"from\":\"$stage\",\"reason\":\"$1\"}"
}

# paper KIND: a document that is drafted and sent, and its id in $document.
paper() {
  call POST "/v1/deals/$deal/documents" "{\"kind\":\"$1\"}"
  document=$(field id)
  call POST "/v1/deals/$deal/documents/$document/send"
}

# sign NAME: a letter and a contract, signed.
sign() {
  paper welcome-letter
  paper contract
  call POST "/v1/deals/$deal/documents/$document/sign" "{\"signedBy\":\"$1\",\"means\":\"electronic signature\"}"
}

pay() {
  call POST "/v1/deals/$deal/payments" \
    "{\"amount\":{\"amount\":$1,\"currency\":\"EUR\"},\"method\":\"bank-transfer\",\"reference\":\"$2\"}"
}

# propose AMOUNT: a proposal that is sent, and its id in $proposal.
propose() {
  call POST "/v1/deals/$deal/proposals" "{\"amount\":{\"amount\":$1,\"currency\":\"EUR\"},\"terms\":\"Two rates\"}"
  proposal=$(field id)
  call POST "/v1/deals/$deal/proposals/$proposal/send"
}

to_qualification() {
  assess
  advance qualification
}

to_relationship() {
  to_qualification
  qualify
  advance relationship
}

to_conversion() {
  to_relationship
  greet
  activity demo positive
  advance conversion
}

win() {
  to_conversion
  sign "$1"
  advance won
}

to_negotiation() {
  assess
  advance selection
  advance qualification
  qualify
  advance negotiation
}

# --- the business ----------------------------------------------------------------------------------------------------

curl -fsS -o /dev/null --max-time 10 "$base/q/health/ready" 2>/dev/null ||
  fail "No service is ready at $base. Start it first, or give its address: docs/demo.sh http://localhost:8080"

admin_key=${ADMIN_KEY:-}
if [ -z "$admin_key" ]; then
  [ -r data/admin-key ] ||
    fail "No administrator's API key in ADMIN_KEY or data/admin-key. The service hands it out at its first start."
  admin_key=$(cat data/admin-key)
fi

# make_key NAME REST: a key, and its secret in $secret.
make_key() {
  call POST /v1/api-keys "{\"name\":\"$1 (demo $run)\",$2}"
  secret=$(field secret)
}

as "$admin_key"
make_key "Iva, manager" '"roles":["manager"]'
iva=$secret

as "$iva"
call POST /v1/offerings '{"name":"Call sheet suite","kind":"product","price":{"amount":990000,"currency":"EUR"}}'
suite=$(field id)
call POST /v1/offerings '{"name":"Sales coaching","kind":"service","price":{"amount":240000,"currency":"EUR"}}'
coaching=$(field id)
call POST /v1/salespeople "{\"name\":\"Mira Lindt\",\"email\":\"mira.$run@example.com\"}"
mira_id=$(field id)
call POST /v1/salespeople "{\"name\":\"Jon Berg\",\"email\":\"jon.$run@example.com\"}"
jon_id=$(field id)

# make_form KEY TITLE PIPELINE OFFERING ASSIGNMENT
make_form() {
  call POST /v1/forms "{\"key\":\"$1\",\"title\":\"$2\",\"pipeline\":\"$3\",\"offeringId\":\"$4\",\"assignment\":$5,\
\"questions\":[{\"key\":\"need\",\"label\":\"What do you need?\",\"type\":\"text\",\"required\":true}]}"
}

contact=contact-$run quote=quote-$run
make_form "$contact" "Talk to us" standard "$suite" '"round-robin"'
make_form "$quote" "Ask for a quote" proposal "$coaching" "{\"salespersonId\":\"$mira_id\"}"

as "$admin_key"
make_key "Mira, salesperson" "\"roles\":[\"salesperson\"],\"salespersonId\":\"$mira_id\""
mira=$secret
make_key "Jon, salesperson" "\"roles\":[\"salesperson\"],\"salespersonId\":\"$jon_id\""
jon=$secret
make_key "Noor, reception" '"roles":["receptionist"]'
noor=$secret
make_key "Ben, auditor" '"roles":["auditor"]'
ben=$secret
make_key "Web site" "\"roles\":[\"intake\"],\"forms\":[\"$contact\",\"$quote\"]"
web_site=$secret

# --- twenty deals ----------------------------------------------------------------------------------------------------

as "$iva"
deals=0

echo 'Pipeline "standard"'
submit "$contact" "Ada Stone" "Stone GmbH" "Just submitted" landing-page
submit "$contact" "Ben Ochs" "Ochs & Co." "Interest is strong, trust and fit are open" trade-fair
call PATCH "/v1/deals/$deal/assessment" '{"interest":"strong"}'
submit "$contact" "Cleo Marsh" "Marsh Ltd" "Could advance at once" landing-page
assess
submit "$contact" "Dan Weiss" "Weiss AG" "In qualification" newsletter
to_qualification
submit "$contact" "Eva Lund" "Lund AB" "In qualification, second attempt" trade-fair
to_qualification
activity call neutral
fall_short "The right person was on holiday"
submit "$contact" "Finn Roth" "Roth KG" "Waits for a welcome" landing-page
to_relationship
submit "$contact" "Gia Conti" "Conti SpA" "Has a question" referral
to_relationship
greet
call POST "/v1/deals/$deal/questions" '{"text":"Does it work without a network?"}'
submit "$contact" "Hal Price" "Price plc" "Has left a message" landing-page
to_relationship
greet
call POST "/v1/deals/$deal/messages" '{"text":"Please call me back."}'
submit "$contact" "Ida Holm" "Holm A/S" "In conversion" referral
to_conversion
submit "$contact" "Jan Bakker" "Bakker BV" "The contract is out" landing-page
to_conversion
paper welcome-letter
paper contract
submit "$contact" "Kim Sato" "Sato KK" "Won, not yet paid" trade-fair
win "Kim Sato"
submit "$contact" "Lea Morel" "Morel SARL" "Won, paid in part" landing-page
win "Lea Morel"
pay 300000 INV-1
submit "$contact" "Max Nowak" "Nowak sp. z o.o." "Won, paid too much, and given back" referral
win "Max Nowak"
pay 990000 INV-2
pay 10000 INV-3
payment=$(field id)
call POST "/v1/deals/$deal/payments/$payment/refunds" \
  '{"amount":{"amount":10000,"currency":"EUR"},"reason":"Paid too much","reference":"CN-1"}'
submit "$contact" "Nia Webb" "Webb Inc." "Lost at once" newsletter
lose "Only asked for the price"
submit "$contact" "Otto Frank" "Frank OHG" "Lost late, and reopened" trade-fair
to_conversion
lose "The budget was cut"
call POST "/v1/deals/$deal/transitions" "{\"type\":\"reopen\",\"from\":\"$stage\",\"reason\":\"There is a new budget\"}"

echo 'Pipeline "proposal"'
submit "$quote" "Pia Kern" "Kern GmbH" "Just submitted" landing-page
submit "$quote" "Quin Doyle" "Doyle Ltd" "In selection" referral
assess
advance selection
submit "$quote" "Rosa Vidal" "Vidal SL" "In qualification" trade-fair
assess
advance selection
advance qualification
submit "$quote" "Sam Okoro" "Okoro Ltd" "Negotiates: a proposal was countered" landing-page
to_negotiation
propose 240000
call POST "/v1/deals/$deal/proposals/$proposal/counter" '{"amount":{"amount":200000,"currency":"EUR"},"terms":"One rate"}'
submit "$quote" "Tess Arden" "Arden & Sons" "Won after an accepted proposal" referral
to_negotiation
propose 240000
call POST "/v1/deals/$deal/proposals/$proposal/accept"
sign "Tess Arden"
advance won

cat <<END

$deals deals are there. Keys to look around with:

  manager       $iva   sees and may do everything
  salesperson   $mira   Mira: her deals and unassigned ones
  salesperson   $jon   Jon: his deals and unassigned ones
  receptionist  $noor   open deals in stages with reception
  auditor       $ben   reads everything
  intake        $web_site   submits the forms $contact and $quote

Try them at $base/q/swagger-ui/ (Authorize), or:

  curl '$base/v1/deals?stage=relationship' -H 'Authorization: Bearer $iva'
  curl $base/v1/insights/funnel -H 'Authorization: Bearer $iva'
END
