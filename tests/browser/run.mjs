// Runs the browser tests: run.mjs [WORDS], those whose name holds the words.
import { tests, runOne, startServer, startBrowser } from "./harness.mjs";
import "./test-overview.mjs";
import "./test-search.mjs";
import "./test-box.mjs";
import "./test-trouble.mjs";
import "./test-send.mjs";
import "./test-language.mjs";
import "./test-access.mjs";

const words = process.argv.slice(2).join(" ");
const chosen = tests.filter(t => t.name.includes(words));
let server, browser, failed = 0;

try {
	server = await startServer();
	browser = await startBrowser();
	for (const test of chosen)
		try {
			await runOne(test, server, browser);
		} catch (e) {
			failed++;
			console.log(`FAILED ${test.name}\n  ${String(e.stack || e).split("\n").slice(0, 8).join("\n  ")}`);
		}
} finally {
	await browser?.close();
	await server?.stop();
}
console.log(`browser: ${chosen.length - failed} passed, ${failed} failed`);
process.exitCode = failed || !chosen.length ? 1 : 0;
