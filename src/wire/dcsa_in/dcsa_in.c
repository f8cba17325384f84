#include "wire/dcsa_in/dcsa_in.h"

#include "wire/dcsa_in/scanned.h"

#include <strings.h>

bool dcsa_in_sniff(const char *bytes, size_t n)
{
	size_t i = n >= 3 && memcmp(bytes, "\xEF\xBB\xBF", 3) == 0 ? 3 : 0;
	char open = '\0';

	for (; i < n; i++) {
		char c = bytes[i];

		if (c == ' ' || c == '\n' || c == '\r' || c == '\t')
			continue;
		if (open)
			return open == '[' ? c == '{' || c == ']' : c == '"' || c == '}';
		if (c != '[' && c != '{')
			return false;
		open = c;
	}
	return false;
}

static void on_odd(void *self, const char *code, const char *text, uint64_t offset)
{
	char words[200];

	if (strcmp(code, "key-case") == 0) {
		snprintf(words, sizeof words, "\"%s\" is written in another case", text);
		text = words;
	}
	scanned_tell(self, SEVERITY_WARNING, code, text, offset);
}

/* Only 3.0 has these. */
static bool is_three(const struct node *root)
{
	static const char *const names[] = {
		"eventClassification", "eventUpdatedDateTime", "isRetracted", "eventRouting"};

	for (const struct node *n = root->child; n; n = n->next)
		for (size_t i = 0; i < sizeof names / sizeof *names; i++)
			if (strcasecmp(n->key, names[i]) == 0)
				return true;
	return false;
}

/* Only 3.0.0-Beta-1 has the event apart like this: what is of the message, and what happened. */
static bool is_beta(const struct node *root)
{
	bool metadata = false, payload = false, more = false;

	for (const struct node *n = root->child; n; n = n->next) {
		if (strcasecmp(n->key, "metadata") == 0)
			metadata = n->kind == NODE_OBJECT;
		else if (strcasecmp(n->key, "payload") == 0)
			payload = true;
		else
			more = true;
	}
	return metadata && (payload || !more);
}

static void take(struct scanned *s, const struct node *root)
{
	if (is_three(root))
		take_event_3(&s->taking, root);
	else if (is_beta(root))
		take_event_beta(&s->taking, root);
	else
		take_event_2(&s->taking, root);
	take_tallies(&s->taking);
}

void *dcsa_in_new(
	const struct decode_world *world, const struct decode_limits *limits, const struct decode_sink *sink)
{
	static const struct scanned_kind dcsa = {.format = "DCSA",
		.thing = "event",
		.a_thing = "an event",
		.too_large = "event-too-large",
		.shapes = "event-shape",
		.take = take,
		.finish = scanned_finish_events,
		.odd = on_odd};

	return scanned_new(&dcsa, sizeof(struct scanned), world, limits, sink);
}
