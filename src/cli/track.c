/*
 * landbridge track NUMBER...: a container's history on the terminal.
 */
#include "base/text.h"
#include "cli/open.h"
#include "cli/options.h"
#include "cli/verb.h"
#include "service/answers.h"

#include <jansson.h>
#include <unistd.h>

struct paint {
	const char *bold, *dim, *warn, *end;
};

static struct paint paint_for(int fd)
{
	if (!isatty(fd) || getenv("NO_COLOR"))
		return (struct paint){"", "", "", ""};
	return (struct paint){"\033[1m", "\033[2m", "\033[33m", "\033[0m"};
}

static const char *word(const json_t *o, const char *key)
{
	return json_string_value(json_object_get(o, key));
}

static const char *or_else(const char *s, const char *instead)
{
	return s ? s : instead;
}

/* "2026-06-15 08:00 +08:00"; the day alone where only that is known; as received where nobody knew the zone.
 */
static void print_moment(const json_t *m)
{
	const char *at = word(m, "at"), *precision = or_else(word(m, "precision"), "minute");

	if (!at)
		printf("%-23s", m ? or_else(word(m, "local"), "?") : "no time");
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
	const json_t *d;
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
	printf("  %s[%s %s]%s%s\n", paint->dim, or_else(word(json_object_get(e, "source"), "type"), ""),
		or_else(word(e, "sender"), ""), paint->end,
		json_is_true(json_object_get(e, "voided")) ? " taken back" : "");
	json_array_foreach(json_object_get(e, "diagnostics"), i, d) printf("      %s%s: %s%s\n", paint->warn,
		or_else(word(d, "severity"), ""), or_else(word(d, "text"), ""), paint->end);
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
	fputs("\n\n", stdout);
	json_array_foreach(json_object_get(c, "timeline"), i, e) print_event(e, paint);
}

/* Asks and prints one. Returns an exit code. */
static int track(struct service *s, struct conn *c, const char *number, bool json)
{
	struct arena arena = ARENA_INIT;
	struct text out = TEXT_INIT;
	struct fault f;
	struct asking q = {.service = s, .conn = c, .arena = &arena, .limit = 1, .out = &out, .fault = &f};
	struct paint paint = paint_for(STDOUT_FILENO);
	int code = EXIT_DONE;

	if (!answer_container(&q, number)) {
		fprintf(stderr, "landbridge track: %s\n", f.text);
		code = f.code == FAULT_UNKNOWN ? EXIT_REFUSED : EXIT_ENVIRONMENT;
	} else if (json) {
		puts(text_string(&out));
	} else {
		json_t *o = json_loadb(out.bytes, out.length, 0, NULL);

		print_container(o, &paint);
		json_decref(o);
	}
	text_free(&out);
	arena_free(&arena);
	return code;
}

static int track_all(struct opened *o, char **numbers, int n, bool json)
{
	struct service_settings settings = {0};
	struct service s;
	struct fault f;
	struct conn *c;
	int worst = EXIT_DONE;

	if (!service_open(&s, o->db, &settings, &f)) {
		fprintf(stderr, "landbridge track: %s\n", f.text);
		return EXIT_ENVIRONMENT;
	}
	c = db_take(o->db, 5000, &f);
	if (!c) {
		fprintf(stderr, "landbridge track: %s\n", f.text);
		worst = EXIT_ENVIRONMENT;
	}
	for (int i = 0; c && i < n; i++) {
		int code = track(&s, c, numbers[i], json);

		worst = code > worst ? code : worst;
		if (!json && i + 1 < n)
			putchar('\n');
	}
	if (c)
		db_give(c);
	service_close(&s);
	return worst;
}

int verb_track(int argc, char **argv)
{
	const char *data = NULL, *database = NULL;
	bool json = false;
	const struct option_row rows[] = {
		{"data", OPTION_TEXT, &data, "DIR", "where the private database lives"},
		{"database", OPTION_TEXT, &database, "URL", "a database of your own instead"},
		{"json", OPTION_FLAG, &json, NULL,
			"the answer as the HTTP face gives it, a line a container"},
	};
	const struct verb_help help = {"landbridge track [--data DIR | --database URL] [--json] NUMBER...",
		"Tells where containers are and what was reported of them, newest first.  Works beside a "
		"running daemon.\n"
		"Numbers may have blanks, hyphens and Cyrillic look-alikes.  Exit 1 when one is not known.",
		"  landbridge track CSQU3054383\n"};
	struct opened o;
	struct fault f;
	char **numbers;
	int n, code = options_parse(rows, sizeof rows / sizeof rows[0], &help, argc, argv, &numbers, &n);

	if (code >= 0)
		return code;
	if (n == 0) {
		fprintf(stderr, "landbridge track: no container number\nUsage: %s\n", help.usage);
		return EXIT_USAGE;
	}
	if (!open_database(&o, data, database, CLUSTER_TOOL, 1, 10000, &f)) {
		fprintf(stderr, "landbridge track: %s\n", f.text);
		return EXIT_ENVIRONMENT;
	}
	code = track_all(&o, numbers, n, json);
	close_database(&o);
	return code;
}
