#include "wire/edifact/tokens.h"

#include "wire/edifact/scan.h"

#define MORE (-1) /* begin(): not decided yet */

struct tokens {
	struct syntax syntax;
	uint8_t class[256];
	struct charset_reader *charset;

	const char *piece;
	size_t length, at;
	uint64_t base; /* offset of piece[0] in the intake */

	char *carry; /* the segment a cut goes through: at most LIMIT_SEGMENT bytes of it */
	size_t carried;
	uint64_t carry_offset, carry_total; /* its bytes, dropped ones counted */
	bool undecided;                     /* it may still be a UNA or a byte order mark */
	bool pending;                       /* its last byte releases the next one */

	char *scratch, *raw; /* cleaned values; one value without its release characters */
	size_t scratch_used;

	uint32_t noise;
	uint64_t noise_offset;
	struct segment segment;
};

static void *must(void *p)
{
	if (!p)
		abort();
	return p;
}

struct tokens *tokens_new(void)
{
	struct tokens *t = must(calloc(1, sizeof *t));

	t->carry = must(malloc(LIMIT_SEGMENT + 1));
	t->charset = charset_reader_new();
	t->syntax = syntax_defaults;
	classes_of(&t->syntax, t->class);
	return t;
}

void tokens_free(struct tokens *t)
{
	if (!t)
		return;
	charset_reader_free(t->charset);
	free(t->carry);
	free(t->scratch);
	free(t->raw);
	free(t);
}

void tokens_give(struct tokens *t, const void *bytes, size_t n)
{
	t->base += t->length;
	t->piece = bytes;
	t->length = n;
	t->at = 0;
}

struct syntax tokens_syntax(const struct tokens *t)
{
	return t->syntax;
}

uint64_t tokens_offset(const struct tokens *t)
{
	return t->carried ? t->carry_offset : t->base + t->at;
}

uint32_t tokens_noise(struct tokens *t, uint64_t *offset)
{
	uint32_t n = t->noise;

	*offset = t->noise_offset;
	t->noise = 0;
	return n;
}

void tokens_resume(struct tokens *t, const struct syntax *syntax, uint64_t offset)
{
	t->syntax = *syntax;
	t->base = offset;
	t->length = t->at = 0;
	classes_of(&t->syntax, t->class);
}

void tokens_announce(struct tokens *t, enum charset set, unsigned version)
{
	charset_reader_set(t->charset, set);
	t->syntax.repeats = version >= 4 && t->syntax.repetition != ' ';
	classes_of(&t->syntax, t->class);
}

/* One value without release characters and controls, then in UTF-8. */
static struct slice cleaned(struct tokens *t, struct slice x, unsigned *faults)
{
	bool high = false, bad = false;
	char *out = t->scratch + t->scratch_used;
	size_t i, n = 0;

	for (i = 0; i < x.n; i++) {
		enum class c = t->class[(uint8_t)x.s[i]];

		if (c == RELEASE && i + 1 < x.n)
			c = t->class[(uint8_t)x.s[++i]];
		else if (c == RELEASE)
			continue;
		if ((uint8_t)x.s[i] < 0x20) {
			*faults |= x.s[i] == '\n' || x.s[i] == '\r' ? SEGMENT_BROKEN : SEGMENT_CONTROLS;
			continue;
		}
		high |= (uint8_t)x.s[i] >= 0x80;
		t->raw[n++] = x.s[i];
	}
	if (high)
		n = charset_read(t->charset, t->raw, n, out, &bad);
	else
		memcpy(out, t->raw, n);
	if (bad)
		*faults |= SEGMENT_BAD_TEXT;
	t->scratch_used += n;
	return (struct slice){out, (uint32_t)n, x.repeats};
}

static bool is_clean(const struct tokens *t, struct slice x)
{
	uint32_t i;

	for (i = 0; i < x.n; i++)
		if (t->class[(uint8_t)x.s[i]] >= RELEASE)
			return false;
	return true;
}

