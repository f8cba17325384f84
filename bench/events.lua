-- wrk: ten events of boxes chosen at random, or of bookings or ships; in the environment BOXES says how many there are, BY by what they
-- are looked up: box, booking, ship.
local boxes, by = tonumber(os.getenv("BOXES")), os.getenv("BY") or "box"
local threads = 0
function setup(thread) threads = threads + 1; thread:set("seed", threads) end

local weights = {16, 32, 64, 128, 256, 512}
local function number(n) -- LYGU, six digits, and the check digit of ISO 6346
	local six, sum = string.format("%06d", n), 23 + 37 * 2 + 17 * 4 + 32 * 8
	for i = 1, 6 do sum = sum + (six:byte(i) - 48) * weights[i] end
	return "LYGU" .. six .. sum % 11 % 10
end

local function imo(n) -- one of the hundred ships
	local six, sum = 910000 + n % 100, 0
	for i = 2, 7 do sum = sum + math.floor(six / 10 ^ (i - 2)) % 10 * i end
	return six .. sum % 10
end
local ways = {
	container = function(n) return "/api/v1/containers/" .. number(100000 + n) end,
	box = function(n) return "/v2/events?equipmentReference=" .. number(100000 + n) end, -- ten events are all that a box has
	booking = function(n) return "/v2/events?carrierBookingReference=BK" .. math.floor(n / 5) .. "&limit=10" end,
	ship = function(n) return "/v2/events?vesselIMONumber=" .. imo(n) .. "&limit=10" end,
}

-- Requests are made beforehand: what the load generator does meanwhile takes from who is measured.
local made, last = {}, 0
function init()
	math.randomseed(seed * 7919)
	for i = 1, 20000 do
		made[i] = wrk.format("GET", ways[by](math.random(0, boxes - 1)))
	end
end
-- PAUSE in the environment: each connection rests so many ms between two requests, so that a load is given and not the most.
local pause = tonumber(os.getenv("PAUSE") or "0")
if pause > 0 then
	function delay() return pause end
end
function request()
	last = last % #made + 1
	return made[last]
end
function done(summary, latency)
	local errors = summary.errors
	io.write(string.format("RESULT %.0f %.2f %d\n", summary.requests / summary.duration * 1e6, latency:percentile(99) / 1000,
		errors.connect + errors.read + errors.write + errors.status + errors.timeout))
end
