/*
 * Headings that hold a field's word and are of something else: "Дата накладной" is no number of a note,
 * "Place of delivery" not where the box is now.  A heading that is one of the field's words is never asked.
 */
#include "wire/sheet/guess.h"
#include "wire/sheet/words.h"

#include <string.h>

/* Words that stand in headings of all sorts: they are a field's only where nothing stands beside them. */
static const char *const common[] = {"type", "size", "place", "location", "terminal", "item", "line", "unit",
	"event", "position", "sequence", "index", "plan", "sender", "record", "note", "notes", "zone", "yard",
	"block", "stack", "time", "hour", "date", "move", "cell", "grid", "carrier", "description", "product",
	"entered", "arrived", "issued", "released", "clearance", "equipment", "containers", "cargo",
	"состояние", "место", "размер", "позиция", "положение", "план", "индекс", "район", "участок",
	"площадка", "секция", "терминал", "число", "статус", "конт", "блок", "принят", "прибыл", "въезд",
	"завоз", "время", "часы", "дата", "отправка", "отметки", "вагоны", "выпуск", "причина", "основание",
	"событие", "сектор", "ячейка", "位置", "时间", "日期", "状态", "事件", "操作", "作业", "铁路", "来源",
	"说明", "项目", "放行", "区域"};

/* field: what a heading of it does not hold; '|' between, loosely written */
static const struct {
	enum sheet_field field;
	const char *words;
} others[] = {
	{FIELD_STATION,
		"отпр|назн|погруз|выгруз|прост|код|dest|origin|depart|arriv|deliver|loading|from|code|"
		"发站|到站|始发|终到|起运|目的|停留|代码"},
	{FIELD_STATION_CODE,
		"отпр|назн|погруз|выгруз|dest|origin|depart|arriv|deliver|loading|发站|到站|目的"},
	{FIELD_RAILWAY, "отпр|назн|накл|bill|dest|origin|发|到|运单"},
	{FIELD_TIME, "прибыт|отправл|срок|достав|прогноз|норматив|план|рожд|прост|нахожд|dwell|days|due|eta|"
		     "deliver|expect|valid|departure|停留|停时|预计|计划|截|有效|间隔|耗时|天数"},
	{FIELD_DATE,
		"прибыт|отправл|срок|достав|прогноз|норматив|план|рожд|due|eta|deliver|expect|valid|birth|"
		"departure|预计|计划|截|有效|到达|发车|生产"},
	{FIELD_LOAD, "накл|заяв|плат|оплат|pay|invoice"},
	{FIELD_CONTAINER, "тип|размер|колич|колво|собств|вес|масса|тара|статус|состоян|пломб|контакт|контрак|"
			  "контрол|грузопод|поврежд|дата|type|size|count|qty|quantity|weight|mass|tare|"
			  "status|seal|owner|condition|date|grade|型|类|数|量|重|封|主|状态|日期|时间"},
	{FIELD_WAGON,
		"тип|род|модел|колич|колво|собств|оператор|аренд|вес|масса|тара|грузопод|объем|длина|дата|"
		"пломб|type|count|qty|quantity|weight|tare|length|owner|date|seal|种|类|数|量|重|长|日期|"
		"时间|状态"},
	{FIELD_NEW_WAGON, "тип|род|вес|тара|type|tare|weight|日期|时间|种|重"},
	{FIELD_TRAIN_DAY, "станц|код|дорог|station|code|road"},
	{FIELD_TRAIN, "вес|масса|длин|дата|время|колич|weight|length|date|time|日期|时间|长|重"},
	{FIELD_WAYBILL, "дата|состоян|статус|тип|вид|колич|date|status|type|kind|日期|时间|状态|类"},
	{FIELD_SEAL, "дата|колич|тип|date|qty|count|type|数|时间|日期"},
	{FIELD_GOODS,
		"код|вес|масса|дата|собств|стоим|мест|колич|колво|признак|номер|code|weight|mass|date|value|"
		"price|agent|代码|重|数|量|价"},
	{FIELD_CONSIGNOR, "адрес|телефон|страна|дата|address|phone|country|date|地址|电话"},
	{FIELD_CONSIGNEE, "адрес|телефон|страна|дата|address|phone|country|date|地址|电话"},
	{FIELD_GROSS, "стоим|тариф|поезд|вагон|price|rate|wagon|train|车"},
	{FIELD_NET, "стоим|тариф|поезд|вагон|price|rate|wagon|train"},
	{FIELD_TARE, "вагон|wagon|车"},
	{FIELD_OPERATION,
		"дата|время|станц|дорог|тамож|оплат|date|time|station|ship|pay|customs|order|时间|日期|站|"
		"船|放行|箱"},
	{FIELD_RESULT, "дата|время|date|time|时间|日期"},
	{FIELD_CUSTOMS, "дата|время|статус|колич|date|time|status|日期|时间"},
	{FIELD_FROM, "дата|время|дорог|код|страна|date|time|code|country|road|railway|日期|时间|代码|局"},
	{FIELD_TO, "дата|время|дорог|код|страна|расст|км|date|time|eta|code|country|road|railway|km|dist|"
		   "日期|时间|"
		   "代码|距|里程|局"},
	{FIELD_SIZE_TYPE,
		"вагон|накл|груз|упак|поезд|докум|wagon|note|doc|cargo|package|train|truck|车|包装"},
	{FIELD_BILL, "дата|date|日期|status"},
	{FIELD_BOOKING, "дата|date|日期|status|party"},
	{FIELD_SINCE, "прогноз|план|expect|预计|计划"},
};

bool heading_word_is_common(const char *loose)
{
	for (size_t i = 0; i < sizeof common / sizeof *common; i++)
		if (*common[i] == *loose && strcmp(common[i], loose) == 0)
			return true;
	return false;
}

bool heading_is_else(const char *loose, enum sheet_field field)
{
	for (size_t i = 0; i < sizeof others / sizeof *others; i++)
		if (others[i].field == field && words_held(loose, others[i].words))
			return true;
	return false;
}
