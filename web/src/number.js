// Container numbers as people type them, and ISO 6346's check digit.

const cyrillic = { А: "A", В: "B", С: "C", Е: "E", Н: "H", К: "K", М: "M", О: "O", Р: "P", Т: "T", Х: "X", У: "Y" };

// Upper-case Latin letters and digits only: full width, Cyrillic look-alikes, blanks, hyphens, dots, slashes are gone.
export function normalise(raw) {
	return raw.normalize("NFKC").toUpperCase().replace(/[А-Я]/g, c => cyrillic[c] || c)
		.replace(/[^A-Z0-9А-ЯЁ]/g, "");
}

export const looksWhole = number => /^[A-Z]{4}\d{7}$/.test(number);

// The digit ISO 6346 computes over the first ten characters; null where they are none.
export function checkDigit(number) {
	if (!/^[A-Z]{4}\d{6}/.test(number))
		return null;
	let sum = 0;
	for (let i = 0; i < 10; i++) {
		const c = number.charCodeAt(i);
		// Letters count from 10 and leave out the multiples of 11.
		const value = c < 58 ? c - 48 : c - 55 + Math.floor((c - 56) / 10);
		sum += value * 2 ** i;
	}
	return sum % 11 % 10;
}

// Marked as on the box: owner, serial number, and the check digit apart; the whole where it has no such shape.
export function parts(number) {
	const m = /^([A-Z]{4})(\d{6})(\d)$/.exec(number);
	return m ? { owner: m[1], serial: m[2], digit: m[3] } : { owner: number, serial: "", digit: "" };
}
