/*
 * landbridge eta --evaluate: how good estimates would have been on one's own past.
 */
#include "base/text.h"
#include "cli/eta_file.h"
#include "cli/open.h"
#include "cli/options.h"
#include "cli/table.h"
#include "cli/verb.h"
#include "service/eta_past.h"
#include "service/eta_world.h"
#include "system/clock.h"

#include <string.h>
#include <unistd.h>

#define BOXES_MOST 5000

struct evaluating {
	const char *file; /* NULL: the database */
	const char *data, *database, *from;
	bool json, recorded, evaluate;
	int64_t boxes;
	instant since;
	/* out */
	struct arena arena;
	struct eta_score *lines;
	size_t count, trips;
};

/* ---- what is told ---- */

static const char *lead_of(const struct eta_score *s)
{
	return s->lead == STRETCH_LEADS ? "all" : stretch_lead_words[s->lead];
}

static const char *hours(struct arena *a, double seconds, bool any)
{
	return any ? arena_printf(a, "%.1f", seconds / 3600) : "-";
}

static void add_line(struct table *t, struct arena *a, const struct eta_score *s)
{
	const char *cells[] = {s->corridor ? s->corridor : "all", eta_goal_words[s->goal], lead_of(s),
		arena_printf(a, "%zu", s->n), arena_printf(a, "%zu", s->unknown),
		hours(a, s->error, s->n > 0), hours(a, s->error_90, s->n > 0),
		s->n ? arena_printf(a, "%.0f %%", 100 * s->covered) : "-", hours(a, s->width, s->n > 0),
		arena_printf(a, "%zu", s->booked.n), hours(a, s->booked.error, s->booked.n > 0),
		hours(a, s->booked.own, s->booked.n > 0), arena_printf(a, "%zu", s->timetable.n),
		hours(a, s->timetable.error, s->timetable.n > 0),
		hours(a, s->timetable.own, s->timetable.n > 0), arena_printf(a, "%zu", s->told.n),
		hours(a, s->told.error, s->told.n > 0), hours(a, s->told.own, s->told.n > 0),
		hours(a, s->lane.error, s->lane.n > 0), hours(a, s->lane.own, s->lane.n > 0)};

	for (size_t i = 0; i < sizeof cells / sizeof *cells; i++)
		table_add(t, cells[i], NULL, NULL);
}

static void print_table(struct evaluating *e)
{
	static const char *const heads[] = {"corridor", "what", "within", "n", "none", "off h", "90 %",
		"held", "wide h", "first n", "first h", "ours", "plan n", "plan h", "ours", "told n",
		"told h", "ours", "lane h", "ours"};
	struct table t = {.arena = &e->arena, .columns = sizeof heads / sizeof *heads};

	printf("%zu trips that have arrived.  Hours; n estimates, and how often there was none; off by, on "
	       "the "
	       "average,\nand what 90 %% are within; how often the interval held the truth (%.0f %% is "
	       "meant) "
	       "and how wide it was;\nthe error of the schedule as it was first told and as it was told "
	       "last, of whoever "
	       "estimated last and of the lane's median,\neach of so many, and ours on the same.\n\n",
		e->trips, 100 * ETA_COVERAGE);
	for (size_t i = 0; i < t.columns; i++)
		table_add(&t, heads[i], NULL, NULL);
	for (size_t i = 0; i < e->count; i++)
		add_line(&t, &e->arena, &e->lines[i]);
	table_print(&t, stdout);
}

static void write_seconds(struct json *j, const char *key, double seconds)
{
	jw_member_integer(j, key, (int64_t)seconds);
}

static void write_against(struct json *j, const char *key, const struct eta_against *x)
{
	if (!x->n)
		return;
	jw_key(j, key);
	jw_open(j, '{');
	jw_member_integer(j, "n", (int64_t)x->n);
	write_seconds(j, "errorSeconds", x->error);
	write_seconds(j, "oursSeconds", x->own);
	jw_close(j, '}');
}

static void write_line(struct json *j, const struct eta_score *s)
{
	jw_open(j, '{');
	jw_member(j, "corridor", s->corridor);
	jw_member(j, "goal", eta_goal_words[s->goal]);
	jw_member(j, "lead", lead_of(s));
	jw_member_integer(j, "n", (int64_t)s->n);
	jw_member_integer(j, "none", (int64_t)s->unknown);
	if (s->n) {
		write_seconds(j, "errorSeconds", s->error);
		write_seconds(j, "error90Seconds", s->error_90);
		jw_member_integer(j, "coveredPerMille", (int64_t)(1000 * s->covered + 0.5));
		write_seconds(j, "widthSeconds", s->width);
	}
	write_against(j, "first", &s->booked);
	write_against(j, "plan", &s->timetable);
	write_against(j, "told", &s->told);
	write_against(j, "lane", &s->lane);
	jw_close(j, '}');
}

static void print_json(const struct evaluating *e)
{
	struct text out = TEXT_INIT;
	struct json j = {&out, false};

	jw_open(&j, '{');
	jw_member_integer(&j, "trips", (int64_t)e->trips);
	jw_key(&j, "lines");
	jw_open(&j, '[');
	for (size_t i = 0; i < e->count; i++)
		write_line(&j, &e->lines[i]);
	jw_close(&j, ']');
	jw_close(&j, '}');
	puts(text_string(&out));
	text_free(&out);
}

/* ---- from where ---- */

static void tell_progress(void *self, size_t boxes)
{
	(void)self;
	fprintf(stderr, "\r%zu boxes", boxes);
}

