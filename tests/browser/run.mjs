// Runs the browser tests: run.mjs [WORDS], those whose name holds the words.
import { readdirSync } from "node:fs";
import { Contexts, tests, endings, runOne, startServer, startBrowser } from "./harness.mjs";

for (const file of readdirSync(new URL(".", import.meta.url)).filter(f => /^test-.*\.mjs$/.test(f)).sort())
	await import("./" + file);

const words = process.argv.slice(2).join(" ");
const chosen = tests.filter(t => t.name.includes(words));
let server, browser, contexts, failed = 0;

try {
	server = await startServer();
	browser = await startBrowser();
	contexts = new Contexts(browser, server.url);
	for (let i = 0, deaths = 0; i < chosen.length; i++)
		try {
			await runOne(chosen[i], server, contexts);
		} catch (e) {
			// A browser that died under a test says nothing of the page: the test is run again, by a new one.
			if (!browser.isConnected() && deaths < 3) {
				console.log(`the browser died in "${chosen[i].name}" and is started anew (${++deaths})`);
				browser = await startBrowser();
				contexts = new Contexts(browser, server.url);
				i--;
				continue;
			}
			failed++;
			console.log(`FAILED ${chosen[i].name}\n  ${String(e.stack || e).split("\n").slice(0, 8).join("\n  ")}`);
		}
} finally {
	await browser?.close();
	await server?.stop();
	await Promise.all(endings.map(end => end()));
}
console.log(`browser: ${chosen.length - failed} passed, ${failed} failed`);
process.exitCode = failed || !chosen.length ? 1 : 0;
