/* Times in DCSA's JSON: RFC 3339, and what is sent in its place: no offset, no seconds, a day alone. */
#include "wire/dcsa_in/taking.h"
#include "wire/iso_time.h"
#include "wire/keys.h"

/* 2.2 has local times with their offset; Z where the place keeps another time may be a local time unsaid. */
static void doubt_utc(struct taking *t, const struct node *n, const struct zone *zone, instant at)
{
	int offset = zone ? zone_offset_at(zone, at) : 0;

	if (offset)
		take_say(t, SEVERITY_WARNING, "time-utc", n, NULL,
			"this ends in Z where the clock shows %+03d:%02d: it was taken as UTC. If it is "
			"local "
			"time, let its sender write the offset",
			offset / 3600, (offset < 0 ? -offset : offset) / 60 % 60);
}

static struct moment settle(
	struct taking *t, const struct node *n, const struct iso_time *spoken, const char *place, bool local)
{
	enum zone_source source;
	const struct zone *zone = zone_for(t->world, t->message.sender, "DCSA", place, &source);
	struct moment m = {INSTANT_NONE, spoken->offset, spoken->precision, ZONE_IN_MESSAGE, NULL};

	if (!spoken->zoned) {
		m.offset = zone ? zone_offset_of_local(zone, &spoken->local) : 0;
		m.zone_source = source;
		take_say(t, SEVERITY_WARNING, "time-offset", n, NULL, "this time says no offset: %s",
			zone ? "that of its sender or place was taken"
			     : "it is kept as local time of no known zone");
	}
	m.at = civil_to_instant(&spoken->local, m.offset);
	if (spoken->utc && local)
		doubt_utc(t, n, zone, m.at);
	return m;
}

static struct moment read_moment(struct taking *t, const struct node *n, const char *place, bool local)
{
	struct moment m = {INSTANT_NONE, 0, PRECISION_MINUTE, ZONE_NOBODY, NULL};
	const char *text = take_text(t, n, 0);
	struct iso_time spoken;

	if (!text)
		return m;
	if (!iso_time_read(text, &spoken)) {
		take_say(t, SEVERITY_WARNING, "date-invalid", n, NULL,
			"\"%.40s\" is no date and time of RFC 3339: it was passed over", text);
		return m;
	}
	m = settle(t, n, &spoken, place, local);
	m.text = text;
	return m;
}

struct moment take_moment(struct taking *t, const struct node *n, const char *place)
{
	return read_moment(t, n, place, false);
}

struct moment take_local_moment(struct taking *t, const struct node *n, const char *place)
{
	return read_moment(t, n, place, true);
}
