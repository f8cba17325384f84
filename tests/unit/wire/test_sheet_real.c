/* Sheets as companies write them: which kind their headings are, what their columns become, their oddities.
 */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>

#include <cmocka.h>

#include "wire/sheet/guess.h"
#include "wire/sheets_heard.h"

/* Headings, '|' between; a kind; the fields of the columns, "-" where it is not read. */
static const struct {
	const char *headings, *kind, *fields, *title;
} tables[] = {
	{"№ п/п|№ вагона|№ контейнера|Станция отправления|Дорога отправления|Станция назначения|Станция "
	 "операции|"
	 "Дорога операции|Операция|Дата и время операции|Индекс поезда|Вес (тн)|Расстояние общее|Расстояние "
	 "оставшееся|Дата отправления|Номер накладной|Собственник|Признак груж/пор",
		"dislocation",
		"ordinal wagon container from - to station railway operation time train-index gross - "
		"remaining-km "
		"train-day waybill - load",
		NULL},
	{"Вагон №|Контейнер №|Код станции операции|Наименование станции операции|Код операции|Наименование "
	 "операции|Дата последней операции|Время последней операции|Осталось км|Прогнозная дата "
	 "прибытия|Нормативный срок доставки",
		"dislocation",
		"wagon container station-code station - operation date clock remaining-km eta -", NULL},
	{"№ вагона|Код станции отправления|Код станции назначения|Станция дислокации|Операция|Дата операции",
		"dislocation", "wagon from to station operation date", NULL},
	{"箱号|车号|当前位置|所属铁路|当前状态|动态时间|距终到站(km)|预计到达时间|终到站|停留时间(h)",
		"dislocation", "container wagon station railway operation time remaining-km eta to -", NULL},
	{"Container No.|Wagon No.|Current Station|Last Event|Event Date/Time|KM to Dest.|POL|POD|Customer "
	 "Ref",
		"dislocation", "container wagon station operation time remaining-km from to -", NULL},
	{"辆序|车型车号|箱号1|自重(吨)|载重(吨)|到站|品名", "train-list",
		"train-position wagon container tare net to goods", NULL},
	{"п/п|Инв. номер вагона|Тара вагона (т)|Вес груза (т)|Станция назначения|Кол-во конт.|Номера "
	 "контейнеров|ЗПУ",
		"train-list", "ordinal wagon - net to - container seal", "Натурный лист поезда"},
	{"Pos.|Wagon|Wagon type|Unit No.|ISO|Gross (kg)|Seal 1|UN No|Dest. terminal|Client", "train-list",
		"ordinal wagon wagon-type container size-type gross seal - to -", NULL},
	{"Номер накладной|Состояние накладной|Дата приема к перевозке|Станция отправления РФ/СНГ|Код станции "
	 "отправления|Грузоотправитель|Грузополучатель|Код ЕТСНГ|Кол-во вагонов|№ вагона|Срок доставки",
		"waybill", "waybill - date from - consignor consignee goods-code - wagon -", NULL},
	{"运单号|承运日期|发站|发局|到站|发货人|收货人|箱号|车号|封印号", "waybill",
		"waybill date from - to consignor consignee container wagon seal", NULL},
	{"CN No|CN type|Issue date|Place of taking over|Place of delivery|Consignor|Consignee|NHM "
	 "code|UTI|Wagon|Carrier",
		"waybill",
		"waybill waybill-kind date from to consignor consignee goods-code container wagon railway",
		NULL},
	{"№ отправки|№ вагона колеи 1435|№ вагона колеи 1520|№ контейнера|ЗПУ отправителя|Отметки",
		"handover", "waybill wagon new-wagon container seal remark", "ПЕРЕДАТОЧНАЯ ВЕДОМОСТЬ"},
	{"箱号|尺寸箱型|持箱人|空重|场位|进场时间|进场方式|船名/航次|提单号|目的港", "yard-stock",
		"container size-type - load slot since way-in - bill to", NULL},
	{"Unit Nbr|Type ISO|T-State|Position|Frght Kind|Time In|POD|Bkg", "yard-stock",
		"container size-type - slot load since to booking", NULL},
	{"报关单号|提运单号|箱号|件数|放行时间|放行标志|申报单位", "customs",
		"declaration bill container - time result -", NULL},
	{"Регистрационный номер ДТ|Дата выпуска|Решение|Таможенный пост|Номер контейнера|Наименование товара",
		"customs", "declaration date result - container goods", NULL},
	{"B/L No.|Container No.|MRN / Entry No.|Clearance status|Cleared on|Customs office", "customs",
		"bill container declaration result date -", NULL},
	/* headings that hold our words and are of something else */
	{"Контейнер|Вагон|Контактное лицо|Контракт|Количество контейнеров|Состояние счета|Дата накладной",
		"train-list", "container wagon - - - - date", NULL},
	/* none of the six */
	{"Car no|Driver|Fuel|Date", NULL, NULL, NULL},
	{"订舱号|客户|箱型|数量|船名", NULL, NULL, NULL},
	{"Container|Owner|Carrier|Price", NULL, NULL, NULL},
};

