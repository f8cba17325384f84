#include "cli/import_told.h"

#include "record/message.h"

#include <inttypes.h>
#include <jansson.h>
#include <stdio.h>
#include <string.h>

struct file { /* a receipt under way */
	struct telling *telling;
	const char *path, *intake;
	bool numbered; /* it has several messages: each is told by its number */
	bool list;     /* it has rows instead */
	uint64_t refused, warnings, warned_messages;
};

static const char *word(const json_t *o, const char *key)
{
	const char *s = json_string_value(json_object_get(o, key));

	return s ? s : "";
}

static bool is_severity(const json_t *d, enum severity s)
{
	return strcmp(word(d, "severity"), severity_names[s]) == 0;
}

static void print_number(const json_t *d, const char *key, const char *called)
{
	const json_t *n = json_object_get(d, key);

	if (n)
		fprintf(stderr, ", %s %lld", called, (long long)json_integer_value(n));
}

/* "FILE: message 2: refused, segment 9, byte 427: its UNT is missing".  message, d: NULL where there is none.
 */
static void print_line(const struct file *f, const json_t *message, const char *what, const json_t *d)
{
	const char *line = f->numbered && message ? strrchr(word(message, "messageId"), '.') : NULL;
	const char *subject = word(d, "subject"), *text = word(d, "text");

	fprintf(stderr, "%s: ", f->path);
	if (line)
		fprintf(stderr, "message %s: ", line + 1);
	fputs(what, stderr);
	print_number(d, "row", "row");
	print_number(d, "segment", "segment");
	print_number(d, "offset", "byte");
	fprintf(stderr, "%s%s: %s\n", *subject ? ", " : "", subject,
		*text ? text : "no message was accepted");
}

static void tell(
	const struct file *f, struct odd_count *c, const json_t *message, const char *what, const json_t *d)
{
	c->several |= *c->intake && strcmp(c->intake, f->intake) != 0;
	snprintf(c->intake, sizeof c->intake, "%s", f->intake);
	c->of_list = f->list;
	if (c->all++ < TOLD_MOST) {
		print_line(f, message, what, d);
		c->told++;
	}
}

static void tell_refusal(struct file *f, const json_t *message, const json_t *d)
{
	f->refused++;
	tell(f, &f->telling->refused, message, "refused", d);
}

static void tell_warning(struct file *f, const json_t *message, const json_t *d)
{
	f->warnings++;
	tell(f, &f->telling->warnings, message, "warning", d);
}

static const json_t *first_error(const json_t *diagnostics)
{
	const json_t *d;
	size_t at;

	json_array_foreach(diagnostics, at, d)
	{
		if (is_severity(d, SEVERITY_ERROR))
			return d;
	}
	return NULL;
}

static void tell_message(struct file *f, const json_t *m)
{
	const json_t *diagnostics = json_object_get(m, "diagnostics"), *d;
	const char *status = word(m, "status");
	size_t at;

	f->warned_messages += strcmp(status, verdict_names[VERDICT_WARNINGS]) == 0;
	if (strcmp(status, verdict_names[VERDICT_REJECTED]) == 0) {
		tell_refusal(f, m, first_error(diagnostics));
		return;
	}
	json_array_foreach(diagnostics, at, d)
	{
		if (is_severity(d, SEVERITY_WARNING))
			tell_warning(f, m, d);
	}
}

/* Those of no message stand first among all, and each message's behind them. */
static size_t count_of_none(const json_t *receipt)
{
	size_t n = json_array_size(json_object_get(receipt, "diagnostics")), at;
	const json_t *m;

	json_array_foreach(json_object_get(receipt, "messages"), at, m)
	{
		n -= json_array_size(json_object_get(m, "diagnostics"));
	}
	return n;
}

/* Of a list's rows, of the envelope, of the file itself.  Where nothing was taken its reason is enough. */
static void tell_rest(struct file *f, const json_t *receipt, bool rejected)
{
	const json_t *all = json_object_get(receipt, "diagnostics");
	size_t n = count_of_none(receipt);

	for (size_t i = 0; i < n; i++) {
		const json_t *d = json_array_get(all, i);

		if (is_severity(d, SEVERITY_WARNING) && !rejected)
			tell_warning(f, NULL, d);
		else if (is_severity(d, SEVERITY_ERROR))
			tell_refusal(f, NULL, d);
	}
}

static void note_unnamed(struct file *f, const struct receipt *r)
{
	struct telling *t = f->telling;

	if (r->rejected > f->refused) {
		t->refused.all += r->rejected - f->refused;
		f->refused = r->rejected;
	}
	t->warnings.at_least |= r->warned > f->warned_messages;
}

void telling_receipt(
	struct telling *t, const char *path, const struct receipt *r, uint64_t *messages, uint64_t *warnings)
{
	json_t *receipt = json_loadb(text_string(&r->json), r->json.length, 0, NULL);
	const json_t *all = json_object_get(receipt, "messages"), *m;
	struct file f = {
		.telling = t, .path = path, .intake = word(receipt, "intakeId"), .numbered = r->messages > 1};
	size_t at;

	json_array_foreach(all, at, m)
	{
		tell_message(&f, m);
	}
	*messages = f.refused > r->rejected ? f.refused : r->rejected;
	tell_rest(&f, receipt, r->status == RECEIPT_REJECTED);
	if (r->status == RECEIPT_REJECTED && !f.refused)
		tell_refusal(&f, NULL, NULL);
	note_unnamed(&f, r);
	*warnings = f.warnings;
	json_decref(receipt);
}

static void tell_more(const struct odd_count *c, const char *what, enum verdict status)
{
	if (c->all == c->told && !c->at_least)
		return;
	if (c->at_least)
		fprintf(stderr, "and more %s: see /api/v1/", what);
	else
		fprintf(stderr, "and %" PRIu64 " more %s: see /api/v1/", c->all - c->told, what);
	if (c->several)
		fprintf(stderr, "messages?status=%s\n", verdict_names[status]);
	else if (c->of_list)
		fprintf(stderr, "intakes/%s\n", c->intake);
	else
		fprintf(stderr, "messages?intake=%s&status=%s\n", c->intake, verdict_names[status]);
}

void telling_end(const struct telling *t)
{
	tell_more(&t->refused, "refused", VERDICT_REJECTED);
	tell_more(&t->warnings, "warnings", VERDICT_WARNINGS);
}
