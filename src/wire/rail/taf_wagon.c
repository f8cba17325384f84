/* Messages about one wagon, and the boxes on it. */
#include "codes/code.h"
#include "wire/rail/taf_reading.h"

#include <string.h>

/* Boxes */

void taf_box_opens(struct taf_reading *r)
{
	r->said.box = (struct taf_box){.offset = r->offset};
}

void taf_box_ends(struct taf_reading *r)
{
	struct taf_said *s = &r->said;

	if (!s->box.number)
		return; /* goods without a box */
	s->boxes = arena_grow(r->arena, s->boxes, s->box_count, &s->box_room, sizeof *s->boxes);
	s->boxes[s->box_count++] = s->box;
}

static void box_list(struct taf_reading *r, const char **list, size_t *count, const char *text)
{
	if (*count == TAF_LIST)
		r->cut++;
	else
		list[(*count)++] = text;
}

void taf_seal_said(struct taf_reading *r, const char *text)
{
	box_list(r, r->said.box.seals, &r->said.box.seal_count, text);
}

void taf_customs_said(struct taf_reading *r, const char *text)
{
	box_list(r, r->said.box.customs, &r->said.box.customs_count, text);
}

/* Prefix, number and check digit stand apart, or all in the number. */
static const char *box_number(struct taf_reading *r, const struct taf_box *b, struct code_answer *answer)
{
	char loose[64];
	const char *whole = b->number;
	size_t n;

	if (b->prefix && strncmp(b->number, b->prefix, strlen(b->prefix)) != 0)
		whole = arena_printf(r->arena, "%.8s%.30s", b->prefix, b->number);
	n = strlen(whole) < sizeof loose - 3 ? code_loosely(whole, strlen(whole), loose) : 0;
	loose[n] = '\0';
	if (n == 10 && b->check && strlen(b->check) == 1) {
		loose[n++] = *b->check;
		loose[n] = '\0';
	}
	*answer = code_judge(CODE_CONTAINER, loose);
	return answer->verdict == CODE_NOT_THIS ? NULL : arena_strdup(r->arena, answer->code);
}

static enum load_state load_of(const char *loaded)
{
	if (!loaded)
		return LOAD_UNKNOWN;
	return strcmp(loaded, "0") == 0 ? LOAD_EMPTY : strcmp(loaded, "1") == 0 ? LOAD_LADEN : LOAD_UNKNOWN;
}

static void box_references(struct taf_reading *r, struct event *e, const struct taf_box *b)
{
	size_t n = b->customs_count + (b->turn_in != NULL);

	e->references = n ? arena_alloc_array(r->arena, n, sizeof *e->references) : NULL;
	e->reference_count = n;
	for (size_t i = 0; i < b->customs_count; i++)
		e->references[i] = (struct reference){"CUSTOMS", b->customs[i]};
	if (b->turn_in)
		e->references[n - 1] = (struct reference){"RELEASE", b->turn_in};
}

static void box_measures(struct taf_reading *r, struct event *e, const struct taf_box *b)
{
	const char **measures = arena_alloc_array(r->arena, 2, sizeof *measures);
	size_t n = 0;

	if (b->gross)
		measures[n++] = arena_printf(r->arena, "N:%s:KGM", b->gross);
	if (b->tare)
		measures[n++] = arena_printf(r->arena, "T:%s:KGM", b->tare);
	e->measures = n ? measures : NULL;
	e->measure_count = n;
}

static void box_describe(struct taf_reading *r, struct event *e, const struct taf_box *b)
{
	e->load_state = load_of(b->loaded);
	e->remarks = NULL;
	e->remark_count = 0;
	if (b->forward) {
		e->remarks = arena_alloc(r->arena, sizeof *e->remarks);
		e->remarks[e->remark_count++] = arena_printf(r->arena, "FORWARDING:%s", b->forward);
	}
	e->seals = b->seal_count ? arena_alloc_array(r->arena, b->seal_count, sizeof *e->seals) : NULL;
	if (b->seal_count)
		memcpy(e->seals, b->seals, b->seal_count * sizeof *e->seals);
	e->seal_count = b->seal_count;
	box_references(r, e, b);
	box_measures(r, e, b);
	e->offset = b->offset;
}

static void box_event(struct taf_reading *r, const struct event *of, const struct taf_box *b)
{
	struct code_answer answer;
	const char *number = box_number(r, b, &answer);
	struct event *e;

	if (!number) {
		taf_say(r, SEVERITY_WARNING, "container", b->offset,
			"\"%.20s%.20s\" is no container's number: no event of it was made",
			b->prefix ? b->prefix : "", b->number);
		return;
	}
	if (answer.verdict == CODE_FAILS)
		taf_say(r, SEVERITY_WARNING, "check-digit", b->offset, "%.300s", answer.text);
	e = taf_event(r, number, EVENT_ABOARD, of->classifier, NULL, NULL);
	e->subject_kind = SUBJECT_CONTAINER;
	e->type = EVENT_EQUIPMENT;
	e->number_failed = answer.verdict == CODE_FAILS;
	e->happened = of->happened;
	e->place = of->place;
	e->place_text = of->place_text;
	e->transport = of->transport;
	e->destination = of->destination;
	box_describe(r, e, b);
}

