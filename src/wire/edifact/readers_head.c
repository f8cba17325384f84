#include "base/clear.h"
#include "wire/edifact/codes.h"
#include "wire/edifact/own.h"
#include "wire/edifact/readers.h"
#include "wire/edifact/transport.h"
#include "wire/edifact/when.h"
#include "wire/partner_ask.h"

static bool in_box(const struct reading *r)
{
	return r->group >= GROUP_BOX;
}

static bool in_leg(const struct reading *r)
{
	return r->group == GROUP_LEG || r->group == GROUP_LEG_CALL;
}

/* A key that is looked up by: none rather than a cut one. */
const char *keep_key(struct reading *r, const struct segment *s, unsigned e, unsigned c, struct slice value)
{
	struct slice x = trimmed(value);

	if (x.n <= MOST_KEY)
		return keep(r, x);
	say(r, SEVERITY_WARNING, "value-too-long", s, e, c,
		"%u bytes are too long for this: it was passed over", x.n);
	return NULL;
}

void read_bgm(struct reading *r, const struct segment *s)
{
	unsigned function = slice_number(segment_at(s, 3, 1));

	r->head.document_code = slice_number(segment_at(s, 1, 1));
	r->head.document_name =
		keep(r, segment_at(s, 1, r->head.document_code && !segment_at(s, 1, 4).n ? 1 : 4));
	if (!r->head.document_name && !r->head.document_code)
		r->head.document_name = keep(r, segment_at(s, 1, 1));
	r->message.document = keep_key(r, s, 2, 1, segment_at(s, 2, 1));
	if (!function_of(function, &r->message.function))
		say(r, SEVERITY_INFORMATION, "function-unknown", s, 3, 1,
			"message function \"%.*s\" (1225) says nothing about earlier messages: taken as "
			"original",
			(int)segment_at(s, 3, 1).n, segment_at(s, 3, 1).s);
}

void read_cnt(struct reading *r, const struct segment *s)
{
	struct slice value = segment_at(s, 1, 2);

	if (slice_number(segment_at(s, 1, 1)) != 16)
		return;
	r->head.count_stand = stand_of(r, s, "CNT");
	if (slice_number(value) || slice_is(value, "0"))
		r->head.count = slice_number(value);
	else
		say(r, SEVERITY_INFORMATION, "count-unread", s, 1, 2, "\"%.*s\" is no number of containers",
			(int)value.n, value.s);
}

void read_dtm(struct reading *r, const struct segment *s)
{
	struct head *h = &r->head;

	if (in_leg(r) && r->own)
		times_read(r, s, &r->box.leg_times);
	else if (in_leg(r))
		read_remark(r, s);
	else if (in_box(r))
		times_read(r, s, &r->box.times);
	else if (r->group == GROUP_CALL && h->calls)
		times_read(r, s, &h->call[h->calls - 1].times);
	else if (r->group == GROUP_TRANSPORT)
		times_read(r, s, &h->transport_times);
	else if (r->group == GROUP_HEAD || slice_is(segment_at(s, 1, 1), "137"))
		times_read(r, s, &h->times);
}

static bool locode_shape(const char *s)
{
	int i;

	for (i = 0; i < 5; i++) {
		bool letter = s[i] >= 'A' && s[i] <= 'Z';

		if (!letter && (i < 2 || s[i] < '2' || s[i] > '9'))
			return false;
	}
	return true;
}

static const char *facility_list(struct reading *r, const struct segment *s)
{
	struct slice agency = segment_at(s, 3, 3);

	if (slice_is(agency, "306"))
		return "SMDG";
	if (slice_is(agency, "20"))
		return "BIC";
	return keep(r, agency.n ? agency : segment_at(s, 3, 2));
}

static const char *raised(struct reading *r, struct slice x)
{
	char *copy = arena_strndup(r->arena, x.s, x.n);

	for (char *c = copy; *c; c++)
		*c = *c >= 'a' && *c <= 'z' ? (char)(*c - 32) : *c;
	return copy;
}

static bool six_digits(struct slice x)
{
	uint32_t i;

	for (i = 0; i < x.n && x.s[i] >= '0' && x.s[i] <= '9'; i++)
		;
	return i == x.n && x.n == 6;
}

/* The place by the code we have for it, where a message uses another: a second UN/LOCODE, or a code of the
 * list that it names (1131, else 3055), as 722400:ESR; six bare digits are a station of the 1520 mm railways
 * (ESR). What was said stays as the text. */
