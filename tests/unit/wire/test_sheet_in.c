/* Sheets as they come: titles, headings of two rows, several tables, spoilt cells, any character set, cut
 * anywhere. */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>

#include <cmocka.h>

#include "wire/sheet/profile.h"
#include "wire/sheets_heard.h"

#include <iconv.h>

#define LONG "Насосы промышленные и запасные части к ним в деревянных ящиках без маркировки и паллет. "
#define HEAD "Container;Wagon;Train;Loading time\n"

/* Every defect: right, or the exact cell is told. */
static void defects_are_mended_or_told_with_their_cell(void **state)
{
	static const struct {
		const char *sheet, *heard; /* '~' between; '!': not */
	} rows[] = {
		/* rows above the heading */
		{"Company Ltd.\n\nTrain X8155 2026-06-15\n\nContainer;Wagon\nLYGU7000010;5312345\n",
			"reference=6~TRAIN:X8155/2026-06-15"},
		/* several tables in a sheet, each with its train */
		{"Train X8155 2026-06-15\nContainer;Wagon\nLYGU7000010;5312345\n\nTrain X8157 "
		 "2026-06-16\nContainer;Wagon\nLYGU7000026;5312346\n",
			"TRAIN:X8155/2026-06-15~TRAIN:X8157/2026-06-16~reference=7"},
		/* ... and another order of columns */
		{"Train X8155 2026-06-15\nContainer;Wagon\nLYGU7000010;5312345\nTrain X8157 "
		 "2026-06-16\nWagon;Container\n5312346;LYGU7000026\n",
			"\"wagon\":\"5312346\"~\"subject\":\"LYGU7000026\"~!rejected"},
		/* a title between rows without a heading of its own */
		{"Train X8155 2026-06-15\nContainer;Wagon\nLYGU7000010;5312345\nTrain X8157 "
		 "2026-06-16\nLYGU7000026;5312346\n",
			"TRAIN:X8157/2026-06-16~!rejected"},
		/* totals and empty rows are none */
		{HEAD "LYGU7000010;5312345;X8155;2026-06-15 09:00\n;;;\nTotal;1;;\n",
			"accepted\n~!reference=4~!row-passed"},
		/* ... and an owner that is called like one is none */
		{HEAD "SUMU3054388;5312345;X8155;2026-06-15 09:00\nTOTU3054383;5312346;X8155;2026-06-15 "
		      "09:00\n",
			"\"subject\":\"SUMU3054388\"~\"subject\":\"TOTU3054383\""},
		/* what says nothing is told */
		{HEAD "LYGU7000010;5312345;X8155;2026-06-15 09:00\nPrepared by Ivanov;;;\n",
			"row-passed~Prepared by Ivanov"},
		{HEAD "LYGU7000010;5312345;X8155;2026-06-15 09:00\n;;X8155;2026-06-15 09:00\n",
			"rejected~number-missing~A3: "},
		{HEAD "LYGU7000010;5312345;X8155;15th of June\n",
			"rejected~date-invalid~\"cell\":\"D2\"~\"tag\":\"Loading time\""},
		{HEAD "1.23E+11;5312345;X8155;2026-06-15 09:00\nLYGU7000026;5312345;X8155;2026-06-15 09:00\n",
			"exponent~\"cell\":\"A2\"~\"subject\":\"LYGU7000026\""},
		/* the order of dates: shown by another row, or doubted */
		{HEAD "LYGU7000010;5312345;X8155;03/04/2026\nLYGU7000026;5312345;X8155;25/04/2026\n",
			"\"local\":\"2026-04-03\"~!date-doubt"},
		{HEAD "LYGU7000010;5312345;X8155;03/04/2026\nLYGU7000026;5312345;X8155;04/25/2026\n",
			"\"local\":\"2026-03-04\"~!date-doubt"},
		{HEAD "LYGU7000010;5312345;X8155;03/04/2026\n",
			"date-doubt~\"cell\":\"D2\"~may be two days~accepted-with-warnings"},
		/* date and time of day apart */
		{"Контейнер;Вагон;ЗПУ;Дата;Время\nLYGU7000010;94312071;118001;19.06.2026;8:50\n",
			"\"local\":\"2026-06-19 08:50\"~\"eventCode\":\"LOAD\""},
		{"Container;Wagon;Date;Time\nLYGU7000010;94312071;2026-06-19;0.375\n",
			"\"local\":\"2026-06-19 09:00\""},
		{"Container;Wagon;Time\nLYGU7000010;94312071;8:50\n",
			"rejected~date-missing~\"cell\":\"C2\""},
		/* a serial day in text */
		{HEAD "LYGU7000010;5312345;X8155;46188.375\n", "\"local\":\"2026-06-15 09:00\"~serial-date"},
		/* columns nobody reads are told once */
		{"Container;Wagon;Train;Loading time;Colour;Empty\nLYGU7000010;5312345;X8155;2026-06-15 "
		 "09:00;blue;\nLYGU7000026;5312345;X8155;2026-06-15 09:00;red;\n",
			"column-unread~\"cell\":\"E1\"~!\"cell\":\"F1\""},
		/* a column without a word is known by its values */
		{"xyz;Wagon;Train;Loading time;Position\nLYGU7000010;5312345;X8155;2026-06-15 09:00;1x40\n",
			"\"subject\":\"LYGU7000010\"~column-doubt"},
		/* a remark is kept; so are goods */
		{"Container;Wagon;Date;Goods;Remark\nLYGU7000010;5312345;2026-06-15;Pumps;seal broken\n",
			"AAA:Pumps~AAI:seal broken"},
		{"some;thing\n1;2\n", "no-heading~outside"},
		/* a history that was handed out is not taken for somebody's sheet */
		{"container,eventCode,classifier,happened,precision,zoneFrom,happenedText,place,placeName,"
		 "placeText,facility,facilityList,train,wagon\nLYGU7000010,LOAD,ACT,,minute,nobody,2026-06-"
		 "15 "
		 "09:00,,,,,,X8155,5312345\n",
			"\"code\":\"history\"~!LYGU7000010"},
		/* long cells are cut behind a whole character */
		{"Container;Wagon;Date;Goods\nLYGU7000010;5312345;2026-06-15;" LONG LONG LONG LONG LONG "\n",
			"value-cut~accepted-with-warnings~\"cell\":\"D2\""},
		{"", "outside~no-heading"},
	};

	(void)state;
	for (size_t i = 0; i < sizeof rows / sizeof *rows; i++) {
		char wanted[500];
		struct heard h;

		sheet_heard(&h, rows[i].sheet);
		snprintf(wanted, sizeof wanted, "%s", rows[i].heard);
		for (char *save = NULL, *w = strtok_r(wanted, "~", &save); w; w = strtok_r(NULL, "~", &save))
			if (*w == '!' ? !heard_has_not(&h, w + 1) : !heard_has(&h, w))
				fail_msg("%s", rows[i].sheet);
		heard_free(&h);
	}
}

