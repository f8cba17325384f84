// Small things that every view needs.  Markup is Lit's html`...`: what comes from a message can never become markup.
import { html, nothing } from "lit";

export const icon = (id, className) => html`<svg aria-hidden="true" class=${className ?? nothing}><use href="#i-${id}"></use></svg>`;

// Hands a file over to the browser's downloads.
export function save(blob, name) {
	const link = document.createElement("a");
	link.href = URL.createObjectURL(blob);
	link.download = name;
	link.click();
	setTimeout(() => URL.revokeObjectURL(link.href), 0);
}

// Says it to a screen reader without moving anything.
export function announce(text) {
	document.getElementById("told").textContent = text;
}