static bool of_service(struct evaluating *e, struct opened *o, struct fault *f)
{
	const struct service_settings settings = {0};
	const struct eta_past_asked asked = {clock_now(), e->since, (int)e->boxes, e->recorded, NULL,
		isatty(STDERR_FILENO) ? tell_progress : NULL};
	struct service s;
	struct conn *c;
	bool good;

	if (!service_open(&s, o->db, &settings, f))
		return false;
	c = db_take(o->db, 5000, f);
	good = c && eta_past_score(&s, c, &e->arena, &asked, &e->lines, &e->count, &e->trips, f);
	if (asked.progress)
		fputs("\r             \r", stderr);
	if (c)
		db_give(c);
	service_close(&s);
	return good;
}

static bool of_database(struct evaluating *e, struct fault *f)
{
	struct opened o;
	bool good;

	if (!open_database(&o, e->data, e->database, CLUSTER_GUEST, 1, 60000, f))
		return false;
	good = of_service(e, &o, f);
	close_database(&o);
	return good;
}

static size_t no_events(void *self, const char *subject, const struct event *const **events)
{
	(void)self;
	(void)subject;
	*events = NULL;
	return 0;
}

static bool same_key(void *self, const char *a, const char *b)
{
	(void)self;
	return strcmp(a, b) == 0;
}

static bool of_file(struct evaluating *e, struct fault *f)
{
	struct world *w = world_embedded(f);
	struct eta_world world;
	bool good = w && eta_world_make(&world, &e->arena, w, f);

	if (good) {
		const struct ride_world ride = {&world, no_events, same_key, world.stretch.complex_of};
		const struct itinerary_world itinerary = {
			.ride = &ride, .self = &world, .is_border = world.stretch.is_border};
		struct eta_trial *t = eta_trial_make(&e->arena, &world.way, e->since);

		good = eta_file_add(t, &e->arena, &itinerary, e->file, f);
		e->count = good ? eta_trial_score(t, &e->lines) : 0;
		e->trips = eta_trial_trips(t);
	}
	if (w)
		world_release(w);
	return good;
}

static bool since_of(struct evaluating *e)
{
	int offset;

	e->since = INSTANT_NONE;
	if (!e->from || instant_read(e->from, strlen(e->from), &e->since, &offset))
		return true;
	fprintf(stderr, "landbridge eta: --from is a time such as 2026-06-15T00:00:00Z, not \"%s\"\n",
		e->from);
	return false;
}

int verb_eta(int argc, char **argv)
{
	struct evaluating e = {.boxes = BOXES_MOST, .arena = ARENA_INIT};
	const struct option_row rows[] = {
		{"evaluate", OPTION_FLAG, &e.evaluate, NULL,
			"measure estimates on what came, of FILE or of the database"},
		{"from", OPTION_TEXT, &e.from, "TIME",
			"ask only from then on; what came before is learned from all the same"},
		{"boxes", OPTION_COUNT, &e.boxes, "N",
			"of the database so many boxes at most, an even choice (5000)"},
		{"recorded", OPTION_FLAG, &e.recorded, NULL,
			"known then was what had been recorded here, not what had been said: of a past that "
			"came in as it happened"},
		{"data", OPTION_TEXT, &e.data, "DIR", "where the private database lives"},
		{"database", OPTION_TEXT, &e.database, "URL", "a database of your own instead"},
		{"json", OPTION_FLAG, &e.json, NULL, "as JSON, times in seconds"},
	};
	const struct verb_help help = {
		"landbridge eta --evaluate [--from TIME] [--json] [FILE|-]\n"
		"       landbridge eta --evaluate [--from TIME] [--data DIR | --database URL] ...",
		"Tells how good estimates of arrival, discharge, availability and delivery would have been "
		"on your own past:\n"
		"of each trip that has arrived it asks every other day, with what was known then and learned "
		"by then,\n"
		"and holds that against what came, beside the schedule (first told, and last) and the lane's "
		"median.\n\n"
		"FILE has a line of JSON for each thing told of a box: \"container\", \"code\" (GTIN LOAD "
		"DEPA ARRI DISC AVPU GTOT\n"
		"DROP ...), \"at\", \"place\"; where known \"mode\", \"transport\" (a key of its own for "
		"each departure), \"loadState\",\n"
		"\"classifier\" (PLN, EST; else ACT), \"sender\", \"destination\", \"said\", and \"known\": "
		"since when you knew.",
		"  landbridge eta --evaluate passings.ndjson\n"
		"  landbridge eta --evaluate --from 2026-06-01T00:00:00Z --json\n"};
	struct fault f;
	char **operands;
	int n, code = options_parse(rows, sizeof rows / sizeof *rows, &help, argc, argv, &operands, &n);
	bool good;

	if (code >= 0)
		return code;
	if (!e.evaluate || n > 1) {
		fprintf(stderr, "landbridge eta: %s\nUsage: %s\n",
			n > 1 ? "one file at most" : "--evaluate is missing", help.usage);
		return EXIT_USAGE;
	}
	if (!since_of(&e))
		return EXIT_USAGE;
	e.file = n ? operands[0] : NULL;
	good = e.file ? of_file(&e, &f) : of_database(&e, &f);
	if (!good)
		fprintf(stderr, "landbridge eta: %s\n", f.text);
	else if (e.json)
		print_json(&e);
	else
		print_table(&e);
	arena_free(&e.arena);
	return good ? EXIT_DONE : f.code == FAULT_BAD_BODY ? EXIT_REFUSED : EXIT_ENVIRONMENT;
}
