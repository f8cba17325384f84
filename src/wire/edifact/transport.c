#include "wire/edifact/transport.h"

#include "codes/code.h"
#include "wire/edifact/codes.h"
#include "wire/edifact/events.h"
#include "wire/edifact/own.h"
#include "wire/edifact/when.h"
#include "wire/keys.h"

static bool all_digits(struct slice x)
{
	uint32_t i;

	for (i = 0; i < x.n; i++)
		if (x.s[i] < '0' || x.s[i] > '9')
			return false;
	return x.n > 0;
}

static bool call_sign_shape(struct slice x)
{
	uint32_t i;
	bool letter = false;

	for (i = 0; i < x.n; i++) {
		bool is_letter = x.s[i] >= 'A' && x.s[i] <= 'Z';

		if (!is_letter && (x.s[i] < '0' || x.s[i] > '9'))
			return false;
		letter |= is_letter;
	}
	return letter && x.n >= 3 && x.n <= 8;
}

static const char *imo_read(struct reading *r, const struct segment *s, struct slice id, bool sure)
{
	struct slice digits = id;
	char code[8];
	struct code_answer answer;

	if (digits.n > 3 && memcmp(digits.s, "IMO", 3) == 0)
		digits = trimmed((struct slice){digits.s + 3, digits.n - 3, false});
	if (digits.n != 7 || !all_digits(digits))
		return NULL;
	memcpy(code, digits.s, 7);
	code[7] = '\0';
	answer = code_judge(CODE_IMO, code);
	if (answer.verdict == CODE_HOLDS)
		return arena_strdup(r->arena, code);
	if (sure)
		say(r, SEVERITY_WARNING, "imo-number", s, 8, 1,
			"%s is no IMO ship number: its check digit fails", code);
	return NULL;
}

static void ship_read(struct reading *r, const struct segment *s, struct transport_ref *t)
{
	struct slice id = trimmed(segment_at(s, 8, 1)), list = segment_at(s, 8, 2),
		     agency = segment_at(s, 8, 3);
	bool imo = slice_is(list, "146") || slice_is(agency, "11");

	t->name = keep(r, segment_at(s, 8, 4));
	if (!id.n)
		return;
	if (!slice_is(list, "103"))
		t->imo = imo_read(r, s, id, imo);
	if (t->imo)
		return;
	if (slice_is(list, "103") || (!imo && call_sign_shape(id)))
		t->call_sign = keep(r, id);
	else if (!t->name && !all_digits(id))
		t->name = keep(r, id);
}

void transport_read(struct reading *r, const struct segment *s, struct transport_ref *t)
{
	unsigned stage = slice_number(segment_at(s, 1, 1));
	struct slice list = segment_at(s, 8, 2);
	bool long_wagon = r->own && slice_is(list, OWN_WAGON);

	*t = (struct transport_ref){
		.mode = mode_of(slice_number(segment_at(s, 3, 1)), slice_number(segment_at(s, 4, 1)))};
	if (t->mode == MODE_UNKNOWN && !r->own &&
		(stage == 20 || slice_is(list, "103") || slice_is(list, "146")) && segment_at(s, 8, 1).n)
		t->mode = MODE_VESSEL;
	t->carrier = keep(r, segment_at(s, 5, 1));
	if (!t->carrier)
		t->carrier = keep(r, segment_at(s, 5, 4));
	t->voyage = keep(r, segment_at(s, 2, 1));
	if (t->mode == MODE_RAIL) {
		t->train = t->voyage;
		t->voyage = NULL;
		t->wagon = keep(r, segment_at(s, 8, long_wagon ? 4 : 1));
		t->name = long_wagon ? NULL : keep(r, segment_at(s, 8, 4));
	} else if (t->mode == MODE_TRUCK) {
		t->wagon = keep(r, segment_at(s, 8, segment_at(s, 8, 1).n ? 1 : 4));
	} else {
		ship_read(r, s, t);
	}
}

