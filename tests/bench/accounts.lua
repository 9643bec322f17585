-- For wrk: the same request by 64 accounts in turn.
local turn = 0

request = function()
    turn = (turn + 1) % 64
    return wrk.format(nil, string.format("%s&AccessKeyId=%016d", wrk.path, 2000000000000000 + turn))
end
