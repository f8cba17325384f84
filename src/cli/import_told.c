#include "cli/import_told.h"

#include "record/message.h"
#include "service/receipt.h"
#include "wire/sheet/reference.h"

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

static uint64_t number(const json_t *o, const char *key)
{
	return (uint64_t)json_integer_value(json_object_get(o, key));
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
	const char *unsaid = message ? "the receipt has no room for its reason" : "no message was accepted";

	fprintf(stderr, "%s: ", f->path);
	if (line)
		fprintf(stderr, "message %s: ", line + 1);
	fputs(what, stderr);
	print_number(d, "row", "row");
	print_number(d, "segment", "segment");
	print_number(d, "offset", "byte");
	fprintf(stderr, "%s%s: %s\n", *subject ? ", " : "", subject, *text ? text : unsaid);
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
	const json_t *last = json_array_get(all, json_array_size(all) - 1);

	if (n && strcmp(word(last, "code"), RECEIPT_CUT) == 0) {
		f->telling->warnings.at_least = true;
		n--;
	}

	for (size_t i = 0; i < n; i++) {
		const json_t *d = json_array_get(all, i);

		if (is_severity(d, SEVERITY_WARNING) && !rejected)
			tell_warning(f, NULL, d);
		else if (is_severity(d, SEVERITY_ERROR))
			tell_refusal(f, NULL, d);
	}
}

/* More may be odd than the receipt names one by one. */
static void note_unnamed(struct file *f, const struct receipt *r, const json_t *rows)
{
	uint64_t refused = r->rejected + number(rows, "refused"), warnings = number(rows, "warnings");
	struct telling *t = f->telling;

	if (refused > f->refused)
		t->refused.all += refused - f->refused;
	if (warnings > f->warnings) {
		t->warnings.all += warnings - f->warnings;
		f->warnings = warnings;
	}
	t->warnings.at_least |= r->warned > f->warned_messages;
}

static enum reference_list list_of(const json_t *rows)
{
	int l = REFERENCE_NONE + 1;

	while (l < REFERENCE_LISTS &&
		strcmp(reference_list_name((enum reference_list)l), word(rows, "list")) != 0)
		l++;
	return (enum reference_list)l;
}

static const char *rows_called(enum reference_list list, bool one)
{
	if (list == REFERENCE_LOCODE || list == REFERENCE_PLACES)
		return one ? "place" : "places";
	if (list == REFERENCE_SMDG || list == REFERENCE_FACILITIES)
		return one ? "facility" : "facilities";
	if (list == REFERENCE_STATUS_CODES)
		return one ? "status code" : "status codes";
	return one ? "row" : "rows";
}

static void print_rows(uint64_t n, const char *became)
{
	if (n)
		printf(", %" PRIu64 " %s", n, became);
}

static void print_list(const struct file *f, const json_t *rows, bool known)
{
	enum reference_list list = list_of(rows);
	const char *caption = reference_list_caption(list);
	uint64_t taken = number(rows, "taken");

	printf("%s: %s: %" PRIu64 " %s taken", f->path, caption ? caption : word(rows, "list"), taken,
		rows_called(list, taken == 1));
	print_rows(number(rows, "passed"), "passed over");
	print_rows(number(rows, "refused"), "refused");
	print_rows(f->warnings, f->warnings == 1 ? "warning" : "warnings");
	puts(known ? "; known already" : "");
}

struct odd telling_receipt(
	struct telling *t, const char *path, const struct receipt *r, bool receipts_printed)
{
	json_t *receipt = json_loadb(text_string(&r->json), r->json.length, 0, NULL);
	const json_t *all = json_object_get(receipt, "messages"), *rows = json_object_get(receipt, "rows"),
		     *m;
	bool rejected = r->status == RECEIPT_REJECTED;
	struct file f = {.telling = t,
		.path = path,
		.intake = word(receipt, "intakeId"),
		.numbered = r->messages > 1,
		.list = rows != NULL};
	struct odd odd = {.rows = number(rows, "refused"), .list = f.list && !rejected};
	size_t at;

	json_array_foreach(all, at, m)
	{
		tell_message(&f, m);
	}
	odd.messages = f.refused > r->rejected ? f.refused : r->rejected;
	tell_rest(&f, receipt, rejected);
	if (rejected && !f.refused)
		tell_refusal(&f, NULL, NULL);
	note_unnamed(&f, r, rows);
	odd.warnings = f.warnings;
	if (odd.list && !receipts_printed)
		print_list(&f, rows, r->status == RECEIPT_DUPLICATE);
	json_decref(receipt);
	return odd;
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
