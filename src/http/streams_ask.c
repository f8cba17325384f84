/* The thread that asks the database for all listeners. */
#include "base/limits.h"
#include "http/streams.h"
#include "http/within.h"
#include "store/key_store.h"
#include "system/clock.h"
#include "system/log.h"

#define PERIOD_MS 1000
#define TAKE_MS   1000

/* Waits until there is somebody to ask for, and it is time.  False: it is over. */
static bool wait_for_work(struct streams *s)
{
	while (!s->ended) {
		int64_t now = clock_monotonic_ms(), until = s->next_ms;
		struct timespec t;

		if (!s->count) {
			tellings_end(&s->tellings);
			pthread_cond_wait(&s->wanted, &s->lock);
			continue;
		}
		if (s->asked || until < s->not_before_ms)
			until = s->not_before_ms;
		if (now >= until)
			return true;
		t = (struct timespec){until / 1000, until % 1000 * 1000000};
		pthread_cond_timedwait(&s->wanted, &s->lock, &t);
	}
	return false;
}

static void stir_all(struct streams *s)
{
	for (struct listener *l = s->first; l; l = l->next)
		stream_stir(s, l);
}

static bool has(const char *const *words, size_t n, const char *word)
{
	for (size_t i = 0; i < n; i++)
		if (strcmp(words[i], word) == 0)
			return true;
	return false;
}

/* For whom to ask: each viewer once; at: only those who are behind and have come to that point; 0: all. */
static const char **viewers_of(struct streams *s, struct arena *a, uint64_t at, size_t *n)
{
	const char **viewers = NULL;
	size_t room = 0;

	*n = 0;
	for (struct listener *l = s->first; l; l = l->next) {
		if (l->ended || (at && (!l->behind || l->point != at)) || has(viewers, *n, l->viewer))
			continue;
		viewers = arena_grow(a, viewers, *n, &room, sizeof *viewers);
		viewers[(*n)++] = arena_strdup(a, l->viewer);
	}
	return viewers;
}

/* Of all who listen, each once. */
static const char **keys_of(struct streams *s, struct arena *a, size_t *n)
{
	const char **ids = NULL;
	size_t room = 0;

	*n = 0;
	for (struct listener *l = s->first; l; l = l->next)
		if (l->key_id && !has(ids, *n, l->key_id)) {
			ids = arena_grow(a, ids, *n, &room, sizeof *ids);
			ids[(*n)++] = arena_strdup(a, l->key_id);
		}
	return ids;
}

/* Who came while the database was asked was just let in. */
static void end_revoked(struct streams *s, const char *const *ids, size_t n, const struct keys_used *used)
{
	for (struct listener *l = s->first; l; l = l->next) {
		bool revoked = !l->key_id ? used->any
					  : has(ids, n, l->key_id) && !has(used->ids, used->count, l->key_id);

		if (!revoked)
			continue;
		l->ended = true;
		stream_stir(s, l);
	}
}

/* The lock is held before and after, not meanwhile.  Keys come last: of what was told after one was revoked
 * its holder hears nothing. */
static bool ask(struct streams *s, struct conn *c, struct arena *a, uint64_t from, uint64_t until,
	uint64_t at, struct changes *found, struct fault *f)
{
	static const char *const nobody[] = {""};
	size_t n;
	const char *const *viewers = viewers_of(s, a, at, &n);
	size_t key_count;
	const char *const *ids = keys_of(s, a, &key_count);
	struct keys_used used;
	bool fine;

	pthread_mutex_unlock(&s->lock);
	conn_deadline(c, s->ask_ms + SAY_FIRST_MS);
	fine = changes_since(
		       c, a, from, until, n ? viewers : nobody, n ? n : 1, LIMIT_STREAM_EVENTS, found, f) &&
	       keys_used(c, a, ids, key_count, &used, f);
	pthread_mutex_lock(&s->lock);
	if (fine)
		end_revoked(s, ids, key_count, &used);
	return fine;
}

