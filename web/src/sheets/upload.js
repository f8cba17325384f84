// A sheet on its way to the server, with how much of it has gone: fetch() does not tell, an XMLHttpRequest does.
import { api, headers, troubleOf } from "../api.js";

const large = 1 << 20;

export class Gone extends Error {} // whoever asked has given up

function body(request) {
	try { return JSON.parse(request.responseText); } catch { return null; }
}

// Bytes that were refused in mid-way look like a line that broke: a server that is alive has refused them.
async function broken(size) {
	return size > large && await api.alive() ? troubleOf(413, {}) : troubleOf(0, {});
}

// path?query, a Blob, its type; told(share) from 0 to 1 as it goes.  Answers what the server says: also a receipt of what it refused.
export function upload(path, query, blob, type, { signal, told = () => {} }) {
	const q = new URLSearchParams(Object.entries(query).filter(([, value]) => value)).toString();
	return new Promise((done, failed) => {
		const request = new XMLHttpRequest();
		request.open("POST", q ? path + "?" + q : path);
		for (const [name, value] of Object.entries(headers({ "Content-Type": type })))
			request.setRequestHeader(name, value);
		request.upload.onprogress = e => { if (e.lengthComputable && e.total > large / 4) told(e.loaded / e.total); };
		request.onload = () => {
			const answer = body(request);
			if (answer && (request.status < 300 || (request.status === 422 && answer.intakeId)))
				return done(answer);
			failed(troubleOf(request.status, { requestId: request.getResponseHeader("X-Request-ID"), ...answer }));
		};
		request.onerror = () => broken(blob.size).then(failed);
		request.onabort = () => failed(new Gone());
		signal?.addEventListener("abort", () => request.abort(), { once: true });
		request.send(blob);
	});
}
