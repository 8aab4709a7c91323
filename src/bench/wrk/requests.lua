-- What wrk sends, in the order in which the lines of a file say it:
--   advance FILE PREFIX   a line is a deal and the stage that it leaves
--   submit  FILE PREFIX   the line is the key of a form; every request is another prospect
--   get     FILE          a line is a path; after the last comes the first
-- One thread sends it all, so that no two requests take the same line. AUTHORIZATION in the environment is sent along. A line
-- of JSON at the end says what came of it.

local lines, position, sent, prefix, kind = {}, 0, 0, "", ""
local headers = {["Content-Type"] = "application/json", ["Authorization"] = os.getenv("AUTHORIZATION")}
local now = os.date("!%Y-%m-%dT%H:%M:%SZ")

function init(arguments)
  kind, prefix = arguments[1], arguments[3]
  for line in io.lines(arguments[2]) do
    lines[#lines + 1] = line
  end
end

local function advance()
  position = position + 1
  local line = lines[position]
  if not line then
    return wrk.format("GET", "/no-deals-left")
  end
  local deal, stage = line:match("^(%S+) (%S+)$")
  headers["Idempotency-Key"] = prefix .. "-" .. position
  return wrk.format("POST", "/v1/deals/" .. deal .. "/transitions", headers, '{"type":"advance","from":"' .. stage .. '"}')
end

local function submit()
  sent = sent + 1
  local id = prefix .. "-" .. sent
  headers["Idempotency-Key"] = id
  return wrk.format("POST", "/v1/forms/" .. lines[1] .. "/submissions", headers,
    '{"submissionId":"' .. id .. '","prospect":{"name":"Ada Stone","email":"' .. id .. '@example.com","phone":null,' ..
    '"company":"Stone GmbH"},"answers":{"need":"Replace our call sheets"},"consent":{"textVersion":"2026-01",' ..
    '"givenAt":"' .. now .. '"},"source":"landing-page"}')
end

local function get()
  position = position % #lines + 1
  return wrk.format("GET", lines[position], headers)
end

local kinds = {advance = advance, submit = submit, get = get}

-- wrk asks for one request before it begins, to look at it, and does not send that.
local begun = false

function request()
  local next = kinds[kind]()
  if not begun then
    begun, position, sent = true, 0, 0
  end
  return next
end

function done(summary, latency, requests)
  local errors = summary.errors
  local result = {
    string.format('"requests":%d,"micros":%d', summary.requests, summary.duration),
    string.format('"refused":%d,"broken":%d', errors.status, errors.connect + errors.read + errors.write + errors.timeout)
  }
  local points = {}
  for p in os.getenv("PERCENTILES"):gmatch("%S+") do
    points[#points + 1] = string.format('"%s":%d', p, tonumber(p) < 100 and latency:percentile(tonumber(p)) or latency.max)
  end
  print("RESULT {" .. table.concat(result, ",") .. ',"latency":{' .. table.concat(points, ",") .. "}}")
end
