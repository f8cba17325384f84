// What changes while the page stands open: told to whoever listens, as it comes over /api/v1/stream.
//   live.addEventListener("change", e => e.detail)   { containers: [...], more, places: [...], count }
//   live.addEventListener("reset", ...)              much may have changed: ask anew
//   live.addEventListener("state", e => e.detail)    "live", "waiting" (not connected, trying), "off"
// live.cause says why it waits: "offline", "line", "database" or "stream" (only the stream fails); live.fresh when all was last well (ms).  An EventSource would do
// most of this, but sends no key.  A Lit element follows along with `following = new Following(this, ...)`, below.
import { answers, headers } from "./api.js";
import { EventReader } from "./sse.js";

const silence = 40000;     // ms without a byte: the line is dead (the server says something every 15 s)
const shortest = 500;      // ms before it is tried again, doubled each time
const longest = 30000;     // up to this
const unseen = 30000;      // ms hidden: the connection is given back, for a browser keeps six to one server
const look = 10000;        // ms between looks whether the database answers
const lookAgain = 2000;    // and while it does not

class Live extends EventTarget {
	state = "off";
	cause = "";
	fresh = 0;
	version = "";          // of the server, as its first hello said
	outdated = false;      // another version answers now: the page is to be loaded anew
	#id = "";
	#wake = () => {};      // ends the wait before the next attempt
	#cut = null;           // the connection's AbortController
	#refused = false;      // no key, or one that may not listen: until another is given
	#hiding = 0;
	#paused = document.hidden; // for long, or from the beginning

