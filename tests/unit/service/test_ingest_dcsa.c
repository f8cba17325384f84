/* DCSA's events taken in: the same file twice is one, and what is said under one id counts once, the last of
 * it, wherever and in whatever order it was said. */
#include "service/fixture.h"

#include <pthread.h>

struct said { /* one 3.0 event */
	const char *id, *box, *code, *happened, *updated, *place;
	bool retracted;
};

static void write_said(struct text *t, const struct said *s)
{
	text_printf(t, "{\"eventID\":\"%s\",\"eventRouting\":{\"originatingParty\":{\"partyCode\":\"LBL\"}},",
		s->id);
	if (s->updated)
		text_printf(t, "\"eventUpdatedDateTime\":\"2026-06-%sZ\",", s->updated);
	if (s->retracted) {
		text_say(t, "\"isRetracted\":true}");
		return;
	}
	text_printf(t,
		"\"eventDateTime\":\"2026-06-%s+08:00\",\"eventLocation\":{\"UNLocationCode\":\"%s\"},"
		"\"eventClassification\":{\"eventType\":\"EQUIPMENT\",\"eventClassifier\":\"ACTUAL\","
		"\"equipmentEventType\":\"%s\"},\"equipmentDetails\":{\"equipmentReference\":\"%s\","
		"\"ISOEquipmentCode\":\"22G1\",\"emptyIndicatorCode\":\"LADEN\"}}",
		s->happened, s->place, s->code, s->box);
}

static const char *events_of_said(struct arena *a, const struct said *s, size_t n)
{
	struct text t = TEXT_INIT;
	const char *whole;

	text_say(&t, "{\"events\":[");
	for (size_t i = 0; i < n; i++) {
		if (i)
			text_byte(&t, ',');
		write_said(&t, &s[i]);
	}
	text_say(&t, "]}");
	whole = arena_strndup(a, t.bytes, t.length);
	text_free(&t);
	return whole;
}

static void say_all(struct bench *b, const struct said *s, size_t n)
{
	struct receipt r = post(b, events_of_said(&b->arena, s, n));

	if (r.status == RECEIPT_REJECTED)
		fail_msg("%s", text_string(&r.json));
	receipt_free(&r);
}

/* Where every box is, and by which event. */
static const char *state(struct bench *b)
{
	return asked(b,
		"select coalesce(string_agg(container || ' ' || status || ' ' || coalesce(place, '-') || ' ' "
		"|| "
		"coalesce(code, '-') || ' ' || coalesce(event::text, '-'), e'\\n' order by container), '') "
		"from journey",
		NULL);
}

static const char *status_of(struct bench *b, const char *number)
{
	return asked(
		b, "select status || ' ' || coalesce(place, '-') from journey where container = $1", number);
}

static const char file_2[] =
	"[{\"eventID\":\"6f2d0a0e-9b0c-4a53-8f11-2f6f5a3e0001\",\"eventCreatedDateTime\":\"2026-06-15T04:00:"
	"00Z\","
	"\"eventType\":\"EQUIPMENT\",\"eventClassifierCode\":\"ACT\",\"eventDateTime\":\"2026-06-15T11:30:00+"
	"08:00\","
	"\"equipmentEventTypeCode\":\"GTIN\",\"equipmentReference\":\"CSQU3054383\",\"ISOEquipmentCode\":"
	"\"22G1\","
	"\"emptyIndicatorCode\":\"LADEN\",\"eventLocation\":{\"UNLocationCode\":\"CNLYG\"},"
	"\"documentReferences\":[{\"documentReferenceType\":\"BKG\",\"documentReferenceValue\":\"LBK100\"}]},"
	"{\"eventID\":\"6f2d0a0e-9b0c-4a53-8f11-2f6f5a3e0002\",\"eventCreatedDateTime\":\"2026-06-15T04:00:"
	"00Z\","
	"\"eventType\":\"SHIPMENT\",\"eventClassifierCode\":\"ACT\",\"eventDateTime\":\"2026-06-15T04:00:"
	"00Z\","
	"\"shipmentEventTypeCode\":\"CONF\",\"documentID\":\"LBK100\",\"documentTypeCode\":\"BKG\"},"
	"{\"eventID\":\"6f2d0a0e-9b0c-4a53-8f11-2f6f5a3e0003\",\"eventCreatedDateTime\":\"2026-06-15T04:00:"
	"00Z\","
	"\"eventType\":\"TRANSPORT\",\"eventClassifierCode\":\"EST\",\"eventDateTime\":\"2026-06-20T08:00:00+"
	"08:00\","
	"\"transportEventTypeCode\":\"ARRI\",\"transportCall\":{\"transportCallID\":\"LBC1\","
	"\"exportVoyageNumber\":\"031W\",\"UNLocationCode\":\"CNLYG\",\"modeOfTransport\":\"VESSEL\","
	"\"vessel\":{\"vesselIMONumber\":\"9227273\",\"vesselName\":\"BRIDGE STAR\"}}}]";

