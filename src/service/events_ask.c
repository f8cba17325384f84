#include "service/events_ask.h"

#include "base/limits.h"
#include "record/event.h"
#include "service/answer_parts.h"
#include "wire/dcsa.h"

#include <string.h>

/* What many events are; all other codes are rare. */
static const char *const common_codes[] = {"DISC", "GTIN", "GTOT", "LOAD", NULL};

/* So short a time is read whole. */
#define SHORT_TIME (60 * 60 * INSTANT_SECOND)

#define CODES_MOST 64
#define ALL_TYPES  ((1u << EVENT_TYPES) - 1)

/* What is asked for where calls drive, and nothing is said of types. */
#define TYPES_WITH_CALL (1u << EVENT_EQUIPMENT | 1u << EVENT_TRANSPORT)

#define BRIEF_ROWS 200 /* a page that a worker may fetch itself */

/* After what the page begins: sort keys, xid, line; all NULL: from the start. */
enum { AFTER_FIRST, AFTER_SECOND, AFTER_XID, AFTER_LINE, AFTERS };

bool events_few(const struct events_query *e)
{
	return e->equipment_reference || e->booking || e->transport_document || e->call ||
	       (e->imo && e->voyage);
}

/* The codes that are asked for, each once: those of the types where none is named. */
static size_t codes_of(const struct events_query *e, const char *codes[CODES_MOST + 1])
{
	uint32_t types = e->types ? e->types : ALL_TYPES;
	size_t n = 0;

	codes[0] = NULL;
	for (size_t i = 0; i < e->codes.count && n < CODES_MOST; i++)
		if (!dcsa_in(codes, e->codes.word[i])) {
			codes[n++] = e->codes.word[i];
			codes[n] = NULL;
		}
	for (int type = 0; !e->codes.count && type < EVENT_TYPES; type++)
		for (const char *const *code = dcsa_codes_of((enum event_type)type); *code; code++)
			if ((types & (1u << type)) && n < CODES_MOST) {
				codes[n++] = *code;
				codes[n] = NULL;
			}
	return n;
}

static bool only_rare_codes(const struct events_query *e)
{
	const char *codes[CODES_MOST + 1];
	size_t n = codes_of(e, codes);

	for (size_t i = 0; i < n; i++)
		if (dcsa_in(common_codes, codes[i]))
			return false;
	return true;
}

/* All of its containers' moves, and nothing else tells which of its calls. */
static bool only_ship(const struct events_query *e)
{
	return e->imo && !e->call && !e->voyage && !e->service && !e->location && !e->codes.count &&
	       (!e->types || (e->types & (1u << EVENT_EQUIPMENT)));
}

static bool short_time(const struct events_query *e)
{
	return e->created_from != INSTANT_NONE && e->created_until != INSTANT_NONE &&
	       e->created_until - e->created_from <= SHORT_TIME;
}

enum drive events_drive(const struct events_query *e, const char *viewer)
{
	if (e->equipment_reference)
		return DRIVE_EQUIPMENT;
	if (e->booking || e->transport_document)
		return DRIVE_DOCUMENT;
	if (viewer && !events_few(e))
		return DRIVE_PARTY;
	if (e->call || e->imo || e->voyage || e->service)
		return only_ship(e) ? DRIVE_SHIP : DRIVE_CALLS;
	if (e->document_types.count)
		return DRIVE_PAPERS;
	if (e->location)
		return DRIVE_PLACE;
	if (short_time(e) && !only_rare_codes(e))
		return DRIVE_RECORDED;
	if (e->codes.count || (e->types && e->types != ALL_TYPES))
		return DRIVE_CODES;
	return DRIVE_ALL;
}

static bool is_number(const char *s)
{
	s += *s == '-';
	return *s && strlen(s) <= 19 && s[strspn(s, "0123456789")] == '\0';
}

static bool is_cursor(const char *const *parts, size_t n)
{
	for (size_t i = 0; i < n; i++)
		if (!is_number(parts[i]) || (i + 2 >= n && *parts[i] == '-'))
			return false;
	return strlen(parts[n - 1]) <= 9;
}