static const char list_ru[] =
	"Поезд № 8607 042 6980 от 15.06.2026, станция погрузки: Достык\n"
	"№ п/п;Вагон;Контейнер;Типоразмер;Место на вагоне;Дата и время погрузки;Груз\n"
	"1;94312071;LYGU7000010;22G1;2x20:1;15.06.2026 09:00;Насосы промышленные\n"
	"2;94312071;LYGU7000026;22G1;2x20:2;15.06.2026 09:00;Запасные части для насосов\n"
	"3;94312089;LYGU7000031;45G1;1x40;15.06.2026 09:10;Оборудование\n";
static const char list_zh[] = "X8155次班列装车清单 发车日期：2026-06-15  装车站：连云港\n"
			      "序号;车;;箱;;;装车\n;车号;车种;箱号;箱型;位置;时间\n"
			      "1;5312345;X70;LYGU7000010;22G1;2x20:1;2026-06-15 09:00\n"
			      "2;5312345;X70;LYGU7000026;22G1;2x20:2;2026-06-15 09:00\n"
			      "3;5312346;X70;LYGU7000031;45G1;1x40;2026-06-15 09:10\n";

static size_t converted(const char *text, const char *set, char *out, size_t room)
{
	iconv_t c = iconv_open(set, "UTF-8");
	char *in = (char *)(uintptr_t)text, *to = out;
	size_t left = strlen(text), before = room;

	assert_true(c != (iconv_t)-1);
	assert_int_equal(iconv(c, &in, &left, &to, &room), 0);
	iconv_close(c);
	return before - room;
}

