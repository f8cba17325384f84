/*
 * landbridge track NUMBER...: a container's history on the terminal.  Of files: cli/track_list.h.
 */
#include "base/text.h"
#include "cli/open.h"
#include "cli/options.h"
#include "cli/paint.h"
#include "cli/track_list.h"
#include "cli/verb.h"
#include "service/answers.h"
#include "service/lookup_sheet.h"
#include "store/as_of.h"
#include "system/clock.h"

#include <ctype.h>
#include <jansson.h>
#include <unistd.h>

static const char *word(const json_t *o, const char *key)
{
	return json_string_value(json_object_get(o, key));
}

static const char *or_else(const char *s, const char *instead)
{
	return s ? s : instead;
}

/* The digits of a time as received, without what stands between them; NULL where it is no such text. */
static const char *digits_of(const char *local, char digits[16])
{
	size_t n = 0;

	for (; *local && n < 14; local++)
		if (isdigit((unsigned char)*local))
			digits[n++] = *local;
		else if (!strchr("-:T .", *local))
			return NULL;
	digits[n] = '\0';
	return digits;
}

static int two(const char *digits)
{
	return (digits[0] - '0') * 10 + digits[1] - '0';
}

/* "15 Jun 2026 08:00 (local, zone unknown)" of 202606150800, 20260615 or 2026-06-15T08:00:00; else as it
 * came.
 */
static void print_local(const char *local)
{
	static const char *const months[] = {
		"Jan", "Feb", "Mar", "Apr", "May", "Jun", "Jul", "Aug", "Sep", "Oct", "Nov", "Dec"};
	char digits[16];
	const char *d = digits_of(local, digits);
	size_t n = d ? strlen(d) : 0;

	if ((n != 8 && n != 12 && n != 14) || two(d + 4) < 1 || two(d + 4) > 12)
		printf("%s", local);
	else if (n == 8)
		printf("%d %s %.4s", two(d + 6), months[two(d + 4) - 1], d);
	else
		printf("%d %s %.4s %.2s:%.2s", two(d + 6), months[two(d + 4) - 1], d, d + 8, d + 10);
	fputs(" (local, zone unknown)", stdout);
}

/* "2026-06-15 08:00 +08:00"; the day alone where only that is known. */
static void print_moment(const json_t *m)
{
	const char *at = word(m, "at"), *precision = or_else(word(m, "precision"), "minute");

	if (!at && m && word(m, "local"))
		print_local(word(m, "local"));
	else if (!at)
		printf("%-23s", "no time");
	else if (strcmp(precision, "day") == 0)
		printf("%-23.10s", at);
	else
		printf("%.10s %.5s %-6s", at, at + 11, at + 19 + strspn(at + 19, ".0123456789"));
}

static const char *place_name(const json_t *place)
{
	const char *name = word(json_object_get(place, "name"), "en");

	return name ? name : or_else(word(place, "code"), or_else(word(place, "text"), "place not said"));
}

static void print_vehicle(const json_t *vehicle, const struct paint *paint)
{
	static const char *const keys[] = {"name", "voyage", "wagon", "plate"};

	if (!vehicle)
		return;
	printf("  %s%s", paint->dim, or_else(word(vehicle, "mode"), ""));
	for (size_t i = 0; i < 4; i++)
		if (word(vehicle, keys[i]))
			printf(" %s", word(vehicle, keys[i]));
	fputs(paint->end, stdout);
}

static void print_event(const json_t *e, const struct paint *paint)
{
	const char *classifier = or_else(word(e, "classifier"), "ACT");
	const json_t *of = json_object_get(e, "of"), *d;
	size_t i;

	fputs("  ", stdout);
	print_moment(json_object_get(e, "happened"));
	printf("  %s%-4s%s %-3s  %s", paint->bold, or_else(word(e, "eventCode"), "?"), paint->end,
		strcmp(classifier, "ACT") == 0 ? "" : classifier, place_name(json_object_get(e, "place")));
	if (json_object_get(e, "facility"))
		printf(" (%s)", or_else(word(json_object_get(e, "facility"), "code"), ""));
	if (word(e, "loadState"))
		printf(", %s", strcmp(word(e, "loadState"), "EMPTY") == 0 ? "empty" : "laden");
	print_vehicle(json_object_get(e, "vehicle"), paint);
	if (of)
		printf("  %s %s", or_else(word(of, "kind"), ""), or_else(word(of, "number"), ""));
	printf("  %s[%s %s]%s%s%s\n", paint->dim, or_else(word(json_object_get(e, "source"), "type"), ""),
		or_else(word(e, "sender"), ""), paint->end,
		json_is_true(json_object_get(e, "voided")) ? " taken back" : "",
		json_is_true(json_object_get(e, "outdated")) ? " no longer expected" : "");
	json_array_foreach(json_object_get(e, "diagnostics"), i, d) printf("      %s%s: %s%s\n", paint->warn,
		or_else(word(d, "severity"), ""), or_else(word(d, "text"), ""), paint->end);
}

