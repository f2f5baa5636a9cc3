-- Sends the requests of a file in turn, and prints what came of them as one line of JSON.
-- The file: raw requests, each followed by a line "--- next ---".

local requests, at = {}, 0

function init(args)
  local file = assert(io.open(args[1], 'rb'))
  local all, from = file:read('*a'), 1
  file:close()
  local mark = '\n--- next ---\n'
  while true do
    local first, last = all:find(mark, from, true)
    if not first then break end
    requests[#requests + 1] = all:sub(from, first - 1)
    from = last + 1
  end
end

function request()
  at = at % #requests + 1
  return requests[at]
end

function done(summary, latency)
  local errors = summary.errors
  io.write(string.format(
    '{"requests":%d,"seconds":%.6f,"p50":%.3f,"p99":%.3f,"failed":%d}\n',
    summary.requests, summary.duration / 1e6, latency:percentile(50) / 1e3, latency:percentile(99) / 1e3,
    errors.connect + errors.read + errors.write + errors.status + errors.timeout))
end
