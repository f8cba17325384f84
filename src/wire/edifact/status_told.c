#include "wire/edifact/events.h"
#include "wire/edifact/status.h"
#include "wire/edifact/when.h"

static bool is(const char *code, const char *one)
{
	return strcmp(code, one) == 0;
}

/* ---- where ---- */

/* The end of a leg that a code is of; SPOT_KINDS: neither. */
static enum spot_kind side_of(const char *code)
{
	static const struct {
		const char *code;
		enum spot_kind side;
	} sides[] = {{"LOAD", SPOT_LOAD}, {"DEPA", SPOT_LOAD}, {"GTIN", SPOT_LOAD}, {"PICK", SPOT_LOAD},
		{"STUF", SPOT_LOAD}, {"DISC", SPOT_DISCHARGE}, {"ARRI", SPOT_DISCHARGE},
		{"GTOT", SPOT_DISCHARGE}, {"STRP", SPOT_DISCHARGE}, {"DROP", SPOT_DELIVERY}};
	size_t i;

	for (i = 0; i < sizeof sides / sizeof *sides; i++)
		if (is(code, sides[i].code))
			return sides[i].side;
	return SPOT_KINDS;
}

static struct call *call_at(struct status *st, enum spot_kind kind)
{
	size_t i;

	for (i = 0; st->has_ride && i < st->ride.calls; i++)
		if (st->ride.call[i].kind == kind)
			return &st->ride.call[i];
	return NULL;
}

/* The status's own place, the box's, the transport's call on that side, the message's. */
struct spot *status_where(struct reading *r, struct status *st, struct carried *box, const char *code)
{
	struct statuses *all = statuses_of(r);
	enum spot_kind side = side_of(code);
	struct call *call;

	if (st->spot[SPOT_HERE].said)
		return &st->spot[SPOT_HERE];
	if (side != SPOT_KINDS && st->spot[side].said)
		return &st->spot[side];
	if (box && box->here.said)
		return &box->here;
	call = call_at(st, SPOT_HERE);
	if (!call)
		call = call_at(st, side);
	if (call)
		return &call->spot;
	if (all->spot[SPOT_HERE].said)
		return &all->spot[SPOT_HERE];
	if (all->head_spot[SPOT_HERE].said)
		return &all->head_spot[SPOT_HERE];
	if (!st->where_said)
		say_at(r, SEVERITY_INFORMATION, "place-missing", &st->stand, 0, 0,
			"no LOC says where this happened: the place stays unknown");
	st->where_said = true;
	return NULL;
}

const char *status_place(struct reading *r, struct status *st, enum spot_kind kind)
{
	struct statuses *all = statuses_of(r);
	struct call *call = call_at(st, kind);

	if (st->spot[kind].said)
		return spot_name(&st->spot[kind]);
	if (call)
		return spot_name(&call->spot);
	if (all->spot[kind].said)
		return spot_name(&all->spot[kind]);
	return all->head_spot[kind].said ? spot_name(&all->head_spot[kind]) : NULL;
}

/* ---- when ---- */

static const unsigned arrivals[] = {334, 178, 203, 7, 132, 232, 0};
static const unsigned departures[] = {334, 186, 136, 203, 7, 133, 189, 0};
static const unsigned others[] = {334, 203, 7, 35, 186, 178, 0};
static const unsigned of_message[] = {334, 203, 7, 137, 0};

static const unsigned *times_of(const char *code)
{
	return is(code, "ARRI") ? arrivals : is(code, "DEPA") ? departures : others;
}

/* What the status, the box, the transport's call says; whatever the status says; what the message says. */
static const struct told *when_told(
	struct reading *r, struct status *st, const struct carried *box, const char *code)
{
	const unsigned *order = times_of(code);
	const struct told *told = times_find(&st->times, order);
	struct call *call = call_at(st, side_of(code));

	if (!told && box && box->times)
		told = times_find(box->times, order);
	if (!told && call)
		told = times_find(&call->times, order);
	if (!told && st->has_ride)
		told = times_find(&st->ride.times, order);
	if (!told && st->times.count)
		told = &st->times.at[0];
	return told ? told : times_find(&r->head.times, of_message);
}

static void time_odd(struct reading *r, const struct status *st, const struct told *told)
{
	if (!told)
		say_at(r, SEVERITY_WARNING, "time-missing", &st->stand, 0, 0,
			"nothing says when this happened: no event was made. Ask for DTM+334");
	else if (told->qualifier == 137)
		say_at(r, SEVERITY_WARNING, "time-fallback", &st->stand, 0, 0,
			"no DTM says when this happened: the time of saying it, DTM+137, was taken");
	else if (told->qualifier != 334)
		say_at(r, SEVERITY_INFORMATION, "time-fallback", &st->stand, 0, 0,
			"no DTM+334 says when: DTM+%u was taken", told->qualifier);
}

const struct told *status_when(
	struct reading *r, struct status *st, const struct carried *box, const char *code)
{
	const struct told *told = when_told(r, st, box, code);

	if (!st->when_said)
		time_odd(r, st, told);
	st->when_said = true;
	return told;
}
