// Rows that came anew, put where the old ones stand.

// Each row's key: the reference, the container, and which of several that are alike.
export function keyed(rows) {
	const seen = new Map();
	for (const row of rows) {
		const plain = `${row.reference}\n${row.container || ""}`, n = seen.get(plain) || 0;
		seen.set(plain, n + 1);
		row.key = n ? `${plain}\n${n}` : plain;
	}
	return rows;
}

const same = (a, b) => JSON.stringify({ ...a, key: 0 }) === JSON.stringify({ ...b, key: 0 });

// got: all rows of the references asked for again.  A reference's rows are replaced where the first of them stood.
// changed: keys of the rows that say something else now.
export function merge(old, got, whole = false) {
	const before = new Map(old.map(row => [row.key, row])), anew = new Map();
	for (const row of got)
		anew.set(row.reference, [...(anew.get(row.reference) || []), row]);
	const done = new Set(), list = whole ? got : old.flatMap(row => {
		if (!anew.has(row.reference))
			return [row];
		if (done.has(row.reference))
			return [];
		done.add(row.reference);
		return anew.get(row.reference);
	});
	const rows = keyed(list).map(row => {
		const was = before.get(row.key);
		return was && was !== row && same(was, row) ? was : row;
	});
	return { rows, changed: new Set(rows.filter(row => before.get(row.key) !== row).map(row => row.key)) };
}
