-- Removes a consumer of a group when nothing is pending for it: XGROUP DELCONSUMER alone would drop what is.
--
-- KEYS[1]  the stream
-- ARGV[1]  the group;  ARGV[2]  the consumer
--
-- Result: how many entries are pending for it; 0 when it was removed or was not there; or
-- the error of the server.
local first = redis.pcall('XPENDING', KEYS[1], ARGV[1], '-', '+', 1, ARGV[2])
if first.err then
  return first
end
if #first == 0 then
  redis.call('XGROUP', 'DELCONSUMER', KEYS[1], ARGV[1], ARGV[2])
  return 0
end
for _, consumer in ipairs(redis.call('XINFO', 'CONSUMERS', KEYS[1], ARGV[1])) do
  local facts = {}
  for i = 1, #consumer, 2 do
    facts[consumer[i]] = consumer[i + 1]
  end
  if facts['name'] == ARGV[2] then
    return facts['pending']
  end
end
return 0
