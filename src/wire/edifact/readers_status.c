#include "wire/edifact/codes.h"
#include "wire/edifact/own.h"
#include "wire/edifact/readers.h"
#include "wire/edifact/status.h"
#include "wire/edifact/transport.h"
#include "wire/edifact/when.h"
#include "wire/partner_ask.h"

/* 3227 of a status, a consignment, a message; what has no meaning of its own says where it is. */
static enum spot_kind place_kind(const struct segment *s)
{
	unsigned qualifier = slice_number(segment_at(s, 1, 1));

	return qualifier == 5 ? SPOT_LOAD : spot_kind_of(qualifier);
}

static void place_add(struct reading *r, const struct segment *s, struct spot spot[SPOT_KINDS])
{
	enum spot_kind kind = place_kind(s);

	if (kind == SPOT_KINDS)
		kind = SPOT_HERE;
	if (!spot[kind].said)
		spot_read(r, s, &spot[kind]);
}

static bool names_box(const struct segment *s, unsigned k)
{
	return slice_is(trimmed(segment_repeat(s, 1, k, 1)), "EQ");
}

static void named_add(struct reading *r, const struct segment *s, unsigned k, struct carriage *c)
{
	struct carried box = {.segment = r->segments, .offset = s->offset};

	box.number = container_read(r, s, 1, 2, segment_repeat(s, 1, k, 2), &box.failed);
	if (box.number)
		carriage_add(r, c, &box);
}

/* ---- the message ---- */

void read_message_place(struct reading *r, const struct segment *s)
{
	place_add(r, s, statuses_of(r)->head_spot);
}

void read_message_rff(struct reading *r, const struct segment *s)
{
	unsigned k;

	for (k = 1; k <= segment_repetitions(s, 1); k++)
		if (names_box(s, k))
			named_add(r, s, k, &statuses_of(r)->head_named);
		else
			reference_take(r, s, k);
}

void read_message_box(struct reading *r, const struct segment *s)
{
	consignment_close(r);
	statuses_of(r)->head_box = true;
	read_eqd(r, s);
}

/* ---- a consignment ---- */

void read_cni(struct reading *r, const struct segment *s)
{
	struct statuses *all = statuses_of(r);

	consignment_close(r);
	all->in_consignment = true;
	all->segment = r->segments;
	all->offset = s->offset;
	all->document = keep_key(r, s, 2, 1, segment_at(s, 2, 1));
}

void read_consignment_place(struct reading *r, const struct segment *s)
{
	place_add(r, s, statuses_of(r)->spot);
}

void read_consignment_rff(struct reading *r, const struct segment *s)
{
	struct statuses *all = statuses_of(r);
	struct reference x;
	unsigned k;

	for (k = 1; k <= segment_repetitions(s, 1); k++)
		if (names_box(s, k))
			named_add(r, s, k, &all->boxes);
		else if (reference_read(r, s, k, &x))
			reference_add(r, x, all->reference, &all->references);
}

/* ---- a status ---- */

static bool of_un(struct slice x)
{
	return !x.n || slice_is(x, "6") || slice_is(x, "UN");
}

/* Who keeps the code: the agency, the list, else the UN, whose lists differ by the status's category. */
static const char *list_of(struct reading *r, const struct segment *s)
{
	struct slice category = trimmed(segment_at(s, 1, 1)), list = trimmed(segment_at(s, 2, 2)),
		     agency = trimmed(segment_at(s, 2, 3));

	if (slice_is(agency, "ZZZ") && slice_is(list, OWN_NAME))
		return OWN_NAME;
	if (!of_un(agency))
		return keep(r, agency);
	if (!of_un(list))
		return keep(r, list);
	if (category.n && !slice_is(category, "1"))
		return joined(r, (struct slice){"UN", 2, false}, '/', category);
	return "UN";
}

static void status_start(struct reading *r, const struct segment *s, struct status *st)
{
	/* the lists are not cleared: their counts say what is in them */
	st->open = true;
	st->stand = stand_of(r, s, "STS");
	memset(&st->means, 0, sizeof st->means);
	st->times.count = st->references = st->remarks.count = st->seals.count = 0;
	memset(&st->said, 0, sizeof st->said);
	memset(st->spot, 0, sizeof st->spot);
	st->has_ride = st->boxes_told = st->where_said = st->when_said = false;
	st->operator_code = NULL;
	st->boxes = st->named = (struct carriage){NULL, 0, 0};
}

