/* Cells of sheets: dates in every writing, and numbers that a spreadsheet or a typist has spoilt. */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>

#include <cmocka.h>

#include "wire/sheet/value.h"
#include "wire/sheet/words.h"
#include "wire/sheets_heard.h"

static void write_time(const struct cell_time *t, char out[64])
{
	const struct civil *c = &t->local;
	int n = 0;

	*out = '\0';
	if (t->has_day)
		n = snprintf(out, 64, "%04d-%02d-%02d", c->year, c->month, c->day);
	if (t->has_clock)
		n += snprintf(out + n, 64 - (size_t)n, "%s%02d:%02d:%02d", n ? " " : "", c->hour, c->minute,
			c->second);
	if (t->zoned)
		snprintf(out + n, 64 - (size_t)n, " %+d", t->offset / 60);
}

static void dates_are_read_however_they_are_written(void **state)
{
	static const struct {
		const char *text;
		enum date_order order;
		const char *read; /* NULL: none */
		bool doubt;
	} rows[] = {
		{"2026-06-15", ORDER_GUESS, "2026-06-15", false},
		{"2026-06-15 09:00", ORDER_GUESS, "2026-06-15 09:00:00", false},
		{"2026-06-15T09:00:30", ORDER_DMY, "2026-06-15 09:00:30", false},
		{"2026-06-15T09:00:00+08:00", ORDER_GUESS, "2026-06-15 09:00:00 +480", false},
		{"2026-06-15 09:00 -0330", ORDER_GUESS, "2026-06-15 09:00:00 -210", false},
		{"2026-06-15 01:00:00Z", ORDER_GUESS, "2026-06-15 01:00:00 +0", false},
		{"2026/6/5 9:05", ORDER_GUESS, "2026-06-05 09:05:00", false},
		{"2026.06.15", ORDER_YMD, "2026-06-15", false},
		{"20260615", ORDER_GUESS, "2026-06-15", false},
		{"202606150900", ORDER_GUESS, "2026-06-15 09:00:00", false},
		{"20260615090030", ORDER_GUESS, "2026-06-15 09:00:30", false},
		{"2026年6月15日", ORDER_GUESS, "2026-06-15", false},
		{"2026年6月15日 9时30分", ORDER_YMD, "2026-06-15 09:30:00", false},
		{"2026年06月15日09：30", ORDER_YMD, "2026-06-15 09:30:00", false},
		{"19.06.2026", ORDER_GUESS, "2026-06-19", false},
		{"19.06.2026 8:50", ORDER_DMY, "2026-06-19 08:50:00", false},
		{"19.06.26", ORDER_DMY, "2026-06-19", false},
		{"19.06.2026 08:50 МСК", ORDER_DMY, "2026-06-19 08:50:00 +180", false},
		{"19.06.2026 г. 08:50", ORDER_DMY, "2026-06-19 08:50:00", false},
		{"19 июня 2026", ORDER_DMY, "2026-06-19", false},
		{"19 Jun 2026 08:50", ORDER_DMY, "2026-06-19 08:50:00", false},
		{"19-Jun-26", ORDER_DMY, "2026-06-19", false},
		{"03/04/2026", ORDER_DMY, "2026-04-03", true},
		{"03/04/2026", ORDER_MDY, "2026-03-04", true},
		{"03.04.2026", ORDER_DMY, "2026-04-03", false},
		{"25/04/2026", ORDER_DMY, "2026-04-25", false},
		{"04/25/2026", ORDER_DMY, "2026-04-25", false},
		{"04/04/2026", ORDER_DMY, "2026-04-04", false},
		{"06/15/2026 02:30 PM", ORDER_MDY, "2026-06-15 14:30:00", false},
		{"06/15/2026 12:10 AM", ORDER_MDY, "2026-06-15 00:10:00", false},
		{"26-06-15", ORDER_YMD, "2026-06-15", false},
		{"15.06.2026 24:00", ORDER_DMY, "2026-06-16 00:00:00", false},
		{"8:50", ORDER_DMY, "08:50:00", false},
		{"8:50:10", ORDER_DMY, "08:50:10", false},
		{"20.06 11:00", ORDER_DMY, "0000-06-20 11:00:00", false},
		{"6月20日 11:00", ORDER_YMD, "0000-06-20 11:00:00", false},
		{"30.02.2026", ORDER_DMY, NULL, false},
		{"2026-13-01", ORDER_GUESS, NULL, false},
		{"25:61", ORDER_GUESS, NULL, false},
		{"15.06.2026 9", ORDER_DMY, NULL, false},
		{"tomorrow", ORDER_GUESS, NULL, false},
		{"94312071", ORDER_GUESS, NULL, false},
		{"", ORDER_GUESS, NULL, false},
		{"1", ORDER_GUESS, NULL, false},
	};

	(void)state;
	for (size_t i = 0; i < sizeof rows / sizeof *rows; i++) {
		struct cell_time t;
		bool doubt = false, read = time_read(rows[i].text, rows[i].order, &t, &doubt);
		char out[64] = "none";

		if (read)
			write_time(&t, out);
		if (strcmp(out, rows[i].read ? rows[i].read : "none") != 0 ||
			(read && doubt != rows[i].doubt))
			fail_msg("\"%s\": %s, doubt %d", rows[i].text, out, doubt);
	}
}

