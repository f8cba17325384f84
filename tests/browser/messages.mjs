// Messages of the tests' own, and numbers whose check digits hold (by ISO 6346's table, not by the page's code).

const letters = "A?BCDEFGHIJK?LMNOPQRSTU?VWXYZ"; // at 10 + index; 11, 22, 33 are left out

export function checkDigit(ten) {
	const sum = [...ten].reduce((s, c, i) => s + (/\d/.test(c) ? Number(c) : 10 + letters.indexOf(c)) * 2 ** i, 0);
	return sum % 11 % 10;
}

export const number = (owner, serial) => owner + String(serial).padStart(6, "0") + checkDigit(owner + String(serial).padStart(6, "0"));

let reference = 0;

// A CODECO as terminals send it.  boxes: [{number, size, empty, at, booking, seal, kg}]; at: CCYYMMDDHHMM or CCYYMMDD.
export function codeco({ gate = "in", place = "CNLYG", facility = "LNOCT", sender = "WEBTEST", boxes }) {
	const id = "WT" + String(++reference).padStart(6, "0");
	const body = [`BGM+${gate === "in" ? 34 : 36}+${id}+9`, `NAD+MS+${sender}`, "NAD+CF+LBL:160:ZZZ"];
	for (const b of boxes)
		body.push(`EQD+CN+${b.number}+${b.size || "45G1"}:102:5++${gate === "in" ? 3 : 2}+${b.empty ? 4 : 5}`,
			...(b.booking ? [`RFF+BN:${b.booking}`] : []), `DTM+7:${b.at}:${b.at.length === 8 ? 102 : 203}`,
			`LOC+165+${place}:139:6+${facility}:TER:306`, ...(b.kg ? [`MEA+AAE+G+KGM:${b.kg}`] : []),
			...(b.seal ? [`SEL+${b.seal}+CA`] : []), "TDT+1++3+31");
	body.push(`CNT+16:${boxes.length}`);
	const message = [`UNH+${id}+CODECO:D:95B:UN`, ...body, `UNT+${body.length + 2}+${id}`];
	return ["UNB+UNOA:2+WEBTEST+LBR+250505:0900+" + id, ...message, `UNZ+1+${id}`].join("'\n") + "'\n";
}

// ------------------------------------------------------------------ answers made up, for what no message says yet

export const lianyungang = { code: "CNLYG", name: { en: "Lianyungang", zh: "连云港", ru: "Ляньюньган" }, country: "CN", zone: "Asia/Shanghai" };
export const duisburg = { code: "DEDUI", name: { en: "Duisburg", zh: "杜伊斯堡", ru: "Дуйсбург" }, country: "DE", zone: "Europe/Berlin" };
export const train = { mode: "RAIL", name: "X8155", wagon: "94712340", key: "TRAIN:X8155" };

export const moment = (at, more = {}) => ({ at, local: at.replace(/\D/g, "").slice(0, 12), precision: "minute", zoneFrom: "place", ...more });

export const event = more => ({ eventID: "e", eventCode: "GTIN", classifier: "ACT", happened: moment("2025-05-04T08:00:00+08:00"),
	said: "2025-05-04T01:00:00Z", recorded: "2025-05-04T01:00:05Z", place: lianyungang, loadState: "LADEN", sender: "LYGCT",
	source: { intakeId: "0190aaaa-0000-8000-8000-000000000001", messageId: "0190aaaa-0000-8000-8000-000000000001.1", type: "CODECO" }, ...more });

export const container = more => ({ number: "CSQU3054383", checkDigit: "valid", sizeType: { code: "45G1", text: "40 ft high cube, dry" },
	status: "in-terminal", statusText: "", place: lianyungang, facility: { code: "LNOCT", list: "SMDG" },
	since: moment("2025-05-04T08:00:00+08:00"), loadState: "LADEN", lastEvent: "GTIN", timeline: [event({})], ...more });
