/*
 * Keys: who may read, send, operate.  256 random bits as lb_ and 43 characters of base64url, shown once,
 * stored as their SHA-256.
 */
#ifndef SERVICE_KEYS_H
#define SERVICE_KEYS_H

#include "base/arena.h"
#include "store/db.h"

enum role { ROLE_READER, ROLE_SENDER, ROLE_OPERATOR, ROLES };
extern const char *const role_names[ROLES]; /* reader: reads; sender: reads and posts; operator: everything */
bool role_of(const char *word, enum role *role);

struct key {
	const char *name, *party; /* party NULL: sees all */
	enum role role;
	const char *id; /* NULL: none, of who came without a key */
};

/* Whether a key and its party (NULL: none) may be called so; USAGE says why not. */
bool key_names_fit(const char *name, const char *party, struct fault *f);
/* CLASH while a key of that name is in use; USAGE for a name that is none.  A revoked key's name may be given
 * again: its holder is the same sender. */
bool key_add(struct conn *c, struct arena *a, const char *name, enum role role, const char *party,
	const char **secret, struct fault *f);
bool key_revoke(struct conn *c, const char *name, struct fault *f);
/* Calls told for every key, oldest first. */
bool key_list(struct conn *c, struct arena *a,
	void (*told)(void *self, const struct key *k, const char *created, const char *revoked), void *self,
	struct fault *f);
/* The key of a secret. False with NO_KEY where it is none or revoked. */
bool key_find(struct conn *c, struct arena *a, const char *secret, struct key *k, struct fault *f);

/*
 * What the same does for who asks over HTTP, where a wrong step would shut everybody out who has no shell on
 * this machine: the first key of all must be an operator's that sees all (else nobody could make a second
 * one), and the last such one cannot be revoked while others are in use; CLASH says so.  Each is one
 * transaction, and one at a time; `by` is the id of the key that asks, NULL where none does: NO_KEY if that
 * one was revoked, or a first one was made, since who asks was let in.
 */
struct key_made {
	const char *id, *secret;
};
bool key_make(struct conn *c, struct arena *a, const char *by, const char *name, enum role role,
	const char *party, struct key_made *made, struct fault *f);
struct key_ended {
	const char *name, *revoked; /* when: now, or before */
};
bool key_end(struct conn *c, struct arena *a, const char *by, const char *id, struct key_ended *ended,
	struct fault *f);

bool key_any(struct conn *c, bool *any, struct fault *f); /* whether one was ever made */

#endif