/* "SMGS 27146020, replaced by CIM 55147310" */
static void print_papers(const json_t *papers)
{
	const json_t *p, *by;
	size_t i;

	json_array_foreach(papers, i, p)
	{
		by = json_object_get(p, "replacedBy");
		printf("%s %s %s", i ? ";" : "papers:", or_else(word(p, "kind"), ""),
			or_else(word(p, "number"), ""));
		if (by)
			printf(", replaced by %s %s", or_else(word(by, "kind"), ""),
				or_else(word(by, "number"), ""));
		if (json_is_true(json_object_get(p, "cancelled")))
			fputs(", cancelled", stdout);
	}
	if (json_array_size(papers))
		putchar('\n');
}

static void print_container(const json_t *c, const struct paint *paint)
{
	const json_t *size = json_object_get(c, "sizeType"), *e;
	size_t i;

	printf("%s%s%s", paint->bold, word(c, "number"), paint->end);
	if (strcmp(or_else(word(c, "checkDigit"), "valid"), "valid") != 0)
		printf("  %sthe check digit does not hold%s", paint->warn, paint->end);
	if (size)
		printf("  %s %s", or_else(word(size, "code"), ""), or_else(word(size, "text"), ""));
	printf("\n%s", or_else(word(c, "statusText"), ""));
	if (json_object_get(c, "place"))
		printf(": %s", place_name(json_object_get(c, "place")));
	if (json_object_get(c, "since")) {
		fputs(", since ", stdout);
		print_moment(json_object_get(c, "since"));
	}
	putchar('\n');
	print_papers(json_object_get(c, "documents"));
	putchar('\n');
	json_array_foreach(json_object_get(c, "timeline"), i, e) print_event(e, paint);
}

#define NEAR_MOST 5

/* What else may have been meant. */
static void print_near(struct asking *q, const char *number)
{
	const char **near;
	size_t n;

	q->limit = NEAR_MOST;
	if (!answer_near(q, number, &near, &n) || !n)
		return; /* a help, not a need */
	fputs("landbridge track: known, and one character away:", stderr);
	for (size_t i = 0; i < n; i++)
		fprintf(stderr, " %s", near[i]);
	fputc('\n', stderr);
}

/* Asks and prints one, behind an empty line where another stands before it. Returns an exit code. */
static int track(
	struct service *s, struct conn *c, const char *number, instant as_of, bool json, bool *printed)
{
	struct arena arena = ARENA_INIT;
	struct text out = TEXT_INIT;
	struct fault f;
	struct asking q = {.service = s,
		.conn = c,
		.arena = &arena,
		.limit = 1,
		.as_of = as_of,
		.out = &out,
		.fault = &f};
	struct paint paint = paint_for(STDOUT_FILENO);
	int code = EXIT_DONE;

	if (!answer_container(&q, number)) {
		fprintf(stderr, "landbridge track: %s\n", f.text);
		code = f.code == FAULT_UNKNOWN ? EXIT_REFUSED : EXIT_ENVIRONMENT;
		if (f.code == FAULT_UNKNOWN)
			print_near(&q, number);
	} else if (json) {
		puts(text_string(&out));
	} else {
		json_t *o = json_loadb(out.bytes, out.length, 0, NULL);

		if (*printed)
			putchar('\n');
		print_container(o, &paint);
		*printed = true;
		json_decref(o);
	}
	text_free(&out);
	arena_free(&arena);
	return code;
}

static int track_each(struct service *s, struct conn *c, char **numbers, int n, instant as_of, bool json)
{
	int worst = EXIT_DONE;
	bool printed = false;

	for (int i = 0; i < n; i++) {
		int code = track(s, c, numbers[i], as_of, json, &printed);

		worst = code > worst ? code : worst;
	}
	return worst;
}

struct tracking {
	char **operands;
	int n;
	bool json, listed; /* not listed: each number's history */
	struct track_list list;
};

static int track_operands(struct service *s, struct conn *c, const struct tracking *t)
{
	return t->listed ? track_list(s, c, t->operands, t->n, &t->list)
			 : track_each(s, c, t->operands, t->n, t->list.as_of, t->json);
}

static int track_as_of(struct service *s, struct conn *c, const struct tracking *t)
{
	struct arena a = ARENA_INIT;
	int code = EXIT_ENVIRONMENT;
	struct fault f;

	if (as_of_begin(c, &a, t->list.as_of, &f))
		code = track_operands(s, c, t);
	else
		fprintf(stderr, "landbridge track: %s\n", f.text);
	as_of_end(c);
	arena_free(&a);
	return code;
}

