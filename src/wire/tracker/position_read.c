#include "wire/tracker/position_read.h"

#include "wire/iso_time.h"
#include "wire/partner_ask.h"
#include "wire/tracker/tracker.h"

#include <math.h>
#include <strings.h>

enum slot {
	NONE,
	DEVICE_ID,
	AT,
	LAT,
	LON,
	DATUM,
	SPEED,
	COURSE,
	ACCURACY,
	BATTERY,
	LOCK,
	DOOR,
	ALARM,
	VALID,
	OUTDATED,
	POSITION,
	DEVICE,
	EVENT,
	ATTRIBUTES,
	SLOTS
};

const struct tracker_member tracker_members[] = {
#define MEMBER(object, name, slot, disposition, caption) {TRACKER_##object, name, slot, disposition, caption},
#include "wire/tracker/tracker_members.def"
#undef MEMBER
	{0},
};

#define KNOT 1852.0 /* metres an hour */

static enum slot slot_of(enum tracker_object object, const char *name)
{
	for (const struct tracker_member *m = tracker_members; m->name; m++)
		if (m->object == object && strcmp(m->name, name) == 0)
			return (enum slot)m->slot;
	return SLOTS;
}

/* Puts the members that are ours where they belong; of the plain form, which is ours alone, others are told.
 */
static void members(
	struct taking *t, enum tracker_object object, const struct node *n, const struct node *slots[SLOTS])
{
	if (!n || n->kind != NODE_OBJECT)
		return;
	for (const struct node *m = n->child; m; m = m->next) {
		enum slot slot = slot_of(object, m->key);

		if (slot == SLOTS && object == TRACKER_PLAIN)
			take_tally(t, TALLY_UNKNOWN, m);
		else if (slot != SLOTS && slot != NONE && m->kind != NODE_NULL && !slots[slot])
			slots[slot] = m;
	}
}

static bool is_number(const struct node *n, double *value)
{
	char *end;

	if (!n || (n->kind != NODE_NUMBER && n->kind != NODE_STRING) || !n->length)
		return false;
	*value = strtod(n->text, &end);
	return !*end && isfinite(*value);
}

/* A number of little weight: what is none is passed over. */
static int32_t value(struct taking *t, const struct node *n, double unit, double most)
{
	double d;

	if (!n)
		return POSITION_UNSAID;
	if (is_number(n, &d) && d >= 0 && d * unit <= most)
		return (int32_t)lround(d * unit);
	take_say(t, SEVERITY_WARNING, "value-range", n, NULL,
		"this is no number from 0 to %.0f: it was passed over", most / unit);
	return POSITION_UNSAID;
}

static bool degrees(struct taking *t, const struct node *n, const char *what, double most, int32_t *out)
{
	double d;

	if (!n) {
		take_say(t, SEVERITY_ERROR, "position-missing", NULL, what,
			"a position needs %s: it was refused", what);
		return false;
	}
	if (!is_number(n, &d) || d < -most || d > most) {
		take_say(t, SEVERITY_ERROR, "position-range", n, NULL,
			"\"%.40s\" is no number of degrees from -%.0f to %.0f: the position was refused",
			n->text ? n->text : "", most, most);
		return false;
	}
	*out = (int32_t)lround(d * 1e6);
	return true;
}

static enum yes_no yes_no(struct taking *t, const struct node *n)
{
	if (!n)
		return UNSAID;
	if (n->kind == NODE_TRUE || n->kind == NODE_FALSE)
		return n->kind == NODE_TRUE ? SAID_YES : SAID_NO;
	take_say(t, SEVERITY_WARNING, "value-type", n, NULL,
		"this is neither true nor false: it was passed over");
	return UNSAID;
}

/* Seconds since 1970, or milliseconds where there are more of them than there will be seconds for long. */
static bool counted_time(const struct node *n, instant *at)
{
	double d;

	if (!is_number(n, &d) || d < 0 || d > 1e14)
		return false;
	*at = (instant)llround(d >= 1e11 ? d * 1e3 : d * 1e6);
	return true;
}

static bool time_of(struct taking *t, const struct node *n, instant *at)
{
	struct iso_time said;

	if (!n) {
		take_say(t, SEVERITY_ERROR, "time-missing", NULL, "at",
			"a position needs the time of its fix: it was refused");
		return false;
	}
	if (counted_time(n, at))
		return true;
	if (n->kind == NODE_STRING && iso_time_read(n->text, &said) && said.zoned) {
		*at = civil_to_instant(&said.local, said.offset);
		return true;
	}
	take_say(t, SEVERITY_ERROR, "time-invalid", n, NULL,
		"\"%.40s\" is no time with its offset, as 2026-06-18T02:00:00+08:00 is: the position was "
		"refused",
		n->text ? n->text : "");
	return false;
}

