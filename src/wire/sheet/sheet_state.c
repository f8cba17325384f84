/* What has to be carried over a point between two rows: the table, the title, where the rows are. */
#include "wire/sheet/sheet_in.h"
#include "wire/sheet/sheet_parts.h"

#include "base/text.h"
#include "wire/dcsa_in/tree.h"

#include <stdlib.h>
#include <string.h>

uint64_t sheet_in_safe_offset(const void *self)
{
	const struct sheet_in *s = self;
	uint64_t at = s->at == SHEET_HEADED ? s->head_offset : s->top ? s->top->row.offset : NO_OFFSET;

	return at == NO_OFFSET ? rows_safe_offset(s->rows) : at;
}

static void write_title(struct json *j, const struct sheet_in *s)
{
	const struct sheet_title *t = &s->title;

	jw_member(j, "train", t->train);
	jw_member(j, "index", t->index);
	jw_member(j, "plan", t->programme);
	jw_member(j, "station", t->station);
	jw_member(j, "near", t->near);
	jw_member(j, "zone", t->zone);
	jw_member(j, "words", s->title_words);
	jw_member_bool(j, "old", s->title_old);
	jw_member(j, "lastWagon", *s->last_wagon ? s->last_wagon : NULL);
	jw_member(j, "lastTrain", *s->last_wagon ? s->last_train : NULL);
	jw_member_bool(j, "hidden", s->hidden_told);
	jw_member_integer(j, "passed", s->passed);
	jw_member_integer(j, "told", s->told);
	if (!t->has_day)
		return;
	jw_member_integer(j, "day", civil_to_instant(&t->day, 0) / INSTANT_SECOND);
	jw_member_bool(j, "clocked", t->clocked);
}

static void write_table(struct json *j, const struct sheet_in *s)
{
	const struct sheet_table *t = &s->table;

	jw_member(j, "kind", sheet_kind_rows[t->kind].word);
	if (t->profile)
		jw_member(j, "profile", t->profile->name);
	jw_member_bool(j, "named", s->profile_name != NULL);
	jw_member(j, "order", date_order_words[t->order]);
	jw_member_bool(j, "doubtful", t->doubtful);
	jw_member_integer(j, "classifier", t->classifier);
	jw_key(j, "columns");
	jw_open(j, '[');
	for (unsigned f = 0; f < FIELDS; f++) {
		if (!t->column[f])
			continue;
		jw_open(j, '{');
		jw_member(j, "field", sheet_field_rows[f].word);
		jw_member_integer(j, "column", t->column[f]);
		jw_member(j, "header", t->header[f]);
		jw_close(j, '}');
	}
	jw_close(j, ']');
}

const char *sheet_in_state(const void *self, struct arena *a)
{
	const struct sheet_in *s = self;
	struct text t = TEXT_INIT;
	struct json j = {&t, false};
	const char *kept;

	jw_open(&j, '{');
	jw_member(&j, "rows", rows_state(s->rows, a));
	jw_member_integer(&j, "sheet", s->sheet_number);
	jw_member_integer(&j, "looked", s->looked);
	jw_member_bool(&j, "found", s->found);
	jw_member_bool(&j, "givenUp", s->given_up);
	write_title(&j, s);
	/* a heading whose rows still wait is read once more */
	if (s->at == SHEET_SETTLED)
		write_table(&j, s);
	jw_close(&j, '}');
	kept = arena_strndup(a, t.bytes, t.length);
	text_free(&t);
	return kept;
}

/* ---- and back ---- */

static const struct node *member(const struct node *object, const char *key)
{
	for (const struct node *n = object->child; n; n = n->next)
		if (n->key && strcmp(n->key, key) == 0)
			return n;
	return NULL;
}

static const char *text_of(struct arena *a, const struct node *object, const char *key)
{
	const struct node *n = member(object, key);

	return n && n->kind == NODE_STRING ? arena_strdup(a, n->text) : NULL;
}

static int64_t number_of(const struct node *object, const char *key)
{
	const struct node *n = member(object, key);

	return n && n->kind == NODE_NUMBER ? strtoll(n->text, NULL, 10) : 0;
}

static bool truth_of(const struct node *object, const char *key)
{
	const struct node *n = member(object, key);

	return n && n->kind == NODE_TRUE;
}

