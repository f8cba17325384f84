// A place's clock: "2026-06-20T14:00" there is 2026-06-20T14:00:00+08:00.
const pad = n => String(n).padStart(2, "0");

// Minutes that the zone is ahead of UTC at that moment; the reader's own zone where none is known.
function offsetAt(ms, zone) {
	if (!zone)
		return -new Date(ms).getTimezoneOffset();
	const part = new Intl.DateTimeFormat("en-US", { timeZone: zone, timeZoneName: "longOffset" }).formatToParts(ms).find(p => p.type === "timeZoneName").value;
	const [, sign, h, m] = /GMT([+-])(\d\d):(\d\d)/.exec(part) ?? [];
	return sign ? (sign === "-" ? -1 : 1) * (Number(h) * 60 + Number(m)) : 0;
}

function offsetText(minutes) {
	const m = Math.abs(minutes);
	return `${minutes < 0 ? "-" : "+"}${pad(Math.floor(m / 60))}:${pad(m % 60)}`;
}

export function zoned(local, zone) {
	const reading = Date.parse(local + "Z");
	if (Number.isNaN(reading))
		return undefined;
	return `${local.length === 16 ? local + ":00" : local}${offsetText(offsetAt(reading - offsetAt(reading, zone) * 60000, zone))}`;
}

// The other way: what that clock shows at a moment, "2026-06-20T14:00:00+08:00".
export function zonedAt(ms, zone) {
	const minutes = offsetAt(ms, zone);
	return new Date(ms + minutes * 60000).toISOString().slice(0, 19) + offsetText(minutes);
}