	start() {
		addEventListener("online", () => this.now());
		addEventListener("offline", () => { this.#become("waiting", "offline"); this.#cut?.abort(); });
		document.addEventListener("visibilitychange", () => this.#seen());
		answers.addEventListener("key", () => { this.#refused = false; this.#id = ""; this.#cut?.abort(); this.now(); });
		answers.addEventListener("failed", () => this.#check());
		answers.addEventListener("answered", () => { this.fresh = Date.now(); });
		this.#run();
	}

	// Tries at once, whatever the wait.
	now() {
		this.#wake();
	}

	#seen() {
		clearTimeout(this.#hiding);
		if (!document.hidden) {
			this.#paused = false;
			return this.now();
		}
		this.#hiding = setTimeout(() => {
			this.#paused = true;
			this.#cut?.abort();
			this.#become("off");
		}, unseen);
	}

	#become(state, cause = "") {
		if (this.state === state && this.cause === cause)
			return;
		[this.state, this.cause] = [state, cause];
		this.dispatchEvent(new CustomEvent("state", { detail: state }));
	}

	#wait(ms) {
		return new Promise(done => {
			const timer = setTimeout(done, ms);
			this.#wake = () => { clearTimeout(timer); done(); };
		});
	}

	async #run() {
		for (let tries = 0; ;) {
			if (this.#paused || this.#refused) {
				await this.#wait(2 ** 31 - 1); // until somebody looks, or a key is given
				continue;
			}
			const heard = await this.#listen();
			tries = heard ? 0 : tries + 1;
			if (this.#refused)
				this.#become("off");
			else if (!heard && !this.#paused)
				this.#become("waiting", navigator.onLine ? await this.#database() || "stream" : "offline");
			const wait = Math.min(this.cause === "database" ? longest / 6 : longest, shortest * 2 ** tries);
			await this.#wait(wait * (0.5 + Math.random() / 2));
		}
	}

	// One connection, until it ends.  true: it was one, and may be taken up again at once.
	async #listen() {
		const mine = this.#cut = new AbortController();
		let dog = 0, heard = false;
		const alive = () => { clearTimeout(dog); dog = setTimeout(() => mine.abort("dead"), silence); };
		alive();
		try {
			const response = await fetch("/api/v1/stream", { cache: "no-store", credentials: "omit", signal: mine.signal,
				headers: headers({ Accept: "text/event-stream", ...(this.#id ? { "Last-Event-ID": this.#id } : {}) }) });
			this.#refused = [401, 403, 404].includes(response.status);
			if (!response.ok || !response.body)
				return false;
			const reader = new EventReader(event => this.#told(event));
			const bytes = response.body.pipeThrough(new TextDecoderStream()).getReader();
			this.#watch(mine.signal);
			for (let got = await bytes.read(); !got.done; got = await bytes.read()) {
				heard = true;
				alive();
				if (this.state === "live")
					this.fresh = Date.now();
				reader.feed(got.value);
			}
		} catch { /* cut, by them or by us */ }
		clearTimeout(dog);
		mine.abort();
		return heard && navigator.onLine && mine.signal.reason !== "dead";
	}

	#told({ type, data, id }) {
		let detail = null;
		try { detail = JSON.parse(data); } catch { return; }
		if (type !== "hello" || !this.#id) // a hello comes before what was missed
			this.#id = id || this.#id;
		if (type === "hello") {
			this.outdated = !!this.version && this.version !== detail.version;
			this.version ||= detail.version;
			if (this.cause === "database")
				this.#check();
			else
				this.#become("live");
		} else if (type === "events")
			this.dispatchEvent(new CustomEvent("change", { detail }));
		else if (type === "reset")
			this.dispatchEvent(new CustomEvent("reset"));
	}

	// "database": the server answers, its database does not.  "": both do.  "line": nobody does.
	async #database() {
		try {
			const response = await fetch("/readyz", { cache: "no-store", credentials: "omit", signal: AbortSignal.timeout(look) });
			return response.status === 503 ? "database" : "";
		} catch {
			return "line";
		}
	}

	// Looks after the database for as long as the connection stands: a stream that says nothing does not tell whether it is there.
	async #watch(signal) {
		while (!signal.aborted) {
			await this.#check();
			await new Promise(done => {
				const timer = setTimeout(done, this.cause ? lookAgain : look);
				signal.addEventListener("abort", () => { clearTimeout(timer); done(); }, { once: true });
			});
		}
	}

	async #check() {
		const mine = this.#cut, cause = await this.#database();
		if (!mine || mine !== this.#cut || mine.signal.aborted)
			return;
		if (cause === "line")
			mine.abort("dead");
		else if (cause)
			this.#become("waiting", cause);
		else if (this.cause === "database")
			this.#become("live");
		if (!cause && this.state === "live")
			this.fresh = Date.now();
	}
}

export const live = new Live();

const pause = 1000; // ms between two refreshes of one view
const later = 5000; // ms after one that failed

// A Lit controller that keeps an element up to date: touches(change) says whether a change concerns it; refresh(signal) asks
// anew and may throw.  What comes while it asks, or while nobody answers, is made good for afterwards.
export class Following {
	#timer = 0;
	#last = 0;
	#stale = false;
	#asking = null;

	constructor(host, { touches, refresh }) {
		[this.touches, this.refresh] = [touches, refresh];
		host.addController(this);
	}

	#change = e => { if (this.touches(e.detail)) this.due(); };
	#reset = () => this.due();
	#state = e => { if (e.detail === "live" && this.#stale) this.due(); };

	hostConnected() {
		live.addEventListener("change", this.#change);
		live.addEventListener("reset", this.#reset);
		live.addEventListener("state", this.#state);
	}

	hostDisconnected() {
		live.removeEventListener("change", this.#change);
		live.removeEventListener("reset", this.#reset);
		live.removeEventListener("state", this.#state);
		clearTimeout(this.#timer);
		this.#timer = 0;
		this.#asking?.abort();
	}

	// Refreshes soon.
	due(wait = Math.max(50, this.#last + pause - Date.now())) {
		this.#stale = true;
		if (!this.#asking && !this.#timer)
			this.#timer = setTimeout(() => this.#run(), wait);
	}

	async #run() {
		const mine = this.#asking = new AbortController();
		[this.#timer, this.#stale, this.#last] = [0, false, Date.now()];
		let failed = false;
		try {
			await this.refresh(mine.signal);
		} catch {
			failed = true;
		}
		this.#asking = null;
		if (mine.signal.aborted)
			return;
		if (failed || this.#stale)
			this.due(failed ? later : undefined);
	}
}