void transport_number(struct transport_ref *t, struct slice qualifier, const char *value)
{
	if (slice_is(qualifier, "VON"))
		t->voyage = value;
	else if (slice_is(qualifier, OWN_TRAIN))
		t->train = value;
	else if (slice_is(qualifier, OWN_CALL_SIGN))
		t->call_sign = value;
}

void transport_key(struct reading *r, struct transport_ref *t, const struct civil *date)
{
	bool too_long;

	t->key = transport_key_of(r->arena, t, date, &too_long);
	if (too_long)
		say_message(r, SEVERITY_WARNING, "transport-name",
			"the transport's name is too long to find it by");
}

void transport_call(struct reading *r, struct transport_ref *t, const char *place)
{
	t->call = transport_call_of(r->arena, t->key, place);
}

/* 2005 of a call's times. */
static const struct {
	unsigned qualifier;
	const char *code;
	enum classifier classifier;
} call_times[] = {
	{132, "ARRI", CLASSIFIER_EST}, /* arrival, estimated */
	{178, "ARRI", CLASSIFIER_ACT}, /* arrival, actual */
	{232, "ARRI", CLASSIFIER_PLN}, /* arrival, scheduled */
	{133, "DEPA", CLASSIFIER_EST}, /* departure, estimated */
	{186, "DEPA", CLASSIFIER_ACT}, /* departure, actual */
	{189, "DEPA", CLASSIFIER_PLN}, /* departure, scheduled */
};

static size_t events_of(struct reading *r, const struct times *times, struct spot *spot, bool make)
{
	size_t i, k, n = 0;

	for (i = 0; i < sizeof call_times / sizeof *call_times; i++)
		for (k = 0; k < times->count; k++) {
			const struct told *told = &times->at[k];

			if (told->qualifier != call_times[i].qualifier)
				continue;
			n++;
			if (make)
				event_of_call(r, call_times[i].code, call_times[i].classifier, told, spot);
			break;
		}
	return n;
}

size_t transport_call_events(struct reading *r, const struct times *times, struct spot *spot)
{
	return events_of(r, times, spot, true);
}

/* No ship is told to leave the port of discharge by who loads it: that is meant of where it loads, and who
 * writes as before D.00B puts it behind all places. */
static bool leaves_from_load(const struct call *own, const struct call *last)
{
	if (own->kind != SPOT_LOAD || last->kind != SPOT_DISCHARGE || !last->times.count)
		return false;
	for (size_t i = 0; i < last->times.count; i++) {
		unsigned q = last->times.at[i].qualifier;

		if (q != 133 && q != 186 && q != 189)
			return false;
	}
	return true;
}

/* Before D.00B the times stand behind all places together: they speak of the call that is reported. */
static void own_times_move(struct reading *r)
{
	struct head *h = &r->head;
	struct call *own = r->kind->own_call(r);
	struct call *last = h->calls ? &h->call[h->calls - 1] : NULL;
	size_t i;

	if (!own || own == last || h->calls < 2 || h->times_settled)
		return;
	if (r->release >= 20002 && !leaves_from_load(own, last))
		return;
	for (i = 0; i + 1 < h->calls; i++)
		if (h->call[i].times.count)
			return;
	own->times = last->times;
	last->times.count = 0;
}

void transport_events(struct reading *r)
{
	struct head *h = &r->head;
	struct call *own;
	size_t i, told = 0;

	if (!h->has_transport)
		return;
	own_times_move(r);
	own = r->kind->own_call(r);
	for (i = 0; i < h->calls; i++)
		told += events_of(r, &h->call[i].times, &h->call[i].spot, h->transport.key != NULL);
	told += events_of(r, &h->transport_times, own ? &own->spot : NULL, own && h->transport.key);
	if (told && !h->transport.key)
		say_message(r, SEVERITY_INFORMATION, "transport-unnamed",
			"the transport's calls were passed over: its name or voyage is missing");
	else if (h->transport_times.count && !own)
		say_message(r, SEVERITY_INFORMATION, "call-unknown",
			"times of the transport were passed over: no place says which call they are of");
}
