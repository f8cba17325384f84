#include "wire/edifact/instruction.h"

#include "base/text.h"
#include "wire/edifact/events.h"

struct instruction *instruction_of(struct reading *r)
{
	if (!r->instruction) {
		r->instruction = arena_alloc(r->lasting, sizeof *r->instruction);
		memset(r->instruction, 0, sizeof *r->instruction);
	}
	return r->instruction;
}

static const char **list_kept(struct reading *r, const struct list *list)
{
	const char **copy = list->count ? arena_alloc_array(r->lasting, list->count, sizeof *copy) : NULL;

	for (size_t i = 0; i < list->count; i++)
		copy[i] = arena_strdup(r->lasting, list->item[i]);
	return copy;
}

void instruction_box(struct reading *r)
{
	struct instruction *in = instruction_of(r);
	const struct box *b = &r->box;

	r->box.open = false;
	if (!b->number)
		return;
	if (in->boxes == MOST_INSTRUCTED) {
		say_box(r, SEVERITY_WARNING, "list-cut",
			"more than %d containers of one consignment: this one was passed over",
			MOST_INSTRUCTED);
		return;
	}
	in->box = arena_grow(r->lasting, in->box, in->boxes, &in->room, sizeof *in->box);
	in->box[in->boxes++] = (struct instructed){.number = arena_strdup(r->lasting, b->number),
		.size_type = arena_strdup(r->lasting, b->size_type),
		.seals = list_kept(r, &b->seals),
		.seal_count = b->seals.count,
		.measures = list_kept(r, &b->measures),
		.measure_count = b->measures.count};
}

static const char *reference_of(const struct reading *r, const char *kind)
{
	for (size_t i = 0; i < r->head.references; i++)
		if (strcmp(r->head.reference[i].kind, kind) == 0)
			return r->head.reference[i].value;
	return NULL;
}

/* ---- the paper ---- */

/* BGM 1001: consignment notes; PAPERS: it is none. */
static enum paper_kind paper_of_document(const struct reading *r)
{
	const char *name = r->head.document_name;
	bool smgs = name && strcasestr(name, "SMGS"), cim = name && strcasestr(name, "CIM");

	if (smgs || cim)
		return smgs && cim ? PAPER_CIM_SMGS : smgs ? PAPER_SMGS : PAPER_CIM;
	switch (r->head.document_code) {
	case 722: /* road list SMGS */
		return PAPER_SMGS;
	case 720: /* rail consignment note */
	case 730: /* road consignment note */
		return PAPER_OTHER;
	default:
		return PAPERS;
	}
}

/* The number of its consignment note; NULL: it has none. */
static const char *note_of(const struct reading *r)
{
	const char *number = reference_of(r, "WAYBILL");

	return number || paper_of_document(r) == PAPERS ? number : r->message.document;
}

static void say_list(struct json *j, const char *key, const char *const *list, size_t n)
{
	if (!n)
		return;
	jw_key(j, key);
	jw_open(j, '[');
	for (size_t i = 0; i < n; i++)
		jw_string(j, list[i]);
	jw_close(j, ']');
}

static const char *spot_said(const struct instruction *in, enum spot_kind a, enum spot_kind b)
{
	const char *name = spot_name(&in->spot[a]);

	return name ? name : spot_name(&in->spot[b]);
}

static const char *detail(struct reading *r, const struct instruction *in)
{
	struct text t = TEXT_INIT;
	struct json j = {&t, false};
	const char *copy;

	jw_open(&j, '{');
	jw_member(&j, "consignor", in->consignor);
	jw_member(&j, "consignee", in->consignee);
	jw_member(&j, "from", spot_said(in, SPOT_HERE, SPOT_LOAD));
	jw_member(&j, "to", spot_said(in, SPOT_DESTINATION, SPOT_DELIVERY));
	say_list(&j, "goods", in->goods, in->goods_count);
	jw_key(&j, "containers");
	jw_open(&j, '[');
	for (size_t i = 0; i < in->boxes; i++) {
		jw_open(&j, '{');
		jw_member(&j, "number", in->box[i].number);
		jw_member(&j, "sizeType", in->box[i].size_type);
		say_list(&j, "seals", in->box[i].seals, in->box[i].seal_count);
		say_list(&j, "measures", in->box[i].measures, in->box[i].measure_count);
		jw_close(&j, '}');
	}
	jw_close(&j, ']');
	jw_close(&j, '}');
	copy = arena_strndup(r->lasting, t.bytes, t.length);
	text_free(&t);
	return copy;
}

