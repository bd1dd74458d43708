-- Takes pending entries of a group over for one consumer, and finds those that the stream lost, in one
-- step: what another consumer acknowledged and deleted meanwhile is not pending any more, so not lost.
-- Redis 7.0 and later ones drop a lost entry at XCLAIM, so it has to be looked for before.
--
-- KEYS[1]  the stream
-- ARGV[1]  the group;  ARGV[2]  the consumer;  ARGV[3]  only what is idle for so many milliseconds
-- ARGV[4...]  the IDs
--
-- Result: for every ID that was taken {ID, names and values, number of deliveries}, for every one that
-- is pending and not in the stream {ID}; or the error of the server.
local result = {}
for i = 4, #ARGV do
  local id = ARGV[i]
  local pending = redis.pcall('XPENDING', KEYS[1], ARGV[1], id, id, 1)
  if pending.err then
    return pending
  end
  if #pending == 1 and pending[1][3] >= tonumber(ARGV[3]) then
    if #redis.call('XRANGE', KEYS[1], id, id) == 0 then
      result[#result + 1] = {id}
    else
      local taken = redis.call('XCLAIM', KEYS[1], ARGV[1], ARGV[2], ARGV[3], id)
      if #taken == 1 then
        result[#result + 1] = {id, taken[1][2], pending[1][4] + 1}
      end
    end
  end
end
return result
