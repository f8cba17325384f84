/*
 * landbridge plan FROM TO: the ways from a place to another, on the terminal.
 */
#include "cli/open.h"
#include "cli/options.h"
#include "cli/paint.h"
#include "cli/table.h"
#include "cli/verb.h"
#include "service/plans.h"

#include <jansson.h>
#include <stdio.h>
#include <string.h>
#include <unistd.h>

static const char *word(const json_t *o, const char *key)
{
	const char *s = json_string_value(json_object_get(o, key));

	return s ? s : "";
}

static long long number(const json_t *o, const char *key)
{
	return (long long)json_integer_value(json_object_get(o, key));
}

/* ---- cells ---- */

static char *span(struct arena *a, long long minutes)
{
	long long days = minutes / 1440, hours = minutes % 1440 / 60;

	if (days)
		return arena_printf(a, "%lld d %lld h", days, hours);
	return hours ? arena_printf(a, "%lld h", hours) : arena_printf(a, "%lld min", minutes);
}

/* "2026-12-01 18:00 +08" of an RFC 3339 time */
static char *moment(struct arena *a, const char *at)
{
	return strlen(at) < 19
		       ? arena_strdup(a, at)
		       : arena_printf(a, "%.10s %.5s %s", at, at + 11, at[19] == 'Z' ? "+00:00" : at + 19);
}

static char *money(struct arena *a, const json_t *price)
{
	if (!json_is_true(json_object_get(price, "complete")))
		return arena_strdup(a, "not known");
	return arena_printf(a, "%lld.%02lld", number(price, "minor") / 100, number(price, "minor") % 100);
}

static char *co2e(struct arena *a, const json_t *o)
{
	if (!json_is_true(json_object_get(o, "complete")))
		return arena_strdup(a, "not known");
	return arena_printf(a, "%lld kg", (number(o, "grams") + 500) / 1000);
}

static const char *best_of(struct arena *a, const json_t *plan)
{
	static const struct {
		const char *word, *text;
	} rows[] = {{"arrival", "earliest"}, {"price", "cheapest"}, {"co2e", "least CO2e"},
		{"transfers", "fewest transfers"}};
	const json_t *list = json_object_get(plan, "best"), *b;
	const char *said = "";
	size_t i;

	json_array_foreach(list, i, b) for (size_t k = 0; k < sizeof rows / sizeof *rows;
					    k++) if (strcmp(json_string_value(b), rows[k].word) == 0) said =
		arena_printf(a, "%s%s%s", said, *said ? ", " : "", rows[k].text);
	return said;
}

/* ---- plans ---- */

static void print_box(const json_t *box)
{
	const json_t *block;
	size_t i;

	printf("%s is %s", word(box, "container"), word(box, "is"));
	if (*word(box, "transport"))
		printf(" %s (%s)", word(box, "transport"), word(box, "route"));
	json_array_foreach(json_object_get(box, "blocks"), i, block)
		printf("%s%s", i ? ", " : "; held by ", json_string_value(block));
	putchar('\n');
}

static void print_head(const json_t *o)
{
	const json_t *asked = json_object_get(o, "asked"), *network = json_object_get(o, "network");

	if (json_object_get(o, "box"))
		print_box(json_object_get(o, "box"));
	printf("%s to %s, %s, %lld kg; %lld services, %lld dated trips\n", word(asked, "from"),
		word(asked, "to"), word(asked, "size"), number(asked, "kg"), number(network, "services"),
		number(network, "trips"));
}

