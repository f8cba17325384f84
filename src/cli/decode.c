/*
 * landbridge decode FILE...: what messages say, as NDJSON, without a database.
 *
 * A line an event, a line a diagnostic, a line a message ("kind" tells them apart), on standard output; a
 * summary on standard error.  With --as the events are handed out in a format of wire/emit.h instead, those
 * of all files together.
 */
#include "base/limits.h"
#include "base/text.h"
#include "cli/decode_world.h"
#include "cli/options.h"
#include "cli/verb.h"
#include "service/how_rows.h"
#include "system/clock.h"
#include "wire/emit.h"
#include "wire/unread.h"

#include <errno.h>
#include <fcntl.h>
#include <unistd.h>

struct handed {                           /* events that are to be handed out */
	const struct emit_format *format; /* NULL: lines of JSON are wanted */
	struct arena arena;
	struct emitted *events;
	size_t count, room;
	const char *profile, *partner; /* of sheets, as asked; NULL */
	enum how_rows rows;            /* likewise */
};

struct job {
	const char *file;
	struct text line;
	uint64_t messages, rejected, events, diagnostics;
	bool failed;      /* standard output is closed */
	bool whole, errs; /* a profile takes all or none; what is no message could not be read */
	struct handed *handed;
};

static void line_opens(struct job *job, struct json *j, const char *kind)
{
	text_clear(&job->line);
	*j = (struct json){&job->line, false};
	jw_open(j, '{');
	jw_member(j, "kind", kind);
	jw_member(j, "file", job->file);
}

static void line_ends(struct job *job, struct json *j)
{
	jw_close(j, '}');
	text_byte(&job->line, '\n');
	if (fwrite(job->line.bytes, 1, job->line.length, stdout) != job->line.length)
		job->failed = true;
}

static void print_diagnostic(struct job *job, const struct message *m, const struct diagnostic *d)
{
	struct json j;

	line_opens(job, &j, "diagnostic");
	if (m) {
		jw_member_integer(&j, "message", m->line);
		jw_member(&j, "reference", m->reference);
	}
	jw_key(&j, "diagnostic");
	diagnostic_write(&j, d);
	line_ends(job, &j);
	job->diagnostics++;
}

static void print_message(struct job *job, const struct message *m)
{
	struct json j;

	line_opens(job, &j, "message");
	jw_member_integer(&j, "message", m->line);
	jw_member(&j, "format", m->format);
	jw_member(&j, "type", m->type);
	jw_member(&j, "source", source_words[m->source]);
	jw_member(&j, "directory", m->directory);
	jw_member(&j, "reference", m->reference);
	jw_member(&j, "document", m->document);
	jw_member(&j, "sender", m->sender);
	jw_member(&j, "status", verdict_names[m->verdict]);
	jw_member_integer(&j, "events", (int64_t)m->event_count);
	jw_member_integer(&j, "offset", (int64_t)m->offset);
	jw_member_integer(&j, "length", (int64_t)m->length);
	line_ends(job, &j);
}

static void keep_events(struct handed *h, const struct message *m)
{
	for (size_t i = 0; i < m->event_count; i++) {
		struct event *e = arena_alloc(&h->arena, sizeof *e);

		*e = m->events[i];
		event_keep(&h->arena, e);
		h->events = arena_grow(&h->arena, h->events, h->count, &h->room, sizeof *h->events);
		h->events[h->count++] = (struct emitted){e, INSTANT_NONE};
	}
}

static void print_positions(struct job *job, const struct message *m)
{
	struct json j;

	for (size_t i = 0; i < m->position_count; i++) {
		line_opens(job, &j, "position");
		jw_member_integer(&j, "message", m->line);
		jw_key(&j, "position");
		position_write(&j, &m->positions[i]);
		line_ends(job, &j);
	}
}

static bool take_message(void *self, const struct message *m)
{
	struct job *job = self;
	struct json j;

	job->messages++;
	job->whole |= m->whole;
	job->rejected += m->verdict == VERDICT_REJECTED;
	job->events += m->event_count;
	if (job->handed->format) {
		keep_events(job->handed, m);
		job->diagnostics += m->diagnostic_count;
		return true;
	}
	print_message(job, m);
	for (size_t i = 0; i < m->event_count; i++) {
		line_opens(job, &j, "event");
		jw_member_integer(&j, "message", m->line);
		jw_key(&j, "event");
		event_write(&j, &m->events[i]);
		line_ends(job, &j);
	}
	print_positions(job, m);
	for (size_t i = 0; i < m->diagnostic_count; i++)
		print_diagnostic(job, m, &m->diagnostics[i]);
	return !job->failed;
}

static void take_diagnostic(void *self, const struct diagnostic *d)
{
	struct job *job = self;

	job->errs |= d->severity == SEVERITY_ERROR;
	if (job->handed->format)
		job->diagnostics++;
	else
		print_diagnostic(job, NULL, d);
}