/* Goes on from head; the first time it only finds out where that is. */
static bool ask_for_all(struct streams *s, struct conn *c, struct arena *a, struct fault *f)
{
	struct changes found;
	bool known = s->tellings.known;

	s->next_ms = clock_monotonic_ms() + PERIOD_MS;
	if (!ask(s, c, a, known ? s->tellings.head : 0, 0, 0, &found, f))
		return false;
	if (known)
		tellings_add(&s->tellings, &found);
	else
		tellings_begin(&s->tellings, found.until);
	stir_all(s);
	return true;
}

static void catch_up(struct streams *s, struct listener *l, const struct changes *found)
{
	for (size_t i = 0; i < found->count; i++) {
		if (strcmp(found->views[i].viewer, l->viewer) != 0)
			continue;
		l->behind = false;
		l->lost = found->too_many;
		l->point = found->until;
		if (!l->lost && (l->saying = saying_of_changes(&found->views[i], found->until)))
			atomic_fetch_add(&s->told, 1);
		stream_stir(s, l);
		return;
	}
}

/* Those who have come to the same point, together. */
static bool ask_for_one_point(
	struct streams *s, struct conn *c, struct arena *a, uint64_t point, struct fault *f)
{
	struct changes found = {0};
	bool beyond = point > s->tellings.head;

	if (!beyond && !ask(s, c, a, point, s->tellings.head, point, &found, f))
		return false;
	for (struct listener *l = s->first; l; l = l->next) {
		if (!l->behind || l->ended || l->point != point)
			continue;
		if (beyond) { /* where the feed never was */
			l->behind = false;
			l->lost = true;
			stream_stir(s, l);
		} else {
			catch_up(s, l, &found);
		}
	}
	return true;
}

static struct listener *one_behind(struct streams *s)
{
	struct listener *l = s->first;

	while (l && !(l->behind && !l->ended))
		l = l->next;
	return l;
}

/* One point a turn: however many come back, and however far they are behind, the others are told on time. */
static bool ask_for_those_behind(struct streams *s, struct conn *c, struct arena *a, struct fault *f)
{
	struct listener *l = one_behind(s);
	bool fine;

	/* It may have been told by another daemon, which was a moment ahead. */
	if (l && l->point > s->tellings.head && !ask_for_all(s, c, a, f))
		return false;
	l = one_behind(s);
	fine = !l || ask_for_one_point(s, c, a, l->point, f);
	s->asked = one_behind(s) != NULL;
	return fine;
}

static bool work(struct streams *s, struct conn *c, struct arena *a, struct fault *f)
{
	bool soon = s->tellings.known && clock_monotonic_ms() < s->next_ms;

	s->asked = false;
	return (soon || ask_for_all(s, c, a, f)) && ask_for_those_behind(s, c, a, f);
}

static void say_once(struct streams *s, bool fine, const struct fault *f)
{
	if (!fine && !s->failing && db_up(s->db))
		log_line(LOG_WARN, "changes are not told", "fault", f->text, NULL);
	s->failing = !fine;
}

void *streams_ask(void *self)
{
	struct streams *s = self;

	pthread_mutex_lock(&s->lock);
	while (wait_for_work(s)) {
		struct arena a = ARENA_INIT;
		struct fault f = {0};
		struct conn *c;
		bool fine;

		pthread_mutex_unlock(&s->lock);
		c = db_take(s->db, TAKE_MS, &f);
		pthread_mutex_lock(&s->lock);
		fine = c && work(s, c, &a, &f);
		/* What is asked again too soon while it fails would only be asked in vain. */
		if (!fine)
			s->not_before_ms = clock_monotonic_ms() + PERIOD_MS;
		say_once(s, fine, &f);
		pthread_mutex_unlock(&s->lock);
		db_give(c);
		arena_free(&a);
		pthread_mutex_lock(&s->lock);
	}
	pthread_mutex_unlock(&s->lock);
	return NULL;
}