static void print_list(struct arena *a, const json_t *o, const struct paint *paint)
{
	struct table t = {.arena = a, .columns = 8};
	const char *const heads[] = {"", "departs", "arrives", "takes",
		arena_printf(a, "price, %s", word(o, "currency")), "CO2e", "transfers", ""};
	const json_t *p;
	size_t i;

	for (size_t k = 0; k < 8; k++)
		table_add(&t, heads[k], paint->dim, paint->end);
	json_array_foreach(json_object_get(o, "plans"), i, p)
	{
		table_add(&t, arena_printf(a, "%zu", i + 1), paint->bold, paint->end);
		table_add(&t, moment(a, word(p, "departs")), NULL, NULL);
		table_add(&t, moment(a, word(p, "arrives")), NULL, NULL);
		table_add(&t, span(a, number(p, "minutes")), NULL, NULL);
		table_add(&t, money(a, json_object_get(p, "price")), NULL, NULL);
		table_add(&t, co2e(a, json_object_get(p, "co2e")), NULL, NULL);
		table_add(&t, arena_printf(a, "%lld", number(p, "transfers")), NULL, NULL);
		table_add(&t, best_of(a, p), paint->bold, paint->end);
	}
	table_print(&t, stdout);
}

static const char *place(const json_t *leg, const char *key)
{
	return word(json_object_get(json_object_get(leg, key), "name"), "en");
}

static void add_leg(struct table *t, const json_t *leg, const struct paint *paint)
{
	struct arena *a = t->arena;

	table_add(t, arena_printf(a, "   %s", word(leg, "mode")), paint->dim, paint->end);
	table_add(t, moment(a, word(leg, "departs")), NULL, NULL);
	table_add(t, place(leg, "from"), NULL, NULL);
	table_add(t, moment(a, word(leg, "arrives")), NULL, NULL);
	table_add(t, place(leg, "to"), NULL, NULL);
	table_add(t,
		arena_printf(a, "%s, %s%s%s%s", word(leg, "route"), word(leg, "operator"),
			*word(leg, "note") ? " (" : "", word(leg, "note"), *word(leg, "note") ? ")" : ""),
		paint->dim, paint->end);
}

static void print_time(struct arena *a, const json_t *plan, const struct paint *paint)
{
	const json_t *t = json_object_get(plan, "time");
	const char *assumed = json_object_get(t, "assumed") ? arena_printf(a, " (%s assumed: no rule says)",
								      span(a, number(t, "assumed")))
							    : "";

	printf("   %srunning %s, border %s, transfer %s%s, waiting %s%s\n", paint->dim,
		span(a, number(t, "running")), span(a, number(t, "border")), span(a, number(t, "transfer")),
		assumed, span(a, number(t, "waiting")), paint->end);
}

static void print_co2e(const json_t *plan, const struct paint *paint)
{
	const json_t *o = json_object_get(plan, "co2e");

	if (json_object_get(o, "wellToTank"))
		printf("   %sCO2e %lld kg, %lld of them well-to-tank%s\n", paint->dim,
			(number(o, "grams") + 500) / 1000, (number(o, "wellToTank") + 500) / 1000,
			paint->end);
}

static void print_borders(struct arena *a, const json_t *plan, const struct paint *paint)
{
	const json_t *b;
	size_t i;

	json_array_foreach(json_object_get(plan, "borders"), i, b)
		printf("   %sborder at %s, %s to %s: mostly %s, nine of ten under %s; scheduled %s%s\n",
			paint->dim, word(json_object_get(json_object_get(b, "place"), "name"), "en"),
			word(b, "from"), word(b, "into"), span(a, number(b, "likely")),
			span(a, number(b, "late")), span(a, number(b, "scheduled")), paint->end);
	if (json_object_get(plan, "likely"))
		printf("   %slikely there %s%s\n", paint->dim, moment(a, word(plan, "likely")), paint->end);
}

static void print_missed(struct arena *a, const json_t *plan, const struct paint *paint)
{
	const json_t *leg;
	size_t i;

	json_array_foreach(json_object_get(plan, "legs"), i, leg)
	{
		const json_t *m = json_object_get(leg, "missed");

		if (m)
			printf("   %sready %s earlier at %s it goes by %s of %s and is at %s %s earlier%s\n",
				paint->dim, span(a, number(m, "by")), place(leg, "from"), word(m, "route"),
				moment(a, word(m, "departs")), place(leg, "to"), span(a, number(m, "gains")),
				paint->end);
	}
}

