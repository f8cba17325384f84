#include "service/acknowledge.h"

#include "service/answer_parts.h"
#include "service/ingest_steps.h"
#include "store/column.h"
#include "wire/edifact_out/contrl.h"
#include "wire/partner_ask.h"

#include <stdlib.h>
#include <string.h>

#define INTERCHANGES_MOST 1000 /* a delivery */

/* ---- whether ---- */

static bool is_acknowledgement(const struct message *m)
{
	return m->type && strcmp(m->type, "CONTRL") == 0;
}

static const struct partner *partner_of(
	const struct decode_world *w, const struct decode_hint *hint, const struct message *m)
{
	return w && m->interchange ? partner_for(w, hint, NULL, m->interchange->sender) : NULL;
}

bool acknowledge_owed(const struct decode_world *world, const struct decode_hint *hint,
	const struct message *m, bool wanted)
{
	const struct partner *p = partner_of(world, hint, m);

	if (!m->interchange || is_acknowledgement(m) || (p && p->acknowledge == ACKNOWLEDGE_NEVER))
		return false;
	return wanted || m->interchange->asked || (p && p->acknowledge == ACKNOWLEDGE_ALWAYS);
}

/* ---- what ---- */

struct answered { /* an interchange of the delivery */
	struct interchange of;
	int version;
	bool never, told; /* its partner wants none; it has more than acknowledgements */
	uint32_t first;   /* line of its first message; the others follow */
	struct contrl_message *messages;
	size_t count, room;
};

struct gathering {
	struct arena *a;
	struct decode_world world;
	struct decode_hint hint;
	struct answered *all;
	size_t count, room;
};

static bool same_text(const char *a, const char *b)
{
	return a == b || (a && b && strcmp(a, b) == 0);
}

static bool same(const struct interchange *a, const struct interchange *b)
{
	return same_text(a->sender, b->sender) && same_text(a->recipient, b->recipient) &&
	       same_text(a->reference, b->reference) && a->prepared == b->prepared;
}

static struct interchange kept(struct arena *a, const struct interchange *i)
{
	struct interchange copy = *i;

	copy.syntax = arena_strdup(a, i->syntax);
	copy.sender = arena_strdup(a, i->sender);
	copy.recipient = arena_strdup(a, i->recipient);
	copy.reference = arena_strdup(a, i->reference);
	copy.sender_qualifier = arena_strdup(a, i->sender_qualifier);
	copy.recipient_qualifier = arena_strdup(a, i->recipient_qualifier);
	return copy;
}

/* The one under way, or a new one; NULL: there are too many. */
static struct answered *of_message(struct gathering *g, const struct message *m)
{
	const struct partner *p;
	struct answered *x;

	if (g->count && same(&g->all[g->count - 1].of, m->interchange))
		return &g->all[g->count - 1];
	if (g->count == INTERCHANGES_MOST)
		return NULL;
	p = partner_of(&g->world, &g->hint, m);
	g->all = arena_grow(g->a, g->all, g->count, &g->room, sizeof *g->all);
	x = &g->all[g->count++];
	*x = (struct answered){.of = kept(g->a, m->interchange),
		.first = m->line,
		.version = p ? p->contrl : m->interchange->version,
		.never = p && p->acknowledge == ACKNOWLEDGE_NEVER};
	return x;
}

static int by_segment(const void *a, const void *b)
{
	const struct contrl_error *x = a, *y = b;

	if (x->segment != y->segment)
		return x->segment < y->segment ? -1 : 1;
	return (x->element > y->element) - (x->element < y->element);
}

static void errors_of(struct arena *a, struct contrl_message *to, const struct message *m, int version)
{
	struct contrl_error *errors = arena_alloc_array(a, m->diagnostic_count + 1, sizeof *errors);

	for (size_t i = 0; i < m->diagnostic_count; i++) {
		const struct diagnostic *d = &m->diagnostics[i];

		if (d->severity == SEVERITY_ERROR)
			errors[to->count++] = (struct contrl_error){
				d->segment, d->element, d->component, contrl_code_of(d->code, version)};
	}
	qsort(errors, to->count, sizeof *errors, by_segment);
	to->errors = errors;
}

static bool take_message(void *self, const struct message *m)
{
	struct gathering *g = self;
	struct answered *x = m->interchange ? of_message(g, m) : NULL;
	const char *directory = arena_strdup(g->a, m->directory);
	char *dot = directory ? strchr(directory, '.') : NULL;
	struct contrl_message *to;

	if (!x)
		return true;
	if (dot)
		*dot = '\0';
	x->told |= !is_acknowledgement(m);
	x->messages = arena_grow(g->a, x->messages, x->count, &x->room, sizeof *x->messages);
	to = &x->messages[x->count++];
	*to = (struct contrl_message){.reference = arena_strdup(g->a, m->reference),
		.type = arena_strdup(g->a, m->type),
		.version = directory,
		.release = dot ? dot + 1 : NULL,
		.agency = arena_strdup(g->a, m->agency),
		.association = arena_strdup(g->a, m->association),
		.verdict = m->verdict};
	errors_of(g->a, to, m, x->version);
	return true;
}

