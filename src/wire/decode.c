#include "wire/decode.h"

#include "wire/dcsa_in/dcsa_in.h"
#include "wire/dcsa_in/scanned.h"
#include "wire/edifact/edifact.h"
#include "wire/framed.h"
#include "wire/journey/words_in.h"
#include "wire/mot/mot.h"
#include "wire/partner_ask.h"
#include "wire/rail/taf.h"
#include "wire/rail/tgnl.h"
#include "wire/sheet/sheet_in.h"
#include "wire/tracker/tracker.h"

/* Formats that are decoded: one row each. */
static const struct format {
	const char *name;
	const char *types; /* content types, each between blanks, lower case */
	bool (*sniff)(const char *bytes, size_t n);
	void *(*create)(const struct decode_world *world, const struct decode_limits *limits,
		const struct decode_sink *sink);
	void (*hand_over)(void *self, decode_events *events);
	bool (*feed)(void *self, const void *bytes, size_t n);
	bool (*end)(void *self);
	uint64_t (*safe_offset)(const void *self);
	const char *(*state)(const void *self, struct arena *a);
	bool (*resume)(void *self, const char *state, uint64_t offset, uint32_t messages_before);
	void (*release)(void *self);
	void (*hint)(void *self, const struct decode_hint *hint); /* NULL: it needs none */
} formats[] = {
	{"EDIFACT", " application/edifact application/x-edifact text/x-edifact text/edifact ", edifact_sniff,
		edifact_new, edifact_hand_over, edifact_feed, edifact_end, edifact_safe_offset, edifact_state,
		edifact_resume, edifact_free, edifact_hint},
	{"MOT", " text/x-mot ", mot_sniff, mot_new, framed_hand_over, mot_feed, mot_end, framed_safe_offset,
		framed_state, framed_resume, mot_free, framed_hint},
	{"TGNL", " text/x-tgnl ", tgnl_sniff, tgnl_new, framed_hand_over, tgnl_feed, tgnl_end,
		framed_safe_offset, framed_state, framed_resume, tgnl_free, framed_hint},
	{"TAF", " application/xml text/xml ", taf_sniff, taf_new, taf_hand_over, taf_feed, taf_end,
		taf_safe_offset, taf_state, taf_resume, taf_free, taf_hint},
	/* before DCSA, whose types it shares: its bytes are told from any other JSON */
	{"TRACCAR",
		" " DECODE_POSITIONS " application/json text/json application/x-ndjson application/jsonl ",
		tracker_sniff, tracker_new, scanned_hand_over, scanned_feed, scanned_end, scanned_safe_offset,
		scanned_state, scanned_resume, scanned_free, scanned_hint},
	/* likewise */
	{"JOURNEY", " " DECODE_WORDS " application/json text/json application/x-ndjson application/jsonl ",
		words_in_sniff, words_in_new, scanned_hand_over, scanned_feed, scanned_end,
		scanned_safe_offset, scanned_state, scanned_resume, scanned_free, scanned_hint},
	{"DCSA", " application/json text/json application/x-ndjson application/jsonl ", dcsa_in_sniff,
		dcsa_in_new, scanned_hand_over, scanned_feed, scanned_end, scanned_safe_offset, scanned_state,
		scanned_resume, scanned_free, scanned_hint},
	/* the last: a line of text with two words of a heading is little to know it by */
	{"SHEET",
		" text/csv text/tab-separated-values application/vnd.ms-excel "
		"application/vnd.openxmlformats-officedocument.spreadsheetml.sheet ",
		sheet_in_sniff, sheet_in_new, sheet_in_hand_over, sheet_in_feed, sheet_in_end,
		sheet_in_safe_offset, sheet_in_state, sheet_in_resume, sheet_in_free, sheet_in_hint},
};

#define FORMATS (sizeof formats / sizeof *formats)

/* Between a decoder and who asked: says of each message what its sender is. */
struct decoder {
	const struct format *format;
	void *self;
	const struct decode_world *world;
	struct decode_sink sink; /* of who asked */
	const struct decode_hint *hint;
	decode_events *events;
	uint32_t line; /* of the message that is under way, of which this is known */
	enum source_kind source;
};

static enum source_kind source_of(const struct decoder *d, const struct message *m)
{
	const struct partner *p =
		partner_for(d->world, d->hint, m->sender, m->interchange ? m->interchange->sender : NULL);

	return p && p->role ? p->role : m->source ? m->source : source_of_message(m->format, m->type);
}

static bool pass_message(void *self, const struct message *m)
{
	struct decoder *d = self;
	struct message told = *m;

	told.source = source_of(d, m);
	d->line = 0;
	return d->sink.message(d->sink.self, &told);
}