static void character_sets_make_no_difference(void **state)
{
	static const struct {
		const char *text, *set;
	} rows[] = {{list_ru, "CP1251"}, {list_ru, "UTF-16LE"}, {list_zh, "GB18030"}};
	struct decode_world w = world_decode(sheets_world);

	(void)state;
	for (size_t i = 0; i < sizeof rows / sizeof *rows; i++) {
		char bytes[4096] = "\xFF\xFE";
		size_t bom = strncmp(rows[i].set, "UTF-16", 6) == 0 ? 2 : 0,
		       n = bom + converted(rows[i].text, rows[i].set, bytes + bom, sizeof bytes - bom);
		struct heard one, other;

		sheet_heard(&one, rows[i].text);
		sheet_heard_by(&other, &w, bytes, n, 4096);
		assert_int_equal(one.messages, 3);
		assert_int_equal(one.events, 5);
		assert_int_equal(other.messages, one.messages);
		assert_int_equal(other.events, one.events);
		for (const char *p = text_string(&one.out); (p = strstr(p, "\"eventID\":\"")); p++) {
			char id[60];

			snprintf(id, sizeof id, "%.48s", p);
			assert_true(heard_has(&other, id));
		}
		heard_free(&one);
		heard_free(&other);
	}
}

static void pieces_of_any_size_say_the_same(void **state)
{
	struct decode_world w = world_decode(sheets_world);
	struct heard whole, cut;
	static const size_t pieces[] = {1, 2, 7, 64};

	(void)state;
	sheet_heard(&whole, list_zh);
	for (size_t i = 0; i < sizeof pieces / sizeof *pieces; i++) {
		sheet_heard_by(&cut, &w, list_zh, sizeof list_zh - 1, pieces[i]);
		assert_string_equal(text_string(&whole.out), text_string(&cut.out));
		heard_free(&cut);
	}
	heard_free(&whole);
}

/* A list long enough to go on in the middle of it: its character set is found in the first 64 KB. */
#define ROWS  6000
#define PIECE 70001
static size_t long_list(char *out, size_t room)
{
	size_t n = (size_t)snprintf(out, room,
		"Train X8155 2026-06-15  Station: Lianyungang\n"
		"Date;Container;Wagon;Odd\n");

	for (unsigned i = 0; i < ROWS; i++)
		n += (size_t)snprintf(
			out + n, room - n, "%02u/06/2026;LYGU7000010;%07u;x\n", i % 28 + 1, 5312000 + i);
	return n;
}

static void it_goes_on_where_it_was_cut(void **state)
{
	static char bytes[200000];
	size_t n = long_list(bytes, sizeof bytes);
	struct decode_world w = world_decode(sheets_world);
	struct heard whole, parts = {.out = TEXT_INIT};
	struct decode_sink sink = heard_sink(&parts);
	struct arena a = ARENA_INIT;
	const char *carried = NULL;
	unsigned cuts = 0;

	(void)state;
	sheet_heard_by(&whole, &w, bytes, n, n);
	for (uint64_t from = 0, to = 0; from < n; from = to, cuts++) {
		struct decoder *d = decoder_new("SHEET", &w, NULL, &sink);
		bool last = n - from <= PIECE;

		decoder_hint(d, &sheets_hint);
		if (cuts)
			assert_true(decoder_resume(d, carried, from, parts.messages));
		assert_true(decoder_feed(d, bytes + from, last ? n - from : PIECE));
		to = last ? n : decoder_safe_offset(d);
		assert_true(to > from);
		carried = decoder_state(d, &a);
		if (last)
			assert_true(decoder_end(d));
		decoder_free(d);
	}
	assert_true(cuts > 2);
	assert_int_equal(whole.messages, ROWS);
	assert_string_equal(text_string(&parts.out), text_string(&whole.out));
	arena_free(&a);
	heard_free(&whole);
	heard_free(&parts);
}