static int complain(const char *file, const char *text)
{
	fprintf(stderr, "landbridge decode: %s: %s\n", file, text);
	return EXIT_ENVIRONMENT;
}

/* Feeds what is left of fd, after the bytes that were read to see what it is. */
static int feed(struct job *job, struct decoder *d, int fd, const char *head, size_t n)
{
	static char piece[1 << 18];
	size_t before = job->handed->count; /* of files before this one */
	bool going = decoder_feed(d, head, n);
	ssize_t got = 1;

	while (going && (got = read(fd, piece, sizeof piece)) != 0) {
		if (got < 0 && errno == EINTR)
			continue;
		if (got < 0)
			return complain(job->file, strerror(errno));
		going = decoder_feed(d, piece, (size_t)got);
	}
	if (going)
		decoder_end(d);
	if (job->failed)
		return complain("standard output", "closed before the end");
	if (rows_are_whole(job->handed->rows, job->whole) && (job->rejected || job->errs)) {
		fprintf(stderr, "%s: something of it was refused, and all is taken or none: none would be\n",
			job->file);
		job->handed->count = before;
		return EXIT_REFUSED;
	}
	return job->messages > job->rejected ? EXIT_DONE : EXIT_REFUSED;
}

static int decode_file(struct job *job, const struct decode_world *world, const char *format, int fd)
{
	const struct decode_limits limits = {0};
	const struct decode_sink sink = {.self = job, .message = take_message, .diagnostic = take_diagnostic};
	const struct decode_hint hint = {.sender = "local",
		.name = job->file,
		.profile = job->handed->profile,
		.partner = job->handed->partner,
		.received = clock_now()};
	char head[4096];
	ssize_t n = 0, got = 1;
	struct decoder *d;
	int code;

	while (n < (ssize_t)sizeof head && (got = read(fd, head + n, sizeof head - (size_t)n)) != 0) {
		if (got < 0 && errno == EINTR)
			continue;
		if (got < 0)
			return complain(job->file, strerror(errno));
		n += got;
	}
	if (!format)
		format = decode_sniff(head, (size_t)n);
	d = format ? decoder_new(format, world, &limits, &sink) : NULL;
	if (!d) {
		struct arena a = ARENA_INIT;
		const char *seen = unread_words(&a, head, (size_t)n, "decode");

		if (seen)
			fprintf(stderr, "landbridge decode: %s: %s\n", job->file, seen);
		arena_free(&a);
		if (seen)
			return EXIT_REFUSED;
		fprintf(stderr,
			"landbridge decode: %s: no format that is known here; EDIFACT begins with UNA, UNB "
			"or UNH, JSON (DCSA, positions) with [ or {, TAF's XML with <\n",
			job->file);
		return EXIT_REFUSED;
	}
	decoder_hint(d, &hint);
	code = feed(job, d, fd, head, (size_t)n);
	decoder_free(d);
	return code;
}

static int decode_named(
	const struct decode_world *world, const char *format, const char *file, struct handed *handed)
{
	struct job job = {.file = file, .handed = handed};
	bool standard = strcmp(file, "-") == 0;
	int fd = standard ? STDIN_FILENO : open(file, O_RDONLY | O_CLOEXEC), code;

	if (fd < 0)
		return complain(file, strerror(errno));
	code = decode_file(&job, world, format, fd);
	if (!standard)
		close(fd);
	text_free(&job.line);
	fflush(stdout);
	if (job.messages)
		fprintf(stderr, "%s: %llu messages, %llu refused, %llu events, %llu diagnostics\n", file,
			(unsigned long long)job.messages, (unsigned long long)job.rejected,
			(unsigned long long)job.events, (unsigned long long)job.diagnostics);
	return code;
}

/* The format by its name, however it is written; NULL, with words, where there is none of that name. */
static const char *format_of(const char *word)
{
	struct text names = TEXT_INIT;
	const char *name, *found = NULL;

	for (size_t i = 0; (name = decode_format_name(i)) && !found; i++) {
		text_printf(&names, "%s%s", i ? ", " : "", name);
		if (strcasecmp(name, word) == 0)
			found = name;
	}
	if (!found)
		fprintf(stderr, "landbridge decode: --format takes %s, not '%s'\n", text_string(&names),
			word);
	text_free(&names);
	return found;
}

static void format_names(struct text *names)
{
	const struct emit_format *format;

	for (size_t i = 0; (format = emit_format(i)); i++)
		text_printf(names, "%s%s", i ? ", " : "", format->name);
}

static const char *as_help(struct text *text)
{
	text_say(text, "prints the events in this format: ");
	format_names(text);
	return text_string(text);
}

/* False, with words, where events cannot be handed out so. */
static bool handed_as(struct handed *h, const char *word)
{
	struct text names = TEXT_INIT;

	h->format = word ? emit_format_named(word) : NULL;
	if (word && !h->format) {
		format_names(&names);
		fprintf(stderr, "landbridge decode: --as takes %s, not '%s'\n", text_string(&names), word);
		text_free(&names);
	}
	return !word || h->format;
}

