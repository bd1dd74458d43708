-- Appends a batch of events to one stream, with retention and expiry, in one atomic step.
--
-- KEYS[1]  the stream
-- ARGV[1]  1 to make a missing stream, 0 to refuse
-- ARGV[2]  MAXLEN to keep, or empty;         ARGV[3]  = or ~
-- ARGV[4]  max age in milliseconds, or empty; ARGV[5]  = or ~
-- ARGV[6]  MINID to keep from, or empty;     ARGV[7]  = or ~
-- ARGV[8]  time to live in milliseconds, or empty
-- ARGV[9]  1 when the time to live counts from the first add that set it
-- then for every event: its ID as XADD takes it, the number of names and values, names and values
--
-- Result: the IDs of the events that were added, in order, and as last element the error of the event
-- that ended the batch, or an empty string. The stream's end is a prefix of the batch in any case.
local key = KEYS[1]
local result = {}
local failed = ''
local at = 10
local last = #ARGV
if ARGV[1] == '0' and redis.call('EXISTS', key) == 0 then
  return {'NOSTREAM'}
end
while at <= last do
  local count = tonumber(ARGV[at + 1])
  local id = redis.pcall('XADD', key, ARGV[at], unpack(ARGV, at + 2, at + 1 + count))
  if type(id) == 'table' then
    failed = id.err
    break
  end
  result[#result + 1] = id
  at = at + 2 + count
end
if #result > 0 then
  if ARGV[2] ~= '' then
    redis.call('XTRIM', key, 'MAXLEN', ARGV[3], ARGV[2])
  end
  if ARGV[4] ~= '' then
    local now = redis.call('TIME')
    local from = now[1] * 1000 + math.floor(now[2] / 1000) - ARGV[4]
    if from > 0 then
      redis.call('XTRIM', key, 'MINID', ARGV[5], string.format('%.0f', from))
    end
  end
  if ARGV[6] ~= '' then
    redis.call('XTRIM', key, 'MINID', ARGV[7], ARGV[6])
  end
  if ARGV[8] ~= '' and (ARGV[9] == '0' or redis.call('PTTL', key) < 0) then
    redis.call('PEXPIRE', key, ARGV[8])
  end
end
result[#result + 1] = failed
return result
