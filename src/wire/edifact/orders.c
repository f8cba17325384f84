#include "wire/edifact/orders.h"

#include "wire/edifact/events.h"

#define MOST_SIZES  16  /* sizes and types of one booking */
#define MOST_ORDERS 999 /* bookings of one message */

struct order { /* of one booking */
	struct order *next;
	const char *subject;
	struct {
		const char *name; /* NULL: not said */
		unsigned units;
	} size[MOST_SIZES];
	size_t sizes;
	struct spot spot;
	const char *load_place, *discharge_place, *destination, *operator_code;
	struct reference *reference;
	size_t references;
	const char **remarks, **measures;
	size_t remark_count, measure_count;
	struct stand stand;
};

/* What an order is best known by; NULL: nothing names it. */
static const char *subject_of(struct reading *r)
{
	static const char *const kinds[] = {"BKG", "TRD", "RELEASE"};
	const struct box *b = &r->box;
	const struct head *h = &r->head;

	for (size_t k = 0; k < sizeof kinds / sizeof *kinds; k++) {
		for (size_t i = 0; i < b->references; i++)
			if (strcmp(b->reference[i].kind, kinds[k]) == 0)
				return arena_printf(r->arena, "%s:%s", kinds[k], b->reference[i].value);
		for (size_t i = 0; i < h->references; i++)
			if (strcmp(h->reference[i].kind, kinds[k]) == 0)
				return arena_printf(r->arena, "%s:%s", kinds[k], h->reference[i].value);
	}
	return NULL;
}

static const char *kept(struct reading *r, const char *s)
{
	return arena_strdup(r->lasting, s);
}

static struct spot spot_kept(struct reading *r, const struct spot *spot)
{
	struct spot copy = *spot;

	copy.code = kept(r, spot->code);
	copy.text = kept(r, spot->text);
	copy.facility = kept(r, spot->facility);
	copy.facility_list = kept(r, spot->facility_list);
	return copy;
}

/* Each once: head and box often say the same booking. */
static void references_keep(struct reading *r, struct order *o)
{
	const struct box *b = &r->box;
	const struct head *h = &r->head;
	size_t n = b->references + h->references, k;

	o->reference = n ? arena_alloc_array(r->lasting, n, sizeof *o->reference) : NULL;
	for (size_t i = 0; i < n; i++) {
		const struct reference *from =
			i < b->references ? &b->reference[i] : &h->reference[i - b->references];

		for (k = 0; k < o->references; k++)
			if (strcmp(o->reference[k].kind, from->kind) == 0 &&
				strcmp(o->reference[k].value, from->value) == 0)
				break;
		if (k == o->references)
			o->reference[o->references++] =
				(struct reference){kept(r, from->kind), kept(r, from->value)};
	}
}

static const char **list_kept(struct reading *r, const struct list *l, size_t *count)
{
	const char **items = l->count ? arena_alloc_array(r->lasting, l->count, sizeof *items) : NULL;

	*count = l->count;
	for (size_t i = 0; i < l->count; i++)
		items[i] = kept(r, l->item[i]);
	return items;
}

/* What its first boxes say holds for all of it. */
static struct order *order_new(struct reading *r, const char *subject, const struct spot *spot)
{
	struct order *o = arena_alloc(r->lasting, sizeof *o);
	const struct box *b = &r->box;

	memset(o, 0, sizeof *o);
	o->next = r->orders;
	r->orders = o;
	o->subject = kept(r, subject);
	if (spot)
		o->spot = spot_kept(r, spot);
	o->load_place = kept(r, port_of(r, SPOT_LOAD));
	o->discharge_place = kept(r, port_of(r, SPOT_DISCHARGE));
	o->destination = kept(r, spot_name(&b->spot[SPOT_DESTINATION]) ? spot_name(&b->spot[SPOT_DESTINATION])
								       : spot_name(&b->spot[SPOT_DELIVERY]));
	o->operator_code = kept(r, b->operator_code ? b->operator_code : r->head.operator_code);
	o->stand = (struct stand){"EQD", b->segment, b->offset};
	references_keep(r, o);
	o->remarks = list_kept(r, &b->remarks, &o->remark_count);
	o->measures = list_kept(r, &b->measures, &o->measure_count);
	return o;
}

