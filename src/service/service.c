#include "service/service.h"

#include "base/calendar.h"
#include "base/hashed.h"
#include "service/partners.h"
#include "service/reference.h"
#include "service/ways_live.h"
#include "store/live_store.h"
#include "store/profile_store.h"
#include "store/reference_store.h"
#include "store/standing_store.h"
#include "system/clock.h"

#define CONNECT_MS 10000 /* starting up may wait for a database that is just coming up */

static bool profiles_into_world(struct conn *c, struct arena *a, struct world *w, struct fault *f)
{
	const char **profiles;
	size_t n;

	if (!profiles_read(c, a, &profiles, &n, f))
		return false;
	world_profiles(w, profiles, n);
	return true;
}

/* The number is read first: what is loaded in between is then loaded once more, and not missed. */
static bool world_of_database(struct conn *c, struct world **w, int64_t *lists, struct fault *f)
{
	struct arena a = ARENA_INIT;
	struct place *places;
	struct place_code *codes;
	struct status_code *statuses;
	size_t n, code_count, status_count;
	bool fine = false;

	*w = NULL;
	if (lists_number(c, lists, f) && places_all(c, &a, &places, &n, f) &&
		place_codes_all(c, &a, &codes, &code_count, f) &&
		status_codes_all(c, &a, &statuses, &status_count, f))
		*w = world_of(places, n, statuses, status_count, f);
	if (*w) {
		world_call(*w, codes, code_count);
		fine = partners_into_world(c, &a, *w, f) && profiles_into_world(c, &a, *w, f);
	}
	if (*w && !fine) {
		world_release(*w);
		*w = NULL;
	}
	arena_free(&a);
	return *w != NULL;
}

bool service_open(struct service *s, struct db *db, const struct service_settings *settings, struct fault *f)
{
	struct conn *c = db_take(db, CONNECT_MS, f);
	bool fine;

	*s = (struct service){.db = db, .settings = *settings};
	if (!c)
		return false;
	fine = reference_load_embedded(c, f) && world_of_database(c, &s->world, &s->lists, f);
	db_give(c);
	if (fine)
		pthread_mutex_init(&s->world_lock, NULL);
	return fine;
}

void service_close(struct service *s)
{
	if (!s->world)
		return;
	ways_release(s->ways);
	s->ways = NULL;
	world_release(s->world);
	s->world = NULL;
	pthread_mutex_destroy(&s->world_lock);
}

struct world *service_world(struct service *s)
{
	struct world *w;

	pthread_mutex_lock(&s->world_lock);
	w = world_hold(s->world);
	pthread_mutex_unlock(&s->world_lock);
	return w;
}

bool service_reload_with(struct service *s, struct conn *c, struct fault *f)
{
	struct world *fresh, *old;
	int64_t lists;

	if (!world_of_database(c, &fresh, &lists, f))
		return false;
	pthread_mutex_lock(&s->world_lock);
	old = s->world;
	s->world = fresh;
	s->lists = lists;
	pthread_mutex_unlock(&s->world_lock);
	world_release(old);
	return true;
}

bool service_reload_places(struct service *s, struct fault *f)
{
	struct conn *c = db_take(s->db, CONNECT_MS, f);
	bool fine;

	if (!c)
		return false;
	fine = service_reload_with(s, c, f);
	db_give(c);
	return fine;
}

struct ways *service_ways(struct service *s)
{
	struct ways *w;

	pthread_mutex_lock(&s->world_lock);
	w = ways_hold(s->ways);
	pthread_mutex_unlock(&s->world_lock);
	return w;
}

#define SHARE 20 /* at most one part in so many of the time goes into making it anew for what is told */
#define LEAST (2 * INSTANT_SECOND) /* between two of these */

/* Whether it is time to look for what is told of ships and trains: something was told of anything since. */
static bool is_time(struct service *s, const struct ways *held, uint32_t mark, instant now)
{
	bool due;

	pthread_mutex_lock(&s->world_lock);
	due = held && s->ways_mark != mark && now >= s->ways_next;
	if (due) {
		s->ways_mark = mark;
		s->ways_next = now + LEAST + held->took * SHARE;
	}
	pthread_mutex_unlock(&s->world_lock);
	return due;
}

static bool is_told_otherwise(struct conn *c, struct arena *a, const struct ways *held, instant now,
	bool *otherwise, struct fault *f)
{
	uint32_t told;

	if (!ways_told_read(c, a, now, &told, f))
		return false;
	*otherwise = told != held->told;
	return true;
}

static bool read_marks(struct conn *c, struct arena *a, int64_t *number, uint32_t *mark, struct fault *f)
{
	const char *text;

	if (!standing_number(c, a, number, f) || !live_mark(c, a, &text, f))
		return false;
	*mark = hashed_text(HASHED, text);
	return true;
}

/* Two that make it at once make it twice: whichever is later stays, made of no less. */
bool service_keep_ways(struct service *s, struct conn *c, struct fault *f)
{
	struct world *world = service_world(s);
	struct ways *held = service_ways(s), *fresh = NULL, *old = NULL;
	struct arena a = ARENA_INIT;
	instant now = clock_now();
	int64_t number;
	uint32_t mark;
	bool otherwise = false, good = read_marks(c, &a, &number, &mark, f);

	if (good && is_time(s, held, mark, now))
		good = is_told_otherwise(c, &a, held, now, &otherwise, f);
	if (good && (otherwise || !held || held->number != number || held->world != world ||
			    held->day != (int32_t)calendar_floor(now, INSTANT_DAY)))
		good = (fresh = ways_make(c, world, now, f)) != NULL;
	if (fresh) {
		pthread_mutex_lock(&s->world_lock);
		old = !s->ways || s->ways->number <= fresh->number ? s->ways : fresh;
		if (old != fresh)
			s->ways = fresh;
		if (!otherwise) /* it may have read what was told before somebody else did */
			s->ways_mark = 0;
		pthread_mutex_unlock(&s->world_lock);
	}
	ways_release(old);
	ways_release(held);
	world_release(world);
	arena_free(&a);
	return good;
}

bool service_keep_up(struct service *s, struct conn *c, struct fault *f)
{
	int64_t lists, held;

	if (!lists_number(c, &lists, f))
		return false;
	pthread_mutex_lock(&s->world_lock);
	held = s->lists;
	pthread_mutex_unlock(&s->world_lock);
	return (lists == held || service_reload_places(s, f)) && service_keep_ways(s, c, f);
}
