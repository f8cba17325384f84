#include "http/auth.h"

#include "http/origin.h"
#include "http/request.h"
#include "system/clock.h"

#include <openssl/evp.h>
#include <pthread.h>
#include <stdatomic.h>
#include <strings.h>

#define FRESH_MS   1000 /* a key that another process revoked is good for so long */
#define STALE_MS   600000
#define SLOTS      64
#define NAME_MOST  128
#define SECRET_LEN 46 /* lb_ and 43 characters */
#define ID_LEN     36 /* a UUID */

struct remembered {
	uint8_t hash[32];
	char name[NAME_MOST], party[NAME_MOST], id[ID_LEN + 1];
	bool used, good, has_party;
	enum role role;
	int64_t asked_ms;
};

struct auth {
	struct db *db;
	int wait_ms;
	bool loopback;
	const char *inner_secret;
	pthread_mutex_t lock;
	struct remembered slots[SLOTS];
	bool any_key;
	int64_t any_asked_ms;       /* 0: never */
	_Atomic int64_t changed_ms; /* what was asked till then may no longer be so */
};

const char *const needs_words[] = {"nothing", "reader", "sender", "operator"};

struct auth *auth_new(struct db *db, int wait_ms, bool loopback, const char *inner_secret)
{
	struct auth *a = calloc(1, sizeof *a);

	if (!a)
		abort();
	a->db = db;
	a->wait_ms = wait_ms;
	a->loopback = loopback;
	a->inner_secret = inner_secret;
	pthread_mutex_init(&a->lock, NULL);
	return a;
}

void auth_free(struct auth *a)
{
	if (!a)
		return;
	pthread_mutex_destroy(&a->lock);
	free(a);
}

void auth_changed(struct auth *a)
{
	atomic_store(&a->changed_ms, clock_monotonic_ms());
}

/* Is what was learnt at asked_ms good for answering now? */
static bool fresh(const struct auth *a, int64_t asked_ms)
{
	int64_t age = clock_monotonic_ms() - asked_ms;

	if (asked_ms <= atomic_load(&a->changed_ms))
		return false;
	return age < FRESH_MS || (age < STALE_MS && !db_up(a->db));
}

static bool recall(struct auth *a, struct request *r, const uint8_t hash[32], bool *good)
{
	struct remembered *slot = &a->slots[hash[0] % SLOTS];
	bool known;

	pthread_mutex_lock(&a->lock);
	known = slot->used && memcmp(slot->hash, hash, 32) == 0 && fresh(a, slot->asked_ms);
	if (known && (*good = slot->good)) {
		r->key.name = arena_strdup(&r->arena, slot->name);
		r->key.party = slot->has_party ? arena_strdup(&r->arena, slot->party) : NULL;
		r->key.role = slot->role;
		r->key.id = arena_strdup(&r->arena, slot->id);
	}
	pthread_mutex_unlock(&a->lock);
	return known;
}

static void remember(struct auth *a, const struct key *k, const uint8_t hash[32], bool good, int64_t asked_ms)
{
	struct remembered *slot = &a->slots[hash[0] % SLOTS];

	if (good && (strlen(k->name) >= NAME_MOST || (k->party && strlen(k->party) >= NAME_MOST)))
		return;
	pthread_mutex_lock(&a->lock);
	memcpy(slot->hash, hash, 32);
	slot->used = true;
	slot->good = good;
	slot->asked_ms = asked_ms;
	slot->has_party = good && k->party;
	snprintf(slot->name, sizeof slot->name, "%s", good ? k->name : "");
	snprintf(slot->party, sizeof slot->party, "%s", slot->has_party ? k->party : "");
	snprintf(slot->id, sizeof slot->id, "%s", good && k->id ? k->id : "");
	slot->role = good ? k->role : ROLE_READER;
	pthread_mutex_unlock(&a->lock);
}

static bool ask_key(struct auth *a, struct request *r, const char *secret, const uint8_t hash[32])
{
	int64_t asked_ms = clock_monotonic_ms();
	struct conn *c = db_take(a->db, a->wait_ms, &r->fault);
	bool good;

	if (!c)
		return false;
	conn_deadline(c, a->wait_ms + 250);
	good = key_find(c, &r->arena, secret, &r->key, &r->fault);
	db_give(c);
	if (good || r->fault.code == FAULT_NO_KEY)
		remember(a, &r->key, hash, good, asked_ms);
	return good;
}

static bool no_key(struct request *r, const char *why)
{
	return fault_say(&r->fault, FAULT_NO_KEY,
		"%s; send \"Authorization: Bearer lb_...\" with a key made by `landbridge key add NAME "
		"--role "
		"reader`",
		why);
}

/* This process itself, which plays the demonstration: the secret alone, or with "@name" as that sender. */
static bool is_ours(const struct auth *a, struct request *r, const char *secret)
{
	size_t n = a->inner_secret ? strlen(a->inner_secret) : 0;

	if (!n || strncmp(secret, a->inner_secret, n) != 0 || (secret[n] && secret[n] != '@'))
		return false;
	r->key = (struct key){
		.name = secret[n] ? arena_strdup(&r->arena, secret + n + 1) : "demo", .role = ROLE_OPERATOR};
	return true;
}