/* Mostly one event at a time: who speaks is asked once a message. */
static bool pass_events(void *self, const struct message *m, const struct event *events, size_t n)
{
	struct decoder *d = self;
	struct message told = *m;

	if (d->line != m->line)
		d->source = source_of(d, m);
	d->line = m->line;
	told.source = d->source;
	return d->events(d->sink.self, &told, events, n);
}

static void pass_diagnostic(void *self, const struct diagnostic *g)
{
	const struct decoder *d = self;

	d->sink.diagnostic(d->sink.self, g);
}

static void pass_unknown(void *self, const struct unknown_code *u)
{
	const struct decoder *d = self;

	d->sink.unknown(d->sink.self, u);
}

static void pass_table(void *self, const struct sheet_told *t)
{
	const struct decoder *d = self;

	d->sink.table(d->sink.self, t);
}

const char *decode_sniff(const void *bytes, size_t n)
{
	size_t i;

	for (i = 0; i < FORMATS; i++)
		if (formats[i].sniff(bytes, n))
			return formats[i].name;
	return NULL;
}

const char *decode_format_name(size_t i)
{
	return i < FORMATS ? formats[i].name : NULL;
}

#define TYPE_MOST 96

/* Types that say nothing of what is in them: what browsers, curl and mail programs send when nobody says. */
static const char says_nothing[] = " application/octet-stream application/x-www-form-urlencoded text/plain ";

/* The type without its parameters, in lower case between blanks; "" where none is said.  False: longer than
 * any. */
static bool type_word(const char *content_type, char word[TYPE_MOST])
{
	size_t n = 1;

	memset(word, 0, TYPE_MOST);
	while (content_type && (*content_type == ' ' || *content_type == '\t'))
		content_type++;
	for (; content_type && *content_type && !strchr("; \t", *content_type); content_type++) {
		if (n + 2 >= TYPE_MOST)
			return false;
		word[n++] = *content_type >= 'A' && *content_type <= 'Z' ? (char)(*content_type + 32)
									 : *content_type;
	}
	if (n == 1)
		return true;
	word[0] = word[n] = ' ';
	return true;
}

bool decode_type_taken(const char *content_type)
{
	char word[TYPE_MOST];

	return type_word(content_type, word) &&
	       (!*word || strstr(says_nothing, word) || decode_format_of_type(content_type));
}

const char *decode_format_of_type(const char *content_type)
{
	char word[TYPE_MOST];
	size_t i;

	if (!type_word(content_type, word) || !*word)
		return NULL;
	for (i = FORMATS;
		i--;) /* of those that share a type the last has it, where nobody looks at the bytes */
		if (strstr(formats[i].types, word))
			return formats[i].name;
	return NULL;
}

const char *decode_format(const char *content_type, const void *bytes, size_t n)
{
	const char *named = content_type ? decode_format_of_type(content_type) : NULL;
	const char *looks = decode_sniff(bytes, n);
	char word[TYPE_MOST];

	if (!named)
		return looks;
	for (size_t i = 0; looks && i < FORMATS; i++)
		if (strcmp(formats[i].name, looks) == 0 && type_word(content_type, word) &&
			strstr(formats[i].types, word))
			return looks;
	return named;
}

struct decoder *decoder_new(const char *format, const struct decode_world *world,
	const struct decode_limits *limits, const struct decode_sink *sink)
{
	struct decoder *d;
	size_t i;

	for (i = 0; i < FORMATS; i++) {
		if (!format || strcmp(formats[i].name, format) != 0)
			continue;
		d = calloc(1, sizeof *d);
		if (!d)
			abort();
		d->format = &formats[i];
		d->world = world;
		d->sink = *sink;
		d->self = d->format->create(world, limits,
			&(struct decode_sink){d, pass_message, sink->diagnostic ? pass_diagnostic : NULL,
				sink->unknown ? pass_unknown : NULL, sink->table ? pass_table : NULL});
		return d;
	}
	return NULL;
}

void decoder_hand_over(struct decoder *d, decode_events *events)
{
	d->events = events;
	d->format->hand_over(d->self, pass_events);
}

void decoder_hint(struct decoder *d, const struct decode_hint *hint)
{
	d->hint = hint;
	if (d->format->hint)
		d->format->hint(d->self, hint);
}

bool decoder_feed(struct decoder *d, const void *bytes, size_t n)
{
	return d->format->feed(d->self, bytes, n);
}

bool decoder_end(struct decoder *d)
{
	return d->format->end(d->self);
}

uint64_t decoder_safe_offset(const struct decoder *d)
{
	return d->format->safe_offset(d->self);
}

const char *decoder_state(const struct decoder *d, struct arena *a)
{
	return d->format->state(d->self, a);
}

bool decoder_resume(struct decoder *d, const char *state, uint64_t offset, uint32_t messages_before)
{
	return d->format->resume(d->self, state, offset, messages_before);
}

void decoder_free(struct decoder *d)
{
	if (!d)
		return;
	d->format->release(d->self);
	free(d);
}
