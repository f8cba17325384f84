#include "service/lookup.h"

#include "base/limits.h"
#include "base/words.h"
#include "codes/iso6346.h"
#include "service/as_of.h"
#include "service/rail.h"
#include "service/story.h"

#include <stdlib.h>
#include <string.h>

const char *const lookup_why_words[] = {NULL, "unknown", "check-digit", "not-a-reference"};

struct looking {
	struct asking *q;
	struct found *found;
	size_t found_count;
	const char **numbers;     /* of all found containers, sorted, each once */
	struct lookup_box *boxes; /* one each; without events: papers alone may lead there */
	size_t box_count;
	size_t read; /* the first boxes, whose events were all read */
	bool cut;    /* there is more that they name */
};

static int by_value(const void *a, const void *b)
{
	const struct found *x = a, *y = b;
	int d = strcmp(x->value, y->value);

	d = d ? d : strcmp(x->container, y->container);
	d = d ? d : (int)x->kind - (int)y->kind;
	d = d ? d : (x->by != NULL) - (y->by != NULL);
	return d || !x->by ? d : strcmp(x->by, y->by);
}

/* Behind what is found by its own events: what papers, wagons and trains lead to.  A container's number is
 * none of theirs. */
static bool find_through(struct looking *l, const char **values, size_t n)
{
	struct asking *q = l->q;
	const char **others = arena_alloc_array(q->arena, n + 1, sizeof *others);
	struct found *own = l->found, *more;
	size_t count = 0, more_count;

	for (size_t i = 0; i < n; i++)
		if (iso6346_judge(values[i], NULL) != ISO6346_HOLDS)
			others[count++] = values[i];
	if (!count)
		return true;
	if (!as_of_looked_up(q, others, count, &l->cut) ||
		!lookup_through(q->conn, q->arena, others, count, q->viewer, LIMIT_LOOKUP_ROWS + 1, &more,
			&more_count, q->fault))
		return false;
	l->found = arena_alloc_array(q->arena, l->found_count + more_count + 1, sizeof *l->found);
	memcpy(l->found, own, l->found_count * sizeof *own);
	memcpy(l->found + l->found_count, more, more_count * sizeof *more);
	l->found_count += more_count;
	return true;
}

static bool find(struct looking *l, const struct asked_list *asked)
{
	struct asking *q = l->q;
	const char **values = arena_alloc_array(q->arena, 2 * asked->count + 1, sizeof *values);
	size_t n = 0, misread = 0;

	for (size_t i = 0; i < asked->count; i++) {
		if (asked->at[i].value)
			values[n++] = asked->at[i].value;
		if (asked->at[i].misread) {
			values[n++] = asked->at[i].misread;
			misread++;
		}
	}
	n = words_once(values, n);
	if (n > LIMIT_LOOKUP + misread)
		return fault_say(q->fault, FAULT_BAD_BODY, "references: %zu are asked for, %u may be", n,
			LIMIT_LOOKUP);
	if (n && !lookup_find(q->conn, q->arena, values, n, q->viewer, LIMIT_LOOKUP_ROWS + 1, &l->found,
			 &l->found_count, q->fault))
		return false;
	l->cut = l->found_count > LIMIT_LOOKUP_ROWS;
	if (n && !find_through(l, values, n))
		return false;
	if (l->found_count)
		qsort(l->found, l->found_count, sizeof *l->found, by_value);
	l->numbers = arena_alloc_array(q->arena, l->found_count + 1, sizeof *l->numbers);
	for (size_t i = 0; i < l->found_count; i++)
		l->numbers[i] = l->found[i].container;
	l->box_count = l->found_count ? words_once(l->numbers, l->found_count) : 0;
	l->boxes = arena_alloc_array(q->arena, l->box_count + 1, sizeof *l->boxes);
	return true;
}

static void fold_box(struct lookup_box *box, struct arena *a, const struct rail *rail,
	const struct found_events *e, size_t from, size_t n, const struct itinerary *ahead, instant now)
{
	struct timeline t;

	rail_timeline_all(rail, a, box->number, e->events + from, n, &t);
	box->heard = rail_heard(rail, &t);
	for (size_t i = 0; i < n; i++)
		if (e->recorded[from + i] > box->heard)
			box->heard = e->recorded[from + i];
	box->state = t.state;
	box->events = t.events;
	box->voided = t.voided;
	box->count = t.count;
	outlook_make(
		&box->outlook, a, &box->state, t.events, t.voided, t.count, ahead, box->number_failed, now);
}

