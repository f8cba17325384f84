#include "base/clear.h"
#include "codes/code.h"
#include "codes/iso6346.h"
#include "codes/size_type.h"
#include "record/arrangement.h"
#include "wire/edifact/codes.h"
#include "wire/edifact/own.h"
#include "wire/edifact/readers.h"
#include "wire/partner_ask.h"

static bool number_shape(struct slice x)
{
	uint32_t i;

	if (x.n != 11)
		return false;
	for (i = 0; i < 11; i++)
		if (i < 4 ? x.s[i] < 'A' || x.s[i] > 'Z' : x.s[i] < '0' || x.s[i] > '9')
			return false;
	return true;
}

/* As people write it: blanks, hyphens, look-alikes. */
static const char *number_normalised(
	struct reading *r, const struct segment *s, unsigned e, unsigned c, struct slice raw)
{
	char text[CODE_RAW + 1], code[CODE_RAW + 1], changed[128];

	if (!raw.n || raw.n > CODE_RAW)
		return NULL;
	memcpy(text, raw.s, raw.n);
	text[raw.n] = '\0';
	if (!code_normalise(text, code, sizeof code, changed, sizeof changed) || !*code || strlen(code) > 15)
		return NULL;
	if (strcmp(text, code) != 0)
		say(r, SEVERITY_INFORMATION, "container-normalised", s, e, c, "\"%s\" was read as %s", text,
			code);
	return arena_strdup(r->arena, code);
}

/* The owner's letters and six digits: the check digit was left out, and there is only one it can be. */
static const char *number_completed(
	struct reading *r, const struct segment *s, unsigned e, unsigned c, const char *number)
{
	char whole[12];
	char digit = '0';

	if (strlen(number) != 10)
		return number;
	memcpy(whole, number, 10);
	whole[10] = '0';
	whole[11] = '\0';
	if (!number_shape((struct slice){whole, 11, false}))
		return number;
	if (iso6346_judge(whole, &digit) == ISO6346_CHECK_FAILS)
		whole[10] = digit;
	say(r, SEVERITY_WARNING, "check-digit-missing", s, e, c, "%s has no check digit: it was read as %s",
		number, whole);
	return arena_strdup(r->arena, whole);
}

static bool number_fails(
	struct reading *r, const struct segment *s, unsigned e, unsigned c, const char *number)
{
	struct slice x = {number, (uint32_t)strlen(number), false};
	char expected = '?';
	enum iso6346 verdict = iso6346_judge(number, &expected);

	if (verdict == ISO6346_HOLDS)
		return false;
	if (!number_shape(x)) {
		say(r, SEVERITY_WARNING, "container-number", s, e, c,
			"%s is not a container number of ISO 6346: it was kept as it is", number);
		return false;
	}
	if (verdict != ISO6346_CHECK_FAILS)
		return false;
	say(r, SEVERITY_WARNING, "check-digit", s, e, c,
		"%s does not hold: its check digit would be %c. Check the number with who sent it", number,
		expected);
	return true;
}

/* "NONE", "TBA", "UNKNOWN": whatever has hardly a digit names no box, and boxes without a name are not one
 * box. */
static bool names_a_box(struct slice raw)
{
	uint32_t digits = 0;

	for (uint32_t i = 0; i < raw.n; i++)
		digits += raw.s[i] >= '0' && raw.s[i] <= '9';
	return raw.n && (digits >= 3 || (unsigned char)raw.s[0] >= 0x80);
}

const char *container_read(
	struct reading *r, const struct segment *s, unsigned e, unsigned c, struct slice raw, bool *failed)
{
	const char *number = NULL;

	*failed = false;
	raw = trimmed(raw);
	if (names_a_box(raw))
		number = number_shape(raw) ? arena_strndup(r->arena, raw.s, 11)
					   : number_normalised(r, s, e, c, raw);
	if (!number) {
		say(r, SEVERITY_WARNING, "container-unread", s, e, c,
			raw.n ? "\"%.*s\" is no container number: nothing was recorded for it"
			      : "%.*sno container number is given: nothing was recorded for it",
			(int)(raw.n < 40 ? raw.n : 40), raw.s);
		return NULL;
	}
	number = number_completed(r, s, e, c, number);
	if (r->box.open && !r->box.number)
		r->box.number = number; /* what is said of it is said under its name */
	*failed = number_fails(r, s, e, c, number);
	return number;
}

static enum load_state load_state_of(unsigned code)
{
	if (code == 4)
		return LOAD_EMPTY;
	return code >= 1 && code <= 8 ? LOAD_LADEN : LOAD_UNKNOWN; /* 1-3, 6: partly full */
}

