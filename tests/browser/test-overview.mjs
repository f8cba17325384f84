// The overview: which boxes there are, filtered, page by page.
import { test, is, ok, get, post } from "./harness.mjs";
import { codeco, number, container, moment, duisburg } from "./messages.mjs";

const chip = status => `.chip[data-status="${status}"]`;

test("overview: the page names itself and lists containers", async p => {
	await p.open();
	is(await p.page.title(), "All containers – Landbridge");
	const { containers } = await get(p.server, "/api/v1/containers?limit=25");
	is(await p.numbers(), containers.map(c => c.number));
});

test("overview: a row says status, place, since and last event", async p => {
	await p.answer("**/api/v1/containers?*", { containers: [container({ place: duisburg, since: moment("2025-05-04T09:30:00+02:00"),
		status: "delivered", lastEvent: "GTOT", vehicle: { mode: "TRUCK", plate: "DUAB123" } })], counts: { delivered: 1 } });
	await p.open();
	is((await p.texts(".boxes tbody td")).map(s => s.replace(/\s+/g, " ").trim().replace(/2025 09:30 .*/, "2025 09:30")),
		["Delivered", "Duisburg", "4 May 2025 09:30", "Gate out", "Truck DUAB123"]);
});

test("overview: chips count the boxes of every status", async p => {
	await p.open();
	const { counts } = await get(p.server, "/api/v1/containers?limit=1");
	const all = Object.values(counts).reduce((s, n) => s + n, 0);
	const written = n => n.toLocaleString("en-GB");
	is(await p.text(chip("all") + " .many"), written(all));
	for (const status of ["in-terminal", "on-board", "on-the-road", "delivered", "empty-returned", "not-started"])
		is(await p.text(`${chip(status)} .many`), written(counts[status] || 0), status);
});

test("overview: a chip filters, shows itself pressed, and a second press lets go", async p => {
	await p.open();
	await p.page.click(chip("in-terminal"));
	await p.waitFor("the filter", () => document.querySelector('.chip[data-status="in-terminal"][aria-pressed="true"]'));
	await p.settled();
	is(p.query(), { status: "in-terminal" });
	is([...new Set(await p.texts(".boxes .c-status .status"))], ["In terminal"]);
	await p.page.click(chip("in-terminal"));
	await p.waitFor("all again", () => document.querySelector('.chip[data-status="all"][aria-pressed="true"]'));
	is(p.query(), {});
});

test("overview: a place is chosen from suggestions and its boxes stand alone", async p => {
	await p.open();
	await p.page.locator("#place").pressSequentially("lianyung");
	await p.page.locator('#place-options [role="option"]', { hasText: "CNLYG" }).click();
	await p.waitFor("the place's name in its field", () => document.getElementById("place")?.value === "Lianyungang");
	await p.settled();
	is(p.query(), { place: "CNLYG" });
	const places = [...new Set(await p.texts(".boxes .c-place"))].filter(s => s !== "Place");
	const { containers } = await get(p.server, "/api/v1/containers?place=CNLYG&limit=25"); // and its yards, which count as one place with it
	is(places, [...new Set(containers.map(c => c.place.name.en))]);
	ok(places.includes("Lianyungang"), "the place itself");
});

test("overview: a place's code and Enter filter too", async p => {
	await post(p.server, codeco({ boxes: [{ number: number("ZBTU", 100002), at: "202505040800" }] }));
	await p.open();
	await p.page.fill("#place", "cnlyg");
	await p.page.press("#place", "Enter");
	await p.waitFor("the filter", () => location.search === "?place=CNLYG");
	await p.settled();
	ok((await p.numbers()).length > 0, "boxes at CNLYG");
});

test("overview: with a place, chips count that place alone", async p => {
	await p.open("/?place=CNLYG");
	const { containers, next } = await get(p.server, "/api/v1/containers?place=CNLYG&limit=100");
	is(await p.text(chip("all") + " .many"), containers.length + (next ? "+" : ""));
});

test("overview: status and place filter together and can be removed", async p => {
	await post(p.server, codeco({ boxes: [{ number: number("ZBTU", 100001), at: "202505040800" }] }));
	await p.open("/?place=CNLYG&status=in-terminal");
	is([...new Set(await p.texts(".boxes .c-status .status"))], ["In terminal"]);
	await p.page.click(".place-filter .tool");
	await p.waitFor("no place", () => location.search === "?status=in-terminal");
});

test("overview: Show more goes on where the page ended, without doubles", async p => {
	await p.open();
	const before = await p.numbers();
	is(before.length, 25);
	await p.page.click(".more");
	await p.waitFor("more rows", () => document.querySelectorAll(".boxes tbody tr").length > 25);
	const after = await p.numbers();
	is(after.slice(0, 25), before);
	is(new Set(after).size, after.length);
	is(await p.text(".shown"), `${after.length} containers shown`);
	await p.waitFor("focus on the first new row", n => document.activeElement.dataset.number === n, after[25]);
});

test("overview: the last page offers no more", async p => {
	await p.open("/?prefix=" + (await get(p.server, "/api/v1/containers?limit=1")).containers[0].number);
	is((await p.numbers()).length, 1);
	ok(await p.page.locator(".more").isHidden(), "no more button");
});

test("overview: where nothing matches it says so and clears the filters", async p => {
	await p.open("/?prefix=QQQQ");
	is((await p.line(".empty")), "No container matches. Clear all filters");
	await p.page.click(".empty .link");
	await p.waitFor("rows", () => document.querySelectorAll(".boxes tbody tr").length > 0);
});

test("overview: an empty server says what to do", async p => {
	await p.answer("**/api/v1/containers?*", { containers: [], counts: {} });
	await p.open();
	ok((await p.text(".empty")).startsWith("No container is known yet."), "the next step");
});

test("overview: a row leads to its container", async p => {
	await p.open();
	const [first] = await p.numbers();
	await p.page.click(".boxes tbody tr:first-child a");
	await p.waitForBox(first);
	is(p.query(), { c: first });
});

test("overview: a number that fails its check digit is marked", async p => {
	const bad = "ZBTU100000" + (Number(number("ZBTU", 100000).slice(10)) + 1) % 10;
	await post(p.server, codeco({ boxes: [{ number: bad, at: "202505040800" }] }));
	await p.open("/?prefix=" + bad);
	is(await p.page.locator(".boxes .plate.bad").count(), 1);
});

test("overview: what is shown reads as a table to a screen reader, also on a phone", { viewport: { width: 360, height: 740 } }, async p => {
	await p.open();
	const { containers } = await get(p.server, "/api/v1/containers?limit=25");
	is(await p.page.getByRole("table", { name: "All containers" }).getByRole("row").count(), containers.length + 1);
	is(await p.page.getByRole("columnheader", { includeHidden: true }).count(), 6);
});
