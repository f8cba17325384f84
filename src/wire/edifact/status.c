#include "wire/edifact/status.h"

#include "wire/edifact/events.h"

#include <stdlib.h>

struct statuses *statuses_of(struct reading *r)
{
	if (!r->statuses) {
		r->statuses = arena_alloc(r->arena, sizeof *r->statuses);
		r->statuses->into = &r->statuses->spare;
	}
	return r->statuses;
}

void carriage_add(struct reading *r, struct carriage *c, const struct carried *box)
{
	c->box = arena_grow(r->arena, c->box, c->count, &c->room, sizeof *c->box);
	c->box[c->count++] = *box;
}

static struct reference *references_kept(struct reading *r)
{
	struct reference *copy;

	if (!r->box.references)
		return NULL;
	copy = arena_alloc_array(r->arena, r->box.references, sizeof *copy);
	memcpy(copy, r->box.reference, r->box.references * sizeof *copy);
	return copy;
}

static struct times *times_kept(struct reading *r)
{
	struct times *copy;

	if (!r->box.times.count)
		return NULL;
	copy = arena_alloc(r->arena, sizeof *copy);
	*copy = r->box.times;
	return copy;
}

static struct carried box_kept(struct reading *r)
{
	const struct box *b = &r->box;
	const struct spot *to = &b->spot[b->spot[SPOT_DESTINATION].said ? SPOT_DESTINATION : SPOT_DELIVERY];

	return (struct carried){.number = b->number,
		.failed = b->failed,
		.size_type = b->size_type,
		.status = b->status,
		.load_state = b->load_state,
		.operator_code = b->operator_code ? b->operator_code : b->carrier_code,
		.stowage = b->stowage,
		.here = b->spot[SPOT_HERE],
		.load_place = spot_name(&b->spot[SPOT_LOAD]),
		.discharge_place = spot_name(&b->spot[SPOT_DISCHARGE]),
		.destination = spot_name(to),
		.times = times_kept(r),
		.has_leg = b->has_leg,
		.leg = b->leg,
		.reference = references_kept(r),
		.references = b->references,
		.seals = listed(r, &b->seals),
		.measures = listed(r, &b->measures),
		.remarks = listed(r, &b->remarks),
		.seal_count = b->seals.count,
		.measure_count = b->measures.count,
		.remark_count = b->remarks.count,
		.segment = b->segment,
		.offset = b->offset};
}

static void cut_told(struct reading *r, struct stand stand)
{
	if (r->box.cut)
		say_at(r, SEVERITY_INFORMATION, "list-cut", &stand, 0, 0,
			"more than %d references, seals, measures or remarks", MOST_LIST);
	r->box.cut = false;
}

static void wait_for_boxes(struct reading *r, struct statuses *all)
{
	const struct status *st = &all->at;

	if (all->waiting_count == MOST_WAITING) {
		say_at(r, SEVERITY_WARNING, "too-many-statuses", &st->stand, 0, 0,
			"a consignment may have %d statuses: this one was passed over", MOST_WAITING);
		return;
	}
	all->waiting = arena_grow(
		r->arena, all->waiting, all->waiting_count, &all->waiting_room, sizeof *all->waiting);
	all->waiting[all->waiting_count++] = *st;
}

void status_close(struct reading *r)
{
	struct statuses *all = statuses_of(r);
	struct status *st = &all->at;

	if (!st->open)
		return;
	cut_told(r, st->stand);
	st->open = false;
	if (all->head_box || (!st->boxes_told && !st->named.count))
		wait_for_boxes(r, all);
	else if (st->boxes.count || !st->boxes_told)
		status_events(r, st, st->boxes.count ? &st->boxes : &st->named);
}

static void waiting_said(struct reading *r, struct statuses *all, const struct carriage *boxes)
{
	size_t i;

	for (i = 0; i < all->waiting_count && !r->rejected; i++)
		status_events(r, &all->waiting[i], boxes);
	all->waiting_count = 0;
}

void status_box_done(struct reading *r)
{
	struct statuses *all = statuses_of(r);
	struct carried box = box_kept(r);
	struct carriage one = {&box, 1, 1};

	cut_told(r, (struct stand){"EQD", box.segment, box.offset});
	r->box.open = false;
	if (all->head_box) {
		status_close(r);
		all->head_box = false;
		if (box.number)
			waiting_said(r, all, &one);
		all->waiting_count = 0;
	}
	if (!box.number)
		return;
	if (all->at.open)
		carriage_add(r, &all->at.boxes, &box);
	carriage_add(r, all->at.open || all->in_consignment ? &all->boxes : &all->head_boxes, &box);
}

static int by_number(const void *a, const void *b)
{
	const struct carried *x = a, *y = b;
	int d = strcmp(x->number, y->number);

	return d ? d : (x->segment > y->segment) - (x->segment < y->segment);
}

/* Each box once, as it was told of first. */
static void each_once(struct carriage *c)
{
	size_t i, n = 0;

	if (c->count)
		qsort(c->box, c->count, sizeof *c->box, by_number);
	for (i = 0; i < c->count; i++)
		if (!n || strcmp(c->box[n - 1].number, c->box[i].number) != 0)
			c->box[n++] = c->box[i];
	c->count = n;
}

void consignment_close(struct reading *r)
{
	struct statuses *all = statuses_of(r);
	struct carriage *boxes = &all->boxes;

	status_close(r);
	if (!boxes->count)
		boxes = all->head_boxes.count ? &all->head_boxes : &all->head_named;
	if (all->waiting_count) {
		each_once(boxes);
		waiting_said(r, all, boxes);
	}
	all->in_consignment = false;
	all->document = NULL;
	memset(all->spot, 0, sizeof all->spot);
	all->references = 0;
	all->boxes = (struct carriage){NULL, 0, 0};
}