static void pass_over(void *self, const struct diagnostic *d)
{
	(void)self, (void)d;
}

/* What became of them counts, not what would today. */
static enum verdict verdict_of(const char *status)
{
	return strcmp(status, verdict_names[VERDICT_REJECTED]) == 0 ? VERDICT_REJECTED : VERDICT_ACCEPTED;
}

static bool take_verdicts(struct asking *q, struct gathering *g, const uint8_t id[16])
{
	struct param p[] = {p_uuid(id)};
	struct rows *r;

	if (!conn_query(q->conn, SQL_message_verdicts, p, 1, q->arena, &r, q->fault))
		return false;
	for (size_t i = 0; i < g->count; i++)
		for (size_t k = 0; k < g->all[i].count; k++) {
			int row = (int)(g->all[i].first + k) - 1; /* lines count from 1 */

			if (row < rows_count(r))
				g->all[i].messages[k].verdict = verdict_of(rows_text(r, row, 1));
		}
	return true;
}

/* ---- made and kept ---- */

/* The intake's last digits and the number of the interchange: at most 14 letters and digits. */
static const char *reference_of(struct arena *a, const uint8_t id[16], size_t line)
{
	return arena_printf(a, "%02X%02X%02X%02X%02X%04zu", id[11], id[12], id[13], id[14], id[15], line);
}

static bool keep_all(struct asking *q, struct gathering *g, const uint8_t id[16])
{
	struct column line, version, bytes;
	struct rows *r;
	size_t n = 0;

	column_open(&line, q->arena, OID_INT4);
	column_open(&version, q->arena, OID_INT4);
	column_open(&bytes, q->arena, OID_BYTEA);
	for (size_t i = 0; i < g->count; i++) {
		const struct answered *x = &g->all[i];
		const struct contrl_told told = {.of = &x->of,
			.asked = true,
			.version = x->version,
			.m = x->messages,
			.count = x->count,
			.reference = reference_of(q->arena, id, i + 1),
			.now = g->hint.received};
		struct text *out = arena_text(q->arena);

		if (x->never || !x->told)
			continue;
		contrl_write(out, &told);
		wire_array_int4(&line.array, (int32_t)(i + 1));
		wire_array_int4(&version.array, x->version);
		wire_array_bytes(&bytes.array, out->bytes, out->length);
		n++;
	}
	struct param p[] = {p_uuid(id), column_close(&line), column_close(&version), column_close(&bytes)};

	if (!n)
		return fault_say(q->fault, FAULT_UNKNOWN,
			"there is nothing to acknowledge: no interchange (UNB) of a sender who takes one");
	return conn_query(q->conn, SQL_acknowledgement_add, p, 4, q->arena, &r, q->fault);
}

static bool make(struct asking *q, struct intake *i)
{
	struct world *w = service_world(q->service);
	struct gathering g = {.a = q->arena, .world = world_decode(w), .hint = intake_hint(q->arena, i)};
	const struct decode_sink sink = {.self = &g, .message = take_message, .diagnostic = pass_over};
	bool fine = intake_can_be_decoded(i, q->fault) &&
		    intake_decode(q->service, q->conn, q->arena, i, &sink, q->fault) &&
		    take_verdicts(q, &g, i->id) && keep_all(q, &g, i->id);

	world_release(w);
	return fine;
}

static bool read_kept(struct asking *q, const uint8_t id[16], bool *any)
{
	struct param p[] = {p_uuid(id)};
	struct rows *r;

	if (!conn_query(q->conn, SQL_acknowledgements, p, 1, q->arena, &r, q->fault))
		return false;
	for (int i = 0; i < rows_count(r); i++)
		part_hex(q->out, rows_text(r, i, 0), (size_t)rows_length(r, i, 0));
	*any = rows_count(r) > 0;
	return true;
}

bool acknowledge_show(struct asking *q, const char *intake)
{
	struct intake i = {.length = 0};
	bool any;

	if (!uuid_read(intake, i.id) ||
		!intake_for_replay(q->conn, q->arena, i.id, q->viewer, &i, q->fault) ||
		!read_kept(q, i.id, &any))
		return false;
	return any || (make(q, &i) && read_kept(q, i.id, &any));
}