static void status_look_up(
	struct reading *r, const struct segment *s, struct status *st, const struct status_asked *asked)
{
	const struct decode_world *w = r->world;
	const struct status_code *found = w->status ? w->status(w->self, asked) : NULL;

	if (found) {
		st->means = *found;
		return;
	}
	if (!r->own)
		unknown_tell(r->sink, r->partner, r->message.sender, CODES_STATUS, asked->status,
			arena_printf(r->arena, "message %u, segment %u STS", r->message.line, r->segments));
	say(r, SEVERITY_WARNING, "status-unknown", s, 2, 1,
		"nobody says what status %.40s of list %.40s means: it was kept as a note. Import a "
		"row "
		"of status codes that says it",
		asked->status, asked->list);
}

/* The code as it came, with its sender's words or else ours: nothing that is said gets lost in our codes. */
static void status_remark(
	struct reading *r, struct status *st, const struct status_asked *asked, const char *words)
{
	const char *text = words ? words : st->means.name;
	bool un = strcmp(asked->list, "UN") == 0, twice = text && strcmp(text, asked->status) == 0;

	list_add(r, &st->remarks,
		arena_printf(r->arena, "STS:%s%s%s%s%s", un ? "" : asked->list, un ? "" : " ", asked->status,
			text && !twice ? " " : "", text && !twice ? text : ""));
}

static void status_reasons(struct reading *r, const struct segment *s, struct status *st)
{
	unsigned e;

	for (e = 3; e <= s->elements; e++) {
		const char *why = joined(r, segment_at(s, e, 1), ' ', segment_at(s, e, 4));

		if (why)
			list_add(r, &st->remarks, arena_printf(r->arena, "REASON:%s", why));
	}
}

void read_sts(struct reading *r, const struct segment *s)
{
	struct statuses *all = statuses_of(r);
	const struct interchange *unb = r->message.interchange;
	const char *words = keep(r, segment_at(s, 2, 4)), *code = keep(r, segment_at(s, 2, 1));
	struct status_asked asked = {.sender = {r->partner ? r->partner->name : NULL, r->message.sender,
					     unb ? unb->sender : NULL, r->head.carrier_code},
		.list = list_of(r, s),
		.status = code ? code : words};

	status_close(r);
	status_start(r, s, &all->at);
	if (!asked.status) {
		say(r, SEVERITY_WARNING, "status-missing", s, 2, 1,
			"this STS says no status: it was passed over");
		all->at.open = false;
		return;
	}
	if (r->own) /* it means the same whoever sends it, and its remarks are all there */
		memset(asked.sender, 0, sizeof asked.sender);
	status_look_up(r, s, &all->at, &asked);
	if (r->own) {
		if (words && strncmp(asked.status, OWN_ANOTHER, 2) == 0)
			all->at.means.event = words;
		return;
	}
	status_remark(r, &all->at, &asked, words);
	status_reasons(r, s, &all->at);
}

/* Whether there is a status to speak of. */
static bool spoken_of(struct reading *r, const struct segment *s)
{
	bool open = statuses_of(r)->at.open;

	if (!open)
		say(r, SEVERITY_INFORMATION, "segment-position", s, 0, 0,
			"this %s stands under no status: it was passed over", s->name);
	return open;
}

static void status_reference(
	struct reading *r, struct statuses *all, struct slice qualifier, struct reference x)
{
	if (r->own && r->group == GROUP_STATUS_LEG)
		transport_number(&all->into->transport, qualifier, x.value);
	else if (r->group == GROUP_STATUS_LEG && strcmp(x.kind, "VOYAGE") == 0 &&
		 !all->into->transport.voyage)
		all->into->transport.voyage = x.value;
	else
		reference_add(r, x, all->at.reference, &all->at.references);
}

