#include "service/keys.h"

#include "base/text.h"
#include "store/column.h"
#include "store/key_store.h"
#include "system/clock.h"

#define OPENSSL_SUPPRESS_DEPRECATED
#include <openssl/sha.h>
#include <string.h>

#define SECRET_BYTES 32
#define SECRET_CHARS 43 /* base64url of 32 bytes, without padding */
#define PREFIX       "lb_"
#define NAME_MOST    100

const char *const role_names[ROLES] = {"reader", "sender", "operator"};

bool role_of(const char *word, enum role *role)
{
	for (int i = 0; i < ROLES; i++)
		if (strcmp(word, role_names[i]) == 0) {
			*role = (enum role)i;
			return true;
		}
	return false;
}

/* RFC 4648 section 5 */
static const char *secret_of(struct arena *a, const uint8_t random[SECRET_BYTES])
{
	static const char digits[] = "ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789-_";
	char *out = arena_alloc(a, sizeof PREFIX + SECRET_CHARS);
	char *to = out + sizeof PREFIX - 1;
	uint32_t bits = 0;
	int have = 0;

	memcpy(out, PREFIX, sizeof PREFIX - 1);
	for (int i = 0; i < SECRET_BYTES; i++) {
		bits = bits << 8 | random[i];
		for (have += 8; have >= 6; have -= 6)
			*to++ = digits[bits >> (have - 6) & 63];
	}
	*to++ = digits[bits << (6 - have) & 63];
	*to = '\0';
	return out;
}

static void hash_of(const char *secret, uint8_t hash[32])
{
	SHA256((const unsigned char *)secret, strlen(secret), hash);
}

/* A name goes into logs and receipts as it is. */
static bool name_fits(const char *what, const char *name, struct fault *f)
{
	size_t n = strlen(name);

	if (!n || n > NAME_MOST)
		return fault_say(f, FAULT_USAGE, "the %s has 1 to %d characters", what, NAME_MOST);
	for (size_t i = 0; i < n; i++)
		if ((unsigned char)name[i] < 0x20 || name[i] == 0x7F)
			return fault_say(f, FAULT_USAGE, "the %s has a control character", what);
	return true;
}

/* Names that who comes without a key is known by. */
static bool name_is_free(const char *name, struct fault *f)
{
	static const char *const ours[] = {"local", "demo"};

	for (size_t i = 0; i < sizeof ours / sizeof *ours; i++)
		if (strcmp(name, ours[i]) == 0)
			return fault_say(f, FAULT_USAGE,
				"'%s' is what requests of this machine itself are known by; choose another "
				"name",
				name);
	return true;
}

bool key_names_fit(const char *name, const char *party, struct fault *f)
{
	return name_fits("name of a key", name, f) && name_is_free(name, f) &&
	       (!party || name_fits("name of a party", party, f));
}

static bool add(struct conn *c, struct arena *a, const char *name, enum role role, const char *party,
	struct key_made *made, struct fault *f)
{
	struct key_row row = {.name = name, .role = role_names[role], .party = party};
	uint8_t random[SECRET_BYTES], id[16], hash[32];
	struct text *words = arena_text(a);

	if (!key_names_fit(name, party, f))
		return false;
	if (!clock_random(random, sizeof random) || !clock_random(id, sizeof id))
		return fault_say(f, FAULT_ENVIRONMENT, "the system gives no random bytes");
	id[6] = (uint8_t)((id[6] & 0x0F) | 0x40);
	id[8] = (uint8_t)((id[8] & 0x3F) | 0x80);
	text_uuid(words, id);
	*made = (struct key_made){text_string(words), secret_of(a, random)};
	hash_of(made->secret, hash);
	return key_row_add(c, a, id, &row, hash, f);
}

bool key_add(struct conn *c, struct arena *a, const char *name, enum role role, const char *party,
	const char **secret, struct fault *f)
{
	struct key_made made;

	if (!add(c, a, name, role, party, &made, f))
		return false;
	*secret = made.secret;
	return true;
}

/* What one change of the keys does, with nobody else at it. */
static bool begin(struct conn *c, struct arena *a, struct fault *f)
{
	return conn_begin(c, f) && keys_lock(c, a, f);
}

static bool end(struct conn *c, bool fine, struct fault *f)
{
	if (fine)
		return conn_commit(c, f);
	conn_rollback(c);
	return false;
}

