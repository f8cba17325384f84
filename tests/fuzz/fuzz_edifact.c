/*
 * Any bytes are segments, in any pieces the same ones.
 *
 * The last two bytes say where the rest is cut.  What it watches besides memory: slices lie in what was
 * given or in the tokeniser's own memory, offsets never go back, and pieces change nothing.
 */
#include "base/text.h"
#include "wire/edifact/tokens.h"

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size);

static void hear(struct text *out, const struct segment *s, uint64_t *behind)
{
	if (s->offset < *behind || s->elements > LIMIT_SEGMENT_ELEMENTS)
		abort();
	*behind = s->offset + s->length;
	text_printf(out, "%s %u %llu %u", s->name, s->faults, (unsigned long long)s->offset, s->length);
	for (unsigned e = 1; e <= s->elements; e++)
		for (unsigned c = 0; c < s->element[e].count; c++) {
			struct slice x = s->slice[s->element[e].first + c];

			text_byte(out, c ? ':' : '+');
			text_add(out, x.s, x.n);
			for (size_t i = 0; i < x.n;) { /* what comes out is UTF-8, whatever went in */
				size_t k = utf8_length(x.s + i, x.n - i);

				if (!k)
					abort();
				i += k;
			}
		}
	text_byte(out, '\n');
}

static void drain(struct tokens *t, struct text *out, uint64_t *behind)
{
	const struct segment *s;

	while ((s = tokens_next(t))) {
		hear(out, s, behind);
		if (s->tag == TAG('U', 'N', 'B') && s->elements) {
			struct slice set = segment_at(s, 1, 1), version = segment_at(s, 1, 2);
			enum charset charset = charset_of(set.s, set.n);

			tokens_announce(t, charset == CHARSETS ? CHARSET_UNOB : charset,
				version.n ? *version.s & 7 : 0);
		}
	}
}

static void tokenise(struct text *out, const uint8_t *data, size_t size, size_t cut)
{
	struct tokens *t = tokens_new();
	const struct segment *s;
	uint64_t behind = 0;

	for (size_t at = 0; at < size; at += cut) {
		size_t n = size - at < cut ? size - at : cut;
		char *piece = malloc(n);

		memcpy(piece, data + at, n);
		tokens_give(t, piece, n);
		drain(t, out, &behind);
		free(piece);
	}
	s = tokens_end(t);
	if (s)
		hear(out, s, &behind);
	tokens_free(t);
}

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size)
{
	struct text whole = TEXT_INIT, pieces = TEXT_INIT;
	size_t cut;

	if (size < 3)
		return 0;
	size -= 2;
	cut = 1 + (size_t)data[size] + ((size_t)(data[size + 1] & 7) << 8);
	tokenise(&whole, data, size, size);
	tokenise(&pieces, data, size, cut);
	if (strcmp(text_string(&whole), text_string(&pieces)) != 0)
		abort();
	text_free(&whole);
	text_free(&pieces);
	return 0;
}