static void size_add(struct reading *r, struct order *o, const char *name, unsigned units)
{
	for (size_t i = 0; i < o->sizes; i++)
		if (name && o->size[i].name ? strcmp(name, o->size[i].name) == 0 : name == o->size[i].name) {
			o->size[i].units += units;
			return;
		}
	if (o->sizes == MOST_SIZES) {
		say_box(r, SEVERITY_WARNING, "order-sizes",
			"more than %d sizes of one booking: these %u containers were not counted", MOST_SIZES,
			units);
		return;
	}
	o->size[o->sizes].name = kept(r, name);
	o->size[o->sizes++].units = units;
}

void order_add(struct reading *r, const struct spot *spot)
{
	unsigned units = r->box.units ? r->box.units : 1;
	const char *subject = subject_of(r);
	struct order *o = r->orders;
	size_t n = 0;

	if (!subject) {
		say_box(r, SEVERITY_WARNING, "order-unnamed",
			"neither a container number nor a booking (RFF+BN) says what is ordered: nothing was "
			"recorded for it");
		return;
	}
	for (; o && strcmp(o->subject, subject) != 0; n++)
		o = o->next;
	if (!o && n == MOST_ORDERS) {
		say_box(r, SEVERITY_WARNING, "list-cut",
			"more than %d bookings of one message: %s was passed over", MOST_ORDERS, subject);
		return;
	}
	if (!o)
		o = order_new(r, subject, spot);
	size_add(r, o, r->box.size_type, units);
}

static void order_event(struct reading *r, struct order *o, const struct told *told)
{
	struct event *e = event_new(r);

	e->subject_kind = SUBJECT_DOCUMENT;
	e->subject = o->subject;
	e->type = EVENT_SHIPMENT;
	e->code = "RECE";
	e->classifier = CLASSIFIER_ACT;
	if (o->spot.said)
		event_at(r, e, told, &o->spot);
	else /* by the clock of who wrote it */
		e->happened = r->head.said;
	e->load_place = o->load_place;
	e->discharge_place = o->discharge_place;
	e->destination = o->destination;
	e->operator_code = o->operator_code;
	e->references = o->reference;
	e->reference_count = o->references;
	e->remarks = o->remarks;
	e->remark_count = o->remark_count;
	e->measures = arena_alloc_array(r->arena, o->sizes + o->measure_count, sizeof *e->measures);
	e->measure_count = o->sizes + o->measure_count;
	for (size_t i = 0; i < o->sizes; i++)
		e->measures[i] = arena_printf(
			r->arena, "N:%u:%s", o->size[i].units, o->size[i].name ? o->size[i].name : "");
	for (size_t i = 0; i < o->measure_count; i++)
		e->measures[o->sizes + i] = o->measures[i];
	e->segment = o->stand.segment;
	e->offset = o->stand.offset;
}

/* CNT counts groups of boxes, as EQD are, or the boxes themselves. */
static void count_check(struct reading *r)
{
	if (r->head.count >= 0 && r->head.count == (long long)r->boxes + r->units)
		r->head.count = -1;
}

void orders_end(struct reading *r)
{
	const struct told *told;
	struct order *o, *first = NULL;

	count_check(r);
	if (!r->orders)
		return;
	head_end(r);
	told = message_told(r);
	if (!told) {
		say_message(r, SEVERITY_WARNING, "time-missing",
			"nothing says when this was ordered: no event was made. Ask for DTM+137");
		return;
	}
	while ((o = r->orders)) { /* in the order in which they stood */
		r->orders = o->next;
		o->next = first;
		first = o;
	}
	r->arena = r->passing;
	for (o = first; o && reading_fits(r); o = o->next)
		order_event(r, o, told);
	r->arena = r->lasting;
}