/* The cursor as parameters.  One of a sorted page has the sort keys of its last event too. */
static bool read_after(struct asking *q, const struct events_query *e, struct param after[AFTERS])
{
	bool sorted = e->sort[0] != SORT_FEED;
	const char *parts[AFTERS] = {"0", "0"}, *plain;
	size_t n = sorted ? AFTERS : 2;
	const char **first = parts + AFTERS - n;

	for (int i = 0; i < AFTERS; i++)
		after[i] = P_NULL;
	if (!q->cursor)
		return true;
	plain = cursor_read(q->arena, q->cursor, q->fault);
	if (!plain || !cursor_split(q->arena, plain, first, n, q->fault))
		return false;
	if (!is_cursor(first, n))
		return fault_say(q->fault, FAULT_BAD_REQUEST,
			"cursor is none that this endpoint gave for this question; begin again without it");
	for (int i = 0; i < AFTERS; i++)
		after[i] = P_TEXT(parts[i]);
	return true;
}

/* All there is of the driving key, for who may see all, as the feed has it. */
static bool asks_plainly(
	const struct asking *q, const struct events_query *e, enum drive drive, const char *like)
{
	bool of_calls = drive == DRIVE_SHIP || drive == DRIVE_CALLS;

	return !like && !q->viewer && e->types == (of_calls ? TYPES_WITH_CALL : 0) && !e->codes.count &&
	       e->created_from == INSTANT_NONE && e->created_until == INSTANT_NONE && !e->sort[0];
}

static bool ask(
	struct asking *q, struct question *a, enum sql s, const struct param *p, int params, bool brief)
{
	struct param *kept = arena_alloc_array(q->arena, (size_t)params, sizeof *kept);

	memcpy(kept, p, (size_t)params * sizeof *kept);
	*a = (struct question){.sql = s,
		.p = kept,
		.params = params,
		.arena = q->arena,
		.brief = brief && q->limit <= BRIEF_ROWS};
	return true;
}

/* A container and a paper have few events; those of a call are pages of an index, where nothing is passed
 * over. */
static bool is_brief(const struct asking *q, const struct events_query *e, enum drive drive, const char *like)
{
	if (drive == DRIVE_EQUIPMENT || drive == DRIVE_DOCUMENT)
		return true;
	return drive == DRIVE_CALLS && events_few(e) && asks_plainly(q, e, drive, like);
}

static const struct way {
	enum sql statement;
	int params;
	bool each_code; /* $7 drives too: it names every code */
} ways[] = {
	[DRIVE_EQUIPMENT] = {SQL_events_of_equipment, 14, false},
	[DRIVE_DOCUMENT] = {SQL_events_of_document, 15, false},
	[DRIVE_PARTY] = {SQL_events_of_party, 10, true},
	[DRIVE_SHIP] = {SQL_events_of_ship, 10, false},
	[DRIVE_CALLS] = {SQL_events_of_calls, 19, true},
	[DRIVE_PAPERS] = {SQL_events_of_papers, 10, true},
	[DRIVE_PLACE] = {SQL_events_at_place, 10, true},
	[DRIVE_CODES] = {SQL_events_of_codes, 10, true},
	[DRIVE_RECORDED] = {SQL_events_recorded, 10, false},
	[DRIVE_ALL] = {SQL_events_all, 10, false},
};

static const char *codes_literal(struct asking *q, const struct events_query *e)
{
	const char *codes[CODES_MOST + 1];
	size_t n = codes_of(e, codes);

	return array_literal(q->arena, codes, n);
}

static const char *key_of(struct asking *q, const struct events_query *e, enum drive drive)
{
	switch (drive) {
	case DRIVE_EQUIPMENT:
		return e->equipment_reference;
	case DRIVE_DOCUMENT:
		return e->booking ? e->booking : e->transport_document;
	case DRIVE_SHIP:
		return e->imo;
	case DRIVE_CALLS:
		return e->call;
	case DRIVE_PAPERS:
		return array_literal(q->arena, e->document_types.word, e->document_types.count);
	case DRIVE_PLACE:
		return e->location;
	default:
		return NULL;
	}
}

/* $1 to $10, which all statements have. */
static void common(struct asking *q, const struct events_query *e, enum drive drive, const char *like,
	const struct param after[AFTERS], struct param p[10])
{
	p[0] = P_TEXT(q->viewer);
	p[1] = P_TEXT(key_of(q, e, drive));
	p[2] = after[AFTER_XID];
	p[3] = after[AFTER_LINE];
	p[4] = p_int(q->arena, q->limit + 1);
	p[5] = p_int(q->arena, e->types);
	p[6] = P_TEXT(ways[drive].each_code ? codes_literal(q, e)
					    : array_literal(q->arena, e->codes.word, e->codes.count));
	p[7] = p_instant(q->arena, e->created_from);
	p[8] = p_instant(q->arena, e->created_until);
	p[9] = P_TEXT(like);
}