static void print_plan(struct arena *a, size_t i, const json_t *plan, const struct paint *paint)
{
	struct table t = {.arena = a, .columns = 6};
	const json_t *leg;
	size_t k;

	printf("\n%s%zu%s\n", paint->bold, i + 1, paint->end);
	json_array_foreach(json_object_get(plan, "legs"), k, leg) add_leg(&t, leg, paint);
	table_print(&t, stdout);
	print_time(a, plan, paint);
	print_co2e(plan, paint);
	print_borders(a, plan, paint);
	print_missed(a, plan, paint);
}

static void print_plans(struct arena *a, const json_t *o)
{
	struct paint paint = paint_for(STDOUT_FILENO);
	const json_t *plan;
	size_t i;

	print_head(o);
	if (json_object_get(o, "nothing")) {
		printf("%s\n", word(o, "nothing"));
		return;
	}
	putchar('\n');
	print_list(a, o, &paint);
	json_array_foreach(json_object_get(o, "plans"), i, plan) print_plan(a, i, plan, &paint);
}

/* ---- the verb ---- */

static int fail(const struct fault *f)
{
	fprintf(stderr, "landbridge plan: %s\n", f->text);
	return f->code == FAULT_BAD_REQUEST || f->code == FAULT_UNKNOWN ? EXIT_USAGE : EXIT_ENVIRONMENT;
}

static int plan(struct service *s, struct conn *c, const struct plans_asked *asked, int most, bool as_json)
{
	struct arena arena = ARENA_INIT;
	struct text out = TEXT_INIT;
	struct fault f;
	struct asking q = {.service = s, .conn = c, .arena = &arena, .limit = most, .out = &out, .fault = &f};
	int code = EXIT_DONE;

	if (!service_keep_ways(s, c, &f) || !answer_plans(&q, asked)) {
		code = fail(&f);
	} else if (as_json) {
		puts(text_string(&out));
	} else {
		json_t *o = json_loadb(out.bytes, out.length, 0, NULL);

		print_plans(&arena, o);
		code = json_object_get(o, "nothing") ? EXIT_REFUSED : EXIT_DONE;
		json_decref(o);
	}
	text_free(&out);
	arena_free(&arena);
	return code;
}

static int plan_opened(struct opened *o, const struct plans_asked *asked, int most, bool as_json)
{
	struct service_settings settings = {0};
	int code = EXIT_ENVIRONMENT;
	struct service s;
	struct fault f;
	struct conn *c;

	if (!service_open(&s, o->db, &settings, &f))
		return fail(&f);
	c = db_take(o->db, 5000, &f);
	if (c) {
		code = plan(&s, c, asked, most, as_json);
		db_give(c);
	} else {
		fail(&f);
	}
	service_close(&s);
	return code;
}

/* "rail,road" of an option; its text is cut up. */
static bool list_of(const char *name, const char *value, struct plans_list *list)
{
	char *rest = (char *)(uintptr_t)value, *item;

	while (rest && (item = strsep(&rest, ", ")) != NULL) {
		if (!*item)
			continue;
		if (list->count == PLANS_LIST) {
			fprintf(stderr, "landbridge plan: --%s: %d may be named\n", name, PLANS_LIST);
			return false;
		}
		list->items[list->count++] = item;
	}
	return true;
}

