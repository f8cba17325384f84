#include "wire/tables.h"

#include "base/text.h"
#include "record/control.h"
#include "wire/dcsa_in/codes.h"
#include "wire/edifact/edifact.h"
#include "wire/edifact/reading.h"
#include "wire/emit.h"
#include "wire/journey/word_members.h"
#include "wire/mot/mot.h"
#include "wire/rail/taf.h"
#include "wire/rail/tgnl.h"
#include "wire/sheet/history.h"
#include "wire/sheet/profile.h"
#include "wire/tracker/tracker.h"

#include <ctype.h>
#include <string.h>
#include <strings.h>

static const char *const group_names[GROUPS] = {
#define GROUP(name, parent, about) #name,
#include "wire/edifact/groups.def"
#undef GROUP
};

static const char *const dispositions[] = {[USED] = "used", [KEPT] = "kept", [IGNORED] = "ignored"};

static void add_group(struct text *t, const char *name)
{
	if (t->length)
		text_say(t, ", ");
	for (; *name; name++)
		text_byte(t, *name == '_' ? ' ' : (char)tolower((unsigned char)*name));
}

static const struct message_kind *kind_of(const char *type)
{
	const struct message_kind *kind;

	for (size_t i = 0; (kind = edifact_kind(i)); i++)
		if (strcmp(kind->type, type) == 0)
			break;
	return kind;
}

/* A segment may stand in several groups: one row has them all. */
static bool segment_row(
	const struct wire_table *t, struct arena *a, size_t i, const char *cells[TABLE_COLUMNS])
{
	const struct message_kind *kind = kind_of(t->name);
	struct text where = TEXT_INIT;

	if (i >= kind->rule_count)
		return false;
	for (size_t g = 0; g < GROUPS; g++)
		if (kind->rules[i].in & (UINT64_C(1) << g))
			add_group(&where, group_names[g]);
	cells[0] = kind->rules[i].tag;
	cells[1] = arena_strndup(a, where.bytes, where.length);
	cells[2] = dispositions[kind->rules[i].disposition];
	cells[3] = kind->rules[i].caption;
	text_free(&where);
	return true;
}

static bool code_row(const struct wire_table *t, struct arena *a, size_t i, const char *cells[TABLE_COLUMNS])
{
	const struct code *c = code_at((enum code_list)t->which, i);

	(void)a;
	if (!c)
		return false;
	cells[0] = c->code;
	cells[1] = c->two ? "2.2 and 3.0" : "3.0";
	cells[2] = c->word;
	return true;
}

static bool format_row(
	const struct wire_table *t, struct arena *a, size_t i, const char *cells[TABLE_COLUMNS])
{
	const struct emit_format *f = emit_format(i);

	(void)t, (void)a;
	if (!f)
		return false;
	cells[0] = f->name;
	cells[1] = f->content_type;
	cells[2] = f->ending;
	cells[3] = f->caption;
	return true;
}

#define SEGMENTS                                                                                             \
	{                                                                                                    \
		"segment", "in the group", "what becomes of it", "what it says"                              \
	}
#define CODES                                                                                                \
	{                                                                                                    \
		"code", "in", "3.0's word"                                                                   \
	}

static bool column_row(
	const struct wire_table *t, struct arena *a, size_t i, const char *cells[TABLE_COLUMNS])
{
	(void)t;
	if (i >= sheet_column_count)
		return false;
	/* A to Z, AA to ZZ, as spreadsheets have them */
	cells[0] = i < 26 ? arena_printf(a, "%c", (char)('A' + i))
			  : arena_printf(a, "%c%c", (char)('A' + i / 26 - 1), (char)('A' + i % 26));
	cells[1] = sheet_columns[i].name;
	cells[2] = sheet_columns[i].caption;
	return true;
}

/* "4", "1 to 3"; as it stands where nothing bounds it. */
static const char *digits(struct arena *a, const struct tgnl_field *f)
{
	if (!f->most)
		return "text";
	return f->least == f->most ? arena_printf(a, "%u", f->most)
				   : arena_printf(a, "%u to %u", f->least, f->most);
}

static bool tgnl_row(const struct wire_table *t, struct arena *a, size_t i, const char *cells[TABLE_COLUMNS])
{
	const struct tgnl_field *f = &tgnl_fields[i];
	size_t place;

	(void)t;
	if (!f->name)
		return false;
	place = *f->line == 'T'; /* the service phrase begins with the message's number */
	for (size_t j = 0; j <= i; j++)
		place += strcmp(tgnl_fields[j].line, f->line) == 0;
	cells[0] = arena_printf(a, "%s %zu", f->line, place);
	cells[1] = digits(a, f);
	cells[2] = dispositions[f->disposition];
	cells[3] = f->caption;
	return true;
}

