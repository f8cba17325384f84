#include "base/text.h"
#include "wire/mot/message.h"

#include <string.h>

void mot_bill_close(struct mot_reading *r)
{
	struct mot_bill *b = &r->bill;
	struct making *m = &r->m;
	struct moment issued;
	struct event *e;

	mot_box_close(r);
	if (!b->open)
		return;
	b->open = false;
	issued = mot_moment(r, b->issued, &b->issued_at, &b->load);
	e = making_event(m, &b->at);
	e->subject_kind = SUBJECT_DOCUMENT;
	e->subject = arena_printf(m->arena, "TRD:%s", b->number);
	e->type = EVENT_SHIPMENT;
	/* a bill without a day of issue is told of, no more */
	e->code = issued.at == INSTANT_NONE ? EVENT_NOTE : "ISSU";
	e->happened =
		issued.at == INSTANT_NONE ? mot_moment(r, r->created, &r->created_at, &r->port) : issued;
	e->load_place = mot_place(&b->load);
	e->discharge_place = mot_place(&b->discharge);
	e->destination = mot_place(&b->delivery);
	e->transport = r->ship;
	making_reference(m, e, "TRD", b->number);
	making_reference(m, e, "MANIFEST", m->message.reference);
	for (size_t i = 0; i < b->count && i < MOT_LIST; i++)
		making_reference(m, e, "EQUIPMENT", b->boxes[i]);
	making_measure(m, e, "PACKAGES", b->packages, "C62");
	making_measure(m, e, "G", b->gross, "KGM");
	making_remark(m, e, "AAA", b->goods);
	making_remark(m, e, "DANGER", b->danger);
	making_remark(m, e, "CONSIGNOR", b->consignor);
	making_remark(m, e, "CONSIGNEE", b->consignee);
	r->bill_count++;
}

static void bill_read(struct mot_reading *r, const struct mot_record *x)
{
	struct making_at at = mot_at(x, AT_BILL);
	const char *number;

	mot_bill_close(r);
	number = mot_key(r, x, AT_BILL);
	r->bill = (struct mot_bill){.open = number != NULL,
		.at = at,
		.number = number,
		.load = mot_spot_read(r, x, AT_LOAD_CODE),
		.issued = mot_said(x, AT_ISSUED),
		.issued_at = mot_at(x, AT_ISSUED)};
	if (!r->bill.open)
		making_say(&r->m, SEVERITY_WARNING, "no-number", &at, NULL,
			"a bill without a number: what stands under it names none");
}

static void manifest_box(struct mot_reading *r, const struct mot_record *x)
{
	mot_box_close(r);
	r->box = (struct mot_box){.open = true,
		.at = mot_at(x, AT_BOX),
		.number = mot_key(r, x, AT_BOX),
		.seal = mot_key(r, x, AT_BOX_SEAL),
		.size = mot_said(x, AT_BOX_SIZE),
		.status = mot_said(x, AT_BOX_STATUS),
		.packages = mot_said(x, AT_BOX_PACKAGES),
		.net = mot_said(x, AT_BOX_WEIGHT),
		.tare = mot_said(x, AT_BOX_TARE),
		.volume = mot_said(x, AT_BOX_VOLUME)};
}

/* The first that is said of them counts; goods come a record a kind. */
static void set(const char **member, const char *said)
{
	if (!*member)
		*member = said;
}

void mot_bill_record(struct mot_reading *r, const struct mot_record *x)
{
	struct mot_bill *b = &r->bill;

	switch (x->id) {
	case 12:
		bill_read(r, x);
		break;
	case 13:
		b->discharge = mot_spot_read(r, x, AT_DISCHARGE_CODE);
		b->delivery = mot_spot_read(r, x, AT_DELIVERY_CODE);
		break;
	case 16:
		set(&b->consignor, mot_said(x, AT_CONSIGNOR));
		break;
	case 17:
		set(&b->consignee, mot_said(x, AT_CONSIGNEE));
		break;
	case 41:
		set(&b->packages, mot_said(x, AT_PACKAGES));
		set(&b->gross, mot_said(x, AT_GROSS));
		break;
	case 43:
		set(&b->danger, mot_said(x, AT_DANGER));
		break;
	case 47:
		set(&b->goods, mot_said(x, AT_GOODS));
		break;
	case 51:
		manifest_box(r, x);
		break;
	default:; /* of the layout, and ignored */
	}
}

static const char *detail_of(struct mot_reading *r)
{
	struct text t = TEXT_INIT;
	struct json j = {&t, false};
	const char *kept;

	jw_open(&j, '{');
	jw_member(&j, "vessel", r->ship.name);
	jw_member(&j, "voyage", r->ship.voyage);
	jw_member(&j, "vesselCode", r->vessel_code);
	jw_member(&j, "carrier", r->ship.carrier);
	jw_member_integer(&j, "bills", (int64_t)r->bill_count);
	jw_member_integer(&j, "containers", (int64_t)r->box_count);
	jw_close(&j, '}');
	kept = arena_strndup(r->m.arena, t.bytes, t.length);
	text_free(&t);
	return kept;
}

static void manifest_event(struct mot_reading *r, const struct making_at *at)
{
	struct making *m = &r->m;
	struct moment said = mot_moment(r, r->created, &r->created_at, &r->port);
	struct event *e = making_event(m, at);

	e->subject_kind = SUBJECT_DOCUMENT;
	e->subject = arena_printf(m->arena, "MANIFEST:%s", m->message.reference);
	e->type = EVENT_SHIPMENT;
	e->code = "ISSU";
	e->happened = said;
	e->place = r->departs.code;
	e->place_text = r->departs.text;
	e->transport = r->ship;
	making_reference(m, e, "MANIFEST", m->message.reference);
}

/* A manifest has no number of its own: it is known by its voyage. */
void mot_manifest_close(struct mot_reading *r)
{
	struct making_at at = {.segment = 1, .tag = "00", .offset = r->m.message.offset};
	struct message *m = &r->m.message;
	struct paper *p;

	mot_bill_close(r);
	if (!m->reference) {
		making_say(&r->m, SEVERITY_WARNING, "voyage-missing", &at, NULL,
			"this manifest names no vessel and voyage: it is no paper that could be found");
		return;
	}
	manifest_event(r, &at);
	p = arena_alloc(r->m.arena, sizeof *p);
	*p = (struct paper){.kind = PAPER_MANIFEST,
		.number = m->reference,
		.function = m->function,
		.issued = mot_moment(r, r->created, &r->created_at, &r->port),
		.place = r->departs.code,
		.place_text = r->departs.text,
		.detail = detail_of(r),
		.subjects = r->boxes,
		.subject_count = r->box_count};
	m->papers = p;
	m->paper_count = 1;
}
