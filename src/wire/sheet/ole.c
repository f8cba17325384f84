#include "wire/sheet/ole.h"

#include "base/text.h"

#define HEADER     512u
#define IN_HEADER  109u        /* sectors of the table that the header itself names */
#define ENTRY      128u        /* of the directory */
#define LAST       0xFFFFFFFAu /* from here on a number is no sector */
#define SMALL      64u
#define SMALL_MOST 4096u /* a stream below that lies in small sectors */

struct ole {
	const uint8_t *s;
	size_t n, sector;
	struct text table;     /* what follows each sector */
	struct text directory; /* its entries */
	struct text small, small_table;
};

static uint32_t u16(const void *at)
{
	const uint8_t *p = at;

	return (uint32_t)p[0] | (uint32_t)p[1] << 8;
}

static uint32_t u32(const void *at)
{
	const uint8_t *p = at;

	return u16(p) | u16(p + 2) << 16;
}

/* The bytes of a sector; NULL: it lies outside, or its end does. */
static const uint8_t *sector_at(const struct ole *o, uint32_t number)
{
	size_t at = ((size_t)number + 1) * o->sector;

	return number < LAST && at + o->sector <= o->n ? o->s + at : NULL;
}

static uint32_t behind(const struct text *table, uint32_t number)
{
	return ((size_t)number + 1) * 4 <= table->length ? u32(table->bytes + (size_t)number * 4)
							 : UINT32_MAX;
}

/* At most as many sectors as the file has: a chain that comes back to itself ends there. */
static void read_chain(const struct ole *o, uint32_t first, struct text *out)
{
	const uint8_t *s;
	size_t left = o->n / o->sector;

	for (uint32_t at = first; left && (s = sector_at(o, at)); at = behind(&o->table, at), left--)
		text_add(out, (const char *)s, o->sector);
}

static void read_table(struct ole *o)
{
	size_t left = o->n / o->sector, each = o->sector / 4 - 1;
	uint32_t next = u32(o->s + 68);
	const uint8_t *s;

	for (size_t i = 0; i < IN_HEADER && left; i++)
		if ((s = sector_at(o, u32(o->s + 76 + i * 4)))) {
			text_add(&o->table, (const char *)s, o->sector);
			left--;
		}
	for (const uint8_t *list; left && (list = sector_at(o, next)); next = u32(list + each * 4)) {
		left--;
		for (size_t i = 0; i < each && left; i++)
			if ((s = sector_at(o, u32(list + i * 4)))) {
				text_add(&o->table, (const char *)s, o->sector);
				left--;
			}
	}
}

static bool is_named(const char *entry, const char *name)
{
	size_t n = strlen(name);

	if (u16(entry + 64) != (n + 1) * 2)
		return false;
	for (size_t i = 0; i < n; i++)
		if (u16(entry + i * 2) != (uint8_t)name[i])
			return false;
	return true;
}

static void read_small(struct ole *o, uint32_t first, size_t size, struct text *out)
{
	size_t left = o->small.length / SMALL, begin = out->length;

	for (uint32_t at = first; left && out->length - begin < size;
		at = behind(&o->small_table, at), left--) {
		if (at >= LAST || ((size_t)at + 1) * SMALL > o->small.length)
			return;
		text_add(out, o->small.bytes + (size_t)at * SMALL, SMALL);
	}
}

static bool read_entry(struct ole *o, const char *entry, struct text *out)
{
	size_t size = u32(entry + 120), begin = out->length;

	if (size >= SMALL_MOST) {
		read_chain(o, u32(entry + 116), out);
	} else {
		read_chain(o, u32(o->directory.bytes + 116), &o->small); /* the root's own stream */
		read_chain(o, u32(o->s + 60), &o->small_table);
		read_small(o, u32(entry + 116), size, out);
	}
	if (out->length - begin > size)
		out->length = begin + size;
	return out->length > begin;
}

bool ole_stream(const void *bytes, size_t n, const char *name, struct text *out)
{
	struct ole o = {.s = bytes, .n = n};
	unsigned shift;
	bool found = false;

	if (n < HEADER || ((shift = u16(o.s + 30)) != 9 && shift != 12))
		return false;
	o.sector = (size_t)1 << shift;
	read_table(&o);
	read_chain(&o, u32(o.s + 48), &o.directory);
	for (size_t at = 0; !found && at + ENTRY <= o.directory.length; at += ENTRY)
		if (o.directory.bytes[at + 66] == 2 && is_named(o.directory.bytes + at, name))
			found = read_entry(&o, o.directory.bytes + at, out);
	text_free(&o.table);
	text_free(&o.directory);
	text_free(&o.small);
	text_free(&o.small_table);
	return found;
}