static const char *kinds_of(struct arena *a, unsigned kinds)
{
	struct text t = TEXT_INIT;
	const char *kept;

	for (size_t i = 0; i < MOT_KINDS; i++)
		if (kinds & 1u << i)
			text_printf(&t, "%s%s", t.length ? ", " : "", mot_names[i]);
	kept = arena_strdup(a, text_string(&t));
	text_free(&t);
	return kept;
}

/* V: a public source shows it so; A: assumed. */
static bool mot_row(const struct wire_table *t, struct arena *a, size_t i, const char *cells[TABLE_COLUMNS])
{
	const struct mot_field *f = &mot_fields[i];
	unsigned assumed;

	(void)t;
	if (!f->caption)
		return false;
	assumed = f->kinds & ~f->verified;
	cells[0] = arena_printf(a, "%s:%u", f->record, f->place);
	cells[1] = f->kinds == (1u << MOT_KINDS) - 1 ? "all" : kinds_of(a, f->kinds);
	cells[2] = dispositions[f->disposition];
	if (!assumed || !f->verified)
		cells[3] = arena_printf(a, "%s: %s", assumed ? "A" : "V", f->caption);
	else
		cells[3] = arena_printf(a, "V of %s, else A: %s", kinds_of(a, f->verified), f->caption);
	return true;
}

static bool taf_row(const struct wire_table *t, struct arena *a, size_t i, const char *cells[TABLE_COLUMNS])
{
	static bool (*const rows[])(size_t, const char *[4]) = {
		taf_message_row, taf_element_row, taf_status_row};

	(void)a;
	return rows[t->which](i, cells);
}

static bool kind_row(const struct wire_table *t, struct arena *a, size_t i, const char *cells[TABLE_COLUMNS])
{
	(void)t;
	if (i >= SHEET_KINDS)
		return false;
	cells[0] = sheet_kind_rows[i].type;
	cells[1] = sheet_kind_rows[i].caption[SHEET_EN];
	cells[2] = arena_printf(
		a, "%s · %s", sheet_kind_rows[i].caption[SHEET_ZH], sheet_kind_rows[i].caption[SHEET_RU]);
	cells[3] = arena_printf(a, "%s-en, -zh, -ru", sheet_kind_rows[i].word);
	return true;
}

/* Words as they are, but for the bars between them, which a table has of its own. */
static const char *listed_words(struct arena *a, const char *words)
{
	struct text t = TEXT_INIT;
	const char *kept;

	for (; *words; words++)
		if (*words == '|')
			text_say(&t, ", ");
		else
			text_byte(&t, *words);
	kept = arena_strdup(a, text_string(&t));
	text_free(&t);
	return kept;
}

static bool field_row(const struct wire_table *t, struct arena *a, size_t i, const char *cells[TABLE_COLUMNS])
{
	struct text kinds = TEXT_INIT;

	(void)t;
	if (i >= FIELDS)
		return false;
	for (unsigned k = 0; k < SHEET_KINDS; k++)
		if (sheet_field_rows[i].kinds & 1u << k)
			text_printf(&kinds, "%s%s", kinds.length ? ", " : "", sheet_kind_rows[k].word);
	cells[0] = sheet_field_rows[i].word;
	cells[1] = arena_strdup(a, text_string(&kinds));
	cells[2] = listed_words(a, sheet_field_rows[i].words[SHEET_EN]);
	cells[3] = arena_printf(a, "%s; %s", listed_words(a, sheet_field_rows[i].words[SHEET_ZH]),
		listed_words(a, sheet_field_rows[i].words[SHEET_RU]));
	text_free(&kinds);
	return true;
}

static bool word_row(const struct wire_table *t, struct arena *a, size_t i, const char *cells[TABLE_COLUMNS])
{
	static const char *const objects[] = {
		[WORD_WORD] = "a word", [WORD_LEG] = "a leg", [WORD_TRANSPORT] = "a transport"};
	const struct word_member *m = &word_members[i];

	(void)t, (void)a;
	if (!m->name)
		return false;
	cells[0] = m->name;
	cells[1] = objects[m->object];
	cells[2] = dispositions[m->disposition];
	cells[3] = m->caption;
	return true;
}

static bool tracker_row(
	const struct wire_table *t, struct arena *a, size_t i, const char *cells[TABLE_COLUMNS])
{
	static const char *const objects[TRACKER_OBJECTS] = {[TRACKER_PLAIN] = "plain",
		[TRACKER_TOP] = "Traccar",
		[TRACKER_POSITION] = "Traccar, position",
		[TRACKER_ATTRIBUTES] = "Traccar, position.attributes",
		[TRACKER_DEVICE] = "Traccar, device"};
	const struct tracker_member *m = &tracker_members[i];

	(void)t, (void)a;
	if (!m->name)
		return false;
	cells[0] = m->name;
	cells[1] = objects[m->object];
	cells[2] = dispositions[m->disposition];
	cells[3] = m->caption;
	return true;
}