/* While it waited for the others, a first key may have been made, or its own may have been revoked. */
static bool may_still(struct conn *c, struct arena *a, const char *by, bool *any, struct fault *f)
{
	struct key_beside k = {.there = false};

	if (!key_row_any(c, a, any, f) || (by && !key_row_of(c, a, by, &k, f)))
		return false;
	if (by ? k.there && !k.row.revoked : !*any)
		return true;
	return fault_say(f, FAULT_NO_KEY,
		by ? "this key was revoked just now" : "a key was made just now, so one is needed");
}

static bool may_be_made(bool any, enum role role, const char *party, struct fault *f)
{
	return any || (role == ROLE_OPERATOR && !party) ||
	       fault_say(f, FAULT_CLASH,
		       "the first key is an operator's without a party: from then on every request needs a "
		       "key, "
		       "and "
		       "nobody else could make one");
}

bool key_make(struct conn *c, struct arena *a, const char *by, const char *name, enum role role,
	const char *party, struct key_made *made, struct fault *f)
{
	bool any;

	return key_names_fit(name, party, f) &&
	       end(c,
		       begin(c, a, f) && may_still(c, a, by, &any, f) && may_be_made(any, role, party, f) &&
			       add(c, a, name, role, party, made, f),
		       f);
}

static bool revoke(struct conn *c, struct arena *a, const char *id, struct key_ended *ended, struct fault *f)
{
	struct key_beside k;

	if (!key_row_of(c, a, id, &k, f))
		return false;
	if (!k.there)
		return fault_say(f, FAULT_UNKNOWN, "no key has the id %.60s", id);
	*ended = (struct key_ended){k.row.name, k.row.revoked};
	if (k.row.revoked)
		return true;
	if (strcmp(k.row.role, role_names[ROLE_OPERATOR]) == 0 && !k.row.party && k.others && !k.operators)
		return fault_say(f, FAULT_CLASH,
			"'%s' is the last key that sees to the keys, and others are in use: revoke those "
			"first, "
			"or make another operator's",
			k.row.name);
	return key_row_revoke_id(c, a, id, &ended->revoked, f);
}

bool key_end(struct conn *c, struct arena *a, const char *by, const char *id, struct key_ended *ended,
	struct fault *f)
{
	bool any;

	if (!uuid_read(id, NULL))
		return fault_say(f, FAULT_UNKNOWN, "no key has the id %.60s", id);
	return end(c, begin(c, a, f) && may_still(c, a, by, &any, f) && revoke(c, a, id, ended, f), f);
}

bool key_revoke(struct conn *c, const char *name, struct fault *f)
{
	struct arena a = ARENA_INIT;
	bool was_in_use = false;
	bool fine = key_row_revoke(c, &a, name, &was_in_use, f);

	arena_free(&a);
	if (fine && !was_in_use)
		return fault_say(
			f, FAULT_UNKNOWN, "no key in use is named '%s'; see landbridge key list", name);
	return fine;
}

bool key_list(struct conn *c, struct arena *a,
	void (*told)(void *self, const struct key *k, const char *created, const char *revoked), void *self,
	struct fault *f)
{
	struct key_row *rows;
	size_t n;

	if (!key_rows(c, a, &rows, &n, f))
		return false;
	for (size_t i = 0; i < n; i++) {
		struct key k = {.name = rows[i].name, .party = rows[i].party, .id = rows[i].id};

		if (role_of(rows[i].role, &k.role))
			told(self, &k, rows[i].created, rows[i].revoked);
	}
	return true;
}

bool key_find(struct conn *c, struct arena *a, const char *secret, struct key *k, struct fault *f)
{
	struct key_row row;
	uint8_t hash[32];
	bool there = false;

	if (strncmp(secret, PREFIX, sizeof PREFIX - 1) == 0 &&
		strlen(secret) == sizeof PREFIX - 1 + SECRET_CHARS) {
		hash_of(secret, hash);
		if (!key_row_find(c, a, hash, &row, &there, f))
			return false;
	}
	if (!there || !role_of(row.role, &k->role))
		return fault_say(f, FAULT_NO_KEY, "this key is not known here, or it was revoked");
	k->name = row.name;
	k->party = row.party;
	k->id = row.id;
	return true;
}

bool key_any(struct conn *c, bool *any, struct fault *f)
{
	struct arena a = ARENA_INIT;
	bool fine = key_row_any(c, &a, any, f);

	arena_free(&a);
	return fine;
}