void read_status_rff(struct reading *r, const struct segment *s)
{
	struct statuses *all = statuses_of(r);
	struct reference x;
	unsigned k;

	if (!spoken_of(r, s))
		return;
	for (k = 1; k <= segment_repetitions(s, 1); k++)
		if (names_box(s, k))
			named_add(r, s, k, &all->at.named);
		else if (reference_read(r, s, k, &x))
			status_reference(r, all, trimmed(segment_repeat(s, 1, k, 1)), x);
}

void read_status_time(struct reading *r, const struct segment *s)
{
	struct statuses *all = statuses_of(r);

	if (!spoken_of(r, s))
		return;
	if (r->group == GROUP_STATUS_CALL && all->into->calls)
		times_read(r, s, &all->into->call[all->into->calls - 1].times);
	else if (r->group == GROUP_STATUS_LEG || r->group == GROUP_STATUS_CALL)
		times_read(r, s, &all->into->times);
	else
		times_read(r, s, &all->at.times);
}

void read_status_place(struct reading *r, const struct segment *s)
{
	struct statuses *all = statuses_of(r);
	struct call *call;

	if (!spoken_of(r, s))
		return;
	if (r->group != GROUP_STATUS_CALL) {
		place_add(r, s, all->at.spot);
		return;
	}
	call = &all->into->call[all->into->calls < MOST_CALLS ? all->into->calls++ : MOST_CALLS - 1];
	call->kind = place_kind(s);
	call->times.count = 0;
	spot_read(r, s, &call->spot);
}

/* 1001: what a document is to us. */
static const char *document_kind(unsigned code)
{
	static const struct {
		unsigned code;
		const char *kind;
	} known[] = {{704, "TRD"}, {705, "TRD"}, {710, "TRD"}, {714, "HBL"}, {720, "WAYBILL"},
		{722, "WAYBILL"}, {730, "WAYBILL"}, {740, "WAYBILL"}, {770, "BKG"}, {820, "CUSTOMS"},
		{821, "CUSTOMS"}, {822, "CUSTOMS"}, {823, "CUSTOMS"}, {830, "CUSTOMS"}};
	size_t i;

	for (i = 0; i < sizeof known / sizeof *known; i++)
		if (known[i].code == code)
			return known[i].kind;
	return NULL;
}

void read_status_doc(struct reading *r, const struct segment *s)
{
	struct status *st = &statuses_of(r)->at;
	struct reference x = {document_kind(slice_number(segment_at(s, 1, 1))), NULL};

	if (!spoken_of(r, s))
		return;
	if (x.kind)
		x.value = keep_key(r, s, 2, 1, segment_at(s, 2, 1));
	if (x.value)
		reference_add(r, x, st->reference, &st->references);
	else
		list_add(r, &st->remarks, remark_of(r, s));
}

void read_status_remark(struct reading *r, const struct segment *s)
{
	struct status *st = &statuses_of(r)->at;
	const struct own_into into = {&st->said, &st->seals, &st->remarks, st->reference, &st->references};

	if (spoken_of(r, s) && !own_take(r, s, &into))
		list_add(r, &st->remarks, remark_of(r, s));
}

void read_status_party(struct reading *r, const struct segment *s)
{
	struct slice role = segment_at(s, 1, 1);
	struct status *st = &statuses_of(r)->at;
	const char *party = keep(r, segment_at(s, 2, 1));

	if (!spoken_of(r, s) || !party)
		return;
	if (slice_is(role, "CF") || (slice_is(role, "CA") && !st->operator_code))
		st->operator_code = party;
}

/* Of several the one whose mode the status implies, else the first. */
void read_status_ride(struct reading *r, const struct segment *s)
{
	struct statuses *all = statuses_of(r);
	struct status *st = &all->at;
	struct transport_ref t;

	all->into = &all->spare;
	all->spare.calls = all->spare.times.count = 0;
	if (!spoken_of(r, s))
		return;
	transport_read(r, s, &t);
	if (st->has_ride &&
		(!st->means.mode || st->ride.transport.mode == st->means.mode || t.mode != st->means.mode))
		return;
	st->has_ride = true;
	all->into = &st->ride;
	all->into->transport = t;
	all->into->calls = all->into->times.count = 0;
}

void read_status_box(struct reading *r, const struct segment *s)
{
	struct statuses *all = statuses_of(r);

	all->head_box = false;
	all->at.boxes_told = all->at.open;
	read_eqd(r, s);
}
