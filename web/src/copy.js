// Text into the clipboard; also where the page came over plain HTTP and the browser's own way is shut.

function byHand(text) {
	const field = document.createElement("textarea"), before = document.activeElement;
	field.className = "hidden";
	field.readOnly = true;
	field.value = text;
	(before?.closest("dialog") || document.body).append(field); // a modal dialog lets nothing else be chosen
	field.select();
	const done = document.execCommand("copy");
	field.remove();
	before?.focus();
	return done;
}

// true: it is there.
export async function copy(text) {
	try {
		await navigator.clipboard.writeText(text);
		return true;
	} catch {
		return byHand(text);
	}
}