static bool load(struct looking *l, instant now)
{
	struct asking *q = l->q;
	struct found_events e = {.count = 0};
	const struct itinerary **ahead;
	struct rail *rail;

	if (l->box_count && !lookup_events(q->conn, q->arena, l->numbers, l->box_count, q->viewer,
				    LIMIT_TIMELINE, LIMIT_LOOKUP_EVENTS, &e, q->fault))
		return false;
	if (!rail_read_all(&rail, q->conn, q->arena, q->viewer, e.events, e.count, q->fault) ||
		!itineraries_ahead(q, q->arena, l->numbers, l->box_count, &e, rail, &ahead))
		return false;
	l->read = e.count < LIMIT_LOOKUP_EVENTS ? l->box_count : e.container[e.count - 1];
	for (size_t i = 0; i < l->box_count; i++) {
		l->boxes[i].number = l->numbers[i];
		l->boxes[i].number_failed = iso6346_judge(l->numbers[i], NULL) != ISO6346_HOLDS;
	}
	for (size_t i = 0, until; i < e.count; i = until) {
		for (until = i + 1; until < e.count && e.container[until] == e.container[i]; until++)
			;
		fold_box(&l->boxes[e.container[i]], q->arena, rail, &e, i, until - i, ahead[e.container[i]],
			now);
	}
	for (size_t i = 0; i < l->read; i++) /* known by papers alone */
		if (!l->boxes[i].events)
			fold_box(&l->boxes[i], q->arena, rail, &e, 0, 0, NULL, now);
	return true;
}

/* Whether an event carries the value. */
struct carrying {
	const char *value;
	enum found_by kind;
	bool carried;
};

static void compare(void *self, enum found_by kind, const char *raw)
{
	struct carrying *c = self;
	char value[FOUND_BY_ROOM];

	if (!c->carried && kind == c->kind && found_by_value(raw, value))
		c->carried = strcmp(value, c->value) == 0;
}

/* What was taken back carries nothing. */
static bool is_carried(const struct lookup_box *box, const struct found *f)
{
	struct carrying c = {f->carried, f->kind, box->count && f->kind == FOUND_BY_CONTAINER};

	for (size_t i = 0; !c.carried && i < box->count; i++)
		if (!box->voided[i])
			found_by_all(box->events[i], compare, &c);
	return c.carried;
}

static const struct lookup_box *box_of(const struct looking *l, const char *number)
{
	const char *const *at = words_find(l->numbers, l->box_count, number);

	return &l->boxes[at - l->numbers];
}

static bool is_read(const struct looking *l, const struct lookup_box *box)
{
	return (size_t)(box - l->boxes) < l->read;
}

static size_t first_of(const struct looking *l, const char *value)
{
	size_t low = 0, high = l->found_count;

	while (low < high) {
		size_t middle = low + (high - low) / 2;

		if (strcmp(l->found[middle].value, value) < 0)
			low = middle + 1;
		else
			high = middle;
	}
	return low;
}

static void add_row(struct lookup *l, struct lookup_row row)
{
	if (l->count == LIMIT_LOOKUP_ROWS)
		l->cut = true;
	else
		l->rows[l->count++] = row;
}

/* One container a row, by the first kind that holds. */
static bool add_found(
	const struct looking *look, struct lookup *l, const struct asked *asked, const char *value)
{
	const char *before = NULL;

	if (!value)
		return false;
	for (size_t i = first_of(look, value);
		i < look->found_count && strcmp(look->found[i].value, value) == 0; i++) {
		const struct found *f = &look->found[i];
		const struct lookup_box *box = box_of(look, f->container);

		if ((before && strcmp(before, f->container) == 0) ||
			(asked->only && strcmp(asked->only, f->container) != 0))
			continue;
		if (!is_read(look, box)) { /* it may well be: no row says that it is not */
			l->cut = true;
			before = f->container;
			continue;
		}
		if (!f->by && !is_carried(box, f))
			continue;
		before = f->container;
		add_row(l, (struct lookup_row){.asked = asked,
				   .value = value,
				   .by = f->by,
				   .box = box,
				   .kind = f->kind,
				   .why = LOOKUP_FOUND});
	}
	return before != NULL;
}

static enum lookup_why why_not(const struct asked *asked)
{
	if (asked->shape == ASKED_FAILS)
		return LOOKUP_CHECK_DIGIT;
	return asked->shape == ASKED_NOTHING || asked->wordy ? LOOKUP_NOT_A_REFERENCE : LOOKUP_UNKNOWN;
}

static bool read_estimates(struct asking *q, struct lookup *l)
{
	const char **containers = arena_alloc_array(q->arena, l->count + 1, sizeof *containers);
	size_t n = 0;

	for (size_t i = 0; i < l->count; i++)
		if (l->rows[i].box)
			containers[n++] = l->rows[i].box->number;
	return !n || estimates_for(&l->estimates, q, containers, n);
}

bool lookup_make(struct asking *q, const struct asked_list *asked, struct lookup *l)
{
	struct looking look = {.q = q};

	*l = (struct lookup){.as_of = asking_now(q)};
	if (!find(&look, asked) || !load(&look, l->as_of))
		return false;
	l->rows = arena_alloc_array(q->arena, LIMIT_LOOKUP_ROWS, sizeof *l->rows);
	l->cut = look.cut;
	for (size_t i = 0; i < asked->count; i++) {
		const struct asked *one = &asked->at[i];
		bool found = add_found(&look, l, one, one->value) || add_found(&look, l, one, one->misread);

		l->found += found;
		l->unknown += !found;
		if (!found)
			add_row(l,
				(struct lookup_row){.asked = one, .value = one->value, .why = why_not(one)});
	}
	return read_estimates(q, l);
}