/* Issued when its message says it was written; an interchange's time says nothing of that. */
static void paper_make(struct reading *r, const struct instruction *in, struct moment issued)
{
	struct paper *p;
	const char *number = note_of(r);
	enum paper_kind kind = paper_of_document(r);

	if (!number)
		return;
	p = arena_alloc(r->lasting, sizeof *p);
	*p = (struct paper){.kind = kind == PAPERS ? PAPER_OTHER : kind,
		.number = number,
		.function = r->message.function,
		.issued = issued,
		.place = in->spot[SPOT_HERE].code,
		.place_text = in->spot[SPOT_HERE].text,
		.replaces_kind = PAPERS,
		.detail = detail(r, in),
		.subject_count = in->boxes};
	p->subjects = in->boxes ? arena_alloc_array(r->lasting, in->boxes, sizeof *p->subjects) : NULL;
	for (size_t i = 0; i < in->boxes; i++)
		p->subjects[i] = in->box[i].number;
	r->message.papers = p;
	r->message.paper_count = 1;
}

/* ---- the event ---- */

/* What it is best known by; NULL: nothing names it. */
static const char *subject_of(struct reading *r)
{
	const char *bill = reference_of(r, "TRD"), *note = note_of(r), *booking = reference_of(r, "BKG");

	if (bill)
		return arena_printf(r->lasting, "TRD:%s", bill);
	if (note)
		return arena_printf(r->lasting, "WAYBILL:%s", note);
	if (booking)
		return arena_printf(r->lasting, "BKG:%s", booking);
	return r->message.document ? arena_printf(r->lasting, "SHI:%s", r->message.document) : NULL;
}

static bool refers_to_box(const struct event *e, const char *number)
{
	for (size_t i = 0; i < e->reference_count; i++)
		if (strcmp(e->references[i].kind, "EQUIPMENT") == 0 &&
			strcmp(e->references[i].value, number) == 0)
			return true;
	return false;
}

/* Papers of the message, its own note, and its boxes, each once. */
static void refer(struct reading *r, const struct instruction *in, struct event *e)
{
	const struct head *h = &r->head;
	const char *note = note_of(r);
	size_t n = h->references;

	e->references = arena_alloc_array(r->lasting, n + in->boxes + 1, sizeof *e->references);
	memcpy(e->references, h->reference, n * sizeof *e->references);
	if (note && !reference_of(r, "WAYBILL"))
		e->references[n++] = (struct reference){"WAYBILL", note};
	e->reference_count = n;
	for (size_t i = 0; i < in->boxes; i++)
		if (!refers_to_box(e, in->box[i].number))
			e->references[e->reference_count++] =
				(struct reference){"EQUIPMENT", in->box[i].number};
	if (!e->reference_count)
		e->references = NULL;
}

static struct event *event_of(struct reading *r, const struct instruction *in, const char *subject)
{
	struct event *e = event_new(r);

	e->subject_kind = SUBJECT_DOCUMENT;
	e->subject = subject;
	e->type = EVENT_SHIPMENT;
	e->code = "RECE";
	e->classifier = CLASSIFIER_ACT;
	e->load_place = spot_said(in, SPOT_LOAD, SPOT_HERE);
	e->discharge_place = spot_name(&in->spot[SPOT_DISCHARGE]);
	e->destination = spot_said(in, SPOT_DESTINATION, SPOT_DELIVERY);
	e->operator_code = r->head.operator_code ? r->head.operator_code : r->head.carrier_code;
	e->transport = r->head.transport;
	e->segment = in->stand.segment;
	e->offset = in->stand.offset;
	refer(r, in, e);
	return e;
}

/* Whose clock: where it is handed over, else loaded. */
static struct spot *clock_of(struct instruction *in)
{
	struct spot *spot = in->spot[SPOT_HERE].said ? &in->spot[SPOT_HERE] : &in->spot[SPOT_LOAD];

	spot->clock = true;
	return spot->said ? spot : NULL;
}

void instruction_end(struct reading *r)
{
	struct instruction *in = instruction_of(r);
	const struct told *told = message_told(r);
	const char *subject = subject_of(r);
	struct event *e;

	head_end(r);
	if (!subject || !told) {
		say_message(r, SEVERITY_WARNING, subject ? "time-missing" : "document-missing",
			subject ? "nothing says when this was said: no event was made. Ask for DTM+137"
				: "no bill (RFF+BM), consignment note (RFF+AAS), booking (RFF+BN) nor number "
				  "in BGM "
				  "says which consignment this is: no event was made");
		return;
	}
	e = event_of(r, in, subject);
	event_at(r, e, told, clock_of(in));
	paper_make(r, in, told->segment ? e->happened : (struct moment){.at = INSTANT_NONE});
}
