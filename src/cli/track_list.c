#include "cli/track_list.h"

#include "base/limits.h"
#include "base/text.h"
#include "cli/table.h"
#include "cli/verb.h"
#include "service/lookup_sheet.h"

#include <errno.h>
#include <string.h>
#include <sys/stat.h>
#include <unistd.h>

#define HOUR (3600 * INSTANT_SECOND)

bool track_is_file(const char *operand)
{
	struct stat st;

	return strcmp(operand, "-") == 0 || (stat(operand, &st) == 0 && !S_ISDIR(st.st_mode));
}

/* Reading */

static bool read_all(const char *name, struct text *out, struct fault *f)
{
	FILE *file = strcmp(name, "-") == 0 ? stdin : fopen(name, "re");
	char piece[4096];
	size_t n;
	bool bad;

	if (!file)
		return fault_say(f, FAULT_ENVIRONMENT, "%.200s: %s", name, strerror(errno));
	while (out->length <= LIMIT_LOOKUP_BODY && (n = fread(piece, 1, sizeof piece, file)) > 0)
		text_add(out, piece, n);
	bad = ferror(file);
	if (file != stdin)
		fclose(file);
	if (bad)
		return fault_say(f, FAULT_ENVIRONMENT, "%.200s: %s", name, strerror(errno));
	if (out->length && memchr(out->bytes, '\0', out->length))
		return fault_say(f, FAULT_BAD_BODY, "%.200s: it is no text in UTF-8; save it as such", name);
	return out->length <= LIMIT_LOOKUP_BODY ||
	       fault_say(f, FAULT_BAD_BODY, "%.200s: it has more than %u bytes; look up less at once", name,
		       LIMIT_LOOKUP_BODY);
}

static bool take_operand(struct asked_list *asked, struct arena *a, const char *operand, struct fault *f)
{
	struct text text = TEXT_INIT;
	bool done;

	if (track_is_file(operand))
		done = read_all(operand, &text, f) &&
		       asked_split(asked, a, text_string(&text), text.length, LIMIT_LOOKUP, f);
	else
		done = asked_split(asked, a, operand, strlen(operand), LIMIT_LOOKUP, f);
	text_free(&text);
	return done;
}

static bool take_operands(struct asked_list *asked, struct arena *a, char **operands, int n, struct fault *f)
{
	for (int i = 0; i < n; i++)
		if (!take_operand(asked, a, operands[i], f))
			return false;
	return asked->count || fault_say(f, FAULT_BAD_BODY, "there is no reference in it");
}

/* The table */

struct printing {
	struct table table;
	const struct world *world;
	const struct lookup *lookup;
	enum language language;
	const char *bold, *dim, *warn, *bad, *end;
};

/* "2026-06-15 08:00 +08:00"; the day alone where only that is known; without an offset where nobody knows it.
 */
static const char *time_words(struct arena *a, const struct moment *m)
{
	bool zoned = m->zone_source != ZONE_NOBODY;
	struct text t = TEXT_INIT;
	const char *words;

	if (m->at == INSTANT_NONE)
		return "";
	instant_write(&t, m->at, zoned ? m->offset : 0);
	if (m->precision == PRECISION_DAY)
		words = arena_printf(a, "%.10s", t.bytes);
	else
		words = arena_printf(a, "%.10s %.5s%s%s", t.bytes, t.bytes + 11, zoned ? " " : "",
			zoned ? t.bytes + 19 + strspn(t.bytes + 19, ".0123456789") : "");
	text_free(&t);
	return words;
}

/* "Departed, 31 h" */
static const char *last_words(const struct printing *p, const struct event *last)
{
	int64_t hours = last && last->happened.at != INSTANT_NONE
				? (p->lookup->as_of - last->happened.at) / HOUR
				: -1;
	const char *word;

	if (!last)
		return "";
	word = lookup_word(WORD_EVENT, last->code, p->language);
	if (hours < 0)
		return word;
	return arena_printf(p->table.arena, "%s, %lld %s", word, (long long)(hours < 48 ? hours : hours / 24),
		lookup_word(WORD_AGE, hours < 48 ? "h" : "d", p->language));
}

static const char *expected_words(struct printing *p, const struct event *e, bool event_too)
{
	const char *place;

	if (!e)
		return "";
	place = lookup_place_name(p->world, e->place, e->place_text, p->language);
	return arena_printf(p->table.arena, "%s%s%s%s%s",
		event_too ? lookup_coming(e->code, p->language) : "", event_too ? " " : "", place,
		*place ? " " : "", time_words(p->table.arena, &e->happened));
}

static const char *block_words(struct printing *p, const struct outlook *o, bool *error)
{
	const char *words = "";

	for (size_t i = 0; i < o->block_count; i++) {
		const struct block *b = &o->blocks[i];

		*error |= strcmp(block_rows[b->code].severity, "error") == 0;
		words = arena_printf(p->table.arena, "%s%s%s%s%s", words, i ? "; " : "",
			lookup_word(WORD_BLOCK, block_rows[b->code].code, p->language),
			b->reason_count ? ": " : "", b->reason_count ? b->reasons[0] : "");
	}
	return words;
}