void box_begin(struct reading *r, const struct segment *s)
{
	struct box *b = &r->box;

	/* the lists are not cleared: their counts say what is in them */
	b->open = true;
	b->segment = r->segments;
	b->offset = s->offset;
	b->status = 0;
	b->load_state = LOAD_UNKNOWN;
	b->number = b->size_type = b->stowage = b->operator_code = b->carrier_code = NULL;
	b->failed = b->many = b->has_leg = b->cut = false;
	b->units = 0;
	b->times.count = b->references = b->seals.count = b->measures.count = b->remarks.count = 0;
	b->said.when = b->said.stowage = b->said.subject = NULL;
	b->leg_times.count = 0;
	clear(b->spot, sizeof b->spot);
	clear(&b->leg, sizeof b->leg);
}

static bool size_holds(struct reading *r, const char *code)
{
	bool four = strlen(code) == 4;

	for (size_t i = 0; four && i < 4; i++)
		if (memcmp(r->sizes[i], code, 4) == 0)
			return true;
	if (size_type_read(code).form == SIZE_TYPE_NONE)
		return false;
	if (four)
		memcpy(r->sizes[r->size_at++ % 4], code, 4);
	return true;
}

bool container_kept(const char *number)
{
	struct slice x = {number, (uint32_t)strlen(number), false};
	char code[CODE_RAW + 1], changed[128], whole[12];

	if (!names_a_box(x) || x.n > 15)
		return false;
	if (number_shape(x))
		return true;
	if (x.n == 10) { /* a digit would be put behind it */
		snprintf(whole, sizeof whole, "%s0", number);
		if (number_shape((struct slice){whole, 11, false}))
			return false;
	}
	return code_normalise(number, code, sizeof code, changed, sizeof changed) &&
	       strcmp(code, number) == 0;
}

/* What is no container, and no trailer or swap body that travels like one. */
static const char *no_box(struct slice kind)
{
	if (slice_is(kind, "RR"))
		return "a rail car";
	return slice_is(kind, "BB") ? "break-bulk" : NULL;
}

static void size_check(struct reading *r, const struct segment *s)
{
	const char *size = r->box.size_type;

	if (!size || size_holds(r, size) || meaning_for(r->world, r->partner, CODES_SIZE_TYPE, size))
		return;
	unknown_tell(r->sink, r->partner, r->message.sender, CODES_SIZE_TYPE, size,
		arena_printf(r->arena, "message %u, segment %u %s", r->message.line, r->segments, s->name));
	say(r, SEVERITY_WARNING, "size-type", s, 3, 1,
		"\"%s\" is no size and type of ISO 6346: it was kept as it is", size);
}

/* Whose it is (8077): supplied by the shipper, by the carrier. */
static void arrangement_read(struct reading *r, unsigned supplied_by)
{
	static const enum arrangement whose[] = {ARRANGEMENT_UNKNOWN, ARRANGEMENT_SHIPPER, ARRANGEMENT_LINE};

	if (supplied_by && supplied_by < sizeof whose / sizeof *whose)
		reference_add(r,
			(struct reference){REFERENCE_ARRANGEMENT, arrangement_words[whose[supplied_by]]},
			r->box.reference, &r->box.references);
}

bool equipment_read(struct reading *r, const struct segment *s)
{
	struct slice kind = segment_at(s, 1, 1);
	struct box *b = &r->box;

	r->boxes++;
	b->segment = r->segments;
	b->offset = s->offset;
	b->failed = false;
	b->number = NULL;
	b->size_type = keep(r, segment_at(s, 3, 1));
	size_check(r, s);
	arrangement_read(r, slice_number(segment_at(s, 4, 1)));
	b->status = slice_number(segment_at(s, 5, 1));
	b->load_state = load_state_of(slice_number(segment_at(s, 6, 1)));
	if (no_box(kind)) {
		say(r, SEVERITY_INFORMATION, "equipment-ignored", s, 1, 1,
			"%s is no container: it was passed over", no_box(kind));
		return false;
	}
	if (!slice_is(kind, "CN"))
		say(r, SEVERITY_INFORMATION, "equipment-kind", s, 1, 1,
			"equipment \"%.*s\" (8053) was taken as if it were a container", (int)kind.n, kind.s);
	return true;
}

void equipment_number(struct reading *r, const struct segment *s)
{
	r->box.number = container_read(r, s, 2, 1, segment_at(s, 2, 1), &r->box.failed);
}

void read_eqd(struct reading *r, const struct segment *s)
{
	box_begin(r, s);
	if (equipment_read(r, s))
		equipment_number(r, s);
}

static bool number_of(struct slice x)
{
	uint32_t i = x.n && (*x.s == '-' || *x.s == '+');
	bool digits = false, mark = false;

	for (; i < x.n; i++) {
		if (x.s[i] >= '0' && x.s[i] <= '9')
			digits = true;
		else if ((x.s[i] == '.' || x.s[i] == ',') && !mark)
			mark = true;
		else
			return false;
	}
	return digits;
}