/* Prints what was kept; tells what the format has no word for. */
static int hand_out(struct handed *h)
{
	const struct emit_head head = {.now = clock_now()};
	struct emit_told told = {0, 0};
	struct text out = TEXT_INIT;
	bool written;

	h->format->write(&out, &head, h->events, h->count, &told);
	if (out.length && out.bytes[out.length - 1] == ']')
		text_byte(&out, '\n'); /* JSON ends no line */
	written = fwrite(out.bytes, 1, out.length, stdout) == out.length && fflush(stdout) == 0;
	text_free(&out);
	fprintf(stderr, "%s: %zu events said, %zu left out\n", h->format->name, told.said, told.left_out);
	return written ? EXIT_DONE : complain("standard output", "closed before the end");
}

static int decode_all(const char *format, struct handed *handed, char **files, int n)
{
	struct fault f;
	struct world *world = decode_world_make(&handed->arena, &handed->profile, &handed->partner, &f);
	struct decode_world dw;
	int worst = EXIT_DONE, code;

	if (!world) {
		fprintf(stderr, "landbridge decode: %s\n", f.text);
		return f.code == FAULT_ENVIRONMENT ? EXIT_ENVIRONMENT : EXIT_USAGE;
	}
	dw = world_decode(world);
	for (int i = 0; i < n; i++) {
		code = decode_named(&dw, format, files[i], handed);
		worst = code > worst ? code : worst;
	}
	world_release(world);
	if (handed->format && (code = hand_out(handed)) != EXIT_DONE)
		worst = code;
	return worst;
}

static int decode_with(
	const struct option_row *rows, size_t row_count, const struct verb_help *help, int argc, char **argv)
{
	const char **format = rows[0].where, **as = rows[1].where;
	const char **profile = rows[2].where, **partner = rows[3].where, **how = rows[4].where;
	struct handed handed = {.arena = ARENA_INIT};
	char **files;
	int n, code = options_parse(rows, row_count, help, argc, argv, &files, &n);

	if (code >= 0)
		return code;
	if (n == 0) {
		fprintf(stderr, "landbridge decode: no file to decode\nUsage: %s\n", help->usage);
		return EXIT_USAGE;
	}
	if ((*format && !(*format = format_of(*format))) || !handed_as(&handed, *as))
		return EXIT_USAGE;
	handed.profile = *profile;
	handed.partner = *partner;
	handed.rows = how_rows_of(*how);
	if (handed.rows == HOW_ROWS) {
		fprintf(stderr, "landbridge decode: --rows takes good or all-or-none, not '%s'\n", *how);
		return EXIT_USAGE;
	}
	code = decode_all(*format, &handed, files, n);
	arena_free(&handed.arena);
	return code;
}

int verb_decode(int argc, char **argv)
{
	const char *format = NULL, *as = NULL, *profile = NULL, *partner = NULL, *how = NULL;
	struct text names = TEXT_INIT;
	const struct option_row rows[] = {
		{"format", OPTION_TEXT, &format, "FORMAT",
			"EDIFACT, DCSA, TRACCAR, JOURNEY, TGNL, MOT, TAF or SHEET; else the first bytes "
			"decide"},
		{"as", OPTION_TEXT, &as, "FORMAT", as_help(&names)},
		{"profile", OPTION_TEXT, &profile, "NAME|FILE",
			"the shipped profile by which sheets are read, or one in a file, as GET "
			"/api/v1/profiles/NAME answers it; else the headings decide"},
		{"partner", OPTION_TEXT, &partner, "FILE",
			"the partner who made them, as GET /api/v1/partners/NAME answers it: its codes, "
			"clocks "
			"and strictness hold"},
		{"rows", OPTION_TEXT, &how, "good|all-or-none",
			"whether what is good of a file counts where something of it is refused; when not "
			"given, as the profile has it, else good"},
	};
	const struct verb_help help = {"landbridge decode [--format FORMAT] [--as FORMAT] [--profile "
				       "NAME|FILE] [--rows HOW] FILE|- ...",
		"Prints what messages say as lines of JSON: \"kind\" is message, event or diagnostic.  With "
		"--as "
		"it\n"
		"prints their events in that format, and on standard error how many it has no word for.  "
		"Needs no\n"
		"database; zones come from the places inside the program.  Exit 1 when a file has no message "
		"that\n"
		"is taken.  `landbridge formats` lists what is read; `landbridge formats controls` what may "
		"be "
		"found odd.",
		"  landbridge decode gate.edi | jq 'select(.kind == \"event\").event'\n"
		"  landbridge decode --as IFTSTA gate.edi\n"
		"  landbridge decode --profile ours.json --rows all-or-none list.xlsx\n"};
	int code = decode_with(rows, sizeof rows / sizeof *rows, &help, argc, argv);

	text_free(&names);
	return code;
}
