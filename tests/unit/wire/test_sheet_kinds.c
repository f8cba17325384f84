/* Kinds of sheets: what their rows become, in three languages. */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>

#include <cmocka.h>

#include "wire/sheets_heard.h"

static void expect(const char *sheet, const char *const *words)
{
	struct heard h;

	sheet_heard(&h, sheet);
	for (; *words; words++)
		if (**words == '!' ? !heard_has_not(&h, *words + 1) : !heard_has(&h, *words))
			fail_msg("%s", sheet);
	heard_free(&h);
}

#define EXPECT(sheet, ...) expect(sheet, (const char *const[]){__VA_ARGS__, NULL})

static void a_train_list_loads_boxes_and_wagons(void **state)
{
	static const char *const lists[] = {
		"Train X8155 2026-06-15  Station: Lianyungang\n"
		"No.;Wagon;Wagon type;Container;Size type;Position on the wagon;Gross kg;Seal;Loading "
		"time;Destination\n"
		"1;5312345;X70;LYGU7000010;22G1;2x20:1;24500;118001;2026-06-15 09:00;Dostyk\n"
		"2;5312345;X70;LYGU7000026;22G1;2x20:2;21000;118002;2026-06-15 09:00;Dostyk\n"
		"Total;2;;;;;45500;;;\n",
		"X8155次班列装车清单（计划号CKE-LYG-0061） 发车日期：2026-06-15  装车站：连云港\n"
		"序号,车,,箱,,,,,装车,\n,车号,车种,箱号,箱型,位置,毛重,封号,时间,到站\n"
		"1,5312345,X70,LYGU7000010,22G1,2x20:1,24500,118001,2026-06-15 09:00,多斯特克\n"
		"2,5312345,X70,LYGU7000026,22G1,2x20:2,21000,118002,2026-06-15 09:00,多斯特克\n"
		"合计,2,,,,,45500,,,\n",
		"Поезд № X8155 от 15.06.2026, станция погрузки: Ляньюньган\n"
		"№ п/п;Вагон;Тип вагона;Контейнер;Типоразмер;Место на вагоне;Вес брутто;ЗПУ;Дата и время "
		"погрузки;Станция назначения\n"
		"1;5312345;X70;LYGU7000010;22G1;2x20:1;24500;118001;15.06.2026 09:00;Достык\n"
		"2;5312345;X70;LYGU7000026;22G1;2x20:2;21000;118002;15.06.2026 09:00;Достык\n"
		"Итого;2;;;;;45500;;;\n"};

	(void)state;
	for (size_t i = 0; i < 3; i++) {
		struct heard h;

		EXPECT(lists[i], "TRAIN-LIST",
			"\"subject\":\"LYGU7000010\",\"eventType\":\"EQUIPMENT\",\"eventCode\":\"LOAD\","
			"\"classifier\":\"ACT\","
			"\"happened\":{\"at\":\"2026-06-15T09:00:00+08:00\",\"local\":\"2026-06-15 09:00\"",
			"\"place\":\"CNLYG\"",
			"\"transport\":{\"key\":\"TRAIN:X8155/"
			"2026-06-15\",\"mode\":\"RAIL\",\"train\":\"X8155\",\"wagon\":\"5312345\",\"call\":"
			"\"TRAIN:X8155/2026-06-15@CNLYG\"}",
			"\"destination\":\"KZDOS\"", "\"stowage\":\"2x20:1\"", "\"stowage\":\"2x20:2\"",
			"{\"kind\":\"TRAIN-NUMBER\",\"value\":\"X8155\"}", "\"seals\":[\"CA:118001\"]",
			"\"measures\":[\"G:24500:KGM\"]",
			"\"subject\":\"WAGON:5312345\",\"eventType\":\"TRANSPORT\",\"eventCode\":\"ABRD\"",
			"!column-unread", "!row-passed", "!rejected", "!warning");
		sheet_heard(&h, lists[i]);
		assert_int_equal(h.messages, 2);
		assert_int_equal(h.events, 3); /* the wagon is told once */
		heard_free(&h);
	}
}