static void the_same_file_twice_is_a_duplicate(void **state_)
{
	struct bench *b = *state_;
	struct receipt first = post(b, file_2), again = post(b, file_2);

	assert_int_equal(first.status, RECEIPT_ACCEPTED);
	assert_int_equal(first.messages, 3);
	assert_int_equal(first.new_events, 3);
	assert_int_equal(again.status, RECEIPT_DUPLICATE);
	assert_memory_equal(again.intake, first.intake, 16);
	assert_int_equal(count(b, "select count(*) from event"), 3);
	receipt_free(&first);
	receipt_free(&again);
	forget(b);
}

/* The same events in other bytes. */
static void the_same_events_in_another_shape_are_a_duplicate(void **state_)
{
	struct bench *b = *state_;
	struct receipt first = post(b, file_2);
	struct receipt again =
		post(b, arena_printf(&b->arena, "{\"events\": %s, \"feedbackElements\": []}", file_2));

	assert_int_equal(again.status, RECEIPT_DUPLICATE);
	assert_int_equal(again.new_events, 0);
	assert_int_equal(count(b, "select count(*) from event"), 3);
	receipt_free(&first);
	receipt_free(&again);
	forget(b);
}

static void each_event_has_its_subject_and_is_found_by_its_references(void **state_)
{
	struct bench *b = *state_;
	struct receipt r = post(b, file_2);

	assert_string_equal(status_of(b, "CSQU3054383"), "in-terminal CNLYG");
	assert_string_equal(
		asked(b, "select string_agg(subject, ' ' order by subject_kind) from event", NULL),
		"CSQU3054383 IMO9227273/031W BKG:LBK100");
	assert_string_equal(asked(b,
				    "select string_agg(container, ' ' order by container) from consignment "
				    "where kind = $1",
				    "BKG"),
		"BKG:LBK100 CSQU3054383");
	assert_string_equal(asked(b, "select document from event where subject = $1", "CSQU3054383"),
		"6f2d0a0e-9b0c-4a53-8f11-2f6f5a3e0001");
	receipt_free(&r);
	forget(b);
}

