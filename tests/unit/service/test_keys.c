/* Keys against a real PostgreSQL: found by their secret, not when revoked, stored as hashes only. */
#include "service/fixture.h"

#include "service/keys.h"

static const char *added(struct bench *b, const char *name, enum role role, const char *party)
{
	const char *secret = NULL;
	struct fault f = {0};

	assert_done(key_add(b->conn, &b->arena, name, role, party, &secret, &f), f);
	return secret;
}

static void keys_are_needed_from_the_first_one_on_and_when_all_are_revoked(void **state)
{
	struct bench *b = *state;
	struct fault f = {0};
	bool any = true;

	assert_done(key_any(b->conn, &any, &f), f);
	assert_false(any);
	added(b, "first", ROLE_READER, NULL);
	assert_done(key_any(b->conn, &any, &f), f);
	assert_true(any);
	assert_done(key_revoke(b->conn, "first", &f), f);
	assert_done(key_any(b->conn, &any, &f), f);
	assert_true(any);
}

static void a_key_is_found_by_its_secret_with_role_and_party(void **state)
{
	struct bench *b = *state;
	const char *mine = added(b, "mine", ROLE_SENDER, "CARRIER"),
		   *other = added(b, "other", ROLE_OPERATOR, NULL);
	struct fault f = {0};
	struct key k;

	assert_done(key_find(b->conn, &b->arena, mine, &k, &f), f);
	assert_string_equal(k.name, "mine");
	assert_int_equal(k.role, ROLE_SENDER);
	assert_string_equal(k.party, "CARRIER");
	assert_done(key_find(b->conn, &b->arena, other, &k, &f), f);
	assert_string_equal(k.name, "other");
	assert_int_equal(k.role, ROLE_OPERATOR);
	assert_null(k.party);
	assert_string_equal(asked(b, "select count(*) from party where name = $1", "CARRIER"), "1");
}

static void what_is_no_secret_finds_nothing(void **state)
{
	static const char *const rows[] = {"", "lb_", "secret",
		"lb_AAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAA",
		"lb_AAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAA", "\xFF\xFE"};
	struct bench *b = *state;
	const char *secret = added(b, "near", ROLE_READER, NULL);
	char *wrong = arena_strdup(&b->arena, secret);
	struct fault f = {0};
	struct key k;

	wrong[10] = wrong[10] == 'A' ? 'B' : 'A';
	assert_false(key_find(b->conn, &b->arena, wrong, &k, &f));
	assert_int_equal(f.code, FAULT_NO_KEY);
	for (size_t i = 0; i < sizeof rows / sizeof *rows; i++) {
		f = (struct fault){0};
		assert_false(key_find(b->conn, &b->arena, rows[i], &k, &f));
		assert_int_equal(f.code, FAULT_NO_KEY);
	}
}

static void a_revoked_key_is_found_no_more(void **state)
{
	struct bench *b = *state;
	const char *secret = added(b, "leaver", ROLE_READER, NULL);
	struct fault f = {0};
	struct key k;

	assert_done(key_revoke(b->conn, "leaver", &f), f);
	assert_false(key_find(b->conn, &b->arena, secret, &k, &f));
	assert_int_equal(f.code, FAULT_NO_KEY);
	assert_false(key_revoke(b->conn, "leaver", &f));
	assert_int_equal(f.code, FAULT_UNKNOWN);
}

static void a_secret_is_nowhere_in_the_database(void **state)
{
	struct bench *b = *state;
	const char *secret = added(b, "hidden", ROLE_READER, NULL);

	assert_int_equal(strlen(secret), 46);
	assert_string_equal(
		asked(b, "select count(*) from api_key k where strpos(k::text, $1) > 0", secret), "0");
	assert_string_equal(
		asked(b, "select name from api_key where hash = sha256($1::text::bytea)", secret), "hidden");
}

static void a_name_is_taken_once(void **state)
{
	struct bench *b = *state;
	const char *secret;
	struct fault f = {0};

	added(b, "twice", ROLE_READER, NULL);
	assert_false(key_add(b->conn, &b->arena, "twice", ROLE_OPERATOR, NULL, &secret, &f));
	assert_int_equal(f.code, FAULT_CLASH);
}