static void read_title(struct sheet_in *s, const struct node *root)
{
	struct sheet_title *t = &s->title;
	const char *words = text_of(&s->title_arena, root, "words");
	const char *wagon = text_of(&s->title_arena, root, "lastWagon");
	const char *train = text_of(&s->title_arena, root, "lastTrain");

	t->train = text_of(&s->title_arena, root, "train");
	t->index = text_of(&s->title_arena, root, "index");
	t->programme = text_of(&s->title_arena, root, "plan");
	t->station = text_of(&s->title_arena, root, "station");
	t->near = text_of(&s->title_arena, root, "near");
	t->zone = text_of(&s->title_arena, root, "zone");
	s->title_old = truth_of(root, "old");
	snprintf(s->last_wagon, sizeof s->last_wagon, "%s", wagon ? wagon : "");
	snprintf(s->last_train, sizeof s->last_train, "%s", train ? train : "");
	s->hidden_told = truth_of(root, "hidden");
	s->passed = (uint32_t)number_of(root, "passed");
	s->told = (uint32_t)number_of(root, "told");
	snprintf(s->title_words, sizeof s->title_words, "%s", words ? words : "");
	t->has_day = member(root, "day") != NULL;
	t->clocked = truth_of(root, "clocked");
	if (t->has_day)
		t->day = instant_to_civil(number_of(root, "day") * INSTANT_SECOND, 0);
}

static void read_profile(struct sheet_in *s, const char *name)
{
	const struct profile_asked asked = {name, s->partner, NULL, 0};
	const struct sheet_profile *p =
		name && s->world.profile ? s->world.profile(s->world.self, &asked) : NULL;

	s->table.profile = p;
	for (size_t i = 0; p && i < p->field_count; i++) {
		s->table.zone[p->fields[i].field] = p->fields[i].zone;
		s->table.constant[p->fields[i].field] = p->fields[i].constant;
	}
}

static bool read_table(struct sheet_in *s, const struct node *root, const char *kind)
{
	const struct node *columns = member(root, "columns");
	const char *order = text_of(&s->table_arena, root, "order");

	s->table = (struct sheet_table){.kind = sheet_kind_of(kind)};
	if (s->table.kind == SHEET_KINDS || !columns)
		return false;
	read_profile(s, text_of(&s->table_arena, root, "profile"));
	s->profile_name = truth_of(root, "named") ? s->hint.profile : NULL;
	s->table.doubtful = truth_of(root, "doubtful");
	s->table.classifier = (enum classifier)(number_of(root, "classifier") % CLASSIFIERS);
	for (unsigned i = 0; order && i < ORDERS; i++)
		if (strcmp(order, date_order_words[i]) == 0)
			s->table.order = (enum date_order)i;
	for (const struct node *n = columns->child; n; n = n->next) {
		const char *word = text_of(&s->table_arena, n, "field");
		enum sheet_field f = word ? sheet_field_of(word) : FIELDS;

		if (f == FIELDS)
			return false;
		s->table.column[f] = (unsigned)number_of(n, "column");
		s->table.header[f] = text_of(&s->table_arena, n, "header");
	}
	sheet_table_ready(&s->table);
	s->at = SHEET_SETTLED;
	return true;
}

bool sheet_in_resume(void *self, const char *state, uint64_t offset, uint32_t messages_before)
{
	struct sheet_in *s = self;
	struct tree_fault fault;
	struct arena a = ARENA_INIT;
	const struct node *root = tree_read(&a, state, strlen(state), &fault);
	const char *rows = root && root->kind == NODE_OBJECT ? text_of(&a, root, "rows") : NULL, *kind;
	bool fine = rows && rows_resume(s->rows, rows, offset);

	if (fine) {
		s->line = messages_before;
		s->sheet_number = (uint32_t)number_of(root, "sheet");
		s->looked = (unsigned)number_of(root, "looked");
		s->found = truth_of(root, "found");
		s->given_up = truth_of(root, "givenUp");
		read_title(s, root);
		kind = text_of(&a, root, "kind");
		fine = !kind || read_table(s, root, kind);
	}
	arena_free(&a);
	return fine;
}
