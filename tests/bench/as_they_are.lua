-- For wrk: sends the requests of a file as they are, one after the other; a NUL ends each.
local requests = ""
local at = 1

init = function(args)
    local file = assert(io.open(args[1], "rb"))
    requests = file:read("*a")
    file:close()
end

request = function()
    local last = string.find(requests, "\0", at, true)
    if last == nil then
        at = 1  -- sent again, and so refused: the file was too short
        last = string.find(requests, "\0", at, true)
    end
    local one = string.sub(requests, at, last - 1)
    at = last + 1
    return one
end
