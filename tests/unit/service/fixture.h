/*
 * A service on a private PostgreSQL, and messages to give it.
 */
#ifndef TEST_SERVICE_FIXTURE_H
#define TEST_SERVICE_FIXTURE_H

#include "store/private_pg.h"

#include "base/limits.h"
#include "codes/iso6346.h"
#include "service/ingest.h"
#include "store/db.h"

struct bench { /* what a test works at */
	struct private_pg pg;
	struct db *db;
	struct service service;
	struct conn *conn; /* of the runtime role */
	struct conn *owner;
	struct arena arena;
};

static inline int bench_setup(void **state)
{
	static struct bench b;
	struct service_settings settings = {.messages_most = 1000,
		.refused_most = LIMIT_REFUSED_BYTES,
		.refusals_most = LIMIT_REFUSED_COUNT};
	struct db_settings pool = {.most = 24, .connect_ms = 60000, .statement_ms = 120000, .name = "test"};
	struct fault f = {0};

	private_dir(&b.pg);
	if (!private_open(&b.pg, CLUSTER_TOOL, &f) ||
		!migrate_run(cluster_owner_url(b.pg.cluster), NULL, &f)) {
		fprintf(stderr, "%s\n", f.text);
		return -1;
	}
	pool.conninfo = cluster_runtime_url(b.pg.cluster);
	if (!db_open(&b.db, &pool, &f) || !service_open(&b.service, b.db, &settings, &f) ||
		!(b.conn = db_take(b.db, 60000, &f))) {
		fprintf(stderr, "%s\n", f.text);
		return -1;
	}
	b.owner = private_conn(&b.pg);
	*state = &b;
	return 0;
}

static inline int bench_teardown(void **state)
{
	struct bench *b = *state;

	arena_free(&b->arena);
	conn_close(b->owner);
	db_give(b->conn);
	service_close(&b->service);
	db_close(b->db);
	cluster_close(b->pg.cluster);
	private_remove(&b->pg);
	return 0;
}

/* A number that holds, for each n below a million. */
static inline const char *box(struct arena *a, unsigned n)
{
	char *number = arena_printf(a, "LBTU%06u0", n);
	char digit = '0';

	iso6346_judge(number, &digit);
	number[10] = digit;
	return number;
}

struct move {
	const char *type;            /* CODECO */
	const char *reference;       /* UNH 0062 */
	const char *document;        /* BGM 1004 */
	const char *kind;            /* BGM 1001: 34 gate in, 36 gate out */
	int function;                /* BGM 1225: 9 original, 1 cancel, 5 replace */
	const char *said, *happened; /* CCYYMMDDHHMM */
	const char *place;
	const char *size; /* NULL: none is said */
};

#define GATE_IN                                                                                              \
	(struct move)                                                                                        \
	{                                                                                                    \
		"CODECO", "1", "LBT1", "34", 9, "202606151200", "202606151130", "CNLYG", "22G1"              \
	}

static inline void add_message(struct text *t, const struct move *m, const char *const *boxes, size_t n)
{
	size_t segments = 5;

	text_printf(t, "UNH+%s+%s:D:95B:UN:ITG14'\r\n", m->reference, m->type);
	text_printf(t, "BGM+%s+%s+%d'\r\n", m->kind, m->document, m->function);
	text_printf(t, "DTM+137:%s:203'\r\n", m->said);
	for (size_t i = 0; i < n; i++, segments += 4) {
		text_printf(t, "EQD+CN+%s+%s%s++3+5'\r\nRFF+BN:BK%s'\r\n", boxes[i], m->size ? m->size : "",
			m->size ? ":102:5" : "", m->document);
		text_printf(t, "DTM+7:%s:203'\r\nLOC+165+%s:139:6'\r\n", m->happened, m->place);
	}
	text_printf(t, "CNT+16:%zu'\r\nUNT+%zu+%s'\r\n", n, segments, m->reference);
}

static inline void begin_interchange(struct text *t, const char *reference)
{
	text_clear(t);
	text_printf(t, "UNB+UNOA:2+LBTTERM+LBTHUB+260615:1200+%s'\r\n", reference);
}

