-- wrk: plans for the nine ways of the demonstration's network.
local pairs_asked = {"CNLYG&to=DEDUI", "CNLYG&to=DEHAM", "CNLYG&to=UZTAS", "CNLYG&to=KGFRU", "CNLYG&to=KGOSS", "CNLYG&to=TRIST", "CNLYG&to=TRMER",
	"JPOSA&to=KZALA", "KRPUS&to=KZALA"}
local last = 0
local pause = tonumber(os.getenv("PAUSE") or "0")
if pause > 0 then
	function delay() return pause end
end
function request()
	last = last % #pairs_asked + 1
	return wrk.format("GET", "/api/v1/plans?from=" .. pairs_asked[last])
end
function done(summary, latency)
	local errors = summary.errors
	io.write(string.format("RESULT %.0f %.2f %d\n", summary.requests / summary.duration * 1e6, latency:percentile(99) / 1000,
		errors.connect + errors.read + errors.write + errors.status + errors.timeout))
end
