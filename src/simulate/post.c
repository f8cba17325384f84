#include "simulate/post.h"

#include "base/instant.h"

#include "simulate/queue.h"

#include <iconv.h>
#include <inttypes.h>
#include <stdlib.h>
#include <string.h>

void write_minute(struct text *t, minute at)
{
	if (at == MINUTE_NONE)
		text_say(t, "null");
	else {
		text_byte(t, '"');
		instant_write(t, at * INT64_C(60) * INSTANT_SECOND, 0);
		text_byte(t, '"');
	}
}

static char *in_set(const struct text *message, enum charset set, size_t *n)
{
	size_t left = message->length, room = left * 2 + 16;
	char *from = message->bytes, *bytes = malloc(room), *to = bytes;
	iconv_t as;

	if (!bytes)
		abort();
	if (set == UTF8) {
		memcpy(bytes, message->bytes, *n = left);
		return bytes;
	}
	as = iconv_open(set == GB18030 ? "GB18030" : "CP1251//TRANSLIT", "UTF-8");
	if (as == (iconv_t)-1 || iconv(as, &from, &left, &to, &room) == (size_t)-1)
		abort(); /* our own words, and sets that every C library has */
	iconv_close(as);
	*n = (size_t)(to - bytes);
	return bytes;
}

static bool before(const struct letter *a, const struct letter *b)
{
	return a->at != b->at ? a->at < b->at : a->turn < b->turn;
}

static void put(struct post *p, struct letter l)
{
	size_t i = p->count;

	l.turn = p->turns++;
	p->heap = grown(p->heap, p->count, &p->room, sizeof l);
	for (p->count++; i && before(&l, &p->heap[(i - 1) / 2]); i = (i - 1) / 2)
		p->heap[i] = p->heap[(i - 1) / 2];
	p->heap[i] = l;
}

static struct letter take(struct post *p)
{
	struct letter first = p->heap[0], last = p->heap[--p->count];
	size_t i = 0;

	for (size_t child; (child = 2 * i + 1) < p->count; i = child) {
		if (child + 1 < p->count && before(&p->heap[child + 1], &p->heap[child]))
			child++;
		if (!before(&p->heap[child], &last))
			break;
		p->heap[i] = p->heap[child];
	}
	p->heap[i] = last;
	return first;
}

static void tell_lost(struct post *p, minute at, const char *sender, const char *word)
{
	struct text line = TEXT_INIT;
	struct json j = {&line, false};

	jw_open(&j, '{');
	jw_member(&j, "sender", sender);
	jw_member(&j, "what", word);
	jw_key(&j, "sent");
	write_minute(&line, at);
	jw_close(&j, '}');
	text_byte(&line, '\n');
	post_put(p, "truth/lost.ndjson", &line);
	text_free(&line);
}

void post_send(struct post *p, minute now, const char *sender, const char *word, const char *kind,
	enum charset set, const struct habits *habits, const struct text *message)
{
	struct letter l = {
		now + chance_spread(&p->chance, &habits->delay), 0, sender, word, kind, NULL, 0, false};

	if (chance_in(&p->chance, habits->lost, 10000)) {
		tell_lost(p, now, sender, word);
		return;
	}
	l.bytes = in_set(message, set, &l.count);
	if (chance_in(&p->chance, habits->doubled, 10000)) {
		struct letter twin = l;

		twin.bytes = in_set(message, set, &twin.count);
		twin.at += 1 + chance_spread(&p->chance, &habits->delay);
		put(p, twin);
	} else if (chance_in(&p->chance, habits->cut, 10000)) {
		l.broken = true;
		l.count = l.count / 2;
	}
	put(p, l);
}

void post_put(struct post *p, const char *path, const struct text *t)
{
	if (!p->failed && t->length && !p->sink->put(p->sink->self, path, t->bytes, t->length))
		p->failed = true;
}

static void manifest(struct post *p, const struct letter *l, const char *name)
{
	struct json j = {&p->line, false};

	text_clear(&p->line);
	jw_open(&j, '{');
	jw_member(&j, "file", name);
	jw_member(&j, "sender", l->sender);
	jw_key(&j, "at");
	write_minute(&p->line, l->at);
	j.comma = true;
	if (l->broken)
		jw_member_bool(&j, "broken", true);
	jw_close(&j, '}');
	text_byte(&p->line, '\n');
	post_put(p, "deliveries.ndjson", &p->line);
}

static void deliver(struct post *p, struct letter *l)
{
	struct civil c = instant_to_civil(l->at * INT64_C(60) * INSTANT_SECOND, 0);
	struct text name = TEXT_INIT, message = {l->bytes, l->count, l->count};

	text_printf(&name, "messages/%06" PRIu64 "-%04d%02d%02dT%02d%02dZ-%s%s", ++p->files, c.year, c.month,
		c.day, c.hour, c.minute, l->word, l->kind);
	post_put(p, text_string(&name), &message);
	manifest(p, l, text_string(&name));
	p->bytes += l->count;
	text_free(&name);
}

void post_deliver(struct post *p, minute until)
{
	while (p->count && p->heap[0].at <= until && !p->failed) {
		struct letter l = take(p);

		deliver(p, &l);
		free(l.bytes);
	}
}

void post_free(struct post *p)
{
	for (size_t i = 0; i < p->count; i++)
		free(p->heap[i].bytes);
	free(p->heap);
	text_free(&p->line);
	p->heap = NULL;
	p->count = p->room = 0;
}
