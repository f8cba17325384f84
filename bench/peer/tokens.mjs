// The peer of reading: npm edifact tells every segment, element and component of a file.  Prints MB/s, the best of five.
import { readFileSync } from 'node:fs';
import edifact from 'edifact/parser.js';

const text = readFileSync(process.argv[2], 'latin1').slice(0, 16 << 20);
let best = 0;
for (let i = 0; i < 5; i++) {
	const parser = new edifact();
	let components = 0;
	parser.onopensegment = () => {};
	parser.onelement = () => {};
	parser.oncomponent = () => { components++; };
	const begun = process.hrtime.bigint();
	parser.write(text);
	const seconds = Number(process.hrtime.bigint() - begun) / 1e9;
	if (!components) throw new Error('nothing was read');
	best = Math.max(best, text.length / 1e6 / seconds);
}
console.log(best.toFixed(1));
