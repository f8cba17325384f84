// What a badge means, in a panel by its side: on hover, on focus, on a tap; Escape closes it.  The words stand hidden in
// the badge as well, so that a screen reader needs none of this.
const edge = 8;

export function tips(root) {
	let panel = null, over = null;

	function hide() {
		panel?.remove();
		panel = over = null;
	}

	function show(badge) {
		if (over === badge)
			return;
		hide();
		over = badge;
		panel = document.createElement("div");
		panel.className = "tip";
		panel.setAttribute("role", "tooltip");
		panel.textContent = badge.dataset.tip;
		document.body.append(panel);
		const at = badge.getBoundingClientRect(), its = panel.getBoundingClientRect();
		const left = Math.min(at.left, document.documentElement.clientWidth - its.width - edge);
		const below = at.bottom + edge + its.height < innerHeight;
		panel.style.left = Math.max(edge, left) + "px";
		panel.style.top = (below ? at.bottom + edge : at.top - edge - its.height) + "px";
	}

	const badge = e => e.target.closest?.("[data-tip]");
	const enter = e => badge(e) ? show(badge(e)) : e.type === "focusin" || e.type === "pointerover" && over !== document.activeElement ? hide() : null;
	const leave = e => { if (e.key === "Escape") hide(); };
	const all = [["pointerover", enter], ["focusin", enter], ["focusout", hide], ["pointerleave", hide], ["click", enter], ["keydown", leave]];
	for (const [name, f] of all)
		root.addEventListener(name, f);
	addEventListener("scroll", hide, { passive: true, capture: true });
	return () => {
		hide();
		for (const [name, f] of all)
			root.removeEventListener(name, f);
		removeEventListener("scroll", hide, { capture: true });
	};
}
