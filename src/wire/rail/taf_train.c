/* Messages about a train: where it is, where it is expected, what it is made of. */
#include "wire/rail/taf_reading.h"

#include <stdlib.h>
#include <string.h>

/* Without a day a number is any train's of that name. */
static const char *train(struct taf_reading *r)
{
	if (r->train.key)
		return r->train.key;
	taf_say(r, SEVERITY_ERROR, "train-undated", r->message.offset,
		r->train.train
			? "train %.20s has no StartDate and no ScheduledTimeAtHandover: which day's it is "
			  "is not known"
			: "nothing says which train this is%s",
		r->train.train ? r->train.train : "");
	return NULL;
}

/* A later message about the same train at the same point changes or deletes the word of an earlier one. */
static const char *document_at(struct taf_reading *r, const struct taf_place *place, const char *what)
{
	const char *where = place->code ? place->code : place->name;

	return arena_printf(r->arena, "%s@%s%s/%s", r->train.key + strlen("TRAIN:"),
		place->code && place->country ? place->country : "", where ? where : "", what ? what : "");
}

/* What a running status is an event of, the partner's own meaning first; NULL: nobody says. */
static const char *status_meant(struct taf_reading *r, const char *running, enum classifier *classifier)
{
	const struct decode_world *w = r->world;
	const struct partner *p = taf_partner(r);
	const struct status_asked asked = {{p ? p->name : NULL, r->said.sender}, "TAF", running};
	const struct status_code *row = w->status ? w->status(w->self, &asked) : NULL;
	const struct taf_status *status = row ? NULL : taf_status_of(running);

	if (row) {
		*classifier = row->classifier ? row->classifier : *classifier;
		return row->event ? row->event : EVENT_NOTE;
	}
	if (!status)
		taf_unknown(r, CODES_STATUS, running, "TrainLocationStatus");
	return status ? status->event : NULL;
}

static const char *event_of_status(struct taf_reading *r, enum classifier *classifier)
{
	const char *running = r->said.running;
	const char *event = running ? status_meant(r, running, classifier) : NULL;

	if (!event)
		taf_say(r, SEVERITY_WARNING, "running-status", r->message.offset,
			running ? "%.20s is no running status of the list: it was kept as a note"
				: "no TrainLocationStatus says what happened: it was kept as a note%s",
			running ? running : "");
	if (running)
		taf_remark(r, "STATUS", running);
	return event ? event : EVENT_NOTE;
}

static void place_remark(struct taf_reading *r, const char *word, const struct taf_place *place)
{
	if (place->name || place->code)
		taf_remark(r, word,
			place->name ? place->name
				    : arena_printf(r->arena, "%s%s", place->country ? place->country : "",
					      place->code));
}

static void report(struct taf_reading *r, enum classifier classifier)
{
	struct taf_said *s = &r->said;
	const char *subject, *code;

	taf_head(r);
	subject = train(r);
	if (!subject)
		return;
	r->message.document = document_at(r, &s->here, s->running);
	code = event_of_status(r, &classifier);
	place_remark(r, "LEAVES-AT", &s->transfer);
	if (!s->when.text)
		taf_say(r, SEVERITY_ERROR, "time-missing", r->message.offset,
			"no LocationDateTime says when this is");
	else {
		taf_part(r, &s->here);
		taf_event(r, subject, code, classifier, &s->when, &s->here);
	}
}

void taf_running_ends(struct taf_reading *r)
{
	report(r, CLASSIFIER_ACT);
}

void taf_forecast_ends(struct taf_reading *r)
{
	report(r, CLASSIFIER_EST);
}

void taf_interruption_ends(struct taf_reading *r)
{
	struct taf_said *s = &r->said;
	bool over = s->interrupted && strcmp(s->interrupted, "0") == 0;
	const char *subject;

	taf_head(r);
	subject = train(r);
	if (!subject)
		return;
	r->message.document = document_at(r, &s->here, "interruption");
	place_remark(r, "LEAVES-AT", &s->transfer);
	taf_part(r, &s->here);
	taf_event(r, subject, over ? EVENT_RELEASED : EVENT_HELD, CLASSIFIER_ACT,
		s->when.text ? &s->when : &s->said, &s->here);
}

/* Delays */

/* The sender's own name of what it tells. */
static const char *own_reference(const struct taf_reading *r)
{
	static const char word[] = "SENDER:";

	for (size_t i = 0; i < r->said.remark_count; i++)
		if (strncmp(r->said.remarks[i], word, sizeof word - 1) == 0)
			return r->said.remarks[i] + sizeof word - 1;
	return "";
}