static void a_revoked_keys_name_is_free_again(void **state)
{
	struct bench *b = *state;
	const char *old = added(b, "again", ROLE_SENDER, NULL), *fresh, *secret;
	struct fault f = {0};
	struct key k;

	assert_done(key_revoke(b->conn, "again", &f), f);
	fresh = added(b, "again", ROLE_READER, NULL);
	assert_false(key_find(b->conn, &b->arena, old, &k, &f));
	assert_done(key_find(b->conn, &b->arena, fresh, &k, &f), f);
	assert_int_equal(k.role, ROLE_READER);
	assert_false(key_add(b->conn, &b->arena, "again", ROLE_READER, NULL, &secret, &f));
	assert_int_equal(f.code, FAULT_CLASH);
	assert_done(key_revoke(b->conn, "again", &f), f);
	assert_false(key_find(b->conn, &b->arena, fresh, &k, &f));
}

static void who_was_let_in_before_a_first_key_was_made_makes_and_revokes_none(void **state)
{
	struct bench *b = *state;
	struct key_made made, other;
	struct key_ended ended;
	struct fault f = {0};

	asked(b, "truncate api_key", NULL);
	assert_done(key_make(b->conn, &b->arena, NULL, "desk", ROLE_OPERATOR, NULL, &made, &f), f);
	assert_false(key_make(b->conn, &b->arena, NULL, "second", ROLE_OPERATOR, NULL, &other, &f));
	assert_int_equal(f.code, FAULT_NO_KEY);
	f = (struct fault){0};
	assert_false(key_end(b->conn, &b->arena, NULL, made.id, &ended, &f));
	assert_int_equal(f.code, FAULT_NO_KEY);
	assert_int_equal(count(b, "select count(*) from api_key where revoked is null"), 1);
}

static void whose_key_was_revoked_since_makes_and_revokes_none(void **state)
{
	struct bench *b = *state;
	struct key_made desk, second, other;
	struct key_ended ended;
	struct fault f = {0};

	asked(b, "truncate api_key", NULL);
	assert_done(key_make(b->conn, &b->arena, NULL, "desk", ROLE_OPERATOR, NULL, &desk, &f), f);
	assert_done(key_make(b->conn, &b->arena, desk.id, "second", ROLE_OPERATOR, NULL, &second, &f), f);
	assert_done(key_end(b->conn, &b->arena, desk.id, second.id, &ended, &f), f);
	assert_false(key_make(b->conn, &b->arena, second.id, "third", ROLE_READER, NULL, &other, &f));
	assert_int_equal(f.code, FAULT_NO_KEY);
	f = (struct fault){0};
	assert_false(key_end(b->conn, &b->arena, second.id, desk.id, &ended, &f));
	assert_int_equal(f.code, FAULT_NO_KEY);
	assert_int_equal(count(b, "select count(*) from api_key where revoked is null"), 1);
	f = (struct fault){0};
	assert_done(key_end(b->conn, &b->arena, desk.id, desk.id, &ended, &f), f);
}

static void nobody_is_named_as_who_comes_without_a_key(void **state)
{
	static const char *const names[] = {"local", "demo"};
	struct bench *b = *state;
	const char *secret;

	for (size_t i = 0; i < sizeof names / sizeof *names; i++) {
		struct fault f = {0};

		assert_false(key_add(b->conn, &b->arena, names[i], ROLE_READER, NULL, &secret, &f));
		assert_int_equal(f.code, FAULT_USAGE);
	}
}

int main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(keys_are_needed_from_the_first_one_on_and_when_all_are_revoked),
		cmocka_unit_test(a_key_is_found_by_its_secret_with_role_and_party),
		cmocka_unit_test(what_is_no_secret_finds_nothing),
		cmocka_unit_test(a_revoked_key_is_found_no_more),
		cmocka_unit_test(a_secret_is_nowhere_in_the_database),
		cmocka_unit_test(a_name_is_taken_once),
		cmocka_unit_test(a_revoked_keys_name_is_free_again),
		cmocka_unit_test(nobody_is_named_as_who_comes_without_a_key),
		cmocka_unit_test(who_was_let_in_before_a_first_key_was_made_makes_and_revokes_none),
		cmocka_unit_test(whose_key_was_revoked_since_makes_and_revokes_none),
	};

	return cmocka_run_group_tests(tests, bench_setup, bench_teardown);
}
