/* The post: late, twice, cut, lost, and in the set of characters that its sender uses. */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>

#include <cmocka.h>

#include "simulate/post.h"

#include <string.h>

struct seen {
	int files, lines, lost;
	char last[128], bytes[128];
	size_t count;
};

static bool see(void *self, const char *path, const char *bytes, size_t n)
{
	struct seen *s = self;

	s->lines += strcmp(path, "deliveries.ndjson") == 0;
	s->lost += strcmp(path, "truth/lost.ndjson") == 0;
	if (strncmp(path, "messages/", 9) != 0)
		return true;
	s->files++;
	assert_true(!*s->last || strcmp(s->last, path) < 0);
	snprintf(s->last, sizeof s->last, "%s", path);
	s->count = n < sizeof s->bytes ? n : sizeof s->bytes;
	memcpy(s->bytes, bytes, s->count);
	return true;
}

static struct seen sent(const struct habits *how, enum charset set, const char *words, int times)
{
	struct seen s = {0};
	struct simulate_sink sink = {&s, see, NULL};
	struct post p = {.sink = &sink, .chance = chance_begin(1, 2)};
	struct text t = TEXT_INIT;

	text_say(&t, words);
	for (int i = 0; i < times; i++)
		post_send(&p, 29000000 + i,
			&(struct sending){"KTZ", "dostyk", ".csv", set, how, &t, &(struct text)TEXT_INIT});
	post_deliver(&p, 29000000 - 1);
	assert_int_equal(s.files, 0);
	post_deliver(&p, INT32_MAX - 1);
	assert_int_equal(s.files, s.lines);
	assert_int_equal(p.files, (uint64_t)s.files);
	post_free(&p);
	text_free(&t);
	return s;
}

static void a_message_comes_under_the_name_of_its_minute(void **state)
{
	static const struct habits prompt = {{5, 5, 5, 5, 5, 5}, 0, 0, 0};
	struct seen s = sent(&prompt, UTF8, "words", 1);

	(void)state;
	assert_string_equal(s.last, "messages/000001-20250219T2125Z-dostyk.csv");
	assert_memory_equal(s.bytes, "words", 5);
}

static void habits_lose_double_and_cut(void **state)
{
	static const struct spread some = {0, 10, 50, 100, 400, 900};
	static const struct {
		struct habits habits;
		int files, lost;
		size_t bytes;
	} cases[] = {
		{{some, 0, 0, 0}, 100, 0, 10},
		{{some, 10000, 0, 0}, 0, 100, 0},
		{{some, 0, 10000, 0}, 200, 0, 10},
		{{some, 0, 0, 10000}, 100, 0, 5},
	};

	(void)state;
	for (size_t i = 0; i < sizeof cases / sizeof *cases; i++) {
		struct seen s = sent(&cases[i].habits, UTF8, "0123456789", 100);

		assert_int_equal(s.files, cases[i].files);
		assert_int_equal(s.lost, cases[i].lost);
		assert_int_equal(s.count, cases[i].bytes);
	}
}

static void words_are_in_the_sender_s_set(void **state)
{
	static const struct habits prompt = {{0, 0, 0, 0, 0, 0}, 0, 0, 0};
	struct seen zh = sent(&prompt, GB18030, "箱号", 1), ru = sent(&prompt, CP1251, "Вагон", 1);

	(void)state;
	assert_int_equal(zh.count, 4);
	assert_memory_equal(zh.bytes, "\xcf\xe4\xba\xc5", 4);
	assert_int_equal(ru.count, 5);
	assert_memory_equal(ru.bytes, "\xc2\xe0\xe3\xee\xed", 5);
}

int main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(a_message_comes_under_the_name_of_its_minute),
		cmocka_unit_test(habits_lose_double_and_cut),
		cmocka_unit_test(words_are_in_the_sender_s_set),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
