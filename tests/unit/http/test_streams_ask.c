/* What one turn of the thread that asks the database does for who listens, against a real PostgreSQL. */
#include "service/fixture.h"

#include "service/keys.h"

#define streams_ask streams_ask_here
#define ask         ask_database /* the fixture has one of that name */
#include "http/streams_ask.c"
#undef ask

/* Instead of the library's. */
void MHD_resume_connection(struct MHD_Connection *c)
{
	(void)c;
}

struct ears {
	struct streams streams;
	struct listener listener[3];
};

static void listen_to(struct ears *e, size_t i, struct listener l)
{
	l.viewer = "";
	l.parked = l.greeted = true;
	l.beat_ms = INT64_MAX;
	l.next = e->streams.first;
	l.link = &e->streams.first;
	e->listener[i] = l;
	if (l.next)
		l.next->link = &e->listener[i].next;
	e->streams.first = &e->listener[i];
	e->streams.count++;
}

static void begin(struct ears *e)
{
	*e = (struct ears){.streams.count = 0};
	streams_init(&e->streams, NULL, 10, 15000, 60000);
}

static void turn(struct bench *b, struct ears *e)
{
	struct arena a = ARENA_INIT;
	struct fault f = {0};

	pthread_mutex_lock(&e->streams.lock);
	assert_done(work(&e->streams, b->conn, &a, &f), f);
	pthread_mutex_unlock(&e->streams.lock);
	arena_free(&a);
}

static void end(struct ears *e)
{
	for (size_t i = 0; i < 3; i++)
		saying_let_go(e->listener[i].saying);
	streams_free(&e->streams);
}

static void tell(struct bench *b, unsigned n)
{
	const char *number = box(&b->arena, n);
	struct move m = GATE_IN;
	struct receipt r;

	m.document = arena_printf(&b->arena, "STR%u", n);
	r = post(b, interchange_of(&b->arena, m.document, &m, &number, 1));
	receipt_free(&r);
}

static bool heard(const struct listener *l, const char *number)
{
	return l->saying && memmem(l->saying->bytes, l->saying->length, number, strlen(number));
}

static size_t behind_still(const struct ears *e)
{
	size_t n = 0;

	for (size_t i = 0; i < 3; i++)
		n += e->listener[i].behind;
	return n;
}

static void however_many_are_behind_one_point_is_asked_for_a_turn(void **state)
{
	struct bench *b = *state;
	struct ears e;

	tell(b, 1);
	begin(&e);
	for (size_t i = 0; i < 3; i++)
		listen_to(&e, i, (struct listener){.point = 1 + i, .behind = true});
	for (size_t left = 3; left > 0; left--) {
		assert_int_equal(behind_still(&e), left);
		turn(b, &e);
		assert_int_equal(e.streams.asked, left > 1); /* the next turn comes at once */
	}
	assert_int_equal(behind_still(&e), 0);
	for (size_t i = 0; i < 3; i++)
		assert_true(heard(&e.listener[i], box(&b->arena, 1)));
	end(&e);
}

static void what_came_after_a_key_was_revoked_its_holder_is_not_told(void **state)
{
	struct bench *b = *state;
	struct key_made desk, reader;
	struct key_ended ended;
	struct fault f = {0};
	struct ears e;

	assert_done(key_make(b->conn, &b->arena, NULL, "desk", ROLE_OPERATOR, NULL, &desk, &f), f);
	assert_done(key_make(b->conn, &b->arena, desk.id, "reader", ROLE_READER, NULL, &reader, &f), f);
	begin(&e);
	listen_to(&e, 0, (struct listener){.key_id = desk.id});
	listen_to(&e, 1, (struct listener){.key_id = reader.id});
	turn(b, &e);
	assert_true(e.streams.tellings.known);
	for (size_t i = 0; i < 2; i++)
		e.listener[i].point = e.streams.tellings.head;
	assert_done(key_end(b->conn, &b->arena, desk.id, reader.id, &ended, &f), f);
	tell(b, 2);
	e.streams.next_ms = 0;
	turn(b, &e);
	assert_true(heard(&e.listener[0], box(&b->arena, 2)));
	assert_true(e.listener[1].ended && !e.listener[1].saying && !e.listener[1].parked);
	end(&e);
}

int main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(however_many_are_behind_one_point_is_asked_for_a_turn),
		cmocka_unit_test(what_came_after_a_key_was_revoked_its_holder_is_not_told),
	};

	return cmocka_run_group_tests(tests, bench_setup, bench_teardown);
}
