// What the browser tests share: the program with a directory and a port of its own, one Chromium, a fresh page
// each test, and waiting for conditions (never for time).
import { chromium } from "playwright-core";
import { spawn } from "node:child_process";
import { mkdtempSync, chmodSync, readFileSync, readdirSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import path from "node:path";

export const patience = Number(process.env.PATIENCE || 60) * 1000; // longer than any busy machine needs; PATIENCE in seconds

// No machine that tests has a graphics card: pages are painted by plain software, and only what asks for WebGL by SwiftShader.
const flags = ["--no-sandbox", "--disable-gpu", "--enable-unsafe-swiftshader", "--disable-quic", "--no-first-run",
	"--disable-background-networking", "--disable-component-update", "--disable-sync"];

// ------------------------------------------------------------------ the program

function address(child) {
	return new Promise((told, failed) => {
		let said = "";
		const timer = setTimeout(() => failed(new Error("the program did not get ready; it said:\n" + said)), 180000);
		const listen = chunk => {
			said += chunk;
			const m = /ready at (http:\/\/\S+?)\/?\s/.exec(said);
			if (m) {
				clearTimeout(timer);
				for (const stream of [child.stdout, child.stderr]) // still read, so that the program never waits for us
					stream.off("data", listen).resume();
				told(m[1]);
			}
		};
		child.stdout.on("data", listen);
		child.stderr.on("data", listen);
		child.on("error", failed);
		child.on("exit", code => {
			clearTimeout(timer);
			failed(new Error(`the program ended with ${code}; it said:\n${said}`));
		});
	});
}

function processOf(child, home) {
	const ended = new Promise(done => child.once("exit", done));
	return {
		home,
		// The database's own processes, the postmaster first.
		database() {
			const postmaster = Number(readFileSync(path.join(home, "d/pg/postmaster.pid"), "utf8").split("\n")[0]);
			const parent = pid => { try { return Number(/\) \S (\d+)/.exec(readFileSync(`/proc/${pid}/stat`, "utf8"))[1]); } catch { return 0; } };
			return [postmaster, ...readdirSync("/proc").filter(pid => /^\d+$/.test(pid) && parent(pid) === postmaster).map(Number)];
		},
		// As a power cut would; the directory stays.
		async kill() {
			child.kill("SIGKILL");
			await ended;
		},
		async stop() {
			child.kill("SIGTERM");
			const timer = setTimeout(() => child.kill("SIGKILL"), patience);
			await ended;
			clearTimeout(timer);
			rmSync(home, { recursive: true, force: true });
		},
	};
}

function makeHome() {
	const home = mkdtempSync(path.join(tmpdir(), "lbw-"));
	chmodSync(home, 0o755); // as root the database's own user must pass through it
	return home;
}

// listen, home: of one that was killed, to start it again.
export async function startServer({ demo = true, listen = "127.0.0.1:0", home = makeHome() } = {}) {
	const binary = path.resolve(process.env.LANDBRIDGE_BIN || "build/landbridge");
	const child = spawn(binary, ["serve", ...(demo ? ["--demo"] : []), "--data", path.join(home, "d"), "--listen", listen],
		{ stdio: ["ignore", "pipe", "pipe"] });
	const it = processOf(child, home);
	try {
		return { url: await address(child), ...it };
	} catch (e) {
		child.kill("SIGTERM");
		rmSync(home, { recursive: true, force: true });
		throw e;
	}
}

export const startBrowser = () => chromium.launch({ executablePath: process.env.CHROMIUM || "/usr/bin/chromium", args: flags });

// ------------------------------------------------------------------ a test's tools

export class Page {
	constructor(server, page) {
		this.server = server;
		this.page = page;
		this.faults = [];
		page.on("pageerror", e => this.faults.push(String(e)));
		page.on("console", m => {
			// What the server refuses is told by the page itself; everything else is a mistake of the page.
			if (m.type() === "error" && !/^Failed to load resource/.test(m.text()))
				this.faults.push(m.text());
		});
	}

	async open(where = "/") {
		await this.page.goto(this.server.url + where);
		await this.settled();
	}

	// The view stands and, in the overview, its chips have their numbers.
	async settled() {
		await this.page.waitForFunction(() => {
			const main = document.getElementById("main");
			return main && !main.hasAttribute("aria-busy") && document.getElementById("title") &&
				[...main.querySelectorAll(".many")].every(e => e.textContent !== "");
		});
	}

