#include "service/ingest_steps.h"

#include "service/receipt.h"
#include "service/refused.h"
#include "system/clock.h"

#define OPENSSL_SUPPRESS_DEPRECATED
#include <openssl/sha.h>
#include <string.h>

#define TYPE_PROFILE "sheet-profile="
#define TYPE_PARTNER "sheet-partner="
#define TYPE_ROWS    "how-rows="

bool fault_runs_again(const struct fault *f)
{
	return strcmp(f->sqlstate, "40001") == 0 || strcmp(f->sqlstate, "40P01") == 0;
}

bool fault_is_clash(const struct fault *f)
{
	return strcmp(f->sqlstate, "23505") == 0;
}

void sha256_of(const void *bytes, size_t n, uint8_t hash[32])
{
	SHA256(bytes, n, hash);
}

bool intake_new_id(uint8_t id[16], struct fault *f)
{
	uint64_t ms = (uint64_t)(clock_now() / 1000);

	if (!clock_random(id, 16))
		return fault_say(f, FAULT_ENVIRONMENT, "the system gives no random bytes");
	for (int i = 0; i < 6; i++)
		id[i] = (uint8_t)(ms >> (40 - 8 * i));
	id[6] = (uint8_t)((id[6] & 0x0F) | 0x70);
	id[8] = (uint8_t)((id[8] & 0x3F) | 0x80);
	return true;
}

static bool has_ours(const char *type)
{
	return strcasestr(type, TYPE_PROFILE) || strcasestr(type, TYPE_PARTNER) ||
	       strcasestr(type, TYPE_ROWS);
}

/* What the caller said of a delivery stays with the type of its bytes, so that they are read so once more. */
static const char *type_with(struct arena *a, const struct delivery *d)
{
	const char *type = d->content_type, *rows = how_rows_word(d->rows);

	/* whoever sends the bytes does not say it that way */
	if (type && has_ours(type))
		type = arena_strndup(a, type, strcspn(type, ";"));
	if (!d->profile && !d->partner && !rows)
		return type;
	type = type ? type : "application/octet-stream";
	if (d->profile)
		type = arena_printf(a, "%s; " TYPE_PROFILE "%s", type, d->profile);
	if (d->partner)
		type = arena_printf(a, "%s; " TYPE_PARTNER "%s", type, d->partner);
	return rows ? arena_printf(a, "%s; " TYPE_ROWS "%s", type, rows) : type;
}

static const char *told_with(struct arena *a, const char *type, const char *parameter)
{
	const char *at = type ? strstr(type, parameter) : NULL;

	if (!at)
		return NULL;
	at += strlen(parameter);
	return arena_strndup(a, at, strcspn(at, ";"));
}

enum how_rows intake_rows(struct arena *a, const struct intake *i)
{
	enum how_rows rows = how_rows_of(told_with(a, i->content_type, TYPE_ROWS));

	return rows < HOW_ROWS ? rows : ROWS_AS_PROFILE;
}

/* What stands behind a way in, in a sender's name: inbox/FOLDER, mail/ADDRESS; NULL: it came another way. */
static const char *behind(const char *sender, const char *way)
{
	size_t n = strlen(way);

	return strncmp(sender, way, n) == 0 ? sender + n : NULL;
}

struct decode_hint intake_hint(struct arena *a, const struct intake *i)
{
	int64_t ms = 0;

	for (int b = 0; b < 6; b++)
		ms = ms << 8 | i->id[b];
	return (struct decode_hint){.sender = i->sender,
		.name = i->name,
		.folder = behind(i->sender, "inbox/"),
		.mail = behind(i->sender, "mail/"),
		.received = ms * 1000,
		.profile = told_with(a, i->content_type, TYPE_PROFILE),
		.partner = told_with(a, i->content_type, TYPE_PARTNER)};
}

static const char *clean(struct arena *a, const char *s)
{
	size_t n = s ? strlen(s) : 0, length;
	char *copy = arena_strdup(a, s);

	for (size_t i = 0; i < n; i += length) {
		length = utf8_length(copy + i, n - i);
		if (length && (unsigned char)copy[i] >= 0x20 && copy[i] != 0x7F)
			continue;
		copy[i] = '?';
		length = 1;
	}
	return copy;
}

struct intake intake_of_delivery(struct arena *a, const struct delivery *d)
{
	return (struct intake){
		.sender = clean(a, d->sender),
		.party = clean(a, d->party),
		.channel = d->channel,
		.content_type = clean(a, type_with(a, d)),
		.name = clean(a, d->name),
		.length = d->length,
	};
}

static void write_messages(struct receipt_writing *w, const struct part *p)
{
	for (size_t i = 0; i < p->message_count; i++) {
		const struct message *m = p->messages[i].message;

		receipt_message(
			w, &(struct receipt_line){m->line, m->format, m->reference, verdict_names[m->verdict],
				   m->event_count, p->messages[i].diagnostics});
	}
}

void receipt_of_part(struct receipt *r, struct intake *i, const struct part *p, uint64_t new_events)
{
	struct receipt_writing w;

	i->status = part_status(p);
	i->messages = p->message_count;
	i->events = part_events(p);
	i->new_events = new_events;
	r->status =
		receipt_verdict(receipt_status_of(i->status), p->rejected, i->events, new_events + r->mended);
	memcpy(r->intake, i->id, sizeof r->intake);
	r->messages = i->messages;
	r->events = i->events;
	r->new_events = new_events;
	r->rejected = p->rejected;
	r->warned = p->warned;
	r->unkept = i->unkept;
	text_clear(&r->json);
	receipt_begin(&w, &r->json, i->id, receipt_status_word(r->status), i->events, new_events);
	w.mended = r->mended;
	w.contrl = p->contrl;
	w.positions = p->position_count;
	if (i->unkept)
		receipt_diagnostics(&w, refused_note());
	receipt_diagnostics(&w, text_string(&p->envelope));
	write_messages(&w, p);
	receipt_end(&w);
	i->receipt = text_string(&r->json);
}

void receipt_duplicate(struct receipt *r, const struct intake *first)
{
	r->status = RECEIPT_DUPLICATE;
	memcpy(r->intake, first->id, sizeof r->intake);
	r->messages = first->messages;
	r->events = first->events;
	r->new_events = 0;
	text_clear(&r->json);
	receipt_of_duplicate(&r->json, first);
}
