/* What people say of journeys, made whole and taken in. */
#include "service/answer_journeys.h"
#include "system/clock.h"
#include "wire/decode.h"

#include <jansson.h>

#define WORDS_MOST 1000
#define BYTES_MOST (1u << 20)
#define WHO_MOST   48 /* bytes */

static void let_go(void *json)
{
	json_decref(json);
}

static void let_bytes_go(void *bytes)
{
	free(bytes);
}

static const char *time_now(struct arena *a)
{
	struct text t = TEXT_INIT;
	const char *kept;

	instant_write(&t, clock_now(), 0);
	kept = arena_strdup(a, text_string(&t));
	text_free(&t);
	return kept;
}

static bool fill_id(json_t *word, struct fault *f)
{
	struct text t = TEXT_INIT;
	uint8_t id[16];
	bool good = true;

	if (json_object_get(word, "id"))
		return true;
	if (!clock_random(id, sizeof id))
		return fault_say(f, FAULT_ENVIRONMENT, "the system gives no random bytes");
	text_uuid(&t, id);
	good = json_object_set_new(word, "id", json_string(text_string(&t))) == 0;
	text_free(&t);
	return good || fault_say(f, FAULT_ENVIRONMENT, "out of memory");
}

/* So much of a text as fits, no letter cut in two. */
static const char *cut(struct arena *a, const char *s, size_t most)
{
	size_t n = 0, all = strlen(s), letter;

	while (n < all && (letter = utf8_length(s + n, all - n)) && n + letter <= most)
		n += letter;
	return arena_strndup(a, s, n);
}

/* Who says so is the key's, and whoever that says it is. */
static const char *who(struct arena *a, const json_t *word, const char *sender)
{
	const char *said = json_string_value(json_object_get(word, "who"));

	return said && *said ? arena_printf(a, "%s (%s)", cut(a, said, WHO_MOST), cut(a, sender, WHO_MOST))
			     : sender;
}

static bool fill(struct asking *q, json_t *word, const char *sender)
{
	if (!json_is_object(word))
		return fault_say(
			q->fault, FAULT_BAD_BODY, "a word on a journey is an object, or several in an array");
	if (!fill_id(word, q->fault))
		return false;
	if (!json_object_get(word, "said"))
		json_object_set_new(word, "said", json_string(time_now(q->arena)));
	json_object_set_new(word, "who", json_string(who(q->arena, word, sender)));
	return true;
}

static bool read_words(struct asking *q, const char *bytes, size_t n, json_t **words)
{
	json_error_t e;

	if (n > BYTES_MOST)
		return fault_say(
			q->fault, FAULT_BAD_BODY, "words on journeys have at most %u bytes", BYTES_MOST);
	*words = json_loadb(bytes, n, JSON_REJECT_DUPLICATES, &e);
	if (!*words)
		return fault_say(
			q->fault, FAULT_BAD_BODY, "this is no JSON: %.100s, byte %d", e.text, e.position);
	arena_later(q->arena, let_go, *words);
	if (json_is_array(*words) && json_array_size(*words) > WORDS_MOST)
		return fault_say(q->fault, FAULT_BAD_BODY, "at most %d words at once", WORDS_MOST);
	return true;
}

static bool fill_all(struct asking *q, json_t *words, const char *sender)
{
	bool good = true;

	if (!json_is_array(words))
		return fill(q, words, sender);
	if (!json_array_size(words))
		return fault_say(q->fault, FAULT_BAD_BODY, "there is no word in this array");
	for (size_t i = 0; good && i < json_array_size(words); i++)
		good = fill(q, json_array_get(words, i), sender);
	return good;
}

bool journeys_tell(struct asking *q, const char *sender, const char *bytes, size_t n, struct receipt *r)
{
	struct delivery d = {
		.sender = sender, .party = q->viewer, .channel = "post", .content_type = DECODE_WORDS};
	json_t *words = NULL;

	if (!read_words(q, bytes, n, &words) || !fill_all(q, words, sender))
		return false;
	d.bytes = json_dumps(words, JSON_COMPACT);
	if (!d.bytes)
		return fault_say(q->fault, FAULT_ENVIRONMENT, "out of memory");
	arena_later(q->arena, let_bytes_go, (void *)d.bytes);
	d.length = strlen(d.bytes);
	return ingest_post(q->service, q->conn, &d, r, q->fault);
}
