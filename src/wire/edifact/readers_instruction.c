#include "wire/edifact/codes.h"
#include "wire/edifact/instruction.h"
#include "wire/edifact/readers.h"

void read_instruction(struct reading *r, const struct segment *s)
{
	instruction_of(r)->stand = stand_of(r, s, "BGM");
	read_bgm(r, s);
}

/* 88 where it is received, 5 where it departs: that is here. */
void read_instruction_place(struct reading *r, const struct segment *s)
{
	struct instruction *in = instruction_of(r);
	unsigned qualifier = slice_number(segment_at(s, 1, 1));
	enum spot_kind kind = qualifier == 88 || qualifier == 5 ? SPOT_HERE : spot_kind_of(qualifier);

	r->arena = r->lasting;
	if (kind < SPOT_EMPTY_OUT && !in->spot[kind].said)
		spot_read(r, s, &in->spot[kind]);
}

/* Its name, or the first line of what stands in its place, else its code. */
static const char *party_named(struct reading *r, const struct segment *s)
{
	static const unsigned at[] = {4, 3, 2};

	for (size_t i = 0; i < sizeof at / sizeof *at; i++)
		if (trimmed(segment_at(s, at[i], 1)).n)
			return keep(r, segment_at(s, at[i], 1));
	return NULL;
}

void read_instruction_party(struct reading *r, const struct segment *s)
{
	struct instruction *in = instruction_of(r);
	struct slice role = segment_at(s, 1, 1);

	if (slice_is(role, "CZ") && !in->consignor)
		in->consignor = party_named(r, s);
	else if (slice_is(role, "CN") && !in->consignee)
		in->consignee = party_named(r, s);
	else
		read_nad(r, s);
}

/* FTX+AAA: what the goods are. */
void read_instruction_goods(struct reading *r, const struct segment *s)
{
	struct instruction *in = instruction_of(r);
	const char *text;

	if (!slice_is(segment_at(s, 1, 1), "AAA") || in->goods_count == MOST_GOODS)
		return;
	text = remark_of(r, s);
	if (text)
		in->goods[in->goods_count++] = text + strlen("AAA:");
}