static bool is_control(const char *s)
{
	for (; *s; s++)
		if ((unsigned char)*s < 0x20 || *s == 0x7f)
			return true;
	return false;
}

static bool device_of(struct taking *t, const struct node *n, const char **device)
{
	*device = n ? take_text(t, n, 0) : NULL;
	if (*device && n->length <= POSITION_DEVICE && !is_control(*device))
		return true;
	take_say(t, SEVERITY_ERROR, "device", n, n ? NULL : "device",
		*device ? "a device's name has at most %d bytes and none that cannot be seen: the position "
			  "was refused"
			: "a position needs its device's name, of at most %d bytes: it was refused",
		POSITION_DEVICE);
	return false;
}

static enum datum datum_of(struct taking *t, const struct node *n, bool *known)
{
	*known = true;
	for (int d = 0; n && d < DATUMS; d++)
		if (n->kind == NODE_STRING && strcasecmp(n->text, datum_names[d]) == 0)
			return (enum datum)d;
	if (n)
		take_say(t, SEVERITY_ERROR, "datum", n, NULL,
			"this is none of WGS-84, GCJ-02 and BD-09: the position was refused, it could be "
			"half a "
			"kilometre off");
	*known = !n;
	return DATUMS;
}

static const char *alarm_of(struct taking *t, const struct node *n)
{
	const char *text = n ? take_text(t, n, 0) : NULL;

	return text && (strlen(text) > POSITION_ALARM || is_control(text)) ? NULL : text;
}

static bool fill(struct taking *t, const struct node *const *s, double speed, struct position *p)
{
	bool datum_known, whole = device_of(t, s[DEVICE_ID], &p->device);

	t->message.reference = p->device;
	whole &= time_of(t, s[AT], &p->at);
	whole &= degrees(t, s[LAT], "lat", 90, &p->lat);
	whole &= degrees(t, s[LON], "lon", 180, &p->lon);
	p->datum = datum_of(t, s[DATUM], &datum_known);
	p->speed = value(t, s[SPEED], speed, 2e6);
	p->course = value(t, s[COURSE], 1, 360);
	p->accuracy = value(t, s[ACCURACY], 1, 1e6);
	p->battery = value(t, s[BATTERY], 1, 100);
	p->locked = yes_no(t, s[LOCK]);
	p->door = yes_no(t, s[DOOR]);
	p->alarm = alarm_of(t, s[ALARM]);
	p->outdated = yes_no(t, s[OUTDATED]) == SAID_YES;
	p->held = yes_no(t, s[VALID]) == SAID_NO ? HELD_NO_FIX : HELD_NOT;
	return whole && datum_known;
}

/* {"event":{"type":"alarm"|"deviceOverspeed"|...}}: the kind of alarm stands with the position. */
static const struct node *event_type(const struct node *event)
{
	for (const struct node *n = event && event->kind == NODE_OBJECT ? event->child : NULL; n; n = n->next)
		if (strcmp(n->key, "type") == 0 && n->kind == NODE_STRING)
			return n;
	return NULL;
}

static bool read_traccar(struct taking *t, const struct node *root, struct position *p)
{
	const struct node *s[SLOTS] = {NULL};

	t->message.directory = "Traccar";
	members(t, TRACKER_TOP, root, s);
	if (!s[POSITION] && s[EVENT]) {
		take_say(t, SEVERITY_INFORMATION, "no-position", s[EVENT], NULL,
			"this event tells of no position: nothing was made of it");
		return false;
	}
	members(t, TRACKER_POSITION, s[POSITION], s);
	members(t, TRACKER_ATTRIBUTES, s[ATTRIBUTES], s);
	members(t, TRACKER_DEVICE, s[DEVICE], s);
	if (!s[ALARM])
		s[ALARM] = event_type(s[EVENT]);
	if (!fill(t, s, KNOT, p))
		return false;
	if (!p->accuracy)
		p->accuracy = POSITION_UNSAID;
	return true;
}

static bool is_traccar(const struct node *root)
{
	for (const struct node *n = root->child; n; n = n->next) {
		enum slot slot = slot_of(TRACKER_TOP, n->key);

		if ((slot == POSITION || slot == EVENT || slot == DEVICE) && n->kind == NODE_OBJECT)
			return true;
	}
	return false;
}

bool position_read(struct taking *t, const struct node *root, struct position *p)
{
	const struct node *s[SLOTS] = {NULL};

	*p = (struct position){.at = INSTANT_NONE};
	if (is_traccar(root))
		return read_traccar(t, root, p);
	members(t, TRACKER_PLAIN, root, s);
	return fill(t, s, 1000, p);
}
