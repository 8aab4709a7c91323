-- What wrk sends, in the order in which the lines of a file say it:
--   advance FILE PREFIX   a line is a deal and the stage that it leaves
--   submit  FILE PREFIX   the line is the key of a form; every request is another prospect
--   get     FILE          a line is a path; after the last comes the first
-- The lines are shared out among the threads. AUTHORIZATION in the environment is sent along. A line of JSON at the end says
-- what came of it.

local threads = 0
local lines, position, sent, prefix, kind = {}, 0, 0, "", ""
local headers = {["Content-Type"] = "application/json", ["Authorization"] = os.getenv("AUTHORIZATION"), ["X-Actor"] = "bench"}
local now = os.date("!%Y-%m-%dT%H:%M:%SZ")

function setup(thread)
  thread:set("number", threads)
  threads = threads + 1
  thread:set("step", tonumber(os.getenv("WRK_THREADS")))
end

function init(arguments)
  kind, prefix = arguments[1], (arguments[3] or "") .. "-" .. number
  local i = 0
  for line in io.lines(arguments[2]) do
    if kind == "submit" or i % step == number then
      lines[#lines + 1] = line
    end
    i = i + 1
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

function request()
  return kinds[kind]()
end

function done(summary, latency, requests)
  local errors = summary.errors
  local result = {
    string.format('"requests":%d,"micros":%d', summary.requests, summary.duration),
    string.format('"refused":%d,"broken":%d', errors.status, errors.connect + errors.read + errors.write + errors.timeout)
  }
  local points = {}
  for _, p in ipairs({1, 10, 25, 50, 75, 90, 95, 99, 99.9, 99.99, 100}) do
    points[#points + 1] = string.format('"%s":%d', p, latency:percentile(p))
  end
  print("RESULT {" .. table.concat(result, ",") .. ',"latency":{' .. table.concat(points, ",") .. "}}")
end
