// What a reader changes of how a sheet is read, and the profile that comes of it.  Pure: what was told by the server and what
// was chosen go in, a profile as the server reads it comes out.
//
// A column is known by its heading where no other of its table has the same, else by its position: "Wagon", 3.  Of a heading in
// two rows ("Container|Number") the lower one speaks.

export const none = "";    // the column is not read

const longest = 300;       // characters of a heading that may stand in a profile
const addressMost = 7000;  // of a draft in an address: the server takes 8 KB

const lower = header => (header || "").split("|").at(-1).trim();

export const positionOf = letters => [...letters].reduce((n, c) => n * 26 + c.charCodeAt(0) - 64, 0);

export function keyOf(table, column) {
	const word = lower(column.header);
	const alone = word && word.length <= longest && table.columns.filter(c => lower(c.header) === word).length === 1;
	return alone ? word : positionOf(column.column);
}

// What a column is read as, by the choices made: changes maps keys to fields.
export function fieldOf(table, column, changes) {
	const key = keyOf(table, column);
	return changes.has(key) ? changes.get(key) : column.field || none;
}

// A field stands in one column: the one that had it before is read no more.
export function change(table, column, field, changes) {
	const next = new Map(changes);
	for (const other of table.columns)
		if (field && other !== column && fieldOf(table, other, changes) === field)
			next.set(keyOf(table, other), none);
	return next.set(keyOf(table, column), field);
}

// {field, words} or {field, position} of all tables of a kind.
function columnsOf(tables, changes) {
	const fields = new Map();
	for (const table of tables)
		for (const column of table.columns) {
			const field = fieldOf(table, column, changes), key = keyOf(table, column);
			if (!field)
				continue;
			const at = fields.get(field) || fields.set(field, { words: new Set(), position: 0 }).get(field);
			if (typeof key === "string")
				at.words.add(key);
			else
				at.position ||= key;
		}
	return [...fields].map(([field, { words, position }]) => words.size ? { field, words: [...words] } : { field, position });
}

// By its position alone: of a table whose headings say nothing.
const placed = (table, changes) => table.columns.filter(c => fieldOf(table, c, changes)).map(c => ({ field: fieldOf(table, c, changes), position: positionOf(c.column) }));

// A heading is found by two of its words; with fewer it is the first row.
function found(tables, changes) {
	const columns = columnsOf(tables, changes);
	return columns.filter(c => c.words).length < 2 && tables[0] ? placed(tables[0], changes) : columns;
}

// What a saved profile said already: other words of a heading, and columns that this sheet does not have.
function kept(column, before, changed) {
	const its = before.get(column.field);
	return !changed.has(column.field) && column.words && its?.words ? { ...column, words: [...new Set([...its.words, ...column.words])] } : column;
}

function missing(before, tables, columns) {
	const told = new Set(tables.flatMap(t => t.columns.map(c => c.field)));
	const taken = new Set(columns.map(c => c.field)), places = new Set(columns.map(c => c.position));
	return [...before.values()].filter(c => (c.words || c.position) && !c.constant && !told.has(c.field) && !taken.has(c.field) && !places.has(c.position || NaN));
}

// What a reader chose: { base, kind, zone, order, changes, fixed } with base a profile or null, fixed [{field, value}]; tables as told.
export function profileOf(choice, tables, fields) {
	const { base, zone, order, changes, fixed } = choice, first = tables[0];
	const kind = choice.kind || base?.kind || first?.kind;
	const its = tables.filter(t => t.kind === kind), fits = field => fields.find(f => f.field === field)?.kinds.includes(kind);
	const kinds = new Set(tables.map(t => t.kind)), sheets = its.map(t => t.sheet).filter(Boolean);
	const before = new Map((base?.columns || []).map(c => [c.field, c]));
	const changed = new Set(changes.values());
	const read = its.length ? found(its, changes).filter(c => fits(c.field)).map(c => ({ ...kept(c, before, changed), zone: before.get(c.field)?.zone })) : [];
	const columns = [...read, ...missing(before, its, read).filter(c => fits(c.field))];
	const constants = fixed.filter(f => fits(f.field) && f.value.trim()).map(f => ({ field: f.field, constant: f.value.trim() }));
	const named = new Set(constants.map(c => c.field));
	return {
		kind, language: base?.language, classifier: base?.classifier, headerRows: base?.headerRows || undefined,
		sheets: base?.sheets || (kinds.size > 1 && sheets.length ? sheets : undefined),
		dateOrder: order || (its[0]?.dateOrderDoubtful ? "guess" : its[0]?.dateOrder) || base?.dateOrder, zone: zone || undefined,
		guess: !its.length, // of another kind than before nothing is known yet
		columns: [...columns.filter(c => !named.has(c.field)), ...constants],
	};
}

// As it goes in an address; one that is too long goes by positions.
export function draftOf(profile, table, changes) {
	const text = JSON.stringify(profile);
	if (!table || encodeURIComponent(text).length < addressMost)
		return text;
	const constants = profile.columns.filter(c => c.constant), named = new Set(constants.map(c => c.field));
	return JSON.stringify({ ...profile, columns: [...placed(table, changes).filter(c => !named.has(c.field)), ...constants] });
}
