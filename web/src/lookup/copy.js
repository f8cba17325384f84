// Text to the clipboard; where the page is not open over HTTPS the browser has only the old way.
export async function copyText(text) {
	try {
		await navigator.clipboard.writeText(text);
		return true;
	} catch { /* the old way */ }
	const area = document.createElement("textarea"), focus = document.activeElement;
	area.value = text;
	area.className = "hidden";
	area.setAttribute("aria-hidden", "true");
	document.body.append(area);
	area.select();
	const done = document.execCommand("copy");
	area.remove();
	focus?.focus?.({ preventScroll: true });
	return done;
}
