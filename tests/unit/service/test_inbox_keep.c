/* Where a file goes when it was taken in, and that no other goes in its stead. */
#include "service/inbox_keep.h"

#include <fcntl.h>
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <unistd.h>

#include <cmocka.h>

struct box {
	char dir[64];
	struct keep keep;
};

static char *path_in(const struct box *p, const char *name)
{
	static char path[256];

	snprintf(path, sizeof path, "%s/%s", p->dir, name);
	return path;
}

static void put(const struct box *p, const char *name, const char *words)
{
	FILE *f = fopen(path_in(p, name), "w");

	assert_non_null(f);
	assert_true(fputs(words, f) >= 0);
	assert_int_equal(fclose(f), 0);
}

static bool has(const struct box *p, const char *name, const char *words)
{
	char got[100] = "";
	FILE *f = fopen(path_in(p, name), "r");

	if (!f)
		return false;
	assert_true(fread(got, 1, sizeof got - 1, f) < sizeof got);
	fclose(f);
	return strcmp(got, words) == 0;
}

static struct stat read_of(const struct box *p, const char *name)
{
	struct stat st;

	assert_int_equal(stat(path_in(p, name), &st), 0);
	return st;
}

static int make(void **state)
{
	struct box *p = calloc(1, sizeof *p);
	struct fault f;

	snprintf(p->dir, sizeof p->dir, "/tmp/lbkeepXXXXXX");
	assert_non_null(mkdtemp(p->dir));
	keep_nothing(&p->keep);
	assert_true(keep_open(&p->keep, p->dir, &f));
	*state = p;
	return 0;
}

static int unmake(void **state)
{
	struct box *p = *state;
	char command[100];

	keep_close(&p->keep);
	snprintf(command, sizeof command, "rm -rf '%s'", p->dir);
	assert_int_equal(system(command), 0);
	free(p);
	return 0;
}

static struct receipt receipt_of(uint8_t number)
{
	struct receipt r = {.status = RECEIPT_ACCEPTED};

	r.intake[15] = number;
	text_printf(&r.json, "{\"intakeId\":\"00000000-0000-0000-0000-0000000000%02x\"}", number);
	return r;
}

static bool keep(struct box *p, const struct stat *read, uint8_t number, struct fault *f)
{
	struct receipt r = receipt_of(number);
	bool fine = keep_file(&p->keep, "", "stock.csv", read, &r, f);

	receipt_free(&r);
	return fine;
}

/* A sender that puts the next stock list over the last one while that is being read. */
static void a_file_that_took_its_name_meanwhile_is_not_moved_unread(void **state)
{
	struct box *p = *state;
	struct stat read, now;
	struct fault f;

	put(p, "in/stock.csv", "monday");
	read = read_of(p, "in/stock.csv");
	put(p, "in/.next", "tuesday");
	assert_int_equal(renameat(p->keep.in, ".next", p->keep.in, "stock.csv"), 0);
	assert_false(keep(p, &read, 1, &f));
	assert_int_equal(f.code, FAULT_CLASH);
	assert_true(has(p, "in/stock.csv", "tuesday"));
	assert_false(has(p, "done/stock.csv", "tuesday"));
	now = read_of(p, "in/stock.csv");
	assert_true(keep(p, &now, 2, &f));
	/* monday's receipt is not written over */
	assert_true(has(p, "done/stock.00000002.csv", "tuesday"));
	assert_true(has(p, "done/stock.csv.receipt.json",
		"{\"intakeId\":\"00000000-0000-0000-0000-000000000001\"}\n"));
}

static void a_file_that_was_written_to_since_it_was_read_stays(void **state)
{
	struct box *p = *state;
	struct stat read;
	struct fault f;

	put(p, "in/stock.csv", "monday");
	read = read_of(p, "in/stock.csv");
	put(p, "in/stock.csv", "monday and tuesday");
	assert_false(keep(p, &read, 1, &f));
	assert_int_equal(f.code, FAULT_CLASH);
	assert_true(has(p, "in/stock.csv", "monday and tuesday"));
}

static void a_receipt_whose_file_was_fetched_is_not_written_over(void **state)
{
	struct box *p = *state;
	struct stat read;
	struct fault f;

	put(p, "done/stock.csv.receipt.json", "of another");
	put(p, "in/stock.csv", "tuesday");
	read = read_of(p, "in/stock.csv");
	assert_true(keep(p, &read, 2, &f));
	assert_true(has(p, "done/stock.csv.receipt.json", "of another"));
	assert_true(has(p, "done/stock.00000002.csv", "tuesday"));
}

int main(void)
{
#define TEST(f) cmocka_unit_test_setup_teardown(f, make, unmake)
	const struct CMUnitTest tests[] = {
		TEST(a_file_that_took_its_name_meanwhile_is_not_moved_unread),
		TEST(a_file_that_was_written_to_since_it_was_read_stays),
		TEST(a_receipt_whose_file_was_fetched_is_not_written_over),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