/* Each of these, said in this and in the reverse order, one by one and together, leaves the box so. */
static void an_id_counts_once(void **state_)
{
	static const struct {
		const char *about;
		struct said said[3];
		size_t n;
		const char *first, *second; /* where the boxes are */
	} rows[] = {
		{"an update",
			{{"E1", "1", "GATED_IN", "15T10:00:00", "15T11:00:00", "CNLYG", false},
				{"E1", "1", "GATED_OUT", "15T09:00:00", "15T12:00:00", "CNLYG", false}},
			2, "on-the-road CNLYG", ""},
		{"a retraction",
			{{"E1", "1", "GATED_IN", "15T10:00:00", "15T11:00:00", "CNLYG", false},
				{"E1", NULL, NULL, NULL, "15T12:00:00", NULL, true}},
			2, "not-started -", ""},
		{"a retraction that says no time",
			{{"E1", "1", "GATED_IN", "15T10:00:00", "15T11:00:00", "CNLYG", false},
				{"E1", NULL, NULL, NULL, NULL, NULL, true}},
			2, "not-started -", ""},
		{"an update that names another box",
			{{"E1", "1", "GATED_IN", "15T10:00:00", "15T11:00:00", "CNLYG", false},
				{"E1", "2", "GATED_IN", "15T10:00:00", "15T12:00:00", "CNLYG", false}},
			2, "not-started -", "in-terminal CNLYG"},
		{"a retraction before the last word",
			{{"E1", "1", "GATED_IN", "15T10:00:00", "15T11:00:00", "CNLYG", false},
				{"E1", NULL, NULL, NULL, "15T12:00:00", NULL, true},
				{"E1", "1", "LOADED", "15T10:00:00", "15T13:00:00", "KRPUS", false}},
			3, "on-board KRPUS", ""},
		{"another id stays",
			{{"E1", "1", "GATED_IN", "15T10:00:00", "15T11:00:00", "CNLYG", false},
				{"E2", "1", "LOADED", "15T12:00:00", "15T12:30:00", "CNLYG", false},
				{"E2", NULL, NULL, NULL, "15T13:00:00", NULL, true}},
			3, "in-terminal CNLYG", ""},
	};
	struct bench *b = *state_;
	const char *first = box(&b->arena, 1), *second = box(&b->arena, 2);

	for (size_t i = 0; i < sizeof rows / sizeof *rows; i++) {
		for (int way = 0; way < 4; way++) {
			struct said s[3];
			size_t n = rows[i].n;

			for (size_t k = 0; k < n; k++) {
				s[k] = rows[i].said[way % 2 ? n - 1 - k : k];
				if (s[k].box)
					s[k].box = *s[k].box == '1' ? first : second;
			}
			if (way < 2)
				say_all(b, s, n);
			for (size_t k = 0; way >= 2 && k < n; k++)
				say_all(b, &s[k], 1);
			if (strcmp(status_of(b, first), rows[i].first) != 0 ||
				(*rows[i].second && strcmp(status_of(b, second), rows[i].second) != 0))
				fail_msg("%s, way %d:\n%s", rows[i].about, way, state(b));
			forget(b);
		}
	}
}

#define SAYINGS 40

static struct said random_said(struct bench *b, uint64_t *seed)
{
	static const char *const codes[] = {"GATED_IN", "GATED_OUT", "LOADED", "DISCHARGED", "INSPECTED"};
	static const char *const places[] = {"CNLYG", "KZDYK", "DEDUI"};
	struct said s = {.id = arena_printf(&b->arena, "E%d", (int)(next(seed) % 8)),
		.box = box(&b->arena, (unsigned)(next(seed) % 4)),
		.code = codes[next(seed) % 5],
		.place = places[next(seed) % 3]};

	s.happened =
		arena_printf(&b->arena, "%02dT%02d:00:00", (int)(1 + next(seed) % 4), (int)(next(seed) % 4));
	s.updated = arena_printf(&b->arena, "%02dT00:00:00", (int)(10 + next(seed) % 6));
	s.retracted = next(seed) % 5 == 0;
	if (next(seed) % 20 == 0)
		s.updated = NULL;
	return s;
}

static void shuffle(struct said *s, size_t n, uint64_t *seed)
{
	for (size_t i = n; i > 1; i--) {
		size_t k = next(seed) % i;
		struct said t = s[i - 1];

		s[i - 1] = s[k];
		s[k] = t;
	}
}

static void say_in_lots(struct bench *b, const struct said *s, size_t n, uint64_t *seed)
{
	for (size_t at = 0; at < n;) {
		size_t most = 1 + next(seed) % 5, left = n - at;

		say_all(b, s + at, most < left ? most : left);
		at += most < left ? most : left;
	}
}

