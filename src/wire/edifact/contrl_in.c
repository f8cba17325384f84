#include "wire/edifact/contrl_in.h"

#include "wire/edifact/readers.h"

#include <stdarg.h>

static reader read_uci, read_ucf, read_ucm, read_ucs, read_ucd;

/* clang-format off */
static const struct rule rules[] = {
	{"UCI", HEAD,          0,                   read_uci, USED, "the interchange, and whether it was accepted"},
	{"UCF", HEAD,          0,                   read_ucf, USED, "a group, and whether it was accepted"},
	{"UCM", HEAD,          GROUP_ERROR_MESSAGE, read_ucm, USED, "a message, and whether it was accepted"},
	{"UCS", ERROR_MESSAGE, GROUP_ERROR_SEGMENT, read_ucs, USED, "the segment that is wrong"},
	{"UCD", ERROR_SEGMENT, 0,                   read_ucd, USED, "the element that is wrong"},
};
/* clang-format on */

const char *syntax_error_words(unsigned code)
{
	static const char *const words[] = {
#define SYNTAX_ERROR(number, what) [number] = what,
#include "wire/edifact/syntax_errors.def"
#undef SYNTAX_ERROR
	};

	return code < sizeof words / sizeof *words ? words[code] : NULL;
}

#define MOST_REASONS 300 /* bytes of them that are said */

struct answered { /* what is answered, until all its reasons are read */
	const char *what, *reference, *type, *by;
	unsigned action;
	struct stand stand;
	unsigned segment; /* of UCS, until a reason for it is said; 0: none */
	char reasons[MOST_REASONS];
	size_t length;
	unsigned more; /* reasons that no room is left for */
};

static const struct action {
	unsigned action; /* 0083 */
	bool refused;
	const char *word, *otherwise; /* and what is said where no reason is */
} actions[] = {
	{1, false, "accepted", ""},
	{4, true, "refused", ", without a reason"},
	{5, false, "accepted", ": its envelope, nothing is said of its messages"},
	{6, true, "refused", ": its envelope"},
	{7, false, "accepted", ""},
	{8, false, "received", ": whether it is accepted is not said yet"},
};

static void tell_answer(struct reading *r, const struct answered *a, const struct action *x)
{
	char type[MOST_VALUE + 4] = "", more[32] = "";

	if (a->type)
		snprintf(type, sizeof type, " (%s)", a->type);
	if (a->more)
		snprintf(more, sizeof more, "; and %u more", a->more);
	say_at(r, x->refused ? SEVERITY_WARNING : SEVERITY_INFORMATION,
		x->refused ? "refused" : "acknowledged", &a->stand, 0, 0, "%s %s%s was %s by %s%s%s%s",
		a->what, a->reference ? a->reference : "?", type, x->word, a->by,
		a->length ? ": " : x->otherwise, a->reasons, more);
}

/* All that is said of it is read. */
static void answer_end(struct reading *r)
{
	struct answered *a = r->answered;

	if (!a || !a->what)
		return;
	for (size_t i = 0; i < sizeof actions / sizeof *actions; i++)
		if (actions[i].action == a->action) {
			tell_answer(r, a, &actions[i]);
			a->what = NULL;
			return;
		}
	say_at(r, SEVERITY_WARNING, "action-unknown", &a->stand, 0, 0,
		"%s %s: action %u (0083) says neither accepted nor refused", a->what,
		a->reference ? a->reference : "?", a->action);
	a->what = NULL;
}

static void reason_add(struct answered *a, const char *fmt, ...) __attribute__((format(printf, 2, 3)));

static void reason_add(struct answered *a, const char *fmt, ...)
{
	char text[160];
	va_list args;
	int n;

	va_start(args, fmt);
	n = vsnprintf(text, sizeof text, fmt, args);
	va_end(args);
	if (n < 0 || a->more || a->length + (size_t)n + 3 > sizeof a->reasons) {
		a->more++;
		return;
	}
	a->length += (size_t)snprintf(
		a->reasons + a->length, sizeof a->reasons - a->length, "%s%s", a->length ? "; " : "", text);
}

