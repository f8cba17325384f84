// Takes the pictures of every screen that the README and docs/page.md show: pictures.mjs DIRECTORY.
import { startServer, startBrowser, Page } from "./harness.mjs";
import path from "node:path";

const into = process.argv[2] || "docs/pictures";
const server = await startServer(), browser = await startBrowser();

// A box of the demonstration whose way a person told, and which is half-way.
const told = "LYGU3012100";

// What the lead of a shift has done by then.
async function acted() {
	const say = async (code, ...steps) => {
		const { exceptions } = await (await fetch(server.url + "/api/v1/exceptions?limit=100&code=" + code)).json(), its = exceptions.sort((a, b) => b.containers - a.containers)[0];
		for (const step of steps)
			await fetch(server.url + "/api/v1/exceptions/" + its.id, { method: "POST", body: JSON.stringify(step), headers: { "Content-Type": "application/json" } });
	};
	const due = h => new Date(Date.now() + h * 3600000).toISOString();
	await say("border-queue", { step: "acknowledge" }, { step: "assign", owner: "Li Wei", due: due(-2) });
	await say("misdirected", { step: "acknowledge" }, { step: "assign", owner: "Zhao Min", due: due(5) });
	await say("silent", { step: "snooze", until: due(20) });
}

// The refused delivery whose reason can be shown in its bytes.
async function refused() {
	const { intakes } = await (await fetch(server.url + "/api/v1/intakes?status=rejected&limit=100")).json();
	return intakes.find(i => i.format === "EDIFACT").intakeId;
}

// The demonstration's train that has the most names.
async function train() {
	const { trains } = await (await fetch(server.url + "/api/v1/trains?limit=200")).json();
	const [, name, day] = /^TRAIN:(.+)\/(.{10})$/.exec(trains.find(its => its.names.some(n => n.kind === "index")).train);
	return `/trains/${encodeURIComponent(name)}?day=${day}`;
}

// A map has been drawn wholly; any other screen is there when it is settled.
const drawn = () => {
	const element = document.querySelector("lb-map, lb-plan-map"), map = element?.map;
	return !element || (map?.loaded() && map.areTilesLoaded());
};

// A train list as a terminal writes it, one wrong cell in it; shown below its head.
const trainList = ["连云港中哈物流基地", "班列号: X8155  装车日期: 2026-06-15  计划号: CKE-LYG-0061", "序号,车号,箱号,箱型,空重,毛重,到站,完成",
	...["LBDU4102007,40HC,重,24000,阿拉山口", "LBDU4102012,40HC,重,24013,阿拉山口", "LBDU4102028,20GP,重,18026,多斯特克", "1.23E+11,40HC,重,24039,阿拉山口",
		"LBDU4102049,40HC,空,3900,阿拉山口", "LBDU4102054,40HC,重,24065,阿拉山口"].map((row, i) => `${i + 1},${1500001 + i},${row},2026-06-15 0${i}:30`)].join("\n");

async function sheet(p) {
	await p.page.setInputFiles("#sheet-file", [{ name: "装车清单.csv", mimeType: "text/csv", buffer: Buffer.from(trainList) }]);
	await p.page.waitForSelector(".sheet-looked");
	await p.page.evaluate(() => scrollTo(0, document.querySelector(".sheet-head").offsetTop + document.querySelector("main").offsetTop - 12));
}

async function take(name, where, { language = "en", before, ...context } = {}) {
	const fresh = await browser.newContext({ locale: language, timezoneId: "Asia/Shanghai", reducedMotion: "reduce", colorScheme: "light",
		viewport: { width: 1360, height: 860 }, ...context });
	const p = new Page(server, await fresh.newPage());
	await p.open(where);
	await before?.(p);
	await p.page.waitForFunction(drawn, null, { timeout: 120000 });
	await p.page.screenshot({ path: path.join(into, name), caret: "initial" });
	await fresh.close();
}

const phone = { viewport: { width: 390, height: 844 }, deviceScaleFactor: 2 };
const pasted = "LYGU3001364,LYB714823,LBDU4102434,CSQU4103179,TRZU7700456,LBDU8801933,5237900,XXXU1234567,X8155"; // a bit of everything

try {
	await take("map.png", "/map");
	await take("map-phone.png", "/map", { ...phone, language: "zh" });
	await take("container.png", "/?c=" + told, { viewport: { width: 1360, height: 1180 } });
	await acted();
	await take("exceptions.png", "/exceptions", { viewport: { width: 1440, height: 900 } });
	await take("overview-phone.png", "/", { ...phone, colorScheme: "dark" });
	await take("lookup.png", "/lookup?q=" + pasted);
	await take("hubs.png", "/hubs");
	await take("hub.png", "/hubs/CNLYG", { language: "zh", colorScheme: "dark" });
	await take("train.png", await train());
	await take("plans.png", "/plans?from=CNLYG&to=TRIST", { viewport: { width: 1360, height: 1240 }, before: p => p.page.evaluate(() => scrollTo(0, document.querySelector(".plan-list").offsetTop + document.querySelector("main").offsetTop - 12)) });
	await take("disruptions.png", "/disruptions?place=CNHRS&toPlace=XKALT&issuer=KTZ&telegram=NC-1207&until=" + encodeURIComponent(new Date(Date.now() + 20 * 86400000).toISOString()), { before: p => p.page.evaluate(() => scrollTo(0, document.querySelector(".disrupted-card").offsetTop + document.querySelector("main").offsetTop - 12)) });
	await take("messages.png", "/messages", { language: "ru" });
	await take("message.png", "/messages/" + await refused());
	await take("sheets.png", "/sheets", { language: "zh", viewport: { width: 1360, height: 960 }, before: sheet });
	await take("partner.png", "/partners/ktz");
	await take("keys.png", "/keys");
} finally {
	await browser.close();
	await server.stop();
}
