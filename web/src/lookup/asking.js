// What is to be looked up: typed, pasted, dropped, out of a file; and the asking itself.
import { announce } from "../dom.js";
import { api } from "../api.js";
import { language, t } from "../tongue.js";
import { column, fileText, most, references } from "./paste.js";
import { advance, ask, keep, next, settle } from "./state.js";

// What has to be asked of the whole page: a key, mostly.
const beyond = error => ["key", "forbidden", "foreign"].includes(error.kind);

const largest = 4e6; // bytes of a file that is read

const joined = (before, more) => [before.trim(), more].filter(Boolean).join("\n");

export const asking = Base => class extends Base {
	get counted() {
		if (this.countedOf !== this.draft)
			[this.countedOf, this.count] = [this.draft, references(this.draft).length];
		return this.count;
	}

	get asked() {
		return references(this.state.text).length;
	}

	onSubmit = async e => {
		e?.preventDefault();
		if (this.busy || this.counted > most)
			return;
		if (!this.counted) {
			this.toField();
			return;
		}
		const had = !!this.state.answer;
		return this.anew(had ? next(this.state, this.draft, this.state.asOf) : Object.assign(this.state, { text: this.draft }), had);
	};

	// had: there was another before, to which Back leads.
	async anew(state, had) {
		this.busy = true;
		this.error = null;
		announce(t("lookup.going"));
		this.asking = new AbortController();
		try {
			await ask(state, this.asking.signal);
			this.answered(state, had);
			await this.updateComplete;
			const title = this.querySelector("#results-title");
			announce(title.textContent);
			title.focus({ preventScroll: true });
			title.scrollIntoView({ block: "nearest" });
		} catch (error) {
			if (error.name !== "AbortError")
				this.failed(error, state, had);
		} finally {
			this.busy = false;
		}
	}

	// Of another moment, "" being now; what was asked is asked for anew.
	choose = asOf => {
		if (!this.state.answer || !this.counted) {
			this.state = Object.assign({ ...this.state }, { asOf });
			settle(this.state);
			return;
		}
		this.anew(next(this.state, this.draft, asOf), true);
	};

	answered(state, had) {
		if (had)
			advance(state);
		settle(state);
		this.back = false;
		this.state = had ? state : { ...state };
		keep(this.state);
		this.note = null;
		this.told = "";
		this.fromTop();
	}

	failed(error, state, had) {
		if (!beyond(error)) {
			this.error = error;
			return;
		}
		if (had)
			advance(state);
		keep(state);
		this.again();
	}

	// ------------------------------------------------------------------ the field

	toField() {
		this.querySelector("#paste").focus();
	}

	onInput = e => {
		this.draft = e.target.value;
		this.note = null;
	};

	onKey = e => {
		if (e.key === "Enter" && (e.ctrlKey || e.metaKey)) {
			e.preventDefault();
			this.onSubmit();
		}
	};

	keepFirst = () => {
		this.draft = references(this.draft).slice(0, most).join("\n");
		this.toField();
	};

	clear = () => {
		this.draft = "";
		this.note = null;
		this.toField();
	};

	example = async () => {
		try {
			this.draft = (await api.containers({ limit: 12 })).containers.map(c => c.number).join("\n");
			this.onSubmit();
		} catch (error) {
			this.error = error;
		}
	};

	// ------------------------------------------------------------------ sheets and files

	// A sheet's column of container numbers is taken alone, and said so.
	sheet(text, name) {
		const its = column(text);
		if (!its)
			return false;
		this.note = { text: t("lookup.column", { name, column: its.column, columns: its.columns }), whole: text };
		this.draft = joined(this.draft, its.text);
		return true;
	}

	onPaste = e => {
		const text = e.clipboardData?.getData("text/plain") || "";
		if (/\t/.test(text) && !this.draft.trim() && this.sheet(text, t("lookup.pasted")))
			e.preventDefault();
	};

	takeWhole = () => {
		this.draft = this.note.whole;
		this.note = null;
	};

	async takeFile(file) {
		const text = file.size > largest ? null : await fileText(file, language());
		if (text === null)
			this.note = { text: t("lookup.no-text", { name: file.name }) };
		else if (!this.sheet(text, file.name)) {
			this.note = null;
			this.draft = joined(this.draft, text.trim());
		}
		this.toField();
	}

	onFile = e => {
		if (e.target.files[0])
			this.takeFile(e.target.files[0]);
		e.target.value = "";
	};

	// Dropped here it is looked up; elsewhere on the page it is sent as a message.
	onOver = e => {
		if (![...e.dataTransfer.types].some(type => type === "Files" || type === "text/plain"))
			return;
		e.preventDefault();
		e.stopPropagation();
		document.getElementById("dropping").hidden = true;
		this.over = true;
	};

	onLeave = e => {
		if (!e.currentTarget.contains(e.relatedTarget))
			this.over = false;
	};

	onDrop = e => {
		e.preventDefault();
		e.stopPropagation();
		this.over = false;
		const text = e.dataTransfer.getData("text/plain");
		if (e.dataTransfer.files[0])
			this.takeFile(e.dataTransfer.files[0]);
		else if (text)
			this.draft = joined(this.draft, text);
	};
};