static void serial_days_are_those_of_the_workbook(void **state)
{
	static const struct {
		double serial;
		bool date_1904;
		const char *read;
	} rows[] = {
		{46188, false, "2026-06-15"},
		{46188.375, false, "2026-06-15 09:00:00"},
		{44726.375, true, "2026-06-15 09:00:00"},
		{0.5, false, "12:00:00"},
		{46188.999994, false, "2026-06-15 23:59:59"},
		{1e9, false, "none"},
		{-1, false, "none"},
	};

	(void)state;
	for (size_t i = 0; i < sizeof rows / sizeof *rows; i++) {
		struct cell_time t;
		char out[64] = "none";

		if (time_of_serial(rows[i].serial, rows[i].date_1904, &t))
			write_time(&t, out);
		if (strcmp(out, rows[i].read) != 0)
			fail_msg("%f: %s", rows[i].serial, out);
	}
}

/* The second column of a train list: what is heard of a number. */
static void numbers_are_mended_where_a_check_digit_proves_it(void **state)
{
	static const struct {
		const char *container, *wagon;
		const char *heard; /* all of these, '~' between */
	} rows[] = {
		{"LYGU7000010", "94312071", "accepted\n~\"subject\":\"LYGU7000010\"~WAGON:94312071"},
		{"lygu 700001-0", "94312071", "\"subject\":\"LYGU7000010\""},
		/* Cyrillic С and О */
		{"СSQU3054383", "94312071", "look-alike~\"subject\":\"CSQU3054383\"~information"},
		{"ＬＹＧＵ７０００010", "94312071", "look-alike~\"subject\":\"LYGU7000010\""},
		{"LYGU7OOOO1O", "94312071", "look-alike~\"subject\":\"LYGU7000010\"~signs that look alike"},
		{"LYGU7000O1O", "94312071", "\"subject\":\"LYGU7000010\""},
		{"LYGU7OOOO2O", "94312071", "rejected~\"code\":\"container\"~\"cell\":\"A2\""},
		{"LYGU7000011", "94312071", "accepted-with-warnings~check-digit~\"subject\":\"LYGU7000011\""},
		{"1.23E+11", "94312071",
			"rejected~\"code\":\"exponent\"~A2: \\\"1.23E+11\\\" has lost its digits: give the "
			"column the format Text and send it again~\"cell\":\"A2\""},
		{"LYGU 12 and more", "94312071", "rejected~\"cell\":\"A2\""},
		{"LYGU7000010", "5312345", "WAGON:5312345"},
		{"LYGU7000010", "X70 5312345", "WAGON:5312345"},
		{"LYGU7000010", "33 51 4551 234-9", "WAGON:335145512349"},
		{"LYGU7000010", "94312072",
			"accepted-with-warnings~check-digit~\"cell\":\"B2\"~WAGON:94312072"},
		{"LYGU7000010", "9.43E+07", "rejected~exponent~\"cell\":\"B2\""},
		{"LYGU7000010", "123", "rejected~\"code\":\"wagon\"~\"cell\":\"B2\""},
		/* UIC 01 81 ... : the zero in front was lost */
		{"LYGU7000010", "18045512343", "rejected~\"code\":\"wagon\""},
		{"LYGU7000010", "18045512342", "lost-zero~WAGON:018045512342"},
	};

	(void)state;
	for (size_t i = 0; i < sizeof rows / sizeof *rows; i++) {
		char text[400], wanted[400];
		struct heard h;

		snprintf(text, sizeof text,
			"Container;Wagon;Train;Loading time\n%s;%s;X8155;2026-06-15 09:00\n",
			rows[i].container, rows[i].wagon);
		sheet_heard(&h, text);
		snprintf(wanted, sizeof wanted, "%s", rows[i].heard);
		for (char *save = NULL, *w = strtok_r(wanted, "~", &save); w; w = strtok_r(NULL, "~", &save))
			if (!heard_has(&h, w))
				fail_msg("%s / %s", rows[i].container, rows[i].wagon);
		heard_free(&h);
	}
}