/* The year that nobody wrote is the one about the delivery, or the title. */
static void a_date_without_a_year_is_completed(void **state)
{
	struct heard h;

	(void)state;
	sheets_hint.received = civil_to_instant(&(struct civil){2027, 1, 2, 0, 0, 0, 0}, 0);
	sheet_heard(&h, "Вагон;Операция;Дата и время операции;Станция операции\n94312071;ПРОСЛ;30.12 "
			"11:00;Актогай\n");
	assert_true(heard_has(&h, "\"local\":\"2026-12-30 11:00\""));
	heard_free(&h);
	sheet_heard(&h, "Container;Wagon;Train\nLYGU7000010;5312345;X8155\n");
	assert_true(heard_has(&h, "\"local\":\"2027-01-02\",\"precision\":\"day\""));
	assert_true(heard_has(&h, "date-missing"));
	heard_free(&h);
	sheets_hint.received = INSTANT_NONE;
}

static const struct sheet_profile *no_profile(void *self, const struct profile_asked *asked)
{
	(void)self, (void)asked;
	return NULL;
}

static struct field_at own_words[] = {
	{.field = FIELD_CONTAINER, .words = "Container"}, {.field = FIELD_WAGON, .words = "Wagon"}};
static struct sheet_profile rows_of_heading = {
	.name = "mine", .kind = SHEET_TRAIN_LIST, .fields = own_words, .field_count = 2};

static const struct sheet_profile *only_mine(void *self, const struct profile_asked *asked)
{
	(void)self;
	return asked->name && strcmp(asked->name, "mine") == 0 ? &rows_of_heading : NULL;
}

/* What a profile says of the heading's rows is not guessed. */
static void a_heading_has_as_many_rows_as_its_profile_says(void **state)
{
	/* two rows of which each could be a heading; two of which the upper looks like a title */
	static const char twice[] = "Train;Seal\nContainer;Wagon\nLYGU7000011;5312345\n",
			  below[] = "Box:;Car:\nContainer;Wagon\nLYGU7000011;5312345\n";
	static const struct {
		unsigned rows;
		const char *sheet, *tag;
	} rows[] = {
		{0, below, "\"tag\":\"Container\""},
		{2, below, "\"tag\":\"Box:|Container\""},
		{0, twice, "\"tag\":\"Train|Container\""},
		{1, twice, "\"tag\":\"Container\""},
	};

	(void)state;
	for (size_t i = 0; i < sizeof rows / sizeof *rows; i++) {
		struct decode_world w = world_decode(sheets_world);
		struct heard h;

		w.profile = only_mine;
		rows_of_heading.header_rows = rows[i].rows;
		sheets_hint = (struct decode_hint){
			.profile = "mine", .received = INT64_C(1781913600) * INSTANT_SECOND};
		sheet_heard_by(&h, &w, rows[i].sheet, strlen(rows[i].sheet), 4096);
		assert_true(heard_has(&h, rows[i].tag));
		heard_free(&h);
	}
	sheets_hint = (struct decode_hint){.received = INSTANT_NONE};
}

static void a_profile_that_nobody_has_is_told(void **state)
{
	struct decode_world w = world_decode(sheets_world);
	struct heard h;

	(void)state;
	w.profile = no_profile;
	sheets_hint.profile = "mine";
	sheet_heard_by(&h, &w, list_ru, sizeof list_ru - 1, 4096);
	assert_true(heard_has(&h, "profile-unknown"));
	assert_int_equal(h.messages, 0);
	heard_free(&h);
	sheets_hint.profile = NULL;
}

int main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(defects_are_mended_or_told_with_their_cell),
		cmocka_unit_test(character_sets_make_no_difference),
		cmocka_unit_test(pieces_of_any_size_say_the_same),
		cmocka_unit_test(it_goes_on_where_it_was_cut),
		cmocka_unit_test(a_date_without_a_year_is_completed),
		cmocka_unit_test(a_heading_has_as_many_rows_as_its_profile_says),
		cmocka_unit_test(a_profile_that_nobody_has_is_told),
	};

	sheets_hint = (struct decode_hint){.sender = "local", .received = INSTANT_NONE};
	return cmocka_run_group_tests(tests, sheets_open, sheets_close);
}
