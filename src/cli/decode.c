/*
 * landbridge decode FILE...: what messages say, as NDJSON, without a database.
 *
 * A line an event, a line a diagnostic, a line a message ("kind" tells them apart), on standard output; a
 * summary on standard error.
 */
#include "base/limits.h"
#include "base/text.h"
#include "cli/options.h"
#include "cli/verb.h"
#include "service/world.h"
#include "wire/unread.h"

#include <errno.h>
#include <fcntl.h>
#include <unistd.h>

struct job {
	const char *file;
	struct text line;
	uint64_t messages, rejected, events, diagnostics;
	bool failed; /* standard output is closed */
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

static bool take_message(void *self, const struct message *m)
{
	struct job *job = self;
	struct json j;

	job->messages++;
	job->rejected += m->verdict == VERDICT_REJECTED;
	job->events += m->event_count;
	print_message(job, m);
	for (size_t i = 0; i < m->event_count; i++) {
		line_opens(job, &j, "event");
		jw_member_integer(&j, "message", m->line);
		jw_key(&j, "event");
		event_write(&j, &m->events[i]);
		line_ends(job, &j);
	}
	for (size_t i = 0; i < m->diagnostic_count; i++)
		print_diagnostic(job, m, &m->diagnostics[i]);
	return !job->failed;
}

static void take_diagnostic(void *self, const struct diagnostic *d)
{
	print_diagnostic(self, NULL, d);
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
	return job->messages > job->rejected ? EXIT_DONE : EXIT_REFUSED;
}

static int decode_file(struct job *job, const struct decode_world *world, const char *format, int fd)
{
	const struct decode_limits limits = {0};
	const struct decode_sink sink = {job, take_message, take_diagnostic};
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
			"or UNH, DCSA's JSON with [ or {\n",
			job->file);
		return EXIT_REFUSED;
	}
	code = feed(job, d, fd, head, (size_t)n);
	decoder_free(d);
	return code;
}

static int decode_named(const struct decode_world *world, const char *format, const char *file)
{
	struct job job = {.file = file};
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

int verb_decode(int argc, char **argv)
{
	const char *format = NULL;
	const struct option_row rows[] = {
		{"format", OPTION_TEXT, &format, "FORMAT", "EDIFACT or DCSA; else the first bytes decide"},
	};
	const struct verb_help help = {"landbridge decode [--format FORMAT] FILE|- ...",
		"Prints what messages say as lines of JSON: \"kind\" is message, event or diagnostic.  Needs "
		"no database;\n"
		"zones come from the places inside the program.  Exit 1 when a file has no message that is "
		"taken.",
		"  landbridge decode gate.edi | jq 'select(.kind == \"event\").event'\n"};
	struct fault f;
	struct world *world;
	struct decode_world dw;
	char **files;
	int n, worst = EXIT_DONE, code = options_parse(rows, 1, &help, argc, argv, &files, &n);

	if (code >= 0)
		return code;
	if (n == 0) {
		fprintf(stderr, "landbridge decode: no file to decode\nUsage: %s\n", help.usage);
		return EXIT_USAGE;
	}
	if (format && !(format = format_of(format)))
		return EXIT_USAGE;
	world = world_embedded(&f);
	if (!world) {
		fprintf(stderr, "landbridge decode: %s\n", f.text);
		return EXIT_ENVIRONMENT;
	}
	dw = world_decode(world);
	for (int i = 0; i < n; i++) {
		code = decode_named(&dw, format, files[i]);
		worst = code > worst ? code : worst;
	}
	world_release(world);
	return worst;
}