static void a_list_without_times_says_who_is_aboard(void **state)
{
	(void)state;
	EXPECT("Train X8155  2026-06-15\nContainer;Wagon;Place in the train\nLYGU7000010;5312345;07\n",
		"\"eventCode\":\"ABRD\"", "\"local\":\"2026-06-15\",\"precision\":\"day\"",
		"\"stowage\":\"07\"", "TRAIN:X8155/2026-06-15", "!LOAD");
	EXPECT("Container;Wagon;Train\nLYGU7000010;5312345;X8155\n", "rejected", "date-missing");
	/* an index is a train's own name, its parts in one */
	EXPECT("Поезд № 8607 042 6980 от 19.06.2026\nВагон;Контейнер;Порядковый "
	       "номер\n94312071;LYGU7000010;1\n",
		"TRAIN:86070426980/2026-06-19", "{\"kind\":\"TRAIN-INDEX\",\"value\":\"86070426980\"}");
	EXPECT("班列号: X8155  计划号: CKE-LYG-0061 装车日期: 2026-06-15\n箱号,车号\nLYGU7000010,5312345\n",
		"{\"kind\":\"TRAIN-PROGRAMME\",\"value\":\"CKE-LYG-0061\"}", "TRAIN:X8155/2026-06-15");
}

static void a_dislocation_row_is_its_operation(void **state)
{
	static const struct {
		const char *word, *code;
	} operations[] = {{"ПРИБ", "ARRI"}, {"ОТПР", "DEPA"}, {"просл.", "WAYP"}, {"ПОГР", "LOAD"},
		{"ВЫГР", "DISC"}, {"СДАЧ", "HAND"}, {"ПРИЕМ", "HAND"}, {"БРОС", "HOLD"}, {"发车", "DEPA"},
		{"到达", "ARRI"}, {"通过", "WAYP"}, {"装车", "LOAD"}, {"卸车", "DISC"}, {"交接", "HAND"},
		{"Departed", "DEPA"}, {"arrival", "ARRI"}, {"ФОРМ", "NOTE"}, {"something", "NOTE"}};

	(void)state;
	for (size_t i = 0; i < sizeof operations / sizeof *operations; i++) {
		char sheet[500], code[80];

		snprintf(sheet, sizeof sheet,
			"Вагон;Операция;Дата и время операции;Станция операции;Индекс поезда;Остаточное "
			"расстояние\n"
			"94312071;%s;20.06.2026 11:00;Актогай;8607-042-6980;1234\n",
			operations[i].word);
		snprintf(
			code, sizeof code, "\"eventCode\":\"%s\",\"classifier\":\"ACT\"", operations[i].code);
		EXPECT(sheet, "DISLOCATION", code, "\"subject\":\"WAGON:94312071\"", "\"place\":\"KZAGY\"",
			"\"measures\":[\"R:1234:KMT\"]", "\"train\":\"86070426980\"", "!TRAIN:");
	}
	EXPECT("Wagon;Operation;Time;Station\n94312071;something odd;20.06.2026 11:00;Dostyk\n",
		"operation-unknown", "unknown local OPERATION SOMETHINGODD at B2",
		"\"remarks\":[\"OPER:something odd\"]", "accepted-with-warnings");
}

static void a_dislocation_row_tells_of_the_box_and_when_it_will_come(void **state)
{
	(void)state;
	EXPECT("箱号,车号,状态,时间,当前位置,到站,预计到达\n"
	       "LYGU7000010,5312345,发车,2026-06-15 14:20,连云港,多斯特克,2026-06-19 08:00\n",
		"\"subject\":\"LYGU7000010\",\"eventType\":\"TRANSPORT\",\"eventCode\":\"DEPA\"",
		"\"wagon\":\"5312345\"", "\"eventCode\":\"ARRI\",\"classifier\":\"EST\"",
		"\"place\":\"KZDOS\"", "2026-06-19 08:00");
}

static void a_waybill_is_a_paper(void **state)
{
	(void)state;
	EXPECT("№ накладной СМГС;Дата накладной;Станция отправления;Станция "
	       "назначения;Вагон;Контейнер;Груз;Грузоотправитель\n"
	       "27145566;15.06.2026;Достык;Брест-Северный;94312071;LYGU7000010;Насосы;ООО Ромашка\n",
		"WAYBILL", "\"subject\":\"SMGS:27145566\",\"eventType\":\"SHIPMENT\",\"eventCode\":\"ISSU\"",
		"{\"kind\":\"EQUIPMENT\",\"value\":\"LYGU7000010\"}",
		"{\"kind\":\"WAYBILL\",\"value\":\"27145566\"}", "\"place\":\"KZDOS\"");
	EXPECT("Waybill;Date;Consignor;Consignee;Container\n;15.06.2026;A;B;LYGU7000010\n", "rejected",
		"number-missing");
}

