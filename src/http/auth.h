/*
 * Who asks, and whether they may.
 *
 * Keyless only while no key was ever made and the address is loopback (then Host, Origin and Sec-Fetch-Site
 * must be ours and no proxy may have passed the request on, see origin.h); else Authorization: Bearer lb_...
 * What the database said of a key is remembered for a second, so that the fast lane stays one statement,
 * and for ten minutes while the database is away.
 */
#ifndef HTTP_AUTH_H
#define HTTP_AUTH_H

#include "base/fault.h"
#include "store/db.h"

#include <stdbool.h>

struct auth;
struct request;

enum needs { NEEDS_NOTHING, NEEDS_READ, NEEDS_SEND, NEEDS_OPERATE };
extern const char *const needs_words[]; /* for the API's description */

struct auth *auth_new(struct db *db, int wait_ms, bool loopback, const char *inner_secret);
void auth_free(struct auth *a);
/* A key was made or revoked here: what was remembered is forgotten, and the next request is decided anew. */
void auth_changed(struct auth *a);
/* Sets r->key (its text lives in r's arena).  False: NO_KEY, FORBIDDEN, FOREIGN_HOST, FOREIGN_PAGE, or the
 * database's fault. */
bool auth_decide(struct auth *a, struct request *r, enum needs needs);

#endif
