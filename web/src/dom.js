// Elements without markup text: what comes from a message can never become markup.

export function h(name, attributes, ...children) {
	const e = document.createElement(name);
	for (const [key, value] of Object.entries(attributes || {})) {
		if (value === undefined || value === null || value === false)
			continue;
		if (key.startsWith("on"))
			e.addEventListener(key.slice(2), value);
		else
			e.setAttribute(key, value === true ? "" : value);
	}
	e.append(...children.flat(9).filter(c => c !== null && c !== undefined && c !== false && c !== ""));
	return e;
}

export function icon(id, className) {
	const svg = document.createElementNS("http://www.w3.org/2000/svg", "svg");
	const use = document.createElementNS("http://www.w3.org/2000/svg", "use");
	use.setAttribute("href", "#i-" + id);
	svg.setAttribute("aria-hidden", "true");
	if (className)
		svg.setAttribute("class", className);
	svg.append(use);
	return svg;
}

// Hands a file over to the browser's downloads.
export function save(blob, name) {
	const url = URL.createObjectURL(blob);
	h("a", { href: url, download: name }).click();
	setTimeout(() => URL.revokeObjectURL(url), 0);
}

// Says it to a screen reader without moving anything.
export function announce(text) {
	document.getElementById("told").textContent = text;
}