static void a_handover_is_told_in_halves_or_whole(void **state)
{
	(void)state;
	/* off the first gauge, no list and no railway: nothing is handed over */
	EXPECT("阿拉山口换装交接单 "
	       "口岸：阿拉山口\n箱号,原车号,记录号,封号,换装时间\nLYGU7000010,5312345,318,118001,2026-06-19 "
	       "06:10\n",
		"HANDOVER", "\"eventCode\":\"DISC\"", "\"wagon\":\"5312345\"", "\"place\":\"CNAKL\"",
		"2026-06-19T06:10:00+08:00", "\"seals\":[\"CA:118001\"]", "GU-23:318", "!HAND\"",
		"!\"LOAD\"");
	EXPECT("Container;Old wagon;New wagon;Transfer list;Receiving railway;Station;Handover "
	       "time;Train;SMGS;CIM number\n"
	       "LYGU7000010;94312071;33 51 4551 234-9;4471;51;PLMAA;2026-06-25 10:00;41020;27145566;9911\n",
		"\"eventCode\":\"HAND\"", "\"operator\":\"51\"",
		"{\"kind\":\"TRANSFER-LIST\",\"value\":\"4471\"}", "\"eventCode\":\"DISC\"",
		"\"eventCode\":\"LOAD\"", "\"wagon\":\"335145512349\"", "TRAIN:41020/2026-06-25",
		"\"subject\":\"CIM:9911\"", "{\"kind\":\"WAYBILL\",\"value\":\"27145566\"}");
	/* the train leaves on a day of its own */
	EXPECT("Container;New wagon;Train;Train "
	       "date;Station;Time\nLYGU7000010;94312071;1418;2026-06-20;KZDOS;2026-06-19 "
	       "08:50\n",
		"TRAIN:1418/2026-06-20", "\"at\":\"2026-06-19T08:50:00+05:00\"");
	EXPECT("Container;New wagon;New seal;Station;Time\nLYGU7000010;94312071;778;KZDOS;2026-06-19 08:50\n",
		"\"eventCode\":\"LOAD\"", "\"seals\":[\"CA:778\"]", "!DISC", "!HAND\"");
	/* nothing is named but the wagon it goes on with: the program once ended here */
	EXPECT("Container;New wagon;Transfer list;Station;Time\n;94312071;4471;KZDOS;2026-06-19 08:50\n",
		"\"eventCode\":\"HAND\"", "\"subject\":\"WAGON:94312071\"", "!LOAD", "!DISC");
}

static void a_yard_says_where_a_box_stands(void **state)
{
	(void)state;
	EXPECT("Yard stock 2026-06-15 08:00 terminal: Lianyungang\nContainer;Size type;F/E;Block;Slot;Gate "
	       "in date;Came by\n"
	       "LYGU7000010;22G1;F;A3;12-04;2026-06-14 17:30;truck\n",
		"YARD-STOCK", "\"eventCode\":\"NOTE\"", "AREA:A3", "SLOT:12-04", "\"loadState\":\"LADEN\"",
		"\"eventCode\":\"GTIN\"", "2026-06-14T17:30:00+08:00", "2026-06-15T08:00:00+08:00");
	EXPECT("Container;Area;Slot;In since;Came by\nLYGU7000010;A3;1;2026-06-14;train\n", "!GTIN");
}

static void customs_decide(void **state)
{
	(void)state;
	EXPECT("箱号,报关单号,放行状态,放行时间,口岸\nLYGU7000010,23012026,放行,2026-06-14 10:00,阿拉山口\n",
		"CUSTOMS", "\"eventCode\":\"CUSR\"", "{\"kind\":\"CUSTOMS\",\"value\":\"23012026\"}",
		"\"place\":\"CNAKL\"");
	EXPECT("Контейнер;№ ДТ;Решение;Дата "
	       "решения\nLYGU7000010;10702030/150626/0001234;Досмотр;14.06.2026\n",
		"CUSI");
	EXPECT("Container;Declaration;Result;Date\nLYGU7000010;MRN1;Held;2026-06-14\nLYGU7000026;MRN2;"
	       "perhaps;2026-06-14\n",
		"\"eventCode\":\"HOLD\"", "result-unknown", "RESULT:perhaps",
		"unknown local CUSTOMS PERHAPS at C3");
}

int main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(a_train_list_loads_boxes_and_wagons),
		cmocka_unit_test(a_list_without_times_says_who_is_aboard),
		cmocka_unit_test(a_dislocation_row_is_its_operation),
		cmocka_unit_test(a_dislocation_row_tells_of_the_box_and_when_it_will_come),
		cmocka_unit_test(a_waybill_is_a_paper),
		cmocka_unit_test(a_handover_is_told_in_halves_or_whole),
		cmocka_unit_test(a_yard_says_where_a_box_stands),
		cmocka_unit_test(customs_decide),
	};

	sheets_hint = (struct decode_hint){.sender = "local", .received = INSTANT_NONE};
	return cmocka_run_group_tests(tests, sheets_open, sheets_close);
}
