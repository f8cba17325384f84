/* Which character set a text is in: what railways' words, ports and towns look like in each. */
#include "wire/sheet/text_set.h"

#include "base/text.h"

#include <iconv.h>
#include <setjmp.h>
#include <stdarg.h>
#include <stdint.h>

#include <cmocka.h>

static size_t in_set(enum text_set set, const char *utf8, char *out, size_t room)
{
	iconv_t converter = iconv_open(text_set_names[set], "UTF-8");
	char *in = (char *)(uintptr_t)utf8, *to = out;
	size_t left = strlen(utf8), space = room;

	assert_true(converter != (iconv_t)-1);
	if (iconv(converter, &in, &left, &to, &space) == (size_t)-1)
		fail_msg("%s has no such characters: %s", text_set_names[set], utf8);
	iconv_close(converter);
	return room - space;
}

static const struct {
	enum text_set set;
	bool sure;
	const char *text;
} cases[] = {
	{SET_CP1251, true, "Номер вагона;Станция операции;Операция\n94312071;Достык;ПРИБ\n"},
	{SET_CP1251, true, "ВАГОН;СТАНЦИЯ;ДАТА\n94312071;АЛТЫНКОЛЬ;19.06.2026\n"},
	{SET_CP1251, true, "вагон;индекс\n94312071;7085 042 1301\n"},
	{SET_CP1251, true, "Станція;Вантаж;Її\nЧоп;контейнери;є\n"},
	{SET_CP1251, true, "№ п/п;Груз «ТНП»\n1;Ё — ёлка\n"},
	{SET_CP1251, false, "ID;T\nX1;ПРИБ\nX2;ОТПР\nX3;ПРИБ\n"},
	{SET_GB18030, true, "车号,箱号,到站,发车时间\n5312345,LYGU7000010,阿拉山口,2026-06-15\n"},
	{SET_GB18030, true, "装车清单\n箱号,位置\n"},
	{SET_GB18030, true, "X8155次班列装车清单（计划号CKE-LYG-0061）\n"},
	{SET_GB18030, true, "连云港，霍尔果斯；乌鲁木齐\n"},
	{SET_GB18030, true, "车号,箱号,到站\n㛥㐀龥站,箱号,乌鲁木齐\n"},
	{SET_UTF8, true, "Номер вагона;箱号;Zürich\n"},
	{SET_UTF8, true, "车号,箱号,到站,发车时间\n"},
	{SET_UTF8, true, "container,wagon\nLYGU7000010,94312071\n"},
	{SET_UTF8, true, ""},
	{SET_LATIN1, true,
		"Versandbahnhof;Empfänger\nZürich;Müller GmbH\nKöln;Käse, Gewürze, Öl für "
		"Händler\nDüren;Präzisionsgeräte\n"},
	{SET_LATIN1, false, "a;Zürich\n"},
	{SET_LATIN1, false, "Café"},
	{SET_UTF8, true, "Café"},
	{SET_UTF8, true, "№;вагон\n"},
	{SET_UTF16LE, true, "Вагон;箱号\n1;2\n"},
	{SET_UTF16BE, true, "Вагон;箱号\n1;2\n"},
};

static void sets_are_told_by_their_letters(void **state)
{
	(void)state;
	for (size_t i = 0; i < sizeof cases / sizeof *cases; i++) {
		char bytes[1024];
		size_t n = in_set(cases[i].set, cases[i].text, bytes, sizeof bytes);
		unsigned sure;
		enum text_set set = text_set_guess(bytes, n, &sure);

		if (set != cases[i].set || (sure >= TEXT_SET_SURE) != cases[i].sure)
			fail_msg("taken for %s (%u): %s", text_set_names[set], sure, cases[i].text);
	}
}

/* However the window cuts the last character. */
static void a_cut_character_changes_nothing(void **state)
{
	static char window[TEXT_SET_WINDOW + 8];

	(void)state;
	for (size_t i = 0; i < sizeof cases / sizeof *cases; i++) {
		char bytes[1024];
		size_t n = in_set(cases[i].set, cases[i].text, bytes, sizeof bytes), unit = 1;
		unsigned sure;

		if (!cases[i].sure || n < 20)
			continue;
		unit += cases[i].set == SET_UTF16LE || cases[i].set == SET_UTF16BE;
		for (size_t shift = 0; shift < 8; shift += unit) {
			for (size_t at = 0; at < sizeof window; at++)
				window[at] = bytes[(at + shift) % (n - n % unit)];
			assert_int_equal(
				text_set_guess(window + shift % unit, TEXT_SET_WINDOW, &sure), cases[i].set);
			assert_true(sure >= TEXT_SET_SURE);
		}
	}
}

static void a_mark_decides(void **state)
{
	unsigned sure;

	(void)state;
	assert_int_equal(text_set_guess("\xEF\xBB\xBF\xC2\xE0\xE3\xEE\xED", 8, &sure), SET_UTF8);
	assert_int_equal(sure, 100);
	assert_int_equal(text_set_guess("\xFF\xFE\xC2\xE0", 4, &sure), SET_UTF16LE);
	assert_int_equal(text_set_guess("\xFE\xFF\xC2\xE0", 4, &sure), SET_UTF16BE);
	assert_int_equal(sure, 100);
}

/* One broken byte does not make another set of a long text. */
static void a_broken_byte_does_not_change_the_set(void **state)
{
	char bytes[1024];
	size_t n = in_set(SET_UTF8, cases[0].text, bytes, sizeof bytes);
	unsigned sure;

	(void)state;
	bytes[n / 2] = '\xFF';
	assert_int_equal(text_set_guess(bytes, n, &sure), SET_UTF8);
	n = in_set(SET_GB18030, cases[6].text, bytes, sizeof bytes);
	bytes[n - 5] = '\xFF';
	assert_int_equal(text_set_guess(bytes, n, &sure), SET_GB18030);
}

/* In the middle of a text nothing is a mark. */
static void the_middle_of_a_text_has_no_mark(void **state)
{
	unsigned sure;

	(void)state;
	assert_int_equal(
		text_set_by_letters("\xFF\xFE\xED\xE8\xE5 \xFF\xE1\xEB\xEE\xEA\xE8", 12, &sure), SET_CP1251);
}

int main(void)
{
	static const struct CMUnitTest tests[] = {
		cmocka_unit_test(sets_are_told_by_their_letters),
		cmocka_unit_test(a_cut_character_changes_nothing),
		cmocka_unit_test(a_mark_decides),
		cmocka_unit_test(a_broken_byte_does_not_change_the_set),
		cmocka_unit_test(the_middle_of_a_text_has_no_mark),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
