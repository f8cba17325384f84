// Before the first paint: the chosen theme and language, so that nothing flashes.  Classic script, in the head.
(function () {
	"use strict";
	var root = document.documentElement, theme, lang;
	try {
		theme = localStorage.getItem("landbridge-theme");
		lang = localStorage.getItem("landbridge-language");
	} catch (e) { /* storage is shut: the system's theme, the browser's language */ }
	if (theme === "light" || theme === "dark")
		root.dataset.theme = theme;
	if (lang)
		root.lang = lang;
})();
