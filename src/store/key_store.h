/*
 * Keys in the database: names, roles and the hashes of secrets; never a secret.
 */
#ifndef STORE_KEY_STORE_H
#define STORE_KEY_STORE_H

#include "base/arena.h"
#include "store/db.h"

struct key_row {
	const char *name, *role, *party;
	const char *id;                /* a UUID */
	const char *created, *revoked; /* RFC 3339; revoked NULL: in use */
};

/* CLASH where a key of that name is in use. */
bool key_row_add(struct conn *c, struct arena *a, const uint8_t id[16], const struct key_row *k,
	const uint8_t sha256[32], struct fault *f);
bool key_row_revoke(struct conn *c, struct arena *a, const char *name, bool *was_in_use, struct fault *f);
bool key_rows(struct conn *c, struct arena *a, struct key_row **keys, size_t *n, struct fault *f);
/* Until the transaction ends nobody else who takes this lock changes the keys. */
bool keys_lock(struct conn *c, struct arena *a, struct fault *f);
struct key_beside { /* a key among the others */
	struct key_row row;
	bool there, others, operators; /* other keys in use; of operators without a party */
};
bool key_row_of(struct conn *c, struct arena *a, const char *id, struct key_beside *k, struct fault *f);
bool key_row_revoke_id(
	struct conn *c, struct arena *a, const char *id, const char **revoked, struct fault *f);
/* *there is false where no key in use has this hash. */
bool key_row_find(struct conn *c, struct arena *a, const uint8_t sha256[32], struct key_row *k, bool *there,
	struct fault *f);
struct keys_used {
	bool any;         /* one was ever made */
	const char **ids; /* of those asked for: in use */
	size_t count;
};
bool keys_used(struct conn *c, struct arena *a, const char *const *ids, size_t n, struct keys_used *used,
	struct fault *f);
bool key_row_any(struct conn *c, struct arena *a, bool *any, struct fault *f);

#endif