static struct headings headings_made(struct arena *a, const char *words)
{
	struct headings h = {arena_alloc_array(a, 40, sizeof *h.text), 0};

	while (*words) {
		size_t n = strcspn(words, "|");

		h.text[h.count++] = arena_strndup(a, words, n);
		words += n + (words[n] == '|');
	}
	return h;
}

static void fields_are(const struct column_guess *g, size_t n, const struct headings *h, const char *expected)
{
	char heard[1000] = "";

	for (size_t column = 1, i = 0; column <= h->count; column++) {
		bool read = i < n && g[i].column == column;

		snprintf(heard + strlen(heard), sizeof heard - strlen(heard), "%s%s", column > 1 ? " " : "",
			read ? sheet_field_rows[g[i].field].word : "-");
		i += read;
	}
	assert_string_equal(heard, expected);
}

static void headings_of_companies_are_understood(void **state)
{
	struct arena a = ARENA_INIT;
	struct heading_book book;

	(void)state;
	heading_book_make(&book, &a);
	for (size_t i = 0; i < sizeof tables / sizeof *tables; i++) {
		struct headings h = headings_made(&a, tables[i].headings);
		enum sheet_kind kind = kind_guess(&book, &h, tables[i].title);
		struct column_guess g[FIELDS];

		if (!tables[i].kind) {
			assert_int_equal(kind, SHEET_KINDS);
			continue;
		}
		if (kind == SHEET_KINDS || strcmp(sheet_kind_rows[kind].word, tables[i].kind) != 0)
			fail_msg("%s: %u", tables[i].headings, kind);
		if (kind == SHEET_HANDOVER) /* gauges are told apart where the table is settled */
			continue;
		fields_are(g, profile_guess(&a, &book, kind, &h, NULL, 0, g, FIELDS), &h, tables[i].fields);
	}
	arena_free(&a);
}

