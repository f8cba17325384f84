// The peer of reading DCSA's JSON: Node's JSON.parse of the whole file, with nothing made of it.  Prints MB/s, the best of five.
import { readFileSync } from 'node:fs';

const bytes = readFileSync(process.argv[2]);
let best = 0;
for (let i = 0; i < 5; i++) {
	const begun = process.hrtime.bigint();
	const events = JSON.parse(bytes.toString('utf8'));
	const seconds = Number(process.hrtime.bigint() - begun) / 1e9;
	if (!events.length) throw new Error('nothing was read');
	best = Math.max(best, bytes.length / 1e6 / seconds);
}
console.log(best.toFixed(1));
