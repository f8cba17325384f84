// A workbook (XLSX) of one sheet, of texts and numbers: enough of a ZIP, stored without packing, and of its XML.

const crcTable = Array.from({ length: 256 }, (_, n) => {
	for (let k = 0; k < 8; k++)
		n = n & 1 ? 0xedb88320 ^ (n >>> 1) : n >>> 1;
	return n >>> 0;
});
const crc = bytes => (bytes.reduce((c, b) => crcTable[(c ^ b) & 255] ^ (c >>> 8), 0xffffffff) ^ 0xffffffff) >>> 0;

function zip(files) {
	const local = [], central = [];
	let at = 0;
	for (const [name, text] of files) {
		const data = Buffer.from(text), path = Buffer.from(name), head = Buffer.alloc(26);
		head.writeUInt16LE(20, 0);           // version needed; no flags, stored
		head.writeUInt16LE(0x5c21, 8);       // a day
		head.writeUInt32LE(crc(data), 10);
		head.writeUInt32LE(data.length, 14);
		head.writeUInt32LE(data.length, 18);
		head.writeUInt16LE(path.length, 22);
		const where = Buffer.alloc(14);
		where.writeUInt32LE(at, 10);
		local.push(Buffer.from("PK\x03\x04"), head, path, data);
		central.push(Buffer.from("PK\x01\x02\x14\x00"), head, where, path);
		at += 30 + path.length + data.length;
	}
	const directory = Buffer.concat(central), end = Buffer.alloc(18);
	end.writeUInt16LE(files.length, 4);
	end.writeUInt16LE(files.length, 6);
	end.writeUInt32LE(directory.length, 8);
	end.writeUInt32LE(at, 12);
	return Buffer.concat([...local, directory, Buffer.from("PK\x05\x06"), end]);
}

const escaped = text => String(text).replace(/&/g, "&amp;").replace(/</g, "&lt;");
const cell = value => typeof value === "number" ? `<c><v>${value}</v></c>` : value === "" ? "<c/>" : `<c t="inlineStr"><is><t>${escaped(value)}</t></is></c>`;

// rows: arrays of texts and numbers.
export function workbook(rows, name = "Sheet1") {
	const main = "http://schemas.openxmlformats.org/spreadsheetml/2006/main", types = "application/vnd.openxmlformats-officedocument.spreadsheetml";
	const relations = "http://schemas.openxmlformats.org/officeDocument/2006/relationships", packed = "http://schemas.openxmlformats.org/package/2006";
	return zip([
		["[Content_Types].xml", `<Types xmlns="${packed}/content-types"><Default Extension="rels" ContentType="application/vnd.openxmlformats-package.relationships+xml"/><Override PartName="/xl/workbook.xml" ContentType="${types}.sheet.main+xml"/><Override PartName="/xl/worksheets/sheet1.xml" ContentType="${types}.worksheet+xml"/></Types>`],
		["_rels/.rels", `<Relationships xmlns="${packed}/relationships"><Relationship Id="r1" Type="${relations}/officeDocument" Target="xl/workbook.xml"/></Relationships>`],
		["xl/workbook.xml", `<workbook xmlns="${main}" xmlns:r="${relations}"><sheets><sheet name="${escaped(name)}" sheetId="1" r:id="r1"/></sheets></workbook>`],
		["xl/_rels/workbook.xml.rels", `<Relationships xmlns="${packed}/relationships"><Relationship Id="r1" Type="${relations}/worksheet" Target="worksheets/sheet1.xml"/></Relationships>`],
		["xl/worksheets/sheet1.xml", `<worksheet xmlns="${main}"><sheetData>${rows.map(row => `<row>${row.map(cell).join("")}</row>`).join("")}</sheetData></worksheet>`],
	]);
}
