#include "wire/edifact/codes.h"
#include "wire/edifact/readers.h"
#include "wire/edifact/transport.h"
#include "wire/edifact/when.h"

static bool in_box(const struct reading *r)
{
	return r->group >= GROUP_BOX;
}

static bool in_leg(const struct reading *r)
{
	return r->group == GROUP_LEG || r->group == GROUP_LEG_CALL;
}

/* A key that is looked up by: none rather than a cut one. */
static const char *keep_key(
	struct reading *r, const struct segment *s, unsigned e, unsigned c, struct slice value)
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

	if (in_leg(r))
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

static void spot_read(struct reading *r, const struct segment *s, struct spot *spot)
{
	struct slice raw = trimmed(segment_at(s, 2, 1)), name = segment_at(s, 2, 4);
	char code[6] = "";
	uint32_t i, n = 0;

	*spot = (struct spot){.said = true, .stand = stand_of(r, s, "LOC")};
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
	if (segment_at(s, 3, 1).n) {
		spot->facility = keep(r, segment_at(s, 3, 1));
		spot->facility_list = facility_list(r, s);
	}
}

static void call_read(struct reading *r, const struct segment *s, enum spot_kind kind)
{
	struct head *h = &r->head;
	struct call *call = &h->call[h->calls < MOST_CALLS ? h->calls++ : MOST_CALLS - 1];

	*call = (struct call){.kind = kind};
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
		r->message.sender = keep(r, party);
	else if (slice_is(role, "TR") && !in_box(r)) {
		h->terminal = keep(r, party);
		h->terminal_list = keep(r, segment_at(s, 2, segment_at(s, 2, 3).n ? 3 : 2));
	}
}

static void reference_add(struct reading *r, struct reference x, struct reference *list, size_t *count)
{
	if (*count == MOST_LIST)
		r->box.cut = true;
	else
		list[(*count)++] = x;
}

static void reference_read(struct reading *r, struct slice qualifier, const char *value)
{
	struct reference x = {reference_kind(qualifier), value};

	if (!x.value || !qualifier.n || qualifier.n > 10)
		return;
	if (!x.kind)
		x.kind = keep(r, qualifier);
	if (r->group == GROUP_TRANSPORT && slice_is(qualifier, "VON") && !r->head.transport.voyage)
		r->head.transport.voyage = x.value;
	else if (in_box(r))
		reference_add(r, x, r->box.reference, &r->box.references);
	else
		reference_add(r, x, r->head.reference, &r->head.references);
}

void read_rff(struct reading *r, const struct segment *s)
{
	for (unsigned k = 1; k <= segment_repetitions(s, 1); k++)
		reference_read(r, trimmed(segment_repeat(s, 1, k, 1)),
			keep_key(r, s, 1, 2, segment_repeat(s, 1, k, 2)));
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
