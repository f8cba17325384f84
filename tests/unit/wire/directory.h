/* A directory's message as a list "D.95B BGM/HEAD FTX/HEAD ...": walked through a table of rules, and made
 * into a message that has every segment once. */
#ifndef UNIT_WIRE_DIRECTORY_H
#define UNIT_WIRE_DIRECTORY_H

#include "wire/edifact/reading.h"
#include "wire/heard.h"

static inline const char *group_name(enum group group)
{
	static const char *const names[] = {
#define GROUP(name, parent, about) #name,
#include "wire/edifact/groups.def"
#undef GROUP
	};

	return names[group];
}

/* The next "TAG/GROUP" or "TAG+QUALIFIER/GROUP" of the list; false at its end. */
static inline bool directory_next(const char **list, char tag[9], char group[32])
{
	const char *p = *list;

	while (*p && *p != ' ')
		p++;
	if (!*p)
		return false;
	*list = ++p;
	return sscanf(p, "%8[A-Z0-9+]/%31[A-Z_]", tag, group) == 2;
}

static inline void directory_walk(const struct message_kind *kind, const char *list)
{
	enum group at = GROUP_HEAD, stands;
	char tag[9], group[32];
	struct groups g;

	groups_ready(&g, kind->rules, kind->rule_count);
	while (directory_next(&list, tag, group)) {
		struct segment s = {.tag = TAG(tag[0], tag[1], tag[2]), .elements = 1, .components = 1};
		const struct rule *rule;

		s.element[1] = (struct element){0, 1};
		s.slice[0] =
			(struct slice){tag[3] ? tag + 4 : "", (uint32_t)strlen(tag[3] ? tag + 4 : ""), false};
		rule = groups_match(&g, at, &s, &stands);

		if (!rule)
			fail_msg("%s: no row for %s in %s", kind->type, tag, group);
		at = rule->opens != GROUP_HEAD ? rule->opens : stands;
		if (strcmp(group_name(at), group) != 0)
			fail_msg("%s: %s stands in %s, not in %s", kind->type, tag, group_name(at), group);
	}
}

static inline bool directories_have(const char *const *lists, size_t count, const char *tag)
{
	for (size_t i = 0; i < count; i++) {
		const char *list = lists[i];
		char have[9], group[32];

		while (directory_next(&list, have, group))
			if (strcmp(have, tag) == 0)
				return true;
	}
	return false;
}

/* Every row is of some directory, says what it is for, and reads exactly where it does not ignore. */
static inline void directory_table(const struct message_kind *kind, const char *const *lists, size_t count)
{
	assert_true(kind->rule_count <= MOST_RULES);
	for (size_t i = 0; i < kind->rule_count; i++) {
		const struct rule *rule = &kind->rules[i];

		assert_true(directories_have(lists, count, rule->tag));
		assert_true(*rule->caption && rule->in);
		assert_int_equal(rule->read == NULL, rule->disposition == IGNORED);
	}
}

/* Wraps segments into an interchange with true counts. */
static inline void message_wrap(struct text *out, const char *type, const char *body)
{
	unsigned segments = 2;

	for (const char *p = body; *p; p++)
		segments += *p == '\'' && (p == body || p[-1] != '?');
	text_printf(out, "UNB+UNOA:2+LBTERM+LBLINE+260215:1200+7'UNH+1+%s'%sUNT+%u+1'UNZ+1+7'", type, body,
		segments);
}

static inline const char *directory_content(const char *tag, const char *bgm)
{
	static const char *const contents[][2] = {{"DTM", "+203:202602150830:203"},
		{"TDT", "+20+031W+1++LBL+++LBSHIP"}, {"LOC", "+9+CNLYG:139:6"}, {"NAD", "+CF+LBL"},
		{"EQD", "+CN+LBRU1000011+22G1++2+5"}, {"RFF", "+BN:1"}, {"MEA", "+AAE+G+KGM:1"},
		{"DIM", "+5+CMT:1:2:3"}, {"CNT", "+16:1"}, {"TMP", "+2+4:CEL"}, {"RNG", "+5+CEL:1:2"},
		{"CNI", "+1+C1"}, {"STS", "+1+24"}};

	if (strcmp(tag, "BGM") == 0)
		return bgm;
	for (size_t i = 0; i < sizeof contents / sizeof *contents; i++)
		if (strcmp(contents[i][0], tag) == 0)
			return contents[i][1];
	return "+1";
}

/* A message made of the list is taken, and no segment of it fits no row. */
static inline void directory_decode(const struct message_kind *kind, const char *list, const char *bgm,
	const struct decode_world *world, unsigned events)
{
	struct text body = TEXT_INIT, bytes = TEXT_INIT;
	char tag[9], group[32], type[40], first[20];
	struct heard h;

	snprintf(type, sizeof type, "%s:D:%.3s:UN", kind->type, list + 2);
	snprintf(first, sizeof first, "+%s+D1+9", bgm);
	while (directory_next(&list, tag, group))
		text_printf(&body, "%s%s'", tag, tag[3] ? "" : directory_content(tag, first));
	message_wrap(&bytes, type, text_string(&body));
	hear(&h, world, bytes.bytes, bytes.length);
	assert_int_equal(h.refused, 0);
	assert_int_equal(h.events, events);
	assert_true(heard_has_not(&h, "fits no row"));
	assert_true(heard_has_not(&h, "mismatch"));
	heard_free(&h);
	text_free(&body);
	text_free(&bytes);
}

#endif