static bool held_row(const struct wire_table *t, struct arena *a, size_t i, const char *cells[TABLE_COLUMNS])
{
	(void)t, (void)a;
	if (HELD_NOT + 1 + i >= HELDS)
		return false;
	cells[0] = held_words[HELD_NOT + 1 + i];
	cells[1] = HELD_NOT + 1 + i < HELD_JUMP ? "by itself" : "beside its neighbours";
	cells[2] = held_texts[HELD_NOT + 1 + i];
	return true;
}

static bool control_row(
	const struct wire_table *t, struct arena *a, size_t i, const char *cells[TABLE_COLUMNS])
{
	const struct control *c = &controls[i];

	(void)t;
	(void)a;
	cells[0] = c->code;
	cells[1] = c->usually;
	cells[2] = c->formats;
	cells[3] = c->about;
	return c->code != NULL;
}

static const struct wire_table tables[] = {
	{"CODECO", "Segments of a gate report", SEGMENTS, segment_row, 0},
	{"COARRI", "Segments of a discharge or loading report", SEGMENTS, segment_row, 0},
	{"IFTSTA", "Segments of a status report", SEGMENTS, segment_row, 0},
	{"BAPLIE", "Segments of a bayplan", SEGMENTS, segment_row, 0},
	{"COPRAR", "Segments of a discharge or loading order", SEGMENTS, segment_row, 0},
	{"CONTRL", "Segments of an acknowledgement", SEGMENTS, segment_row, 0},
	{"IFTSAI", "Segments of a schedule", SEGMENTS, segment_row, 0},
	{"COPARN", "Segments of an order to release or accept boxes", SEGMENTS, segment_row, 0},
	{"VERMAS", "Segments of a verified gross mass", SEGMENTS, segment_row, 0},
	{"IFTMIN", "Segments of a transport instruction", SEGMENTS, segment_row, 0},
	{"TGNL", "Fields of a coded train list: of the service phrase (TRAIN) and of a wagon's line",
		{"field", "digits", "what becomes of it", "what it says"}, tgnl_row, 0},
	{"MOT", "Fields of China's platform files; V: a public source shows it so, A: assumed",
		{"record and field", "of", "what becomes of it", "what it says"}, mot_row, 0},
	{"TAF", "Messages of TAF TSI",
		{"number", "message", "what becomes of it", "what it makes, or what it is"}, taf_row, 0},
	{"TAF-ELEMENTS", "Elements of TAF messages", {"element", "in", "what becomes of it", "what it says"},
		taf_row, 1},
	{"TAF-STATUS", "Running statuses of TAF TSI", {"code", "event", "what it says"}, taf_row, 2},
	{"TRACCAR", "Members of a tracker's position, plain and as Traccar forwards it",
		{"member", "of", "what becomes of it", "what it says"}, tracker_row, 0},
	{"JOURNEY", "Members of what people say of journeys",
		{"member", "of", "what becomes of it", "what it says"}, word_row, 0},
	{"HELD", "Why a position is held back: it is kept, but stands in no track",
		{"word", "is known", "why"}, held_row, 0},
	{"EQUIPMENT", "DCSA's codes of what happens to a container", CODES, code_row, LIST_EQUIPMENT},
	{"TRANSPORT", "DCSA's codes of what a ship, train or truck does", CODES, code_row, LIST_TRANSPORT},
	{"SHIPMENT", "DCSA's codes of what becomes of a document", CODES, code_row, LIST_SHIPMENT},
	{"DOCUMENT", "DCSA's types of documents", CODES, code_row, LIST_DOCUMENT},
	{"DEVICE", "DCSA's codes of what a device on a container tells", CODES, code_row, LIST_OTHER},
	{"HISTORY", "Formats that a history is handed out in",
		{"format", "Content-Type", "file", "what it is"}, format_row, 0},
	{"SHEET", "Columns of a history as a sheet", {"column", "name", "what stands in it"}, column_row, 0},
	{"SHEETS", "Kinds of sheets that are read",
		{"type", "what it is", "in Chinese and Russian", "shipped profiles"}, kind_row, 0},
	{"FIELDS", "What columns of sheets may say, and the words that head them",
		{"field", "of the kinds", "English headings", "Chinese; Russian headings"}, field_row, 0},
	{"CONTROLS", "What may be odd, and how severe it is unless a partner's strictness says otherwise",
		{"code", "usually", "in", "what is odd"}, control_row, 0},
};

const struct wire_table *wire_table(size_t i)
{
	return i < sizeof tables / sizeof *tables ? &tables[i] : NULL;
}

const struct wire_table *wire_table_named(const char *name)
{
	const struct wire_table *t;

	for (size_t i = 0; (t = wire_table(i)); i++)
		if (strcasecmp(t->name, name) == 0)
			return t;
	return NULL;
}
