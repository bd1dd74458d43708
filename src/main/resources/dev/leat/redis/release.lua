-- Gives pending entries of one consumer of a group back: they stay in its name, idle since 1970, so that
-- anyone may claim them at once, and the delivery that is given back is not counted. Entries that are
-- pending for somebody else by now are left alone.
--
-- KEYS[1]  the stream
-- ARGV[1]  the group;  ARGV[2]  the consumer;  ARGV[3...]  the IDs
--
-- Result: how many were given back, or the error of the server.
local released = 0
for i = 3, #ARGV do
  local pending = redis.pcall('XPENDING', KEYS[1], ARGV[1], ARGV[i], ARGV[i], 1, ARGV[2])
  if pending.err then
    return pending
  end
  if #pending == 1 then
    redis.call('XCLAIM', KEYS[1], ARGV[1], ARGV[2], 0, ARGV[i],
      'TIME', 1, 'RETRYCOUNT', math.max(0, pending[1][4] - 1), 'JUSTID')
    released = released + 1
  end
end
return released
