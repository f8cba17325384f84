// Arrivals and departures by day: bars by uPlot, and the same numbers as a table under it.
import uPlot from "uplot";
import { html, LitElement } from "lit";
import { reading } from "../moment.js";
import { count, locale, t } from "../tongue.js";

const ahead = 14, behind = 1; // days
const day = 86400000;

const stamp = (y, m, d) => Date.UTC(y, m - 1, d);

// Midnight of today at the place, as if its clock were UTC's.
export function today(zone, now = Date.now()) {
	try {
		const parts = Object.fromEntries(new Intl.DateTimeFormat("en", { timeZone: zone, year: "numeric", month: "numeric", day: "numeric" })
			.formatToParts(now).map(p => [p.type, Number(p.value)]));
		return stamp(parts.year, parts.month, parts.day);
	} catch {
		return Math.floor(now / day) * day;
	}
}

export function dayOf(moment) {
	const r = reading(moment);
	return r ? stamp(r.y, r.m, r.d) : NaN;
}

// [{day, arrivals, departures}]: boxes, a row a day.
export function byDay(answer, from) {
	const rows = Array.from({ length: behind + 1 + ahead }, (_, i) => ({ day: from + (i - behind) * day, arrivals: 0, departures: 0 }));
	for (const what of ["arrivals", "departures"])
		for (const call of answer[what] || []) {
			const row = rows.find(r => r.day === dayOf(call.when));
			if (row)
				row[what] += call.count || 0;
		}
	return rows;
}

export const dayName = (at, shape = { day: "numeric", month: "short" }) => new Intl.DateTimeFormat(locale(), { ...shape, timeZone: "UTC" }).format(at);

// A colour of the style sheet, as the canvas understands it.
function colour(name) {
	const probe = document.createElement("span");
	probe.className = "probe-" + name;
	document.body.append(probe);
	const { color } = getComputedStyle(probe);
	probe.remove();
	return color;
}

class Days extends LitElement {
	static properties = { rows: {}, tongue: {} };

	createRenderRoot() {
		return this;
	}

	connectedCallback() {
		super.connectedCallback();
		this.watch = new ResizeObserver(() => this.plot());
		this.themes = new MutationObserver(() => this.plot());
		this.themes.observe(document.documentElement, { attributes: true, attributeFilter: ["data-theme"] });
		this.dark = matchMedia("(prefers-color-scheme: dark)");
		this.onDark = () => this.plot();
		this.dark.addEventListener("change", this.onDark);
	}

	disconnectedCallback() {
		super.disconnectedCallback();
		this.watch.disconnect();
		this.themes.disconnect();
		this.dark.removeEventListener("change", this.onDark);
		this.chart?.destroy();
		this.chart = null;
	}

	firstUpdated() {
		this.watch.observe(this.querySelector(".chart"));
	}

	updated() {
		this.plot();
	}

	plot() {
		const room = this.querySelector(".chart"), wide = room?.clientWidth;
		if (!wide)
			return;
		this.chart?.destroy();
		const font = `${Math.round(parseFloat(getComputedStyle(room).fontSize) * 0.8)}px system-ui, sans-serif`;
		const ink = colour("quiet"), line = colour("line"), names = this.rows.map(r => dayName(r.day));
		const bars = align => uPlot.paths.bars({ size: [0.38, 40], align });
		const axis = { stroke: ink, font, ticks: { show: false }, gap: 6 };
		const most = Math.max(4, ...this.rows.flatMap(r => [r.arrivals, r.departures]));
		this.chart = new uPlot({
			width: wide, height: Math.max(150, Math.min(300, Math.round(wide * 0.24))), legend: { show: false }, cursor: { show: false },
			scales: { x: { time: false, range: [-0.7, this.rows.length - 0.3] }, y: { range: [0, most * 1.08] } },
			axes: [
				{ ...axis, grid: { show: false }, splits: () => this.rows.map((_, i) => i), values: (_, all) => all.map((i, n) => n % Math.ceil(all.length / (wide / 62)) ? "" : names[i]) },
				{ ...axis, grid: { stroke: line, width: 1 }, size: 44, incrs: [1, 2, 5, 10, 20, 50, 100, 200, 500, 1000, 2000, 5000], values: (_, all) => all.map(v => count(v)) },
			],
			series: [{}, { fill: colour("arrivals"), paths: bars(-1), points: { show: false } }, { fill: colour("departures"), paths: bars(1), points: { show: false } }],
		}, [this.rows.map((_, i) => i), this.rows.map(r => r.arrivals), this.rows.map(r => r.departures)], room);
	}

	render() {
		const row = what => html`<tr><th scope="row"><span class="key key-${what}"></span>${t("hub." + what)}</th>${this.rows.map(r =>
			html`<td class=${r[what] ? "" : "quiet"}>${count(r[what])}</td>`)}</tr>`;
		return html`<div class="chart" aria-hidden="true"></div>
			<div class="sideways" tabindex="0" role="region" aria-label=${t("hub.days")}><table class="days"><caption class="hidden">${t("hub.days")}</caption>
				<thead><tr><th scope="col"><span class="hidden">${t("hub.day")}</span></th>${this.rows.map((r, i) => html`<th scope="col" ?data-today=${i === behind}>${dayName(r.day)}</th>`)}</tr></thead>
				<tbody>${row("arrivals")}${row("departures")}</tbody></table></div>`;
	}
}
customElements.define("lb-days", Days);