/* A sheet, what is heard of it ('!' before what is not), up to NULL. */
static const char *const sheets[][8] = {
	{"Container;Wagon;Station;Operation;Date;Time\n"
	 "LYGU7000010;94312071;Dostyk;Arrived;2026-06-15;0915\n",
		"\"local\":\"2026-06-15 09:15\""},
	{"Контейнер;Вагон;Станция;Операция;Дата операции;Время операции (МСК)\n"
	 "LYGU7000010;94312071;Достык-эксп.;Прибытие на станцию;15.06.2026;8:30\n",
		"\"at\":\"2026-06-15T08:30:00+03:00\"", "\"place\":\"KZDOS\"", "ARRI"},
	{"箱号,车号,车站,状态,时间（北京时间）\nLYGU7000010,X70 5312345,多斯特克,已发车,6-15 08:30\n",
		"2026-06-15T08:30:00+08:00", "DEPA", "\"wagon\":\"5312345\""},
	/* the number between other signs, several in a cell, one more column of them */
	{"Container;Wagon;Station;Operation;Date\n№ LYGU7000010*;94312071.0;Dostyk;Arrived;15/06/2026\n",
		"\"subject\":\"LYGU7000010\"", "\"wagon\":\"94312071\"", "number-within"},
	{"Container;Wagon;Date;Gross, t;Seal\nLYGU7000010, LYGU7000026;94312071;2026-06-15;24,500;A1\n",
		"\"subject\":\"LYGU7000010\"", "\"subject\":\"LYGU7000026\"", "several-containers",
		"!measures", "!CA:A1"},
	{"箱号1,箱号2,车号,日期\nLYGU7000010,LYGU7000026,5312345,2026-06-15\n", "containers-unread"},
	/* amounts */
	{"Container;Wagon;Date;Gross, t;Tare kg;Net "
	 "kg\nLYGU7000010;94312071;2026-06-15;24,500;3.900;20\xE2\x80\xAF"
	 "600,5\n",
		"G:24.500:TNE", "T:3900:KGM", "N:20600.5:KGM"},
	{"箱号,车号,日期,重量T\nLYGU7000010,5312345,2026-06-15,24.5\n", "G:24.5:TNE"},
	/* digits that are gone in a paper or a seal are told, and the row goes in */
	{"Container;Wagon;Date;Seal;Waybill\nLYGU7000010;94312071;2026-06-15;1.23E+11;26061500123.0\n",
		"digits-lost", "!1.23E+11\"]", "\"value\":\"26061500123\"", "!rejected"},
	/* trains with titles of their own between rows, footers, a row that numbers the columns */
	{"Train;EX-1\nDate;15/06/"
	 "2026\nContainer;Wagon;Destination\n1;2;3\nLYGU7000010;94312071;Dostyk\nTotal;1\n"
	 "Train;EX-2\nDate;16/06/2026\nLYGU7000026;94312071;Dostyk\nMade by: Smith;Seen by: Jones\n",
		"TRAIN:EX-1/2026-06-15", "TRAIN:EX-2/2026-06-16", "!WAGON:16062026", "!rejected", "!warning"},
	/* places in titles */
	{"阿拉山口站换装清单 2026-06-18\n准轨车号,宽轨车号,箱号,换装时间\n5312345,94312071,LYGU7000010,6-18 "
	 "10:30\n",
		"\"place\":\"CNAKL\"", "DISC", "\"wagon\":\"5312345\"", "LOAD", "\"wagon\":\"94312071\""},
	{"Остатки контейнеров на терминале Ворсино на 15.06.2026\nКонтейнер;Сектор\nLYGU7000010;A\n",
		"\"place\":\"XRVOR\"", "!station-unknown"},
	{"连云港中哈物流基地 堆场库存表 2026-06-15\n箱号,场位\nLYGU7000010,A1\n", "\"place\":\"XLYGB\""},
	{"Train Xi'an-Hamburg X1 2026-06-15\nContainer;Wagon\nLYGU7000010;94312071\n", "!\"place\":"},
	/* customs: no decision is none */
	{"箱号,放行标志,放行时间\nLYGU7000010,,2026-06-15 10:00\nLYGU7000026,已放行,2026-06-15 10:00\n",
		"result-missing", "NOTE", "CUSR"},
};

static void oddities_are_read_or_told(void **state)
{
	(void)state;
	sheets_hint.received = (instant)1782000000 * INSTANT_SECOND; /* June 2026 */
	for (size_t i = 0; i < sizeof sheets / sizeof *sheets; i++) {
		struct heard h;

		sheet_heard(&h, sheets[i][0]);
		for (size_t k = 1; k < 8 && sheets[i][k]; k++)
			if (*sheets[i][k] == '!' ? !heard_has_not(&h, sheets[i][k] + 1)
						 : !heard_has(&h, sheets[i][k]))
				fail_msg("%s", sheets[i][0]);
		heard_free(&h);
	}
	sheets_hint.received = INSTANT_NONE;
}

/* Texts of one column, the time that they are. */
static void times_are_read_however_they_are_written(void **state)
{
	static const char *const times[] = {"15.06.2026 08:30", "8:30 15.06.2026", "20260615 0830",
		"20260615 08:30", "2026-06-15 08:30:00.000", "пн, 15.06.2026 08:30", "Mon 15-Jun-2026 08:30",
		"星期一 2026-06-15 08:30", "１５．０６．２０２６　０８：３０", "'15.06.2026 08:30",
		"46188.354166667", "46188,354166667", "15-Jun-2026 0830", "26-Jun-15 0830", "15.06 08:30",
		"15-06 08:30"};

	(void)state;
	sheets_hint.received = (instant)1782000000 * INSTANT_SECOND;
	for (size_t i = 0; i < sizeof times / sizeof *times; i++) {
		char sheet[300];
		struct heard h;

		snprintf(sheet, sizeof sheet,
			"Контейнер;Вагон;Станция;Операция;Дата и время операции\n"
			"LYGU7000010;94312071;Достык;ПРИБ;%s\n",
			times[i]);
		sheet_heard(&h, sheet);
		if (!heard_has(&h, "\"at\":\"2026-06-15T08:30:00+05:00\""))
			fail_msg("%s", times[i]);
		heard_free(&h);
	}
	sheets_hint.received = INSTANT_NONE;
}

int main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(headings_of_companies_are_understood),
		cmocka_unit_test(oddities_are_read_or_told),
		cmocka_unit_test(times_are_read_however_they_are_written),
	};

	return cmocka_run_group_tests(tests, sheets_open, sheets_close);
}
