// The corridors: asked for once, for they do not change while the page stands.
import { api } from "../api.js";

let asked = null;

export function corridors() {
	asked ??= api.corridors().then(answer => answer.corridors ?? []).catch(e => {
		asked = null; // the next one tries again
		throw e;
	});
	return asked;
}
