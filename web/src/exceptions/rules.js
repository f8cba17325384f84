// What is looked for, and how often each rule was right.
import { html, nothing } from "lit";
import { locale, t } from "../tongue.js";
import { aboutOf, nameOf, sign } from "./parts.js";

const share = rule => rule.alerts ? new Intl.NumberFormat(locale(), { style: "percent" }).format(rule.precision) : "–";

const row = rule => html`<tr><th scope="row"><div>${sign(rule.severity)}<div><strong>${nameOf(rule.code)}</strong><br><span class="quiet">${aboutOf(rule)}</span></div></div></th>
	<td data-label=${t("exc.rule.by")}>${t("exc.cause." + rule.cause)}</td><td data-label=${t("exc.rule.grace")}>${rule.graceHours ? t("exc.grace", { n: rule.graceHours }) : "–"}</td>
	<td class="n" data-label=${t("exc.rule.so-far")}>${rule.alerts}</td><td class="n" data-label=${t("exc.rule.right")}>${share(rule)}</td></tr>`;

// Those that fired stand first.
export const rules = list => list.length ? html`<details class="card exception-rules"><summary><h2>${t("exc.rules")}</h2></summary>
	<table><thead><tr><th scope="col">${t("exc.rule")}</th><th scope="col">${t("exc.rule.by")}</th><th scope="col">${t("exc.rule.grace")}</th>
		<th scope="col" class="n">${t("exc.rule.so-far")}</th><th scope="col" class="n">${t("exc.rule.right")}</th></tr></thead>
	<tbody>${[...list].sort((a, b) => b.alerts - a.alerts).map(row)}</tbody></table></details>` : nothing;
