// Where the reader was on each page of the history: how far down, and on which link.  Going back leads there again.
const kept = "landbridge-whence";
let all = {}, here = "";

const enter = () => { here = history.state?.here || String(Math.random()).slice(2); };

// Takes over from the browser, which would scroll before anything is drawn.
export function remember() {
	try { all = JSON.parse(sessionStorage.getItem(kept)) || {}; } catch { /* storage is shut: it holds for this page */ }
	history.scrollRestoration = "manual";
	enter();
	history.replaceState({ ...history.state, here }, "");
	addEventListener("pagehide", () => {
		leave();
		try { sessionStorage.setItem(kept, JSON.stringify(all)); } catch { /* as above */ }
	});
}

function leave() {
	all[here] = { y: scrollY, link: document.activeElement?.closest("main a[href]")?.getAttribute("href") };
}

// Onto a new page of the history; the same address anew is no new page.
export function advance(url) {
	leave();
	if (url === location.pathname + location.search)
		return;
	history.pushState({ here: String(Math.random()).slice(2) }, "", url);
	enter();
}

// After the browser went back or forward.
export function arrived() {
	leave();
	enter();
	history.replaceState({ ...history.state, here }, "");
}

// Where the reader was here, if ever.
export const whence = () => all[here];