/* $11 to $14. */
static void sorting(
	struct asking *q, const struct events_query *e, const struct param after[AFTERS], struct param p[14])
{
	p[10] = p_int(q->arena, e->sort[0]);
	p[11] = p_int(q->arena, e->sort[1]);
	p[12] = after[AFTER_FIRST];
	p[13] = after[AFTER_SECOND];
}

static void calls(struct asking *q, const struct events_query *e, struct param p[19])
{
	p[14] = P_TEXT(e->imo);
	p[15] = P_TEXT(e->voyage);
	p[16] = P_TEXT(e->service);
	p[17] = P_TEXT(e->location);
	p[18] = e->sort[0] ? P_NULL : p_int(q->arena, q->limit + 1);
}

static const char *document_type(const struct events_query *e)
{
	return e->booking ? "BKG" : "TRD";
}

#define SORT_PARAM 10 /* $11 */

bool events_plain(const struct question *a)
{
	return a->sql == SQL_events_of_box || a->sql == SQL_events_of_booking ||
	       a->sql == SQL_events_of_bill || a->sql == SQL_events_of_vessel;
}

bool events_sorted(const struct question *a)
{
	return !events_plain(a) && a->params > SORT_PARAM && strcmp(a->p[SORT_PARAM].bytes, "0") != 0;
}

/* Events stand at the code we have for a place, whichever of its codes is asked for. */
static const char *stored_place(struct asking *q, const char *code)
{
	struct world *w = service_world(q->service);
	const struct place *p = world_place(w, code);
	const char *stored = p ? arena_strdup(q->arena, p->code) : code;

	world_release(w);
	return stored;
}

/*
 * What is asked most has statements that hold no more than they need, each a page of an index; they answer in
 * binary form.  That of a box gives no cursor either: few boxes have more than a page; those of papers find
 * nearly always all.  Where theirs is not the whole answer the question is put again, not plainly.  False:
 * there is none.
 */
static bool ask_plainly(struct asking *q, const struct events_query *e, enum drive drive,
	const struct param after[AFTERS], struct question *a)
{
	struct param xid = q->cursor ? after[AFTER_XID] : P_TEXT("0");
	struct param line = q->cursor ? after[AFTER_LINE] : P_TEXT("-1"),
		     rows = p_int(q->arena, q->limit + 1);
	struct param of_box[] = {P_TEXT(e->equipment_reference), rows};
	struct param of_paper[] = {P_TEXT(key_of(q, e, DRIVE_DOCUMENT)), xid, line, rows};
	struct param of_ship[] = {P_TEXT(e->imo), xid, line, rows};

	switch (drive) {
	case DRIVE_EQUIPMENT:
		return !q->cursor && !a->rows && ask(q, a, SQL_events_of_box, of_box, 2, true);
	case DRIVE_DOCUMENT:
		return !a->rows &&
		       ask(q, a, e->booking ? SQL_events_of_booking : SQL_events_of_bill, of_paper, 4, true);
	case DRIVE_SHIP:
		return ask(q, a, SQL_events_of_vessel, of_ship, 4, true);
	default:
		return false;
	}
}

static bool ask_stored(struct asking *q, const struct events_query *e, struct question *a)
{
	enum drive drive = events_drive(e, q->viewer);
	const char *like = events_like(q->arena, e, drive);
	struct param after[AFTERS], p[19];

	if (!read_after(q, e, after))
		return false;
	if (asks_plainly(q, e, drive, like) && ask_plainly(q, e, drive, after, a))
		return true;
	common(q, e, drive, like, after, p);
	sorting(q, e, after, p);
	if (drive == DRIVE_DOCUMENT)
		p[14] = P_TEXT(document_type(e));
	if (drive == DRIVE_CALLS)
		calls(q, e, p);
	return ask(q, a, ways[drive].statement, p, ways[drive].params, is_brief(q, e, drive, like));
}

bool events_ask(struct asking *q, const struct events_query *e, struct question *a)
{
	struct events_query stored = *e;

	if (e->location)
		stored.location = stored_place(q, e->location);
	return ask_stored(q, &stored, a);
}