static void any_order_leaves_the_same_state(void **state_)
{
	struct bench *b = *state_;

	for (uint64_t seed = 1; seed <= 6; seed++) {
		uint64_t chance = seed * 77777;
		struct said s[SAYINGS];
		const char *whole;

		for (size_t i = 0; i < SAYINGS; i++)
			s[i] = random_said(b, &chance);
		say_all(b, s, SAYINGS);
		whole = state(b);
		for (int order = 0; order < 3; order++) {
			forget(b);
			shuffle(s, SAYINGS, &chance);
			say_in_lots(b, s, SAYINGS, &chance);
			if (strcmp(state(b), whole) != 0)
				fail_msg("seed %d order %d:\n%s\nwas\n%s", (int)seed, order, state(b), whole);
		}
		forget(b);
	}
}

/* A body that is too big to be held as a whole is written a few events at a time. */
static void slices_leave_the_same_state(void **state_)
{
	struct bench *b = *state_;
	uint32_t slice = b->service.settings.slice_events;

	for (uint64_t seed = 1; seed <= 4; seed++) {
		uint64_t chance = seed * 99991;
		struct said s[SAYINGS];
		const char *whole;

		for (size_t i = 0; i < SAYINGS; i++)
			s[i] = random_said(b, &chance);
		say_all(b, s, SAYINGS);
		whole = state(b);
		forget(b);
		b->service.settings.slice_events = 2;
		say_all(b, s, SAYINGS);
		b->service.settings.slice_events = slice;
		assert_string_equal(state(b), whole);
		forget(b);
	}
}

static long long shown(struct bench *b)
{
	return count(b, "select count(*) from event where dcsa is not null");
}

/* A call of a ship that was retracted, in either order, is not shown as if it had happened. */
static void what_does_not_hold_is_not_shown(void **state_)
{
	static const char call[] =
		"{\"events\":[{\"eventID\":\"T1\",\"eventDateTime\":\"2026-06-15T10:00:00+08:00\","
		"\"eventUpdatedDateTime\":\"2026-06-15T04:00:00Z\",\"eventLocation\":{\"UNLocationCode\":"
		"\"CNLYG\"},"
		"\"eventClassification\":{\"eventType\":\"TRANSPORT\",\"eventClassifier\":\"ACTUAL\","
		"\"transportEventType\":\"ARRIVED\"},\"transportDetails\":{\"transportCall\":{"
		"\"modeOfTransport\":\"VESSEL\","
		"\"exportVoyageNumberOrReference\":{\"carrierVoyageNumber\":\"031W\"},"
		"\"vesselTransport\":{\"vesselIMONumber\":\"9227273\"}}}}]}";
	static const char retraction[] = "{\"events\":[{\"eventID\":\"T1\",\"isRetracted\":true}]}";
	struct bench *b = *state_;

	for (int way = 0; way < 2; way++) {
		struct receipt first = post(b, way ? retraction : call), second;

		assert_int_equal(shown(b), !way);
		second = post(b, way ? call : retraction);
		assert_int_equal(second.new_events, 1);
		assert_int_equal(shown(b), 0);
		receipt_free(&first);
		receipt_free(&second);
		forget(b);
	}
}

struct hand { /* one of several that say things at the same time */
	struct bench *b;
	const char *said[SAYINGS];
	pthread_barrier_t *start;
	bool fine;
};

/* BUSY is to be sent again, as every sender has to. */
static bool say_until_heard(struct bench *b, struct conn *c, const char *bytes)
{
	struct receipt r;
	struct fault f;

	do {
		f = (struct fault){0};
		if (try_post(b, c, bytes, NULL, &r, &f)) {
			receipt_free(&r);
			return true;
		}
	} while (f.code == FAULT_BUSY);
	return false;
}

static void *run_hand(void *self)
{
	struct hand *h = self;
	struct fault f = {0};
	struct conn *c = db_take(h->b->db, 60000, &f);

	h->fine = c != NULL;
	pthread_barrier_wait(h->start);
	for (size_t i = 0; h->fine && i < SAYINGS && h->said[i]; i++)
		h->fine = say_until_heard(h->b, c, h->said[i]);
	if (c)
		db_give(c);
	return NULL;
}