static void clean(struct tokens *t)
{
	struct segment *s = &t->segment;
	unsigned e, i;

	if (!t->scratch) {
		t->scratch = must(malloc(3 * (size_t)LIMIT_SEGMENT));
		t->raw = must(malloc(LIMIT_SEGMENT));
	}
	t->scratch_used = 0;
	for (e = 0; e <= s->elements; e++)
		for (i = s->element[e].first; i < (unsigned)s->element[e].first + s->element[e].count; i++) {
			unsigned faults = 0;

			if (is_clean(t, s->slice[i]))
				continue;
			s->slice[i] = cleaned(t, s->slice[i], &faults);
			if ((faults & (SEGMENT_BAD_TEXT | SEGMENT_CONTROLS)) && !s->faulty)
				s->faulty = (uint16_t)e;
			s->faults |= faults;
		}
}

static bool tag_letter(char c)
{
	return (c >= 'A' && c <= 'Z') || (c >= '0' && c <= '9');
}

static void name_it(struct segment *s, const char *tag, size_t n)
{
	size_t i;

	memset(s->name, 0, sizeof s->name);
	for (i = 0; i < n && i < 3 && tag_letter(tag[i]); i++)
		s->name[i] = tag[i];
	s->tag = i == 3 && n == 3 ? TAG(tag[0], tag[1], tag[2]) : 0;
	if (!s->tag)
		s->faults |= SEGMENT_NO_TAG;
}

static void finish(struct tokens *t, unsigned e, unsigned k, bool unclean)
{
	struct segment *s = &t->segment;

	s->elements = (uint16_t)e;
	s->components = (uint16_t)k;
	s->element[e].count = (uint16_t)(k - s->element[e].first);
	if (unclean)
		clean(t);
	name_it(s, s->slice[0].s, s->slice[0].n);
}

/* Reads the segment that begins at p; returns what lies behind its terminator, NULL where that is not here.
 */
static const char *tokenise(struct tokens *t, const char *p, const char *end)
{
	struct segment *s = &t->segment;
	const struct scan scan = scan_of(&t->syntax, t->class);
	const char *from = p, *released = p; /* hits before `released` are plain */
	unsigned e = 0, k = 0;
	bool unclean = false, repeats = false;

	s->faults = 0;
	s->faulty = 0;
	s->repeats = false;
	s->element[0].first = 0;
	for (; p < end; p += SCAN_BLOCK) {
		size_t left = (size_t)(end - p);
		uint32_t mask = left >= SCAN_BLOCK ? scan_block(&scan, p) : scan_slowly(t->class, p, left);

		for (; mask; mask &= mask - 1) {
			const char *q = p + __builtin_ctz(mask);
			enum class c = t->class[(uint8_t)*q];

			if (q < released || c == PLAIN)
				continue;
			if (c == RELEASE) {
				released = q + 2;
				unclean = true;
				continue;
			}
			if (c >= CONTROL) {
				unclean = true;
				continue;
			}
			if (k <= LIMIT_SEGMENT_ELEMENTS) {
				s->slice[k++] = (struct slice){from, (uint32_t)(q - from), repeats};
				if (c == ELEMENT && k <= LIMIT_SEGMENT_ELEMENTS) {
					s->element[e].count = (uint16_t)(k - s->element[e].first);
					s->element[++e].first = (uint16_t)k;
				}
			} else {
				s->faults |= SEGMENT_TOO_MANY;
			}
			repeats = c == REPETITION;
			s->repeats |= repeats;
			from = q + 1;
			if (c == TERMINATOR) {
				finish(t, e, k, unclean);
				return from;
			}
		}
	}
	return NULL;
}

/* What begins at p is not a blank. Bytes of a UNA or a byte order mark that were taken, 0: a segment, MORE.
 */
static int begin(struct tokens *t, const char *p, size_t n)
{
	static const char mark[] = "\xEF\xBB\xBF";

	if (*p == mark[0] && memcmp(p, mark, n < 3 ? n : 3) == 0)
		return n < 3 ? MORE : 3;
	if (*p != 'U' || (n > 1 && p[1] != 'N') || (n > 2 && p[2] != 'A' && p[2] != 'B'))
		return 0;
	if (n < 3 || (p[2] == 'A' && n < SYNTAX_UNA))
		return MORE;
	if (p[2] == 'B') {
		if (!t->syntax.announced)
			t->syntax = syntax_defaults;
	} else {
		t->syntax = syntax_of_una(p);
	}
	classes_of(&t->syntax, t->class);
	return p[2] == 'A' ? SYNTAX_UNA : 0;
}