static void add(struct printing *p, const char *text, const char *before)
{
	table_add(&p->table, text, before, *before ? p->end : "");
}

static const char *const headings[] = {
	"reference", "container", "status", "place", "since", "last", "next", "eta", "blocks"};
#define COLUMNS (sizeof headings / sizeof *headings)

static void add_head(struct printing *p)
{
	for (size_t i = 0; i < COLUMNS; i++)
		add(p, lookup_word(WORD_HEADING, headings[i], p->language), p->bold);
}

static void add_found(struct printing *p, const struct lookup_row *row)
{
	const struct journey *j = &row->box->state;
	const struct outlook *o = &row->box->outlook;
	bool error = false;
	const char *blocks = block_words(p, o, &error);

	add(p, row->box->number, p->bold);
	add(p, lookup_word(WORD_STATUS, journey_status_words[j->status], p->language), "");
	add(p, lookup_place_name(p->world, j->place, j->place_text, p->language), "");
	add(p, time_words(p->table.arena, &j->since), "");
	add(p, last_words(p, o->last), "");
	add(p, expected_words(p, o->next, true), "");
	add(p, expected_words(p, o->eta, false), "");
	add(p, blocks, error ? p->bad : p->warn);
}

static void add_missing(struct printing *p, const struct lookup_row *row)
{
	const char *why = lookup_word(WORD_WHY, lookup_why_words[row->why], p->language);

	add(p, row->asked->suggest ? arena_printf(p->table.arena, "%s?", row->asked->suggest) : "", p->dim);
	add(p, why, p->warn);
	for (size_t i = 3; i < COLUMNS; i++)
		add(p, "", "");
}

static void print_table(struct printing *p)
{
	add_head(p);
	for (size_t i = 0; i < p->lookup->count; i++) {
		const struct lookup_row *row = &p->lookup->rows[i];

		add(p, row->asked->raw, "");
		if (row->box)
			add_found(p, row);
		else
			add_missing(p, row);
	}
	table_print(&p->table, stdout);
	if (p->lookup->cut)
		fprintf(stderr, "landbridge track: there are more than %u rows\n", LIMIT_LOOKUP_ROWS);
}

static bool print(
	struct asking *q, const struct world *w, const struct lookup *l, const struct track_list *how)
{
	bool colour = isatty(STDOUT_FILENO) && !getenv("NO_COLOR");
	struct printing p = {.table = {.arena = q->arena, .columns = COLUMNS},
		.world = w,
		.lookup = l,
		.language = how->language,
		.bold = "",
		.dim = "",
		.warn = "",
		.bad = "",
		.end = ""};

	if (colour) {
		p.bold = "\033[1m";
		p.dim = "\033[2m";
		p.warn = "\033[33m";
		p.bad = "\033[31m";
		p.end = "\033[0m";
	}
	if (!how->as) {
		print_table(&p);
		return true;
	}
	if (strcmp(how->as, "csv") == 0)
		lookup_write_csv(q->out, w, l, how->language);
	else if (strcmp(how->as, "json") == 0)
		lookup_write_json(q->out, w, l);
	else if (!lookup_write_workbook(q->out, w, l, how->language, q->fault))
		return false;
	fwrite(q->out->bytes, 1, q->out->length, stdout);
	if (strcmp(how->as, "json") == 0)
		putchar('\n');
	return true;
}

static int exit_code(const struct fault *f)
{
	return f->code == FAULT_BAD_BODY ? EXIT_REFUSED : EXIT_ENVIRONMENT;
}

int track_list(struct service *s, struct conn *c, char **operands, int n, const struct track_list *how)
{
	struct arena arena = ARENA_INIT;
	struct text out = TEXT_INIT;
	struct fault f = {FAULT_NONE, "", ""};
	struct asking q = {.service = s,
		.conn = c,
		.arena = &arena,
		.limit = 1,
		.as_of = how->as_of,
		.out = &out,
		.fault = &f};
	struct asked_list asked = {.count = 0};
	struct lookup found = {.count = 0};
	int code = EXIT_DONE;

	if (take_operands(&asked, &arena, operands, n, &f) && lookup_make(&q, &asked, &found)) {
		struct world *w = service_world(s);

		print(&q, w, &found, how);
		world_release(w);
		code = found.unknown ? EXIT_REFUSED : EXIT_DONE;
	}
	if (!f.code && (fflush(stdout) != 0 || ferror(stdout)))
		fault_say(&f, FAULT_ENVIRONMENT, "standard output was closed before the end");
	if (f.code) {
		fprintf(stderr, "landbridge track: %s\n", f.text);
		code = exit_code(&f);
	}
	text_free(&out);
	arena_free(&arena);
	return code;
}
