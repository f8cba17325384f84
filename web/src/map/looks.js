// What the map's marks look like: colours from the page's style sheet, rings of statuses, modes as icons.
import { statuses } from "../show.js";

const names = ["sea", "land", "coast", "river", "border", "rail", "wide", "ship", "truck", "ink", "quiet", "card", "alarm", "moving", "edge"];

// The colours in use, light or dark: a custom property of light-dark() is resolved by using it.
export function colours(element) {
	const probe = document.createElement("i");
	element.append(probe);
	const read = value => {
		probe.style.color = value;
		return getComputedStyle(probe).color;
	};
	const found = Object.fromEntries(names.map(n => [n, read(`var(--map-${n}, var(--${n}))`)]));
	found.statuses = ["terminal", "board", "road", "done", "back", "rest"].map(n => read(`var(--${n})`));
	probe.remove();
	return found;
}

const size = 96, parts = 24; // pixels of an image, steps of a ring
const stem = 26;             // pixels from what moves down to where it may be

function canvas(height) {
	const c = document.createElement("canvas");
	c.width = size;
	c.height = height;
	return c.getContext("2d", { willReadFrequently: true });
}

function circle(g, r, fill, stroke, width, dash = []) {
	g.beginPath();
	g.arc(size / 2, size / 2, r, 0, 2 * Math.PI);
	if (fill) {
		g.fillStyle = fill;
		g.fill();
	}
	if (stroke) {
		g.strokeStyle = stroke;
		g.lineWidth = width;
		g.setLineDash(dash);
		g.stroke();
		g.setLineDash([]);
	}
}

// A dot at the upper right: some here have not been heard of for long.
function alarm(g, look) {
	g.beginPath();
	g.arc(size * 0.8, size * 0.2, size * 0.13, 0, 2 * Math.PI);
	g.fillStyle = look.alarm;
	g.strokeStyle = look.card;
	g.lineWidth = 5;
	g.stroke();
	g.fill();
	g.fillStyle = look.card;
	g.font = `700 ${size * 0.2}px sans-serif`;
	g.textAlign = "center";
	g.textBaseline = "middle";
	g.fillText("!", size * 0.8, size * 0.21);
}

// ring:a-b-c-d-e-f[!]  how many of 24 parts each status has
function ring(g, id, look) {
	const [, shares, silent] = /^ring:([\d-]+)(!?)$/.exec(id);
	const n = shares.split("-").map(Number), sum = n.reduce((a, b) => a + b, 0) || 1;
	circle(g, 42, look.card, look.edge, 1.5);
	let from = -Math.PI / 2;
	n.forEach((share, i) => {
		const to = from + share / sum * 2 * Math.PI;
		if (share) {
			g.beginPath();
			g.arc(size / 2, size / 2, 35, from, to);
			g.strokeStyle = look.statuses[i];
			g.lineWidth = 11;
			g.stroke();
		}
		from = to;
	});
	if (silent)
		alarm(g, look);
}

// The page's own icon of a mode, from its symbol.
function symbol(g, mode, colour, side) {
	const drawn = document.getElementById("i-" + mode) || document.getElementById("i-box");
	g.save();
	g.translate((size - side) / 2, (size - side) / 2);
	g.scale(side / 24, side / 24);
	g.strokeStyle = colour;
	g.lineWidth = 2;
	g.lineCap = g.lineJoin = "round";
	for (const e of drawn.children) {
		const n = name => Number(e.getAttribute(name) || 0);
		const path = new Path2D(e.getAttribute("d") || "");
		if (e.tagName === "rect")
			path.roundRect(n("x"), n("y"), n("width"), n("height"), n("rx"));
		else if (e.tagName === "circle")
			path.arc(n("cx"), n("cy"), n("r"), 0, 2 * Math.PI);
		g.stroke(path);
	}
	g.restore();
}

// move:MODE[!]  dashed and hollow, because where it is now is inferred; on a stem, so that it stands above the line and
// what stands on it
function move(g, id, look) {
	const [, mode, silent] = /^move:(\w*?)(!?)$/.exec(id), colour = silent ? look.alarm : look.moving;
	g.beginPath();
	g.moveTo(size / 2, size / 2 + 38);
	g.lineTo(size / 2, size + stem);
	g.strokeStyle = colour;
	g.lineWidth = 5;
	g.stroke();
	circle(g, 38, look.card, colour, 5, [11, 8.1]);
	symbol(g, mode || "box", colour, 46);
	if (silent)
		alarm(g, look);
}

// A border station, where the gauge changes: a diamond.
function border(g, look) {
	g.translate(size / 2, size / 2);
	g.rotate(Math.PI / 4);
	g.fillStyle = look.card;
	g.strokeStyle = look.ink;
	g.lineWidth = 9;
	g.fillRect(-24, -24, 48, 48);
	g.strokeRect(-24, -24, 48, 48);
}

export function image(id, look) {
	const height = id.startsWith("move:") ? size + stem : size, g = canvas(height);
	if (id.startsWith("ring:"))
		ring(g, id, look);
	else if (id.startsWith("move:"))
		move(g, id, look);
	else if (id === "border")
		border(g, look);
	else
		return null;
	return g.getImageData(0, 0, size, height);
}

export const pixelRatio = 2;

// The image's name as an expression over a place's or a cluster's numbers.
export const ringName = ["concat", "ring:", ...statuses.flatMap((s, i) => [...(i ? ["-"] : []),
	["to-string", ["ceil", ["*", parts, ["/", ["get", "s" + i], ["max", 1, ["get", "count"]]]]]]]),
["case", [">", ["get", "silent"], 0], "!", ""]];
