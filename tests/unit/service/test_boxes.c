/* The boxes that a party may see: all of them, in order, a few at a time, and no more than may be. */
#define boxes_of box_numbers
#include "service/fixture.h"
#undef boxes_of

#include "service/boxes.h"
#include "system/clock.h"

#define BOXES 250

struct taken {
	size_t count;
	const char *first, *last; /* their numbers */
	bool wrong;
};

static void take(void *self, size_t at, const struct box *b)
{
	struct taken *t = self;

	t->wrong |= at != t->count || (t->last && strcmp(t->last, b->number) >= 0) || !b->state.place ||
		    strcmp(b->state.place, "CNLYG") != 0 || !b->outlook.last;
	t->first = t->first ? t->first : b->number;
	t->last = b->number;
	t->count++;
}

static struct taken seen(struct bench *b, const char *party, size_t events, bool *cut)
{
	struct taken t = {.count = 0};
	struct fault f = {0};
	struct asking q = {
		.service = &b->service, .conn = b->conn, .arena = &b->arena, .viewer = party, .fault = &f};

	*cut = false;
	assert_done(boxes_seen(&q, clock_now(), events, take, &t, cut), f);
	assert_false(t.wrong);
	return t;
}

static int with_boxes(void **state)
{
	struct bench *b;
	struct receipt r;
	struct move m = GATE_IN;

	if (bench_setup(state) != 0)
		return -1;
	b = *state;
	r = post_as(b, interchange_of(&b->arena, "1", &m, box_numbers(b, 100, BOXES, true), BOXES), "LINE");
	receipt_free(&r);
	m.document = "LBT2";
	r = post_as(b, interchange_of(&b->arena, "2", &m, box_numbers(b, 900, 1, false), 1), "OTHER");
	receipt_free(&r);
	return 0;
}

static void all_of_a_partys_boxes_are_told_by_number(void **state)
{
	struct bench *b = *state;
	bool cut;
	struct taken t = seen(b, "LINE", SIZE_MAX, &cut);

	assert_int_equal(t.count, BOXES);
	assert_string_equal(t.first, box(&b->arena, 100));
	assert_string_equal(t.last, box(&b->arena, 100 + BOXES - 1));
	assert_false(cut);
	assert_int_equal(seen(b, "OTHER", SIZE_MAX, &cut).count, 1);
	assert_int_equal(seen(b, "NOBODY", SIZE_MAX, &cut).count, 0);
	assert_false(cut);
}

static void no_more_are_read_once_there_were_that_many_events(void **state)
{
	struct bench *b = *state;
	bool cut;
	struct taken t = seen(b, "LINE", 150, &cut);

	assert_true(cut);
	assert_in_range(t.count, 150, BOXES - 1);
	assert_int_equal(seen(b, "LINE", BOXES, &cut).count, BOXES);
	assert_false(cut);
}

static void those_that_are_asked_for_are_told_in_that_order(void **state)
{
	struct bench *b = *state;
	const char *numbers[] = {box(&b->arena, 100), box(&b->arena, 101), box(&b->arena, 900)};
	struct taken t = {.count = 0};
	struct fault f = {0};
	struct asking q = {.service = &b->service, .conn = b->conn, .arena = &b->arena, .fault = &f};

	assert_done(boxes_of(&q, numbers, 3, clock_now(), take, &t), f);
	assert_int_equal(t.count, 3);
	assert_false(t.wrong);
}

int main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(all_of_a_partys_boxes_are_told_by_number),
		cmocka_unit_test(no_more_are_read_once_there_were_that_many_events),
		cmocka_unit_test(those_that_are_asked_for_are_told_in_that_order),
	};

	return cmocka_run_group_tests(tests, with_boxes, bench_teardown);
}