int verb_plan(int argc, char **argv)
{
	struct plans_asked asked = {.kg = -1, .max_transfers = -1, .max_minor = -1, .within = PLANS_WITHIN};
	const char *data = NULL, *database = NULL, *modes = NULL, *places = NULL, *countries = NULL,
		   *routes = NULL, *via = NULL;
	int64_t most = 5;
	bool as_json = false;
	const struct option_row rows[] = {{"container", OPTION_TEXT, &asked.container, "NUMBER",
						  "from where this one is, on its ship or train or standing; "
						  "FROM is not said then, and TO may be"},
		{"at", OPTION_TEXT, &asked.at, "TIME",
			"when the box is ready, as 2026-06-15T08:00:00+08:00; now when not given"},
		{"by", OPTION_TEXT, &asked.by, "TIME",
			"when it must have arrived: the plan that leaves last comes first"},
		{"size", OPTION_TEXT, &asked.size, "CODE",
			"size and type code; the container's, else 45G1, when not given"},
		{"kg", OPTION_COUNT, &asked.kg, "N",
			"mass of the box with its cargo; the container's, else 20000, when not given"},
		{"reefer", OPTION_FLAG, &asked.reefer, NULL, "it must be plugged in"},
		{"dangerous", OPTION_FLAG, &asked.dangerous, NULL, "its goods are dangerous"},
		{"commodity", OPTION_TEXT, &asked.commodity, "CODE",
			"code of the goods, which a restriction may be of"},
		{"avoid-modes", OPTION_TEXT, &modes, "LIST",
			"none of these: vessel, rail, barge, road, ferry"},
		{"avoid-places", OPTION_TEXT, &places, "LIST", "not by these places"},
		{"avoid-countries", OPTION_TEXT, &countries, "LIST", "not by these countries"},
		{"avoid-routes", OPTION_TEXT, &routes, "LIST", "not by these routes"},
		{"via", OPTION_TEXT, &via, "LIST", "by all of these places"},
		{"max-transfers", OPTION_COUNT, &asked.max_transfers, "N", "transfers at most"},
		{"max-price", OPTION_COUNT, &asked.max_minor, "N", "price at most, in minor units"},
		{"currency", OPTION_TEXT, &asked.currency, "CODE", "currency of prices; USD when not given"},
		{"within", OPTION_COUNT, &asked.within, "DAYS",
			"days behind the earliest arrival that are looked at"},
		{"most", OPTION_COUNT, &most, "N", "plans at most; 5 when not given"},
		{"json", OPTION_FLAG, &as_json, NULL, "print the answer of GET /api/v1/plans"},
		{"data", OPTION_TEXT, &data, "DIR", "directory of the private PostgreSQL"},
		{"database", OPTION_TEXT, &database, "URL", "a PostgreSQL of your own instead"}};
	const struct verb_help help = {"landbridge plan [options] FROM TO, or --container NUMBER [TO]",
		"Finds the ways from a place to another in the network of routes that the hub keeps\n"
		"(/api/v1/routes): none of the plans is worse than another in arrival, price, CO2e and\n"
		"transfers.  Says of each where its time goes, and what would make it faster.",
		"landbridge plan CNLYG DEDUI\n"
		"landbridge plan CNLYG UZTAS --at 2026-12-01T08:00:00+08:00 --avoid-modes road --json\n"
		"landbridge plan --container CSQU3054383"};
	struct opened o;
	struct fault f;
	char **operands;
	int n, code = options_parse(rows, sizeof rows / sizeof rows[0], &help, argc, argv, &operands, &n);

	if (code >= 0)
		return code;
	if (asked.container ? n > 1 : n != 2) {
		fputs("landbridge plan: two places are needed, as `landbridge plan CNLYG DEDUI`, or one with "
		      "--container\n",
			stderr);
		return EXIT_USAGE;
	}
	if (!asked.container)
		asked.from = operands[0];
	asked.to = n ? operands[n - 1] : NULL;
	if (!list_of("avoid-modes", modes, &asked.avoid_modes) ||
		!list_of("avoid-places", places, &asked.avoid_places) ||
		!list_of("avoid-countries", countries, &asked.avoid_countries) ||
		!list_of("avoid-routes", routes, &asked.avoid_routes) || !list_of("via", via, &asked.via))
		return EXIT_USAGE;
	if (!open_database(&o, data, database, CLUSTER_GUEST, 1, 60000, &f))
		return fail(&f);
	code = plan_opened(&o, &asked, (int)most, as_json);
	close_database(&o);
	return code;
}