static void spot_resolve(struct reading *r, const struct segment *s, struct spot *spot, struct slice raw)
{
	const struct decode_world *w = r->world;
	struct slice list = trimmed(segment_at(s, 2, 2)), agency = trimmed(segment_at(s, 2, 3));
	const char *place = NULL, *code;

	if (!w->place_called || !raw.n || raw.n > MOST_KEY)
		return;
	code = spot->code ? spot->code : raised(r, raw);
	if (spot->code)
		place = w->place_called(w->self, "UNLOCODE", code);
	else if (list.n && list.n <= MOST_KEY)
		place = w->place_called(w->self, raised(r, list), code);
	if (!place && !spot->code && agency.n && agency.n <= MOST_KEY)
		place = w->place_called(w->self, raised(r, agency), code);
	if (!place && !spot->code && !list.n && !agency.n && six_digits(raw))
		place = w->place_called(w->self, "ESR", code);
	if (!place || (spot->code && strcmp(place, spot->code) == 0))
		return;
	if (!spot->text)
		spot->text = keep(r, raw);
	spot->code = arena_strdup(r->arena, place);
}

/* The code by its shape, else what was written in its place. */
static void spot_code(struct reading *r, const struct segment *s, struct spot *spot, struct slice raw)
{
	struct slice name = segment_at(s, 2, 4);
	char code[6] = "";
	uint32_t i, n = 0;

	for (i = 0; i < raw.n && n < 6; i++)
		if (raw.s[i] != ' ')
			code[n++] = raw.s[i] >= 'a' && raw.s[i] <= 'z' ? (char)(raw.s[i] - 32) : raw.s[i];
	if (n == 5 && i == raw.n && locode_shape(code)) {
		spot->code = arena_strndup(r->arena, code, 5);
		if (raw.n != 5 || memcmp(code, raw.s, 5) != 0)
			spot->text = keep(r, raw);
	} else {
		spot->text = keep(r, raw.n ? raw : name);
	}
	if (r->own)
		spot->text = keep(r, name);
	else
		spot_resolve(r, s, spot, raw);
}

static struct met *met_of(struct reading *r, struct slice raw)
{
	uint32_t four;

	if (raw.n != sizeof r->met->said || r->own || r->arena != r->passing)
		return NULL;
	memcpy(&four, raw.s, sizeof four);
	return &r->met[(four * 31 + (uint8_t)raw.s[4]) * 2654435761u >> 16 & (MOST_MET - 1)];
}

static void spot_place(struct reading *r, const struct segment *s, struct spot *spot, struct slice raw)
{
	struct met *met = met_of(r, raw);

	if (met && met->code && memcmp(met->said, raw.s, sizeof met->said) == 0) {
		spot->code = met->code;
		spot->text = met->text;
		return;
	}
	spot_code(r, s, spot, raw);
	if (!met || !locode_shape(raw.s))
		return;
	*met = (struct met){.code = spot->code, .text = spot->text};
	memcpy(met->said, raw.s, sizeof met->said);
}

static void facility_resolve(struct reading *r, struct spot *spot)
{
	const char *meaning = meaning_for(r->world, r->partner, CODES_FACILITY, spot->facility);
	const char *said = spot->facility, *place;

	if (!meaning || !facility_meant(r->arena, meaning, &place, &spot->facility_list, &spot->facility))
		return;
	spot->facility_said = said;
	if (!spot->code && spot->text) /* what was said stays: ids go by it */
		spot->code = place;
}

void spot_meant(struct reading *r, struct spot *spot)
{
	const char *written = spot->text ? spot->text : spot->code;
	const char *place = meaning_for(r->world, r->partner, CODES_PLACE, written);

	if (place) {
		spot->text = written;
		spot->code = arena_strdup(r->arena, place);
	}
	if (spot->facility && !spot->facility_said)
		facility_resolve(r, spot);
	spot->looked = spot->checked = false;
}

void spot_read(struct reading *r, const struct segment *s, struct spot *spot)
{
	clear(spot, sizeof *spot);
	spot->said = true;
	spot->stand = stand_of(r, s, "LOC");
	spot_place(r, s, spot, trimmed(segment_at(s, 2, 1)));
	/* 162, 163: the country and its part, that some write where a facility may stand */
	if (segment_at(s, 3, 1).n && !slice_is(segment_at(s, 3, 2), "162") &&
		!slice_is(segment_at(s, 3, 2), "163")) {
		spot->facility = keep(r, segment_at(s, 3, 1));
		spot->facility_list = facility_list(r, s);
	}
	if (r->partner)
		spot_meant(r, spot);
}