static int track_all(struct opened *o, const struct tracking *t)
{
	struct service_settings settings = {0};
	int code = EXIT_ENVIRONMENT;
	struct service s;
	struct fault f;
	struct conn *c;

	if (!service_open(&s, o->db, &settings, &f)) {
		fprintf(stderr, "landbridge track: %s\n", f.text);
		return EXIT_ENVIRONMENT;
	}
	c = db_take(o->db, 5000, &f);
	if (c) {
		code = t->list.as_of ? track_as_of(&s, c, t) : track_operands(&s, c, t);
		db_give(c);
	} else {
		fprintf(stderr, "landbridge track: %s\n", f.text);
	}
	service_close(&s);
	return code;
}

static bool any_file(char **operands, int n)
{
	for (int i = 0; i < n; i++)
		if (track_is_file(operands[i]))
			return true;
	return false;
}

/* What the options say of how a list is answered; false with words on stderr. */
static bool list_how(struct track_list *list, const char *as, const char *language, bool json)
{
	static const char *const formats[] = {"json", "csv", "xlsx"};
	bool known = !as;

	for (size_t i = 0; as && i < 3; i++)
		known = known || strcmp(formats[i], as) == 0;
	*list = (struct track_list){as ? as : json ? "json" : NULL, LANG_EN, 0};
	if (!known)
		fprintf(stderr, "landbridge track: --as is one of json, csv, xlsx, not \"%s\"\n", as);
	else if (language && !language_of(language, &list->language))
		fprintf(stderr, "landbridge track: --language is one of en, zh, ru, not \"%s\"\n", language);
	else
		return true;
	return false;
}

/* A moment that has been; false with words on stderr. */
static bool moment_of(const char *text, instant *t)
{
	int offset;

	if (!instant_read(text, strlen(text), t, &offset))
		fprintf(stderr,
			"landbridge track: --as-of is a time such as 2026-06-15T08:00:00Z, not \"%s\"\n",
			text);
	else if (*t > clock_now())
		fprintf(stderr, "landbridge track: --as-of %s is still to come\n", text);
	else
		return true;
	return false;
}

int verb_track(int argc, char **argv)
{
	const char *data = NULL, *database = NULL, *as = NULL, *language = NULL, *as_of = NULL;
	struct tracking t = {.json = false};
	const struct option_row rows[] = {
		{"data", OPTION_TEXT, &data, "DIR", "where the private database lives"},
		{"database", OPTION_TEXT, &database, "URL", "a database of your own instead"},
		{"json", OPTION_FLAG, &t.json, NULL,
			"the answer as the HTTP face gives it, a line a container"},
		{"as", OPTION_TEXT, &as, "FORMAT", "look the references up together, as json, csv or xlsx"},
		{"language", OPTION_TEXT, &language, "LANGUAGE", "of a table, csv or xlsx: en, zh or ru"},
		{"as-of", OPTION_TEXT, &as_of, "TIME", "what was known then, as 2026-06-15T08:00:00Z"},
	};
	const struct verb_help help = {"landbridge track [--data DIR | --database URL] [--json] [--as "
				       "FORMAT] [--as-of TIME] NUMBER|FILE|- ...",
		"Tells where containers are and what was reported of them, newest first.  Works beside a "
		"running daemon.\n"
		"Numbers may have blanks, hyphens and Cyrillic look-alikes.  Exit 1 when one is not "
		"known.\n\n"
		"Of a file, or of - (standard input), it looks up whatever references are in it, up to 1,000 "
		"and "
		"64 KB: containers, bookings,\nbills, waybills, trains, wagons, vessels, seals, customs "
		"papers, apart "
		"by anything; a line each.  An operand is a file if one has\nthat name; the others are "
		"looked up with "
		"it, and so is everything with --as.",
		"  landbridge track CSQU3054383\n"
		"  landbridge track --as-of 2026-06-15T08:00:00+08:00 CSQU3054383\n"
		"  landbridge track numbers.txt\n"
		"  sort numbers.txt | landbridge track --as xlsx - > boxes.xlsx\n"};
	struct opened o;
	struct fault f;
	int code = options_parse(rows, sizeof rows / sizeof rows[0], &help, argc, argv, &t.operands, &t.n);

	if (code >= 0)
		return code;
	if (t.n == 0) {
		fprintf(stderr, "landbridge track: no container number\nUsage: %s\n", help.usage);
		return EXIT_USAGE;
	}
	if (!list_how(&t.list, as, language, t.json) || (as_of && !moment_of(as_of, &t.list.as_of)))
		return EXIT_USAGE;
	t.listed = as || any_file(t.operands, t.n);
	if (!open_database(&o, data, database, CLUSTER_GUEST, 1, 10000, &f)) {
		fprintf(stderr, "landbridge track: %s\n", f.text);
		return EXIT_ENVIRONMENT;
	}
	code = track_all(&o, &t);
	close_database(&o);
	return code;
}