/* ", element 2, component 1": S011, whose first element is the segment's tag. */
static void place_write(char out[64], struct slice element, struct slice component)
{
	unsigned e = slice_number(element), c = slice_number(component);
	size_t n = 0;

	*out = '\0';
	if (e == 1)
		n = (size_t)snprintf(out, 64, ", its tag");
	else if (e)
		n = (size_t)snprintf(out, 64, ", element %u", e - 1);
	if (e > 1 && c)
		snprintf(out + n, 64 - n, ", component %u", c);
}

static void code_add(struct answered *a, const char *where, const char *place, struct slice code)
{
	unsigned number = slice_number(code);
	const char *words = syntax_error_words(number);

	if (words)
		reason_add(a, "%s%s: %s (%u)", where, place, words, number);
	else
		reason_add(a, "%s%s: error %.*s", where, place, (int)(code.n < 10 ? code.n : 10), code.s);
}

/* Of UCI, UCF and UCM: action, error, the service segment it is in and where, from element e on. */
static void judge(struct reading *r, struct answered *a, const struct segment *s, unsigned e)
{
	struct slice code = trimmed(segment_at(s, e + 1, 1)), tag = trimmed(segment_at(s, e + 2, 1));
	char place[64], where[16];

	a->action = slice_number(segment_at(s, e, 1));
	a->stand = stand_of(r, s, arena_strdup(r->lasting, s->name));
	if (!code.n)
		return;
	snprintf(where, sizeof where, "%.*s", (int)(tag.n < 3 ? tag.n : 3), tag.s);
	place_write(place, segment_at(s, e + 3, 1), segment_at(s, e + 3, 2));
	if (*where || *place)
		code_add(a, where, *where ? place : place + 2, code);
	else
		reason_add(a, "%s (%u)",
			syntax_error_words(slice_number(code)) ? syntax_error_words(slice_number(code))
							       : "an error that no list has",
			slice_number(code));
}

static struct answered *answer_begin(struct reading *r, const char *what, struct slice reference)
{
	struct answered *a;
	const char *by;

	answer_end(r);
	if (!r->answered) {
		r->answered = arena_alloc(r->lasting, sizeof *a);
		memset(r->answered, 0, sizeof *a);
	}
	a = r->answered;
	by = a->by;
	memset(a, 0, sizeof *a);
	a->what = what;
	a->by = by ? by : "the recipient";
	a->reference = keep(r, reference);
	return a;
}

/* UCI names both sides of what it answers: its recipient is who speaks. */
static void read_uci(struct reading *r, const struct segment *s)
{
	struct answered *a = answer_begin(r, "interchange", segment_at(s, 1, 1));
	const struct interchange *unb = r->message.interchange;
	const char *by = keep(r, segment_at(s, 3, 1));

	a->by = by ? by : unb && unb->sender ? unb->sender : a->by;
	r->message.document = a->reference;
	judge(r, a, s, 4);
}

static void read_ucf(struct reading *r, const struct segment *s)
{
	judge(r, answer_begin(r, "group", segment_at(s, 1, 1)), s, 4);
}

static void read_ucm(struct reading *r, const struct segment *s)
{
	struct answered *a = answer_begin(r, "message", segment_at(s, 1, 1));

	a->type = keep(r, segment_at(s, 2, 1));
	judge(r, a, s, 3);
}

static void read_ucs(struct reading *r, const struct segment *s)
{
	struct answered *a = r->answered;
	struct slice code = trimmed(segment_at(s, 2, 1));
	char where[24];

	a->segment = slice_number(segment_at(s, 1, 1));
	snprintf(where, sizeof where, "segment %u", a->segment);
	if (code.n)
		code_add(a, where, "", code);
}

static void read_ucd(struct reading *r, const struct segment *s)
{
	char where[24], place[64];

	snprintf(where, sizeof where, "segment %u", r->answered->segment);
	place_write(place, segment_at(s, 2, 1), segment_at(s, 2, 2));
	code_add(r->answered, where, place, trimmed(segment_at(s, 1, 1)));
}

static struct call *own_call(struct reading *r)
{
	(void)r;
	return NULL;
}

const struct message_kind contrl_in = {.type = "CONTRL",
	.rules = rules,
	.rule_count = sizeof rules / sizeof *rules,
	.own_call = own_call,
	.end = answer_end,
	.eventless = true};
