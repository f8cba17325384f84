/* A tally as bytes: numbers of seven bits a byte, the least first, the top bit set where more come: version,
 * untold, told, told_late, boxes of other passings, count of passings, each as the gap from the one before
 * and its boxes, count of hours that have any, each as the gap from the one before and how many, then of each
 * class that has any: gap from the one before, ended, running. */
#include "domain/tally.h"

#define VERSION 2

static void put(struct text *out, uint64_t n)
{
	for (; n >= 0x80; n >>= 7)
		text_byte(out, (char)(n | 0x80));
	text_byte(out, (char)n);
}

static void put_hours(struct text *out, const struct tally *t)
{
	uint32_t n = 0;
	int last = -1;

	for (int i = 0; i < TALLY_HOURS; i++)
		n += t->began[i] > 0;
	put(out, n);
	for (int i = 0; i < TALLY_HOURS; i++) {
		if (!t->began[i])
			continue;
		put(out, (uint64_t)(i - last));
		put(out, t->began[i]);
		last = i;
	}
}

void tally_write(struct text *out, const struct tally *t)
{
	uint32_t before = 0;
	int last = -1;

	put(out, VERSION);
	put(out, t->untold);
	put(out, t->told);
	put(out, (uint64_t)t->told_late);
	put(out, t->others);
	put(out, t->passing_count);
	for (uint32_t i = 0; i < t->passing_count; i++) {
		put(out, t->passings[i] - before);
		put(out, t->boxes[i]);
		before = t->passings[i];
	}
	put_hours(out, t);
	for (int i = 0; i < TALLY_CLASSES; i++) {
		if (!t->ended[i] && !t->running[i])
			continue;
		put(out, (uint64_t)(i - last));
		put(out, t->ended[i]);
		put(out, t->running[i]);
		last = i;
	}
}

struct reader {
	const uint8_t *at, *end;
	bool broken;
};

/* Up to `most`; more, or the end, breaks it. */
static uint64_t take(struct reader *r, uint64_t most)
{
	uint64_t n = 0;

	for (int shift = 0; r->at < r->end && shift < 63; shift += 7) {
		n |= (uint64_t)(*r->at & 0x7F) << shift;
		if (!(*r->at++ & 0x80)) {
			r->broken |= n > most;
			return r->broken ? 0 : n;
		}
	}
	r->broken = true;
	return 0;
}

static void take_passings(struct reader *r, struct tally *t)
{
	uint64_t hash = 0;

	t->passing_count = (uint32_t)take(r, TALLY_PASSINGS);
	for (uint32_t i = 0; i < t->passing_count && !r->broken; i++) {
		hash += take(r, UINT32_MAX - hash);
		r->broken |= i && t->passings[i - 1] == hash;
		t->passings[i] = (uint32_t)hash;
		t->boxes[i] = (uint32_t)take(r, UINT32_MAX);
	}
}

static void take_hours(struct reader *r, struct tally *t)
{
	uint64_t n = take(r, TALLY_HOURS), hour = 0; /* and one */

	for (uint64_t i = 0; i < n && !r->broken; i++) {
		uint64_t gap = take(r, TALLY_HOURS - hour);

		r->broken |= !gap;
		hour += gap;
		if (!r->broken)
			t->began[hour - 1] = (uint32_t)take(r, UINT32_MAX);
	}
}

bool tally_read(const char *bytes, size_t n, struct tally *t)
{
	struct reader r = {(const uint8_t *)bytes, (const uint8_t *)bytes + n, false};
	uint64_t class = 0; /* and one */

	*t = (struct tally){0};
	r.broken = take(&r, UINT64_MAX) != VERSION;
	t->untold = (uint32_t)take(&r, UINT32_MAX);
	t->told = (uint32_t)take(&r, UINT32_MAX);
	t->told_late = (int64_t)take(&r, INT64_MAX);
	t->others = (uint32_t)take(&r, UINT32_MAX);
	take_passings(&r, t);
	take_hours(&r, t);
	while (!r.broken && r.at < r.end) {
		uint64_t gap = take(&r, TALLY_CLASSES - class);

		if (!gap || r.broken)
			return false;
		class += gap;
		t->ended[class - 1] = (uint32_t)take(&r, UINT32_MAX);
		t->running[class - 1] = (uint32_t)take(&r, UINT32_MAX);
	}
	return !r.broken;
}