static void many_hands_at_once_leave_the_same_state(void **state_)
{
	enum { HANDS = 4 };
	struct bench *b = *state_;
	struct hand hands[HANDS] = {0};
	pthread_t threads[HANDS];
	pthread_barrier_t start;
	struct said s[SAYINGS];
	uint64_t chance = 4711;
	const char *whole;

	for (size_t i = 0; i < SAYINGS; i++)
		s[i] = random_said(b, &chance);
	say_all(b, s, SAYINGS);
	whole = state(b);
	forget(b);
	for (size_t i = 0; i < SAYINGS; i++)
		hands[i % HANDS].said[i / HANDS] = events_of_said(&b->arena, &s[i], 1);
	pthread_barrier_init(&start, NULL, HANDS);
	for (size_t i = 0; i < HANDS; i++) {
		hands[i].b = b;
		hands[i].start = &start;
		assert_int_equal(pthread_create(&threads[i], NULL, run_hand, &hands[i]), 0);
	}
	for (size_t i = 0; i < HANDS; i++)
		pthread_join(threads[i], NULL);
	pthread_barrier_destroy(&start);
	for (size_t i = 0; i < HANDS; i++)
		assert_true(hands[i].fine);
	assert_string_equal(state(b), whole);
	forget(b);
}

static void another_partys_id_is_another(void **state_)
{
	struct bench *b = *state_;
	struct said s = {"E1", box(&b->arena, 7), "GATED_IN", "15T10:00:00", "15T11:00:00", "CNLYG", false};
	struct receipt r;

	say_all(b, &s, 1);
	r = post(b, "{\"events\":[{\"eventID\":\"E1\",\"isRetracted\":true,\"eventUpdatedDateTime\":"
		    "\"2026-06-16T00:00:00Z\",\"eventRouting\":{\"originatingParty\":{\"partyCode\":\"LBX\"}}"
		    "}]}");
	receipt_free(&r);
	assert_string_equal(status_of(b, s.box), "in-terminal CNLYG");
	forget(b);
}

/* Whoever says it is another takes nothing of theirs back: what counts is who delivered. */
static void a_name_that_is_borrowed_takes_nothing_back(void **state_)
{
	struct bench *b = *state_;
	const struct said here = {
		"E1", box(&b->arena, 8), "GATED_IN", "15T10:00:00", "15T11:00:00", "CNLYG", false};
	const struct said moved = {
		"E1", box(&b->arena, 9), "GATED_IN", "15T10:00:00", "16T00:00:00", "CNLYG", false};
	const struct said gone = {"E1", NULL, NULL, NULL, "17T00:00:00", NULL, true};
	const struct said *words[] = {&here, &moved, &gone};
	struct receipt r;

	for (size_t i = 0; i < 3; i++) {
		r = post_as(b, events_of_said(&b->arena, words[i], 1), i ? "borrower" : "carrier");
		assert_int_not_equal(r.status, RECEIPT_REJECTED);
		receipt_free(&r);
	}
	assert_string_equal(status_of(b, here.box), "in-terminal CNLYG");
	assert_string_equal(status_of(b, moved.box), "not-started -");
	assert_int_equal(count(b, "select count(*) from event where dcsa is not null"), 1);
	r = post_as(b, events_of_said(&b->arena, &gone, 1), "carrier");
	receipt_free(&r);
	assert_string_equal(status_of(b, here.box), "not-started -");
	assert_int_equal(count(b, "select count(*) from event where dcsa is not null"), 0);
	forget(b);
}

int main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(the_same_file_twice_is_a_duplicate),
		cmocka_unit_test(the_same_events_in_another_shape_are_a_duplicate),
		cmocka_unit_test(each_event_has_its_subject_and_is_found_by_its_references),
		cmocka_unit_test(an_id_counts_once),
		cmocka_unit_test(any_order_leaves_the_same_state),
		cmocka_unit_test(slices_leave_the_same_state),
		cmocka_unit_test(what_does_not_hold_is_not_shown),
		cmocka_unit_test(many_hands_at_once_leave_the_same_state),
		cmocka_unit_test(another_partys_id_is_another),
		cmocka_unit_test(a_name_that_is_borrowed_takes_nothing_back),
	};

	return cmocka_run_group_tests(tests, bench_setup, bench_teardown);
}