void taf_boxes(struct taf_reading *r, const struct event *of)
{
	for (size_t i = 0; i < r->said.box_count; i++)
		box_event(r, of, &r->said.boxes[i]);
}

/* Notices */

struct notice {
	const char *code;
	enum classifier classifier;
	const char *remark;  /* what a note says; NULL */
	const char *railway; /* that takes it over; NULL: it is not handed over */
};

static void notice_event(struct taf_reading *r, const char *subject, const struct notice *n,
	const struct taf_time *when, struct taf_place *place)
{
	struct taf_said *s = &r->said;
	struct event *e, of;

	taf_remark(r, "STATUS", n->remark);
	taf_part(r, place);
	e = taf_event(r, subject, n->code, n->classifier, when, place);
	e->transport.wagon = subject + strlen("WAGON:");
	e->load_state = load_of(s->loaded);
	e->operator_code = n->railway;
	if (s->load) {
		e->measures = arena_alloc(r->arena, sizeof *e->measures);
		e->measures[e->measure_count++] = arena_printf(r->arena, "N:%s:KGM", s->load);
	}
	of = *e;
	if (n->classifier != CLASSIFIER_ACT) {
		/* what is on the wagon is on it now, wherever it is expected */
		of.classifier = CLASSIFIER_ACT;
		of.happened = taf_moment(r, &s->said, NULL);
		of.place = of.place_text = of.transport.call = NULL;
	}
	taf_boxes(r, &of);
}

static void notice(struct taf_reading *r, const struct notice *n)
{
	struct taf_said *s = &r->said;
	const char *subject;

	taf_head(r);
	subject = taf_wagon(r);
	if (!subject)
		return;
	if (!s->when.text)
		taf_say(r, SEVERITY_ERROR, "time-missing", r->message.offset, "nothing says when this is");
	else
		notice_event(r, subject, n, &s->when, &s->here);
}

void taf_arrival_ends(struct taf_reading *r)
{
	notice(r, &(struct notice){.code = "ARRI", .classifier = CLASSIFIER_ACT});
}

void taf_delivery_ends(struct taf_reading *r)
{
	notice(r, &(struct notice){
			  .code = EVENT_NOTE, .classifier = CLASSIFIER_ACT, .remark = "delivered to siding"});
}

void taf_departure_ends(struct taf_reading *r)
{
	notice(r, &(struct notice){.code = "DEPA", .classifier = CLASSIFIER_ACT});
}

void taf_eta_ends(struct taf_reading *r)
{
	struct taf_said *s = &r->said;
	const char *subject;

	notice(r, &(struct notice){.code = "ARRI", .classifier = CLASSIFIER_EST});
	subject = s->leaves.text && !r->rejected ? taf_wagon(r) : NULL;
	s->box_count = 0; /* told with the arrival */
	if (subject)
		notice_event(r, subject, &(struct notice){.code = "DEPA", .classifier = CLASSIFIER_EST},
			&s->leaves, &s->from);
}

void taf_interruption_said(struct taf_reading *r, const char *text)
{
	if (strcmp(text, "1") == 0)
		r->said.interrupted = text;
	taf_remark(r, "INTERRUPTION", text);
}

/* Of several reasons one that holds the wagon suffices. */
void taf_exception_ends(struct taf_reading *r)
{
	notice(r, &(struct notice){.code = r->said.interrupted ? EVENT_HELD : EVENT_NOTE,
			  .classifier = CLASSIFIER_ACT,
			  .remark = r->said.interrupted ? NULL : "exception"});
}

void taf_interchange_ends(struct taf_reading *r)
{
	notice(r,
		&(struct notice){
			.code = EVENT_HANDOVER, .classifier = CLASSIFIER_PLN, .railway = r->said.recipient});
}

void taf_received_ends(struct taf_reading *r)
{
	notice(r, &(struct notice){
			  .code = EVENT_HANDOVER, .classifier = CLASSIFIER_ACT, .railway = r->said.sender});
}

void taf_refused_ends(struct taf_reading *r)
{
	notice(r, &(struct notice){.code = EVENT_HELD,
			  .classifier = CLASSIFIER_ACT,
			  .remark = "refused at interchange"});
}

void taf_release_ends(struct taf_reading *r)
{
	notice(r, &(struct notice){
			  .code = EVENT_NOTE, .classifier = CLASSIFIER_ACT, .remark = "ready to be pulled"});
}
