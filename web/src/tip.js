// What a word stands for, in a panel by its side; Escape closes it.  data-tip: on hover, on focus, on a tap.  data-hint: on
// focus and on a tap, for on hover the browser shows the title.  A screen reader needs none of this: the words stand in the
// badge, hidden, and in the title.
const edge = 8; // px

// root: a document.  Answers what takes the panel away.
export function tips(root) {
	let panel = null, over = null;

	function hide() {
		panel?.remove();
		panel = over = null;
	}

	function show(its) {
		if (over === its)
			return;
		hide();
		over = its;
		panel = document.createElement("div");
		panel.className = "tip";
		panel.setAttribute("role", "tooltip");
		panel.textContent = its.dataset.tip ?? its.dataset.hint;
		document.body.append(panel);
		place();
	}

	function place() {
		const at = over.getBoundingClientRect(), own = panel.getBoundingClientRect();
		const left = Math.min(at.left, document.documentElement.clientWidth - own.width - edge);
		const below = at.bottom + edge + own.height < innerHeight;
		panel.style.left = Math.max(edge, left) + "px";
		panel.style.top = (below ? at.bottom + edge : at.top - edge - own.height) + "px";
	}

	const within = e => e.target.closest?.(e.type === "pointerover" ? "[data-tip]" : "[data-tip], [data-hint]");

	function enter(e) {
		const its = within(e);
		if (its)
			show(its);
		else if (e.type !== "pointerover" || over !== document.activeElement)
			hide();
	}

	for (const type of ["pointerover", "focusin", "click"])
		root.addEventListener(type, enter);
	for (const type of ["focusout", "pointerleave"])
		root.addEventListener(type, hide);
	root.addEventListener("keydown", e => { if (e.key === "Escape") hide(); });
	// What has the focus is often scrolled into sight by it: its words go along.
	addEventListener("scroll", () => { if (over && over === root.activeElement) place(); else hide(); }, { passive: true, capture: true });
	return hide;
}
