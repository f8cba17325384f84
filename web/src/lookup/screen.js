import { html } from "lit";
import { t } from "../tongue.js";

export async function screen() {
	return html`<section class="card"><h1 id="title" tabindex="-1">${t("nav.lookup")}</h1></section>`;
}