static void call_read(struct reading *r, const struct segment *s, enum spot_kind kind)
{
	struct head *h = &r->head;
	struct call *call = &h->call[h->calls < MOST_CALLS ? h->calls++ : MOST_CALLS - 1];

	*call = (struct call){.kind = kind, .qualifier = slice_number(segment_at(s, 1, 1))};
	spot_read(r, s, &call->spot);
}

void read_loc(struct reading *r, const struct segment *s)
{
	unsigned qualifier = slice_number(segment_at(s, 1, 1));
	enum spot_kind kind = spot_kind_of(qualifier);
	struct box *b = &r->box;

	if (!in_box(r)) {
		call_read(r, s, kind);
		return;
	}
	if (in_leg(r)) { /* where the leg goes: only what the box itself does not say */
		if ((kind == SPOT_DESTINATION || kind == SPOT_DELIVERY) && !b->spot[kind].said)
			spot_read(r, s, &b->spot[kind]);
		return;
	}
	if (qualifier == 147)
		b->stowage = keep(r, segment_at(s, 2, 1));
	else if (kind == SPOT_KINDS)
		read_remark(r, s);
	else if (!b->spot[kind].said)
		spot_read(r, s, &b->spot[kind]);
}

void read_nad(struct reading *r, const struct segment *s)
{
	struct slice role = segment_at(s, 1, 1), party = segment_at(s, 2, 1);
	struct head *h = &r->head;

	if (!party.n)
		party = segment_at(s, 4, 1); /* C080: only a name */
	if (!party.n)
		return;
	if (slice_is(role, "CF"))
		*(in_box(r) ? &r->box.operator_code : &h->operator_code) = keep(r, party);
	else if (slice_is(role, "CA"))
		*(in_box(r) ? &r->box.carrier_code : &h->carrier_code) = keep(r, party);
	else if (slice_is(role, "MS") && !in_box(r))
		reading_sender(r, keep(r, party));
	else if (slice_is(role, "TR") && !in_box(r)) {
		h->terminal = keep(r, party);
		h->terminal_list = keep(r, segment_at(s, 2, segment_at(s, 2, 3).n ? 3 : 2));
	}
}

void reference_add(struct reading *r, struct reference x, struct reference *list, size_t *count)
{
	if (*count == MOST_LIST)
		r->box.cut = true;
	else
		list[(*count)++] = x;
}

bool reference_read(struct reading *r, const struct segment *s, unsigned k, struct reference *x)
{
	struct slice qualifier = trimmed(segment_repeat(s, 1, k, 1));

	*x = (struct reference){reference_kind(qualifier), keep_key(r, s, 1, 2, segment_repeat(s, 1, k, 2))};
	if (!x->value || !qualifier.n || qualifier.n > 10)
		return false;
	if (!x->kind)
		x->kind = keep(r, qualifier);
	return true;
}

void reference_take(struct reading *r, const struct segment *s, unsigned k)
{
	struct slice qualifier = trimmed(segment_repeat(s, 1, k, 1));
	struct reference x;

	if (!reference_read(r, s, k, &x))
		return;
	if (r->own && (r->group == GROUP_TRANSPORT || r->group == GROUP_LEG))
		transport_number(in_box(r) ? &r->box.leg : &r->head.transport, qualifier, x.value);
	else if (r->group == GROUP_TRANSPORT && slice_is(qualifier, "VON") && !r->head.transport.voyage)
		r->head.transport.voyage = x.value;
	else if (in_box(r))
		reference_add(r, x, r->box.reference, &r->box.references);
	else
		reference_add(r, x, r->head.reference, &r->head.references);
}

void read_rff(struct reading *r, const struct segment *s)
{
	for (unsigned k = 1; k <= segment_repetitions(s, 1); k++)
		reference_take(r, s, k);
}

void read_tdt(struct reading *r, const struct segment *s)
{
	if (!in_box(r)) {
		r->head.has_transport = true;
		r->head.stage = slice_number(segment_at(s, 1, 1));
		transport_read(r, s, &r->head.transport);
		return;
	}
	r->box.has_leg = true;
	r->box.leg_stage = slice_number(segment_at(s, 1, 1));
	transport_read(r, s, &r->box.leg);
}
