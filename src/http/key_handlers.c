#include "http/key_handlers.h"

#include "http/json_body.h"
#include "http/request.h"
#include "http/within.h"
#include "system/log.h"

#include <jansson.h>
#include <microhttpd.h>
#include <strings.h>

#define BODY_MOST 4096

static bool is_hubs_own(struct request *r)
{
	return !r->key.party ||
	       fault_say(&r->fault, FAULT_FORBIDDEN,
		       "the key %.64s has a party; whoever sees to the keys sees all, so that needs "
		       "an operator's key without one",
		       r->key.name);
}

static void write_key(struct json *j, const char *id, const char *name, enum role role, const char *party)
{
	jw_member(j, "id", id);
	jw_member(j, "name", name);
	jw_member(j, "role", role_names[role]);
	jw_member(j, "party", party);
}

static void write_listed(void *self, const struct key *k, const char *created, const char *revoked)
{
	struct json *j = self;

	jw_open(j, '{');
	write_key(j, k->id, k->name, k->role, k->party);
	jw_member(j, "created", created);
	jw_member(j, "revoked", revoked);
	jw_close(j, '}');
}

bool keys_list(struct request *r)
{
	struct json j = {&r->out, false};
	bool any;

	if (!is_hubs_own(r) || !key_any(r->conn, &any, &r->fault))
		return false;
	jw_open(&j, '{');
	jw_member_bool(&j, "keyless", !any);
	jw_key(&j, "keys");
	jw_open(&j, '[');
	if (!key_list(r->conn, &r->arena, write_listed, &j, &r->fault))
		return false;
	jw_close(&j, ']');
	jw_close(&j, '}');
	return true;
}

struct wanted {
	const char *name, *party;
	enum role role;
};

static bool read_member(
	struct wanted *w, const char **role, const char *key, const json_t *value, struct fault *f)
{
	const char *text = json_string_value(value);

	if (strcmp(key, "name") != 0 && strcmp(key, "role") != 0 && strcmp(key, "party") != 0)
		return fault_say(
			f, FAULT_BAD_BODY, "%.60s is no member of a key; name, role and party are", key);
	if (!text && !(json_is_null(value) && *key == 'p'))
		return fault_say(f, FAULT_BAD_BODY, "%s is a text", key);
	*(*key == 'n' ? &w->name : *key == 'r' ? role : &w->party) = text;
	return true;
}

static bool read_wanted(struct wanted *w, json_t *body, struct fault *f)
{
	const char *key, *role = NULL;
	json_t *value;

	json_object_foreach(body, key, value) if (!read_member(w, &role, key, value, f)) return false;
	if (!w->name || !role)
		return fault_say(f, FAULT_BAD_BODY, "a key needs a name and a role");
	return role_of(role, &w->role) ||
	       fault_say(f, FAULT_BAD_BODY, "role is reader, sender or operator, not \"%.40s\"", role);
}

static bool wanted_of(struct request *r, struct wanted *w)
{
	json_t *body;

	return json_body(r, BODY_MOST, "a key", &body) && read_wanted(w, body, &r->fault);
}

bool keys_post(struct request *r)
{
	struct wanted w = {0};
	struct key_made made;
	struct json j = {&r->out, false};

	if (!is_hubs_own(r) || !wanted_of(r, &w))
		return false;
	if (!key_make(r->conn, &r->arena, r->key.id, w.name, w.role, w.party, &made, &r->fault)) {
		struct fault f = r->fault;

		return f.code == FAULT_USAGE ? fault_say(&r->fault, FAULT_BAD_BODY, "%s", f.text) : false;
	}
	auth_changed(r->server->auth);
	r->status = MHD_HTTP_CREATED;
	jw_open(&j, '{');
	write_key(&j, made.id, w.name, w.role, w.party);
	jw_member(&j, "key", made.secret);
	jw_close(&j, '}');
	log_line(LOG_INFO, "a key was made", "key", w.name, "role", role_names[w.role], "party", w.party,
		"by", r->key.name, "requestId", r->id, NULL);
	return true;
}

bool keys_delete(struct request *r)
{
	struct json j = {&r->out, false};
	struct key_ended ended;

	if (!is_hubs_own(r) || !key_end(r->conn, &r->arena, r->key.id, r->captures[0], &ended, &r->fault))
		return false;
	auth_changed(r->server->auth);
	jw_open(&j, '{');
	jw_member(&j, "id", r->captures[0]);
	jw_member(&j, "name", ended.name);
	jw_member(&j, "revoked", ended.revoked);
	jw_close(&j, '}');
	log_line(LOG_INFO, "a key was revoked", "key", ended.name, "by", r->key.name, "requestId", r->id,
		NULL);
	return true;
}
