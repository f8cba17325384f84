-- wrk: messages of one box each, every one another; STAMP in the environment makes a run's messages differ from another's.
local stamp = os.getenv("STAMP")
local threads = 0
function setup(thread) threads = threads + 1; thread:set("id", threads) end

local count = 0
local weights = {16, 32, 64, 128, 256, 512}
local function number(n) -- PST is 27, 30, 31: P, S, T of ISO 6346
	local six, sum = string.format("%06d", n), 27 + 30 * 2 + 31 * 4 + 32 * 8
	for i = 1, 6 do sum = sum + (six:byte(i) - 48) * weights[i] end
	return "PSTU" .. six .. sum % 11 % 10
end

function request()
	count = count + 1
	local n = id * 400000 + count % 400000
	local at = string.format("2026%02d%02d%02d%02d", 1 + count % 12, 1 + count % 28, count % 24, count % 60)
	local body = "UNB+UNOA:2+BENCH+LANDBRIDGE+260101:0000+" .. id .. "'\nUNH+" .. count .. "+CODECO:D:95B:UN:SMDG16'\nBGM+34+P" .. stamp .. "T" .. id .. "N" ..
		count .. "+9'\nDTM+137:" .. at .. ":203'\nNAD+MS+CNLYG:160:20'\nEQD+CN+" .. number(n) .. "+45G1:102:5++2+5'\nRFF+BN:BK" .. n ..
		"'\nDTM+7:" .. at .. ":203'\nLOC+165+CNLYG:139:6'\nTDT+1++3+31'\nCNT+16:1'\nUNT+11+" .. count .. "'\nUNZ+1+" .. id .. "'\n"
	return wrk.format("POST", "/api/v1/messages", {["Content-Type"] = "application/edifact"}, body)
end
function done(summary, latency)
	local errors = summary.errors
	io.write(string.format("RESULT %.0f %.2f %d\n", summary.requests / summary.duration * 1e6, latency:percentile(99) / 1000,
		errors.connect + errors.read + errors.write + errors.status + errors.timeout))
end
