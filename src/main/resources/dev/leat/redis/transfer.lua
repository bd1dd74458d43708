-- Hands pending entries of one consumer of a group to another; idle times and delivery counts stay.
--
-- KEYS[1]  the stream
-- ARGV[1]  the group;  ARGV[2]  from;  ARGV[3]  to;  ARGV[4]  at most so many
--
-- Result: how many were handed over, or the error of the server; fewer than asked for means that there
-- are no more.
local pending = redis.pcall('XPENDING', KEYS[1], ARGV[1], '-', '+', ARGV[4], ARGV[2])
if pending.err then
  return pending
end
for _, entry in ipairs(pending) do
  redis.call('XCLAIM', KEYS[1], ARGV[1], ARGV[3], 0, entry[1],
    'IDLE', entry[3], 'RETRYCOUNT', entry[4], 'JUSTID')
end
return #pending
