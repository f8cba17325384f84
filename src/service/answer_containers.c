/* Containers: the list. */
#include "base/limits.h"
#include "codes/code.h"
#include "domain/journey.h"
#include "service/answer_parts.h"
#include "service/as_of.h"

/* The columns of the containers_*.sql, in their order. */
enum list_column {
	L_NUMBER,
	L_STATUS,
	L_PLACE,
	L_PLACE_TEXT,
	L_FACILITY,
	L_MODE,
	L_VEHICLE,
	L_WAGON,
	L_VOYAGE,
	L_LOAD_STATE,
	L_SIZE_TYPE,
	L_NUMBER_FAILED,
	L_CODE,
	L_SINCE,
	L_OFFSET,
	L_PRECISION,
	L_ZONE_SOURCE,
	L_SINCE_TEXT,
};

static void add_container(struct json *j, const struct world *w, const struct rows *r, int row)
{
	struct journey state = {
		.status = journey_status_of_word(rows_text(r, row, L_STATUS)),
		.place = rows_text(r, row, L_PLACE),
		.place_text = rows_text(r, row, L_PLACE_TEXT),
		.facility = rows_text(r, row, L_FACILITY),
		.mode = (enum mode)rows_int(r, row, L_MODE),
		.vehicle = rows_text(r, row, L_VEHICLE),
		.wagon = rows_text(r, row, L_WAGON),
		.voyage = rows_text(r, row, L_VOYAGE),
		.load_state = (enum load_state)(rows_int(r, row, L_LOAD_STATE) % LOAD_STATES),
		.size_type = rows_text(r, row, L_SIZE_TYPE),
		.number_failed = rows_bool(r, row, L_NUMBER_FAILED),
		.code = rows_text(r, row, L_CODE),
		.since = {rows_instant(r, row, L_SINCE), (int)rows_int(r, row, L_OFFSET),
			(enum precision)rows_int(r, row, L_PRECISION),
			(enum zone_source)rows_int(r, row, L_ZONE_SOURCE), rows_text(r, row, L_SINCE_TEXT)},
	};

	part_listed(j, w, rows_text(r, row, L_NUMBER), &state);
}

/* Counts by status go with the first page, for the page's overview. */
static bool add_counts(struct asking *q, struct json *j)
{
	struct param p[] = {P_TEXT(q->viewer)};
	struct rows *r;

	if (!conn_query(q->conn, SQL_containers_count, p, 1, q->arena, &r, q->fault))
		return false;
	jw_key(j, "counts");
	jw_open(j, '{');
	for (int i = 0; i < rows_count(r); i++)
		jw_member_integer(j, rows_text(r, i, 0), rows_int(r, i, 1));
	jw_close(j, '}');
	return true;
}

static bool list_params(struct asking *q, const char *prefix, struct param p[6], struct fault *f)
{
	char code[32], changed[128];
	const char *after = NULL;

	if (prefix && *prefix) {
		if (!code_normalise(prefix, code, sizeof code, changed, sizeof changed))
			return fault_say(f, FAULT_BAD_REQUEST,
				"prefix: a container number begins with letters and digits");
		p[1] = P_TEXT(arena_strdup(q->arena, code));
	}
	if (q->cursor) {
		after = cursor_read(q->arena, q->cursor, f);
		if (!after)
			return false;
	}
	p[4] = P_TEXT(after);
	return true;
}

/* Of then: those that may be on this page, and where all are counted, all. */
static bool fold_page(struct asking *q, const struct param p[6], bool counts, const char **last, bool *cut)
{
	bool filtered = counts || p[3].bytes;

	return p[2].bytes
		       ? as_of_boxes_at(q, p[2].bytes, p[4].bytes, last, cut)
		       : as_of_boxes(q, p[1].bytes, p[4].bytes, filtered ? LIMIT_AS_OF : q->limit + 1, last);
}

/* As the journeys have it, for who may see all. */
static bool list_journeys(struct asking *q, const struct world *w, struct param p[6], bool counts)
{
	enum sql statement = p[2].bytes   ? SQL_containers_at
			     : p[3].bytes ? SQL_containers_in_status
					  : SQL_containers_from;
	struct json j = {q->out, false};
	const char *last; /* that was folded, where there are more */
	bool cut = false;
	struct rows *r;
	int n;

	if (!fold_page(q, p, counts, &last, &cut) ||
		!conn_query(q->conn, statement, p, 6, q->arena, &r, q->fault))
		return false;
	n = rows_count(r) < q->limit ? rows_count(r) : q->limit;
	jw_open(&j, '{');
	jw_key(&j, "containers");
	jw_open(&j, '[');
	for (int i = 0; i < n; i++)
		add_container(&j, w, r, i);
	jw_close(&j, ']');
	counts &= !last; /* all were folded */
	if (rows_count(r) > n)
		last = rows_text(r, n - 1, L_NUMBER);
	if (last)
		q->next = page_next(q, last);
	jw_member(&j, "next", q->next);
	if (cut)
		jw_member_bool(&j, "cut", true);
	if (counts && !add_counts(q, &j))
		return false;
	jw_close(&j, '}');
	return true;
}

bool answer_containers(struct asking *q, const char *prefix, const char *place, const char *status)
{
	struct world *w = service_world(q->service);
	struct param p[6] = {P_NULL, P_NULL, P_TEXT(place ? part_complex(q, w, place) : NULL), P_TEXT(status),
		P_NULL, p_int(q->arena, q->limit + 1)};
	bool answered = list_params(q, prefix, p, q->fault);

	if (answered && q->viewer)
		answered = answer_containers_seen(
			q, w, &(struct seen_query){p[1].bytes, p[4].bytes, place, status});
	else if (answered)
		answered = list_journeys(q, w, p, !q->cursor && !prefix && !place && !status);
	world_release(w);
	return answered;
}