	text(selector) {
		return this.page.locator(selector).first().innerText();
	}

	texts(selector) {
		return this.page.locator(selector).allInnerTexts();
	}

	// One line, as a reader sees it.
	async line(selector) {
		return (await this.text(selector)).replace(/\s+/g, " ").trim();
	}

	numbers() {
		return this.page.locator(".boxes a[data-number]").evaluateAll(list => list.map(a => a.dataset.number));
	}

	// Answers a request of the page with what the test says.
	async answer(pattern, body, status = 200, headers = {}) {
		await this.page.route(pattern, route => route.fulfill({ status, headers,
			contentType: status < 400 ? "application/json" : "application/problem+json", body: JSON.stringify(body) }));
	}

	async search(what) {
		await this.page.fill("#number", what);
		await this.page.press("#number", "Enter");
	}

	query() {
		return Object.fromEntries(new URL(this.page.url()).searchParams);
	}

	async waitFor(what, f, argument) {
		await this.page.waitForFunction(f, argument).catch(() => { throw new Error("never: " + what); });
	}

	async waitForBox(number) {
		await this.waitFor("the box " + number, n => document.querySelector(".box h1")?.textContent === n &&
			!document.getElementById("main").hasAttribute("aria-busy"), number);
	}
}

export async function post(server, body) {
	const response = await fetch(server.url + "/api/v1/messages", { method: "POST", body, headers: { "Content-Type": "application/octet-stream" } });
	return response.json();
}

export async function get(server, where) {
	const response = await fetch(server.url + where);
	if (!response.ok)
		throw new Error(`${where}: ${response.status} ${await response.text()}`);
	return response.json();
}

// ------------------------------------------------------------------ the list of tests

export const tests = [];

// What is to be done when all have run, such as stopping a server of a test's own.
export const endings = [];
export const afterAll = ending => endings.push(ending);

// options: those of a browser context, and `now`, the reader's clock; `own`: the test changes more of its context than can be undone.
export function test(name, options, body) {
	tests.push(typeof options === "function" ? { name, options: {}, body: options } : { name, options, body });
}

export function is(got, wanted, what = "") {
	const [a, b] = [JSON.stringify(got), JSON.stringify(wanted)];
	if (a !== b)
		throw new Error(`${what ? what + ": " : ""}got ${a}, wanted ${b}`);
}

export function ok(holds, what) {
	if (!holds)
		throw new Error(what);
}

// Whether nothing is left of a test in its context.
async function emptied(context, empty) {
	try {
		for (const page of context.pages().filter(page => page !== empty)) {
			if (page.url().startsWith("http"))
				await page.evaluate(() => localStorage.clear());
			await page.close();
		}
		await Promise.all([context.setOffline(false), context.clearCookies(), context.clearPermissions()]);
		return true;
	} catch {
		return false;
	}
}

// A new context costs a new process of the browser that reads and compiles the whole page anew: most of what a test takes.
// So a test has a page of its own in the context of another that asked for the same options.  The empty page that stays open in it
// keeps its process.  Behind a test its pages are shut and what they stored is taken out.
const most = 6;

export class Contexts {
	constructor(browser, url) {
		Object.assign(this, { browser, url, kept: new Map() });
	}

	async take({ own, now, ...options }) {
		const key = own || now ? null : JSON.stringify(options), context = this.kept.get(key) || await this.browser.newContext({ locale: "en-GB",
			timezoneId: "Europe/Berlin", reducedMotion: "reduce", viewport: { width: 1280, height: 900 }, ...options });
		this.kept.delete(key);
		context.setDefaultTimeout(patience);
		if (key && !context.pages().length)
			await (await context.newPage()).goto(this.url + "/nothing");
		return { key, context, empty: context.pages()[0] };
	}

	async give({ key, context, empty }, failed) {
		if (!key || failed || !await emptied(context, empty)) {
			await context.close();
			return;
		}
		this.kept.set(key, context); // the last used stands last
		if (this.kept.size > most) {
			const [[oldest, unused]] = this.kept;
			this.kept.delete(oldest);
			await unused.close();
		}
	}
}

export async function runOne({ options, body }, server, contexts) {
	const taken = await contexts.take(options);
	let failed = true;
	try {
		const p = new Page(server, await taken.context.newPage());
		if (options.now)
			await p.page.clock.setFixedTime(options.now);
		await body(p);
		is(p.faults, [], "the browser's console");
		failed = false;
	} finally {
		await contexts.give(taken, failed);
	}
}
