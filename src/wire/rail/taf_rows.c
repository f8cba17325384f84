/* The tables of TAF messages and elements, and looking in them. */
#include "wire/rail/taf.h"
#include "wire/rail/taf_reading.h"

#include <stddef.h>
#include <string.h>

#define COUNT(a) (sizeof(a) / sizeof *(a))

const struct taf_row taf_rows[] = {
#define GROUP(in, name, of, disposition, open, done, caption)                                                \
	{TAF_##in, name, TAF_##of, disposition, TAF_GROUP, 0, NULL, open, done, NULL, caption},
#define TEXT(in, name, disposition, member, caption)                                                         \
	{TAF_##in, name, TAF_LEAF, disposition, TAF_TEXT, offsetof(struct taf_said, member), NULL, NULL,     \
		NULL, NULL, caption},
#define TIME(in, name, disposition, member, caption)                                                         \
	{TAF_##in, name, TAF_LEAF, disposition, TAF_TIME, offsetof(struct taf_said, member), NULL, NULL,     \
		NULL, NULL, caption},
#define PLACE(in, name, of, disposition, member, caption)                                                    \
	{TAF_##in, name, TAF_##of, disposition, TAF_PLACE, offsetof(struct taf_said, member), NULL, NULL,    \
		NULL, NULL, caption},
#define PART(in, name, disposition, member, caption)                                                         \
	{TAF_##in, name, TAF_LEAF, disposition, TAF_PART, offsetof(struct taf_place, member), NULL, NULL,    \
		NULL, NULL, caption},
#define PART_TIME(in, name, disposition, member, caption)                                                    \
	{TAF_##in, name, TAF_LEAF, disposition, TAF_PART_TIME, offsetof(struct taf_place, member), NULL,     \
		NULL, NULL, NULL, caption},
#define REMARK(in, name, word, caption)                                                                      \
	{TAF_##in, name, TAF_LEAF, KEPT, TAF_REMARK, 0, word, NULL, NULL, NULL, caption},
#define DO(in, name, disposition, said, caption)                                                             \
	{TAF_##in, name, TAF_LEAF, disposition, TAF_DO, 0, NULL, NULL, NULL, said, caption},
#define NONE(in, name, caption)                                                                              \
	{TAF_##in, name, TAF_LEAF, IGNORED, TAF_PASSED, 0, NULL, NULL, NULL, NULL, caption},
#include "wire/rail/taf_elements.def"
#undef GROUP
#undef TEXT
#undef TIME
#undef PLACE
#undef PART
#undef PART_TIME
#undef REMARK
#undef DO
#undef NONE
};

const size_t taf_row_count = COUNT(taf_rows);

const struct taf_message taf_messages[] = {
#define TAKEN(name, code, type, ends, about) {name, code, TAF_##type, ends, about},
#define REFUSED(name, code, about)           {name, code, TAF_LEAF, NULL, about},
#include "wire/rail/taf_messages.def"
#undef TAKEN
#undef REFUSED
};

const size_t taf_message_count = COUNT(taf_messages);

const struct taf_message *taf_message_named(const char *name)
{
	/* all but one end so: whatever else a wrapper is called, it is quickly known to be one */
	for (size_t i = 0; i < taf_message_count; i++)
		if (strcmp(taf_messages[i].name, name) == 0)
			return &taf_messages[i];
	return NULL;
}

void taf_index_make(struct taf_index *x)
{
	size_t i = 0;

	for (enum taf_type type = 0; type < TAF_TYPES; type++) {
		x->first[type] = (uint16_t)i;
		while (i < taf_row_count && taf_rows[i].in == type)
			i++;
	}
	x->first[TAF_TYPES] = (uint16_t)i;
}

/* Elements come in the schema's order: the one looked for is mostly the next, or the same again. */
const struct taf_row *taf_row_of(
	const struct taf_index *x, enum taf_type in, const char *name, const struct taf_row *after)
{
	size_t first = x->first[in], count = x->first[in + 1] - first;
	size_t from = after ? (size_t)(after - taf_rows) - first : 0;

	for (size_t i = 0; i < count; i++) {
		const struct taf_row *row = &taf_rows[first + (from + i) % count];

		if (*row->name == *name && strcmp(row->name, name) == 0)
			return row;
	}
	return NULL;
}

/* For people */

static const char *const type_names[TAF_TYPES] = {
#define TYPE(name) [TAF_##name] = #name,
#include "wire/rail/taf_types.def"
#undef TYPE
};

static const struct taf_status statuses[] = {
#define RUNS(code, event, about) {code, event, about},
#include "wire/rail/taf_codes.def"
#undef RUNS
};

const struct taf_status *taf_status_of(const char *code)
{
	for (size_t i = 0; i < COUNT(statuses); i++)
		if (strcmp(statuses[i].code, code) == 0)
			return &statuses[i];
	return NULL;
}

bool taf_message_row(size_t i, const char *cells[4])
{
	if (i >= taf_message_count)
		return false;
	cells[0] = taf_messages[i].code;
	cells[1] = taf_messages[i].name;
	cells[2] = taf_messages[i].type ? "taken" : "refused";
	cells[3] = taf_messages[i].about;
	return true;
}

/* What elements of a type are called: the first that is of it. */
static const char *type_called(enum taf_type type)
{
	for (size_t i = 0; i < taf_row_count; i++)
		if (taf_rows[i].of == type)
			return type == TAF_LOCATION ? "any location" : taf_rows[i].name;
	for (size_t i = 0; i < taf_message_count; i++)
		if (taf_messages[i].type == type)
			return type == TAF_RUNNING ? "4004, 4005" : taf_messages[i].code;
	return type_names[type];
}

bool taf_element_row(size_t i, const char *cells[4])
{
	static const char *const words[] = {[USED] = "used", [KEPT] = "kept", [IGNORED] = "ignored"};

	if (i >= taf_row_count)
		return false;
	cells[0] = taf_rows[i].name;
	cells[1] = type_called(taf_rows[i].in);
	cells[2] = words[taf_rows[i].disposition];
	cells[3] = taf_rows[i].caption;
	return true;
}

bool taf_status_row(size_t i, const char *cells[4])
{
	if (i >= COUNT(statuses))
		return false;
	cells[0] = statuses[i].code;
	cells[1] = statuses[i].event;
	cells[2] = statuses[i].about;
	return true;
}
