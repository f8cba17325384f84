// Reads an event stream (HTML Standard, 9.2.6) out of pieces of text, wherever they are cut.
export class EventReader {
	#rest = "";         // the beginning of a line
	#first = true;      // a byte order mark may come
	#afterReturn = false; // the last piece ended with CR: an LF that follows belongs to it
	#type = "";
	#data = [];
	#id = "";

	// tell({type, data, id}) is called for each event; id is the last that the stream gave.
	constructor(tell) {
		this.tell = tell;
	}

	feed(text) {
		if (this.#first && text)
			[this.#first, text] = [false, text.replace(/^\uFEFF/, "")];
		if (this.#afterReturn && text)
			[this.#afterReturn, text] = [false, text.replace(/^\n/, "")];
		this.#afterReturn ||= text.endsWith("\r");
		const lines = (this.#rest + text).split(/\r\n|\n|\r/);
		this.#rest = lines.pop();
		lines.forEach(line => this.#line(line));
	}

	#line(line) {
		if (line === "")
			return this.#dispatch();
		const colon = line.indexOf(":");
		const field = colon < 0 ? line : line.slice(0, colon);
		const value = colon < 0 ? "" : line.slice(colon + 1).replace(/^ /, "");
		if (field === "event")
			this.#type = value;
		else if (field === "data")
			this.#data.push(value);
		else if (field === "id" && !value.includes("\0"))
			this.#id = value;
	}

	#dispatch() {
		const event = { type: this.#type || "message", data: this.#data.join("\n"), id: this.#id };
		const empty = !this.#data.length;
		[this.#type, this.#data] = ["", []];
		if (!empty)
			this.tell(event);
	}
}
