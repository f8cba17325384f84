// What the board shows of exceptions: in which state each is, in which order they stand, what is chosen of them.

// By which of its members an exception stands where.
export function stateOf(it, now = Date.now()) {
	if (it.closed || it.falseBecause)
		return "closed";
	if (Date.parse(it.snoozedUntil) > now)
		return "snoozed";
	return it.acknowledged ? "acknowledged" : "open";
}

export const states = ["open", "acknowledged", "snoozed", "closed"];
export const severities = ["error", "warning", "information"];

export const isDue = (it, now = Date.now()) => !it.closed && !it.falseBecause && Date.parse(it.due) < now;

const called = it => !!it.falseBecause && !it.closed;
const later = (a, b) => called(b) - called(a) || (Date.parse(b.closed || b.opened) || 0) - (Date.parse(a.closed || a.opened) || 0);

// What is overdue first, then the worst, then what concerns most, then the oldest; of what is over what may still be reopened, then the latest.
const urgent = (a, b) => isDue(b) - isDue(a) || severities.indexOf(a.severity) - severities.indexOf(b.severity) ||
	b.containers - a.containers || (Date.parse(a.since) || 0) - (Date.parse(b.since) || 0) || a.id.localeCompare(b.id);

export const sorted = (list, state) => [...list].sort(state === "closed" ? later : urgent);

// What stands in the address.
export const chosenBy = ["show", "code", "severity", "owner", "place"];
export const nobody = "-"; // as an owner: of those that nobody has

const owns = (it, owner) => !owner || (owner === nobody ? !it.owner : it.owner === owner);

export const fits = (it, { code, severity, owner, place }, but) =>
	(but === "code" || !code || it.code === code) && (but === "severity" || !severity || it.severity === severity) &&
	(but === "owner" || owns(it, owner)) && (but === "place" || !place || it.place?.code === place);

export function address(chosen, id) {
	const q = new URLSearchParams(chosenBy.filter(k => chosen[k]).map(k => [k, chosen[k]]));
	if (id)
		q.set("id", id);
	return "/exceptions" + (q.size ? "?" + q : "");
}

// What it will be once the server has taken the step, shown before it has.
export const after = {
	acknowledge: it => ({ ...it, acknowledged: new Date().toISOString() }),
	assign: (it, step) => ({ ...it, owner: step.owner, due: step.due }),
	snooze: (it, step) => ({ ...it, snoozedUntil: step.until }),
	false: (it, step) => ({ ...it, falseBecause: step.because }),
	reopen: it => ({ ...it, acknowledged: undefined, snoozedUntil: undefined, falseBecause: undefined }),
	note: it => it,
};