static inline void end_interchange(struct text *t, int messages, const char *reference)
{
	text_printf(t, "UNZ+%d+%s'\r\n", messages, reference);
}

static inline const char *interchange_of(
	struct arena *a, const char *reference, const struct move *m, const char *const *boxes, size_t n)
{
	struct text t = TEXT_INIT;
	const char *whole;

	begin_interchange(&t, reference);
	add_message(&t, m, boxes, n);
	end_interchange(&t, 1, reference);
	whole = arena_strndup(a, t.bytes, t.length);
	text_free(&t);
	return whole;
}

static inline bool try_post(struct bench *b, struct conn *c, const char *bytes, const char *party,
	struct receipt *r, struct fault *f)
{
	struct delivery d = {.sender = party ? party : "local",
		.party = party,
		.channel = "post",
		.content_type = NULL,
		.bytes = bytes,
		.length = strlen(bytes)};

	return ingest_post(&b->service, c, &d, r, f);
}

static inline struct receipt post_as(struct bench *b, const char *bytes, const char *party)
{
	struct receipt r;
	struct fault f = {0};

	if (!try_post(b, b->conn, bytes, party, &r, &f))
		fail_msg("post: %s", f.text);
	return r;
}

static inline struct receipt post(struct bench *b, const char *bytes)
{
	return post_as(b, bytes, NULL);
}

static inline long long count(struct bench *b, const char *sql)
{
	return strtoll(ask(b->owner, &b->arena, sql, NULL), NULL, 10);
}

static inline const char *asked(struct bench *b, const char *sql, const char *text)
{
	return ask(b->owner, &b->arena, sql, text ? &P_TEXT(text) : NULL);
}

static inline const char **boxes_of(struct bench *b, unsigned from, size_t n, bool backwards)
{
	const char **boxes = arena_alloc_array(&b->arena, n, sizeof *boxes);

	for (size_t i = 0; i < n; i++)
		boxes[i] = box(&b->arena, from + (unsigned)(backwards ? n - 1 - i : i));
	return boxes;
}

static inline uint64_t next(uint64_t *seed) /* xorshift64* */
{
	*seed ^= *seed >> 12;
	*seed ^= *seed << 25;
	*seed ^= *seed >> 27;
	return *seed * UINT64_C(2685821657736338717);
}

static inline const char *random_message(
	struct bench *b, uint64_t *seed, const char *const *boxes, size_t n, int k)
{
	static const char *const places[] = {"CNLYG", "KZDYK", "DEDUI", "UZTAS"};
	static const char *const sizes[] = {"22G1", "22G1", "45G1", NULL};
	static const int functions[] = {9, 9, 9, 9, 1, 5, 4};
	struct move m = GATE_IN;
	const char *some[4];
	size_t count = 1 + next(seed) % 4;

	for (size_t i = 0; i < count; i++)
		some[i] = boxes[next(seed) % n];
	m.kind = next(seed) % 2 ? "34" : "36";
	m.document = arena_printf(&b->arena, "LBR%d", (int)(next(seed) % 5)); /* few: so that they meet */
	m.function = functions[next(seed) % (sizeof functions / sizeof *functions)];
	m.happened =
		arena_printf(&b->arena, "202606%02d%02d00", (int)(1 + next(seed) % 5), (int)(next(seed) % 3));
	m.said = arena_printf(
		&b->arena, "202606%02d%02d00", (int)(10 + next(seed) % 3), (int)(next(seed) % 24));
	m.place = places[next(seed) % 4];
	m.size = sizes[next(seed) % 4];
	return interchange_of(&b->arena, arena_printf(&b->arena, "R%d", k), &m, some, count);
}

static inline void forget(struct bench *b)
{
	asked(b,
		"truncate intake, intake_chunk, message, event, event_reference, lookup, container, journey, "
		"transport, transport_call, transport_service, ride, consist, wagon, train_name, "
		"gauge_change, "
		"refold_due",
		NULL);
}

#endif