static void skip_blanks(struct tokens *t)
{
	for (; t->at < t->length; t->at++) {
		char c = t->piece[t->at];

		if (c == ' ' || c == '\n' || c == '\r' || c == '\t')
			continue;
		if ((uint8_t)c >= 0x20 || t->class[(uint8_t)c] == TERMINATOR)
			return;
		if (!t->noise++)
			t->noise_offset = t->base + t->at;
	}
}

/* One byte of the piece moves to the carry. */
static char carry_byte(struct tokens *t)
{
	char c = t->piece[t->at++];

	if (t->carried < LIMIT_SEGMENT)
		t->carry[t->carried++] = c;
	t->carry_total++;
	return c;
}

/* What a byte of a segment does to it: true where it ends it. */
static bool ends(struct tokens *t, char c)
{
	enum class class = t->class[(uint8_t)c];
	bool released = t->pending;

	t->pending = !released && class == RELEASE;
	return !released && class == TERMINATOR;
}

/* Moves bytes up to and with a terminator; true where there was one. */
static bool carry_on(struct tokens *t)
{
	while (t->at < t->length)
		if (ends(t, carry_byte(t)))
			return true;
	return false;
}

static const struct segment *carry_done(struct tokens *t, unsigned faults)
{
	struct segment *s = &t->segment;

	if (t->carry_total > LIMIT_SEGMENT) {
		s->faults = SEGMENT_TOO_LONG;
		s->elements = s->components = s->faulty = 0;
		s->repeats = false;
		s->element[0] = (struct element){0, 0};
		name_it(s, t->carry, 3);
	} else {
		tokenise(t, t->carry, t->carry + t->carried);
	}
	s->faults |= faults;
	s->offset = t->carry_offset;
	s->length = t->carry_total > UINT32_MAX ? UINT32_MAX : (uint32_t)t->carry_total;
	t->carried = 0;
	t->syntax.announced = false;
	return s;
}

static void carry_start(struct tokens *t)
{
	t->carry_offset = t->base + t->at;
	t->carried = 0;
	t->carry_total = 0;
	t->pending = false;
}

/* The carried bytes and what follows them; NULL with nothing carried: they were no segment. */
static const struct segment *carry_next(struct tokens *t)
{
	while (t->undecided && t->at < t->length) {
		char last = carry_byte(t);
		int taken = begin(t, t->carry, t->carried);

		if (taken == MORE)
			continue;
		t->undecided = false;
		if (taken > 0) {
			t->carried = 0;
			return NULL;
		}
		if (ends(t, last)) /* those before it separate nothing */
			return carry_done(t, 0);
	}
	return carry_on(t) ? carry_done(t, 0) : NULL;
}

static const struct segment *in_place(struct tokens *t)
{
	struct segment *s = &t->segment;
	const char *p = t->piece + t->at, *next = tokenise(t, p, t->piece + t->length);

	if (!next || next - p > LIMIT_SEGMENT) {
		carry_start(t);
		return carry_on(t) ? carry_done(t, 0) : NULL;
	}
	s->offset = t->base + t->at;
	s->length = (uint32_t)(next - p);
	t->at += s->length;
	t->syntax.announced = false;
	return s;
}

const struct segment *tokens_next(struct tokens *t)
{
	for (;;) {
		int taken;

		if (t->carried) {
			const struct segment *s = carry_next(t);

			if (s || t->carried)
				return s;
		}
		skip_blanks(t);
		if (t->at == t->length)
			return NULL;
		taken = begin(t, t->piece + t->at, t->length - t->at);
		if (taken == 0)
			return in_place(t);
		if (taken == MORE) {
			carry_start(t);
			t->undecided = true;
			while (t->at < t->length)
				carry_byte(t);
			return NULL;
		}
		t->at += (size_t)taken;
	}
}

const struct segment *tokens_end(struct tokens *t)
{
	if (!t->carried)
		return NULL;
	for (uint32_t i = 0; t->undecided && i < t->carried;
		i++) /* they begin no UNA: a segment's they are */
		ends(t, t->carry[i]);
	if (t->pending)
		t->carried--;
	if (t->carry_total <= LIMIT_SEGMENT)
		t->carry[t->carried++] = t->syntax.terminator;
	return carry_done(t, SEGMENT_CUT);
}
