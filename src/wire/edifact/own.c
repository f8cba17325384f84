#include "wire/edifact/own.h"

#include "wire/edifact/readers.h"

const char *const own_field_names[] = {
#define OWN_FIELD(name, about) #name,
#include "wire/edifact/own.def"
#undef OWN_FIELD
};

enum own_field own_field_of(const struct reading *r, const struct segment *s, struct slice *value)
{
	unsigned i = OWN_FIELDS;

	*value = trimmed(segment_at(s, 4, 1));
	if (r->own && value->n && slice_is(segment_at(s, 1, 1), "ZZZ") &&
		slice_is(segment_at(s, 3, 2), OWN_NAME))
		for (i = 0; i < OWN_FIELDS && !slice_is(segment_at(s, 3, 1), own_field_names[i]); i++)
			;
	return (enum own_field)i;
}

/* "KIND:value" */
static void reference_add_own(struct reading *r, struct slice x, const struct own_into *into)
{
	const char *colon = memchr(x.s, ':', x.n);
	struct reference reference;
	uint32_t n;

	if (!colon)
		return;
	n = (uint32_t)(colon - x.s);
	reference.kind = keep(r, (struct slice){x.s, n, false});
	reference.value = keep(r, (struct slice){colon + 1, x.n - n - 1, false});
	if (reference.kind && reference.value)
		reference_add(r, reference, into->reference, into->references);
}

bool own_take(struct reading *r, const struct segment *s, const struct own_into *into)
{
	struct slice value;

	switch (own_field_of(r, s, &value)) {
	case OWN_DOCUMENT:
	case OWN_VOYAGE:
		into->said->subject = keep(r, value);
		into->said->of_voyage = slice_is(segment_at(s, 3, 1), own_field_names[OWN_VOYAGE]);
		return true;
	case OWN_WHEN:
		into->said->when = keep(r, value);
		return true;
	case OWN_STOWAGE:
		into->said->stowage = keep(r, value);
		return true;
	case OWN_SEAL:
		list_add(r, into->seals, keep(r, value));
		return true;
	case OWN_REFERENCE:
		reference_add_own(r, value, into);
		return true;
	case OWN_REMARK:
		list_add(r, into->remarks, keep(r, value));
		return true;
	default:
		return false;
	}
}

void read_head_text(struct reading *r, const struct segment *s)
{
	struct head *h = &r->head;
	struct slice value;

	if (r->group != GROUP_HEAD)
		return;
	switch (own_field_of(r, s, &value)) {
	case OWN_SAID:
		if (!instant_read(value.s, value.n, &h->own_said, &h->own_offset))
			h->own_said = INSTANT_NONE;
		break;
	case OWN_DOCUMENT:
		r->message.document = keep_key(r, s, 4, 1, value);
		break;
	case OWN_SENDER:
		h->own_sender = keep(r, value);
		break;
	default:
		break;
	}
}

#define CLOCK 19 /* characters of 2026-06-15T08:00:00 */

/* What is less than a second: the digits behind its mark, in a time that is written so. */
static int fraction(const char *text)
{
	const char *c = text + CLOCK;
	int micro = 0;

	if (strlen(text) <= CLOCK || text[4] != '-' || text[13] != ':' || text[16] != ':' ||
		(*c != '.' && *c != ','))
		return 0;
	for (int digits = 0; digits < 6; digits++)
		micro = micro * 10 + (c[1] >= '0' && c[1] <= '9' ? *++c - '0' : 0);
	return micro;
}

struct told own_told(const struct told *told, const struct own_said *said)
{
	struct told exact = *told;

	if (said->when) {
		exact.text = said->when;
		exact.local.micro = fraction(said->when);
	}
	return exact;
}
