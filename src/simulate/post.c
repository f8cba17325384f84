#include "simulate/post.h"

#include "base/instant.h"

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

static void put(struct post *p, minute at, struct letter l)
{
	int slot = (int)p->count;

	if (p->empty_count) {
		slot = p->empty[--p->empty_count];
	} else {
		p->letters = grown(p->letters, p->count, &p->room, sizeof l);
		p->count++;
	}
	p->letters[slot] = l;
	queue_put(&p->due, at, 0, slot);
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

static struct letter written(const struct sending *s)
{
	struct letter l = {.sender = s->sender, .word = s->word, .kind = s->kind};

	l.bytes = in_set(s->message, s->set, &l.count);
	l.told = strndup(s->told->length ? s->told->bytes : "", s->told->length);
	if (!l.told)
		abort();
	return l;
}

void post_send(struct post *p, minute now, const struct sending *s)
{
	const struct habits *habits = s->habits;
	minute at = now + chance_spread(&p->chance, &habits->delay);
	struct letter l;

	if (chance_in(&p->chance, habits->lost, 10000)) {
		tell_lost(p, now, s->sender, s->word);
		return;
	}
	l = written(s);
	if (chance_in(&p->chance, habits->doubled, 10000)) {
		struct letter twin = written(s);

		put(p, at + 1 + chance_spread(&p->chance, &habits->delay), twin);
	} else if (chance_in(&p->chance, habits->cut, 10000)) {
		l.broken = true;
		l.count = l.count / 2;
	}
	put(p, at, l);
}

void post_put(struct post *p, const char *path, const struct text *t)
{
	if (!p->failed && t->length && !p->sink->put(p->sink->self, path, t->bytes, t->length))
		p->failed = true;
}

static void manifest(struct post *p, const struct letter *l, minute at, const char *name)
{
	struct json j = {&p->line, false};

	text_clear(&p->line);
	jw_open(&j, '{');
	jw_member(&j, "file", name);
	jw_member(&j, "sender", l->sender);
	jw_key(&j, "at");
	write_minute(&p->line, at);
	j.comma = true;
	if (l->broken)
		jw_member_bool(&j, "broken", true);
	jw_close(&j, '}');
	text_byte(&p->line, '\n');
	post_put(p, "deliveries.ndjson", &p->line);
}

/* What it tells of boxes, for who reads all of it. */
static void tell_told(struct post *p, const struct letter *l, const char *name)
{
	if (l->broken || !*l->told)
		return;
	text_clear(&p->line);
	text_printf(&p->line, "{\"file\":\"%s\",\"tells\":[%s]}\n", name, l->told);
	post_put(p, "truth/told.ndjson", &p->line);
}

static void deliver(struct post *p, minute at, const struct letter *l)
{
	struct civil c = instant_to_civil(at * INT64_C(60) * INSTANT_SECOND, 0);
	struct text name = TEXT_INIT, message = {l->bytes, l->count, l->count};

	text_printf(&name, "messages/%06" PRIu64 "-%04d%02d%02dT%02d%02dZ-%s%s", ++p->files, c.year, c.month,
		c.day, c.hour, c.minute, l->word, l->kind);
	post_put(p, text_string(&name), &message);
	manifest(p, l, at, text_string(&name));
	tell_told(p, l, text_string(&name));
	p->bytes += l->count;
	text_free(&name);
}

void post_deliver(struct post *p, minute until)
{
	struct due next;

	while (!p->failed && queue_first(&p->due) <= until && queue_take(&p->due, &next)) {
		struct letter *l = &p->letters[next.whose];

		deliver(p, next.at, l);
		free(l->bytes);
		free(l->told);
		l->bytes = l->told = NULL;
		p->empty = grown(p->empty, p->empty_count, &p->empty_room, sizeof *p->empty);
		p->empty[p->empty_count++] = next.whose;
	}
}

void post_free(struct post *p)
{
	for (size_t i = 0; i < p->count; i++) {
		free(p->letters[i].bytes);
		free(p->letters[i].told);
	}
	free(p->letters);
	free(p->empty);
	queue_free(&p->due);
	text_free(&p->line);
}