static bool with_secret(struct auth *a, struct request *r, const char *secret)
{
	uint8_t hash[32];
	bool good = false;

	if (is_ours(a, r, secret))
		return true;
	if (strlen(secret) != SECRET_LEN || strncmp(secret, "lb_", 3) != 0)
		return no_key(r, "that is not the shape of a key");
	if (!EVP_Digest(secret, SECRET_LEN, hash, NULL, EVP_sha256(), NULL))
		return fault_say(&r->fault, FAULT_INTERNAL, "the key could not be hashed");
	if (recall(a, r, hash, &good))
		return good || no_key(r, "this key is not known or was revoked");
	if (ask_key(a, r, secret, hash))
		return true;
	return r->fault.code == FAULT_NO_KEY ? no_key(r, "this key is not known or was revoked") : false;
}

static bool ask_any(struct auth *a, struct request *r, bool *any)
{
	int64_t asked_ms = clock_monotonic_ms();
	struct conn *c = db_take(a->db, a->wait_ms, &r->fault);
	bool good;

	if (!c)
		return false;
	conn_deadline(c, a->wait_ms + 250);
	good = key_any(c, any, &r->fault);
	db_give(c);
	if (good) {
		pthread_mutex_lock(&a->lock);
		a->any_key = *any;
		a->any_asked_ms = asked_ms;
		pthread_mutex_unlock(&a->lock);
	}
	return good;
}

static bool keys_exist(struct auth *a, struct request *r, bool *any)
{
	bool known;

	pthread_mutex_lock(&a->lock);
	known = a->any_asked_ms && fresh(a, a->any_asked_ms);
	*any = a->any_key;
	pthread_mutex_unlock(&a->lock);
	return known || ask_any(a, r, any);
}

static bool came_straight(struct request *r)
{
	for (const char *const *name = proxy_headers; *name; name++)
		if (request_header(r, *name))
			return no_key(
				r, arena_printf(&r->arena,
					   "without keys only this machine is answered, and a proxy passed "
					   "this request on (%s)",
					   *name));
	return true;
}

#define MAKE_A_KEY "or make a key with `landbridge key add NAME --role reader` and send it"

/* Whom a browser names must be this server itself, asked by a name that only this machine has. */
static bool is_near(struct request *r)
{
	const char *host = request_header(r, "Host"), *origin = request_header(r, "Origin"),
		   *site = request_header(r, "Sec-Fetch-Site");

	if (!host_is_loopback(host))
		return fault_say(&r->fault, FAULT_FOREIGN_HOST,
			"the Host header says %.80s; ask under localhost or 127.0.0.1, " MAKE_A_KEY,
			host && *host ? host : "nothing");
	if (!origin_is_ours(origin, host))
		return fault_say(&r->fault, FAULT_FOREIGN_PAGE,
			"the Origin header says %.80s, the Host header %.80s; open this server's own page, "
			"or ask "
			"without a browser, " MAKE_A_KEY,
			origin, host);
	return fetch_site_is_ours(site) ||
	       fault_say(&r->fault, FAULT_FOREIGN_PAGE,
		       "the Sec-Fetch-Site header says %.20s; open this server's own page, or ask without a "
		       "browser, " MAKE_A_KEY,
		       site);
}

static bool without_key(struct auth *a, struct request *r)
{
	bool any;

	if (!a->loopback)
		return no_key(r, "this server takes requests with a key only");
	if (!keys_exist(a, r, &any))
		return false;
	if (any)
		return no_key(r, "a key was made once, so one is needed");
	if (!came_straight(r) || !is_near(r))
		return false;
	r->key = (struct key){.name = "local", .role = ROLE_OPERATOR};
	return true;
}

static bool role_suffices(enum role role, enum needs needs)
{
	switch (needs) {
	case NEEDS_NOTHING:
	case NEEDS_READ:
		return true;
	case NEEDS_SEND:
		return role == ROLE_SENDER || role == ROLE_OPERATOR;
	case NEEDS_OPERATE:
		return role == ROLE_OPERATOR;
	}
	return false;
}

bool auth_decide(struct auth *a, struct request *r, enum needs needs)
{
	const char *given = request_header(r, "Authorization");
	bool known;

	if (needs == NEEDS_NOTHING)
		return true;
	if (given && strncasecmp(given, "Bearer ", 7) != 0)
		return no_key(r, "only bearer keys are taken");
	known = given ? with_secret(a, r, given + 7 + strspn(given + 7, " ")) : without_key(a, r);
	if (!known)
		return false;
	if (!role_suffices(r->key.role, needs))
		return fault_say(&r->fault, FAULT_FORBIDDEN, "the key %.64s has the role %s; this needs %s",
			r->key.name, role_names[r->key.role], needs_words[needs]);
	return true;
}
