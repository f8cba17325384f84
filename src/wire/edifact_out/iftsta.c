#include "wire/edifact/readers.h"
#include "wire/edifact_out/edifact_out.h"
#include "wire/edifact_out/interchange.h"
#include "wire/edifact_out/parts.h"
#include "wire/edifact_out/statuses.h"

#define MOST_CONSIGNMENTS 9999 /* 1490 n..4 */

static bool is(const char *a, const char *b)
{
	return strcmp(a, b) == 0;
}

static bool of_call(const struct event *e)
{
	return is(e->code, "ARRI") || is(e->code, "DEPA");
}

/* The type that a status about such a subject has when it is read. */
static bool sayable(const struct event *e)
{
	if (!status_code_out(e))
		return false;
	switch (e->subject_kind) {
	case SUBJECT_CONTAINER:
		return e->type == (of_call(e) ? EVENT_TRANSPORT : EVENT_EQUIPMENT) &&
		       container_kept(e->subject);
	case SUBJECT_TRANSPORT:
		return e->type == EVENT_TRANSPORT;
	default:
		return e->type == EVENT_SHIPMENT;
	}
}

/* C555: 4405 an..3, 1131, 3055, 4404 an..35. */
static void put_status(struct segments *s, const struct event *e)
{
	const struct status_out *status = status_code_out(e);

	segment_open(s, "STS");
	segment_element(s, "1", 3);
	segment_element(s, status->code[status->by_time ? CLASSIFIER_ACT : e->classifier], 3);
	if (status_is_own(status, e->classifier)) {
		segment_component(s, OWN_NAME, 17);
		segment_component(s, "ZZZ", 3);
		segment_component(s, status->event ? NULL : e->code, 35);
	}
	segment_close(s);
}

/* 2005: what is expected or planned of a call has qualifiers of its own. */
static const char *time_of(const struct event *e)
{
	static const char *const arrivals[CLASSIFIERS] = {"334", "132", "232"};
	static const char *const departures[CLASSIFIERS] = {"334", "133", "189"};

	if (!of_call(e))
		return "334";
	return is(e->code, "ARRI") ? arrivals[e->classifier] : departures[e->classifier];
}

static void put_box(struct segments *s, const struct event *e)
{
	put_equipment(s, e, movement_code(e->movement));
	put_measures(s, e);
	put_seals(s, e);
}

static bool write_event(struct sheet *sheet, const struct event *e, bool alone)
{
	struct segments *s = &sheet->body;
	bool box = e->subject_kind == SUBJECT_CONTAINER;
	struct texts texts = {.event = e, .stowage = box, .subject = !box};

	(void)alone;
	if (!sayable(e))
		return false;
	put_begin(&sheet->head, "23", e);
	put_sender(&sheet->head, e);
	put_place(s, "9", e->load_place);
	put_place(s, "11", e->discharge_place);
	put_place(s, "8", e->destination);
	put_status(s, e);
	put_references(s, e, MOST_LIST, false);
	texts.when = !put_time(s, time_of(e), &e->happened);
	put_texts(s, &texts);
	put_operator(s, e);
	if (e->place || e->place_text || e->facility)
		put_here(s, "175", e);
	put_transport(s, &e->transport, false);
	if (box)
		put_box(s, e);
	sheet->most = MOST_CONSIGNMENTS;
	return true;
}

static const struct form form = {"IFTSTA", "D:00B:UN", true, false, write_event};

void iftsta_write(struct text *out, const struct emit_head *head, const struct emitted *events, size_t n,
	struct emit_told *told)
{
	interchange_write(&form, out, head, events, n, told);
}