static void stations_are_known_by_codes_and_names(void **state)
{
	static const struct {
		const char *name, *code, *heard;
	} rows[] = {
		{"Достык", "", "\"place\":\"KZDOS\""},
		{"ст. Достык", "", "\"place\":\"KZDOS\""},
		{"DOSTYK", "", "\"place\":\"KZDOS\""},
		{"多斯特克站", "", "\"place\":\"KZDOS\""},
		{"阿拉山口", "", "\"place\":\"CNAKL\""},
		{"Достык (708507)", "", "\"place\":\"KZDOS\""},
		{"708507", "", "\"place\":\"KZDOS\""},
		{"", "708507", "\"place\":\"KZDOS\""},
		{"", "70850", "\"place\":\"KZDOS\""},
		{"Somewhere", "708507", "\"place\":\"KZDOS\",\"placeText\":\"Somewhere\""},
		{"KZDOS", "", "\"place\":\"KZDOS\",\"transport\""},
		{"Где-то", "", "\"placeText\":\"Где-то\"~station-unknown~\"cell\":\"B2\"~STATION-NAME"},
		{"Где-то", "999999", "\"placeText\":\"Где-то\"~station-unknown"},
		{"", "999999", "\"placeText\":\"999999\"~station-unknown~\"cell\":\"C2\""},
	};

	(void)state;
	for (size_t i = 0; i < sizeof rows / sizeof *rows; i++) {
		char text[400], wanted[400];
		struct heard h;

		snprintf(text, sizeof text,
			"Вагон;Станция операции;Код станции;Операция;Дата и время "
			"операции\n94312071;%s;%s;ПРИБ;15.06.2026 09:00\n",
			rows[i].name, rows[i].code);
		sheet_heard(&h, text);
		snprintf(wanted, sizeof wanted, "%s", rows[i].heard);
		for (char *save = NULL, *w = strtok_r(wanted, "~", &save); w; w = strtok_r(NULL, "~", &save))
			if (!heard_has(&h, w))
				fail_msg("%s / %s", rows[i].name, rows[i].code);
		heard_free(&h);
	}
}

static unsigned times_heard(const struct heard *h, const char *what)
{
	unsigned n = 0;

	for (const char *s = text_string(&h->out); (s = strstr(s, what)); s++)
		n++;
	return n;
}

/* What a row repeats is not read again: it means the same, and what is odd about it is said again. */
static void what_rows_repeat_is_told_of_each(void **state)
{
	struct heard h;

	(void)state;
	sheet_heard(&h, "Вагон;Станция операции;Операция;Дата;Время\n94312071;Где-то;ПРИБ;46188,5;\n"
			"94312071;Где-то;ПРИБ;46188,5;\n94312071;Где-то;ПРИБ;01.06.2026;915\n"
			"94312071;Где-то;ПРИБ;915;915\n");
	assert_int_equal(times_heard(&h, "\"serial-date\""), 2);
	assert_int_equal(times_heard(&h, "\"station-unknown\""), 4);
	assert_int_equal(times_heard(&h, "2026-06-15 12:00\",\"precision"), 2);
	assert_int_equal(times_heard(&h, "2026-06-01 09:15\",\"precision"), 1);
	assert_int_equal(times_heard(&h, "\"date-invalid\""), 1); /* a clock's digits are no day */
	heard_free(&h);
}

static void the_same_digits_are_another_day_in_a_table_of_another_order(void **state)
{
	struct heard h;

	(void)state;
	sheet_heard(&h, "Container;Station;Operation;Date\nLYGU0000003;Dostyk;arrived;13/04/2026\n"
			"LYGU0000019;Dostyk;arrived;03/04/2026\nContainer;Station;Operation;Date\n"
			"LYGU0000003;Dostyk;arrived;04/13/2026\nLYGU0000019;Dostyk;arrived;03/04/2026\n");
	assert_int_equal(times_heard(&h, "\"local\":\"2026-04-13\""), 2);
	assert_int_equal(times_heard(&h, "\"local\":\"2026-04-03\""), 1);
	assert_int_equal(times_heard(&h, "\"local\":\"2026-03-04\""), 1);
	heard_free(&h);
}

static void words_are_alike_without_case_and_signs(void **state)
{
	static const struct {
		const char *a, *b;
		bool equal;
	} rows[] = {{"Ст. назн.", "СТ НАЗН", true}, {"№ вагона", "Вагона", true},
		{"Container No.", "container no", true}, {"Ёмкость", "емкость", true},
		{"（箱号）", "箱号", true}, {"ＡＢ１", "ab1", true}, {"箱号", "车号", false}};

	(void)state;
	for (size_t i = 0; i < sizeof rows / sizeof *rows; i++)
		if (words_equal(rows[i].a, rows[i].b) != rows[i].equal)
			fail_msg("%s %s", rows[i].a, rows[i].b);
	assert_true(words_within("Поезд № 8607 042 6980", "состав|ПОЕЗД"));
	assert_false(words_within("Поезд", "состав|вагон"));
}

int main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(dates_are_read_however_they_are_written),
		cmocka_unit_test(serial_days_are_those_of_the_workbook),
		cmocka_unit_test(numbers_are_mended_where_a_check_digit_proves_it),
		cmocka_unit_test(stations_are_known_by_codes_and_names),
		cmocka_unit_test(what_rows_repeat_is_told_of_each),
		cmocka_unit_test(the_same_digits_are_another_day_in_a_table_of_another_order),
		cmocka_unit_test(words_are_alike_without_case_and_signs),
	};

	sheets_hint = (struct decode_hint){.sender = "local", .received = INSTANT_NONE};
	return cmocka_run_group_tests(tests, sheets_open, sheets_close);
}