void taf_delay_opens(struct taf_reading *r)
{
	struct taf_said *s = &r->said;

	if (!s->delays++)
		s->head_remarks = s->remark_count;
	s->remark_count = s->head_remarks;
	s->here = (struct taf_place){.offset = r->offset};
	s->when = (struct taf_time){.offset = r->offset};
}

void taf_delay_ends(struct taf_reading *r)
{
	struct taf_said *s = &r->said;
	const char *subject;

	if (!r->headed)
		taf_head(r);
	subject = train(r);
	if (!subject)
		return;
	/* a change or an end of it names it so once more */
	r->message.document = document_at(r, &s->here,
		arena_printf(r->arena, "delay%s%s", *own_reference(r) ? " " : "", own_reference(r)));
	taf_part(r, &s->here);
	taf_event(r, subject, EVENT_NOTE, CLASSIFIER_ACT, s->when.text ? &s->when : &s->said, &s->here);
}

void taf_cause_ends(struct taf_reading *r)
{
	if (r->said.delays)
		return;
	taf_head(r);
	train(r);
}

/* Compositions */

void taf_section_opens(struct taf_reading *r)
{
	struct taf_said *s = &r->said;

	if (!r->headed) {
		taf_head(r);
		if (train(r))
			r->message.document = r->train.key + strlen("TRAIN:");
	}
	r->arena = r->lasting;
	s->sections++;
	s->origin = s->destination = (struct taf_place){.offset = r->offset};
	s->wagon_offset = r->offset;
}

void taf_wagon_opens(struct taf_reading *r)
{
	struct taf_said *s = &r->said;

	r->arena = r->passing;
	s->wagon = s->position = s->load = s->empty = NULL;
	s->boxes = NULL;
	s->box_count = s->box_room = 0;
	s->wagon_offset = r->offset;
}

/* When wagons are in the train: as it is to leave, else the day it does, else as it was said. */
static const struct taf_time *section_time(struct taf_reading *r)
{
	struct taf_said *s = &r->said;

	if (s->origin.booked.text)
		return &s->origin.booked;
	if (s->sections > 1)
		return NULL;
	if (s->handover.text)
		return &s->handover;
	return s->train.start.text ? &s->train.start : &s->said;
}

/* "01", "71", "100": as it sorts. */
static const char *place_in_train(struct taf_reading *r)
{
	const char *position = r->said.position;
	size_t n;

	if (!position)
		return NULL;
	position += strspn(position, "0");
	n = strspn(position, "0123456789");
	if (!n || n > 3 || position[n]) {
		taf_say(r, SEVERITY_WARNING, "train-position", r->said.wagon_offset,
			"\"%.20s\" is no place in a train", r->said.position);
		return NULL;
	}
	return arena_printf(r->arena, "%s%s", n < 2 ? "0" : "", position);
}

static void measure(struct taf_reading *r, struct event *e, const char *what, const char *value)
{
	if (!value)
		return;
	if (!e->measures)
		e->measures = arena_alloc_array(r->arena, 2, sizeof *e->measures);
	e->measures[e->measure_count++] = arena_printf(r->arena, "%s:%s:KGM", what, value);
}

static void wagon_event(struct taf_reading *r, const struct taf_time *when)
{
	struct taf_said *s = &r->said;
	/* what lies beyond the first stretch is a plan */
	enum classifier classifier = s->sections > 1 ? CLASSIFIER_PLN : CLASSIFIER_ACT;
	const char *subject = taf_wagon(r);
	struct event *e, of;

	if (!subject)
		return;
	taf_look(r, &s->destination);
	e = taf_event(r, subject, EVENT_ABOARD, classifier, when, &s->origin);
	e->transport.wagon = subject + strlen("WAGON:");
	e->stowage = place_in_train(r);
	e->destination = s->destination.place ? s->destination.place : s->destination.place_text;
	e->offset = s->wagon_offset;
	measure(r, e, "N", s->load);
	measure(r, e, "T", s->empty);
	of = *e; /* boxes move what is made */
	taf_boxes(r, &of);
}

void taf_wagon_ends(struct taf_reading *r)
{
	const struct taf_time *when = section_time(r);

	if (when) {
		wagon_event(r, when);
	} else if (!r->untimed_told) {
		r->untimed_told = true;
		taf_say(r, SEVERITY_INFORMATION, "section-untimed", r->said.wagon_offset,
			"no BookedLocationDateTime says when this stretch begins: its wagons were left out");
	}
	if (taf_fits(r))
		taf_made(r);
	r->arena = r->lasting;
}

void taf_composition_ends(struct taf_reading *r)
{
	if (r->headed)
		return;
	taf_head(r);
	train(r);
}
