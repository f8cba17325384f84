#include "wire/edifact/mass.h"
#include "wire/edifact/readers.h"
#include "wire/edifact/when.h"

/* SMDG's first manuals wrote WAT, before the directory had a number for it. */
void read_mass_time(struct reading *r, const struct segment *s)
{
	struct slice qualifier = trimmed(segment_at(s, 1, 1));

	if (slice_is(qualifier, "WAT"))
		times_read_as(r, s, WEIGHED, &r->box.times);
	else
		times_read(r, s, &r->box.times);
}

static void remark_say(struct reading *r, const char *what, struct slice value)
{
	list_add(r, &r->box.remarks,
		joined(r, (struct slice){what, (uint32_t)strlen(what), false}, ':', value));
}

/* DOC+SM1:VGM:306+number: SM1 weighed, SM2 calculated, or whatever paper it is. */
void read_certificate(struct reading *r, const struct segment *s)
{
	struct slice how = trimmed(segment_at(s, 1, 1));
	struct reference x = {"VGM", keep_key(r, s, 2, 1, segment_at(s, 2, 1))};

	if (!how.n)
		how = trimmed(segment_at(s, 1, 4));
	if (how.n)
		remark_say(r, "METHOD", how);
	if (x.value)
		reference_add(r, x, r->box.reference, &r->box.references);
}

/* The name rather than the code, wherever it stands. */
static struct slice name_of(const struct segment *s)
{
	static const unsigned at[] = {4, 3, 2};

	for (size_t i = 0; i < sizeof at / sizeof *at; i++)
		if (trimmed(segment_at(s, at[i], 1)).n)
			return trimmed(segment_at(s, at[i], 1));
	return (struct slice){"", 0, false};
}

void read_weigher(struct reading *r, const struct segment *s)
{
	if (slice_is(segment_at(s, 1, 1), "WPA") && name_of(s).n)
		remark_say(r, "WEIGHED", name_of(s));
}

/* CTA+RP+code:name */
void read_signer(struct reading *r, const struct segment *s)
{
	struct slice name = trimmed(segment_at(s, 2, 2));

	if (!name.n)
		name = trimmed(segment_at(s, 2, 1));
	if (name.n)
		remark_say(r, "SIGNED", name);
}
