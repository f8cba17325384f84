// The rows taken away: as a sheet of the server's making, into the clipboard, as a link.
import { api } from "../api.js";
import { copy } from "../copy.js";
import { save } from "../dom.js";
import { language, t } from "../tongue.js";
import { textOf } from "./columns.js";
import { chosen } from "./rows.js";
import { many } from "./views.js";

// A line of a table: no cell may hold what parts cells.
const line = cells => cells.map(text => text.replace(/\s+/g, " ")).join("\t");

export const taking = Base => class extends Base {
	// Whether all rows stand as they were asked for.
	get asAsked() {
		const { find, statuses, only, sort } = this.state;
		return !find.trim() && !statuses.length && !only && !sort.by;
	}

	// The rows shown, in their order; some only of a booking's containers perhaps.
	async download(format) {
		const whole = this.asAsked, list = this.list;
		try {
			const file = await api.lookupFile(whole ? this.state.text : list.map(row => row.found
				? { reference: row.reference, container: row.container } : row.reference), format, language(), this.state.asOf);
			save(file.blob, file.name);
			this.error = null;
			if (!whole)
				this.told = many("lookup.downloaded", list.length);
		} catch (error) {
			this.error = error;
		}
	}

	async copied(text, words) {
		this.told = await copy(text) ? words : t("lookup.not-copied");
	}

	copyRows = () => {
		const its = chosen(this.names()), list = this.list;
		const lines = [its.map(c => t("lookup.col." + c.name)), ...list.map(row => its.map(c => textOf(c, row)))];
		return this.copied(lines.map(line).join("\n"), many("lookup.copied", list.length));
	};

	copyLink = () => this.copied(location.href, t("lookup.linked"));
};