bool number_reads(const char *value)
{
	return number_of((struct slice){value, (uint32_t)strlen(value), false});
}

/* "what:value:unit", with a decimal point whatever mark came. */
static void measure_add(struct reading *r, struct slice what, struct slice value, struct slice unit)
{
	char *s, *comma;

	what = trimmed(what);
	value = trimmed(value);
	unit = trimmed(unit);
	if (what.n > 20 || value.n > 40 || unit.n > 20)
		return;
	s = arena_alloc(r->arena, (size_t)what.n + value.n + unit.n + 3);
	memcpy(s, what.s, what.n);
	s[what.n] = ':';
	memcpy(s + what.n + 1, value.s, value.n);
	comma = memchr(s + what.n + 1, ',', value.n);
	if (comma)
		*comma = '.';
	s[what.n + 1 + value.n] = ':';
	memcpy(s + what.n + value.n + 2, unit.s, unit.n);
	list_add(r, &r->box.measures, s);
}

void read_mea(struct reading *r, const struct segment *s)
{
	struct slice what = segment_at(s, 2, 1), value = trimmed(segment_at(s, 3, 2));

	if (!what.n)
		what = segment_at(s, 1, 1); /* MEA+WT++KGM:3833 */
	if (!number_of(value)) {
		say(r, SEVERITY_INFORMATION, "measure-unread", s, 3, 2, "\"%.*s\" is no number: passed over",
			(int)(value.n < 40 ? value.n : 40), value.s);
		return;
	}
	measure_add(r, what, value, segment_at(s, 3, 1));
}

void read_dim(struct reading *r, const struct segment *s)
{
	static const char *const sides[] = {"LENGTH", "WIDTH", "HEIGHT"};
	unsigned i;

	for (i = 0; i < 3; i++)
		if (number_of(trimmed(segment_at(s, 2, i + 2))))
			measure_add(r, (struct slice){sides[i], (uint32_t)strlen(sides[i]), false},
				segment_at(s, 2, i + 2), segment_at(s, 2, 1));
}

void read_tmp(struct reading *r, const struct segment *s)
{
	if (number_of(trimmed(segment_at(s, 2, 1))))
		measure_add(r, (struct slice){"TEMP", 4, false}, segment_at(s, 2, 1), segment_at(s, 2, 2));
}

void read_rng(struct reading *r, const struct segment *s)
{
	if (number_of(trimmed(segment_at(s, 2, 2))))
		measure_add(r, (struct slice){"MIN", 3, false}, segment_at(s, 2, 2), segment_at(s, 2, 1));
	if (number_of(trimmed(segment_at(s, 2, 3))))
		measure_add(r, (struct slice){"MAX", 3, false}, segment_at(s, 2, 3), segment_at(s, 2, 1));
}

/* SEL+number+issuer; also the two as components of one element, as some send them. */
void read_sel(struct reading *r, const struct segment *s)
{
	for (unsigned k = 1; k <= segment_repetitions(s, 1); k++) {
		struct slice number = trimmed(segment_repeat(s, 1, k, 1)), issuer = segment_at(s, 2, 1);

		if (!number.n)
			continue;
		if (!issuer.n)
			issuer = segment_repeat(s, 1, k, 2);
		list_add(r, &r->box.seals, joined(r, issuer, ':', number));
	}
}

static void remark_text(const struct segment *s, unsigned from, char *out, size_t room)
{
	size_t n = 0;
	unsigned e, c;

	for (e = from; e <= s->elements; e++)
		for (c = 1; c <= s->element[e].count; c++) {
			struct slice x = s->slice[s->element[e].first + c - 1u];

			x = trimmed(x);
			if (!x.n)
				continue;
			if (n + x.n + 2 > room) /* a remark, not a document: whole values up to the room */
				return;
			if (n)
				out[n++] = ' ';
			memcpy(out + n, x.s, x.n);
			n += x.n;
			out[n] = '\0';
		}
}

/* FTX speaks for its own qualifier and its text before its code; everything else is tag and values. */
const char *remark_of(struct reading *r, const struct segment *s)
{
	char text[MOST_VALUE + 1] = "";
	struct slice what = {s->name, 3, false};
	unsigned from = 1;

	if (s->tag == TAG('F', 'T', 'X')) {
		what = segment_at(s, 1, 1);
		from = segment_at(s, 4, 1).n ? 4 : 3;
	}
	remark_text(s, from, text, sizeof text);
	return *text ? joined(r, what, ':', (struct slice){text, (uint32_t)strlen(text), false}) : NULL;
}

void read_remark(struct reading *r, const struct segment *s)
{
	struct box *b = &r->box;
	const struct own_into into = {&b->said, &b->seals, &b->remarks, b->reference, &b->references};

	if (r->group >= GROUP_BOX && !own_take(r, s, &into))
		list_add(r, &r->box.remarks, remark_of(r, s));
}
