// Which of the rows are shown, in which order, and which of their columns.
import { announce } from "../dom.js";
import { count, locale, remember, t } from "../tongue.js";
import { haystack, sorted, usual } from "./columns.js";
import { keep } from "./state.js";
import { blocked, unknown } from "./views.js";

const remembered = "landbridge-lookup-columns";

function recall() {
	try { return JSON.parse(localStorage.getItem(remembered)); } catch { return null; }
}

export const narrowing = Base => class extends Base {
	constructor() {
		super();
		this.columns = recall(); // null: the usual ones
		this.hay = new WeakMap();
	}

	names() {
		return this.columns || usual(this.state.answer?.rows || []);
	}

	hayOf(row) {
		if (!this.hay.has(row))
			this.hay.set(row, haystack(row));
		return this.hay.get(row);
	}

	get list() {
		if (!this.state.answer)
			return [];
		const { find, statuses, only, sort } = this.state, words = find.toLocaleLowerCase().split(/\s+/).filter(Boolean);
		const narrowed = this.state.answer.rows.filter(row => (!statuses.length || statuses.includes(row.status)) &&
			(only !== "blocked" || blocked(row)) && (only !== "unknown" || unknown(row)) && words.every(w => this.hayOf(row).includes(w)));
		return sorted(narrowed, sort, locale());
	}

	// Changes how it is shown, and remembers that.
	show(more) {
		Object.assign(this.state, more);
		keep(this.state);
		this.told = "";
		this.requestUpdate();
	}

	// Said aloud, and shown where all rows are not.
	showAloud(more) {
		this.show(more);
		const n = this.list.length, all = this.state.answer.rows.length;
		this.told = n < all ? t("lookup.shown", { n: count(n), all: count(all) }) : "";
	}

	pressStatus(status) {
		const { statuses } = this.state;
		this.showAloud({ only: "", statuses: statuses.includes(status) ? statuses.filter(s => s !== status) : [...statuses, status] });
	}

	pressOnly(only) {
		this.showAloud({ statuses: [], only: this.state.only === only ? "" : only });
	}

	showAll = () => {
		this.showAloud({ statuses: [], only: "", find: "" });
	};

	onFind = e => {
		this.showAloud({ find: e.target.value });
	};

	// A head pressed once sorts, twice turns round, thrice lets go.
	sortBy(by, down) {
		const { sort } = this.state;
		const to = down !== undefined ? { by, down } : sort.by !== by ? { by, down: false } : sort.down ? { by: "", down: false } : { by, down: true };
		this.show({ sort: to });
		announce(to.by ? t(to.down ? "lookup.sorted-down" : "lookup.sorted-up", { column: t("lookup.col." + to.by) }) : t("lookup.sorted-not"));
	}

	// ------------------------------------------------------------------ columns

	pressColumn(name) {
		const names = this.names();
		this.columns = names.includes(name) ? names.filter(n => n !== name) : [...names, name];
		remember(remembered, JSON.stringify(this.columns));
	}

	usualColumns = () => {
		this.columns = null;
		remember(remembered, "null");
	};

	onChooser = e => {
		const details = e.currentTarget, shut = click => {
			if (!details.contains(click.target))
				details.open = false;
		};
		if (details.open)
			document.addEventListener("pointerdown", shut);
		else
			document.removeEventListener("pointerdown", shut);
	};

	onChooserKey = e => {
		if (e.key === "Escape" && e.currentTarget.open) {
			e.currentTarget.open = false;
			e.currentTarget.querySelector("summary").focus();
		}
	};
};
