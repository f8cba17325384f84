/* What is expected at the ends of the legs. */
#include "domain/itinerary_inside.h"

enum by { BY_ANY, BY_ROAD, BY_NOT_ROAD };

static const struct row {
	const char *code;
	enum expected_where at;
	enum by by;
	bool counts;
} rows[] = {
#define EXPECTED(code, at, by, counts) {#code, AT_##at, BY_##by, counts},
#include "domain/itinerary.def"
#undef EXPECTED
};

#define ROWS (sizeof rows / sizeof *rows)

enum expected_where expected_where(enum expected_at kind)
{
	return rows[kind].at;
}

static void expect(
	struct itinerary_making *m, size_t *room, enum expected_at kind, size_t leg, const char *place)
{
	struct itinerary *i = m->i;

	i->expected = arena_grow(m->a, i->expected, i->expected_count, room, sizeof *i->expected);
	i->expected[i->expected_count++] = (struct expected){.kind = kind,
		.code = rows[kind].code,
		.place = place,
		.leg = leg,
		.counts = rows[kind].counts,
		.due = INSTANT_NONE,
		.planned.at = INSTANT_NONE};
}

static void expect_all(
	struct itinerary_making *m, size_t *room, enum expected_where at, size_t leg, const char *place)
{
	enum mode mode = m->i->legs[leg].mode;

	for (size_t r = 0; r < ROWS; r++)
		if (rows[r].at == at &&
			(rows[r].by == BY_ANY || (rows[r].by == BY_ROAD) == (mode == MODE_TRUCK)))
			expect(m, room, (enum expected_at)r, leg, place);
}

/* A ship's box goes by the gate to the train: from ship to ship and from train to train it is lifted over. */
static bool goes_by_gates(const struct itinerary_making *m, const struct leg *a, const struct leg *b)
{
	return a->mode != b->mode && a->mode && b->mode && a->mode != MODE_TRUCK && b->mode != MODE_TRUCK &&
	       same_spot(m, a->to, b->from);
}

void itinerary_expect(struct itinerary_making *m)
{
	struct itinerary *i = m->i;
	size_t room = 0, last = i->leg_count - 1;
	bool line = m->t->arrangement == ARRANGEMENT_LINE;

	for (size_t k = 0; k < i->leg_count; k++) {
		const struct leg *l = &i->legs[k];

		if (k == 0 && line)
			expect(m, &room, EXPECTED_ORIGIN_PICK, k, NULL);
		if (k == 0 && l->mode != MODE_TRUCK)
			expect(m, &room, EXPECTED_ORIGIN_GTIN, k, l->from);
		if (k && goes_by_gates(m, l - 1, l)) {
			expect(m, &room, EXPECTED_BETWEEN_GTOT, k, l[-1].to);
			expect(m, &room, EXPECTED_BETWEEN_GTIN, k, l->from);
		}
		expect_all(m, &room, AT_START, k, l->from);
		expect_all(m, &room, AT_END, k, l->to);
	}
	expect_all(m, &room, AT_LAST, last, i->legs[last].to);
	if (line)
		expect_all(m, &room, AT_RETURN, last, NULL);
}
