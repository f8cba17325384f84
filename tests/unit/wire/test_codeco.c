/* CODECO: what a gate report says about its containers, and that its table has its directories. */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>

#include <cmocka.h>

#include "wire/directory.h"
#include "wire/edifact/codeco.h"
#include "wire/heard.h"

static struct little_world little;

static int little_up(void **state)
{
	(void)state;
	little_world_make(&little);
	return 0;
}

static int little_down(void **state)
{
	(void)state;
	arena_free(&little.arena);
	return 0;
}

/* Segments between UNH and UNT, the number of events, what is heard and what is not; NULL ends a list. */
struct row {
	const char *name, *body;
	unsigned events;
	const char *heard[8], *not_heard[4];
};

#define IN     "BGM+34+D1+9'"
#define OUT    "BGM+36+D1+9'"
#define EQD    "EQD+CN+LBRU1000011+22G1:102:5++2+5'"
#define HERE   "LOC+165+CNLYG:139:6+LNOCT:TER:306'"
#define WHEN   "DTM+7:202602150830:203'"
#define MOVED  EQD WHEN HERE
#define BKG(n) "{\"kind\":\"BKG\",\"value\":\"" n "\"}"
#define HAPPENED                                                                                             \
	"\"happened\":{\"at\":\"2026-02-15T08:30:00+08:00\",\"local\":\"202602150830\",\"precision\":"       \
	"\"minute\",\"zoneFrom\":\"place\"}"

static const struct row rows[] = {
	/* direction */
	{"34 is a gate-in", IN MOVED, 1,
		{"\"subject\":\"LBRU1000011\"", "\"eventCode\":\"GTIN\"", "\"classifier\":\"ACT\"", HAPPENED},
		{"\"severity\""}},
	{"36 is a gate-out", OUT MOVED, 1, {"\"eventCode\":\"GTOT\""}, {"\"severity\""}},
	{"35 is a gate-out", "BGM+35+D1+9'" MOVED, 1, {"\"eventCode\":\"GTOT\""}, {"\"severity\""}},
	{"a report named in words", "BGM+34:::GATE IN REPORT+D1+9'" MOVED, 1, {"\"eventCode\":\"GTIN\""},
		{"\"severity\""}},
	{"a report named only in words", "BGM+:::Gate-Out+D1+9'" MOVED, 1, {"\"eventCode\":\"GTOT\""},
		{"\"severity\""}},
	{"a name for a code", "BGM+GATEIN+D1+9'" MOVED, 1, {"\"eventCode\":\"GTIN\""}, {"\"severity\""}},
	{"laden for export comes in", "BGM+270+D1+9'" MOVED, 1,
		{"\"eventCode\":\"GTIN\"", "direction-guessed"}, {NULL}},
	{"laden import goes out", "BGM+270+D1+9'EQD+CN+LBRU1000011+22G1++3+5'" WHEN HERE, 1,
		{"\"eventCode\":\"GTOT\"", "direction-guessed"}, {NULL}},
	{"an empty may do either", "BGM+270+D1+9'EQD+CN+LBRU1000011+22G1++3+4'" WHEN HERE, 0,
		{"direction-unknown", "\"code\":\"no-event\""}, {NULL}},
	{"no BGM", MOVED, 1, {"\"eventCode\":\"GTIN\"", "bgm-missing"}, {NULL}},
	/* function */
	{"a cancellation", "BGM+34+D1+1'" MOVED, 1, {"\"function\":\"cancel\"", "\"document\":\"D1\""},
		{"\"severity\""}},
	{"a deletion", "BGM+34+D1+3'" MOVED, 1, {"\"function\":\"cancel\""}, {"\"severity\""}},
	{"an addition", "BGM+34+D1+2'" MOVED, 1, {"\"function\":\"add\""}, {"\"severity\""}},
	{"a change", "BGM+34+D1+4'" MOVED, 1, {"\"function\":\"change\""}, {"\"severity\""}},
	{"a replacement", "BGM+34+D1+5'" MOVED, 1, {"\"function\":\"replace\""}, {"\"severity\""}},
	{"no function", "BGM+34+D1'" MOVED, 1, {"\"function\":\"original\"", "function-unknown"}, {NULL}},
	{"a composite document number", "BGM+34+D1:2:3+9'" MOVED, 1, {"\"document\":\"D1\""},
		{"\"severity\""}},
	/* the container */
	{"empty", IN "EQD+CN+LBRU1000011+22G1++2+4'" WHEN HERE, 1, {"\"loadState\":\"EMPTY\""},
		{"\"severity\""}},
	{"laden", IN MOVED, 1,
		{"\"loadState\":\"LADEN\"", "\"sizeType\":\"22G1\"", "\"movement\":\"EXPORT\""}, {NULL}},
	{"partly full", IN "EQD+CN+LBRU1000011+22G1++2+1'" WHEN HERE, 1, {"\"loadState\":\"LADEN\""}, {NULL}},
	{"full with several consignments", IN "EQD+CN+LBRU1000011+22G1++2+7'" WHEN HERE, 1,
		{"\"loadState\":\"LADEN\""}, {NULL}},
	{"a state of another list", IN "EQD+CN+LBRU1000011+22G1++2+9'" WHEN HERE, 1, {NULL}, {"loadState"}},
	{"a failed digit is of its box only", IN "EQD+CN+LBRU1000012'" WHEN HERE "EQD+CN+RZD12345'" WHEN HERE,
		2,
		{"\"subject\":\"RZD12345\",\"eventType\":\"EQUIPMENT\",\"eventCode\":\"GTIN\",\"classifier\":"
		 "\"ACT\"," HAPPENED,
			"\"numberFailed\":true,\"segment\":3", "\"facilityList\":\"SMDG\",\"segment\":6"},
		{NULL}},
	{"neither said", IN "EQD+CN+LBRU1000011'" WHEN HERE, 1, {"LBRU1000011"},
		{"loadState", "movement", "sizeType"}},
	{"a transhipment", IN "EQD+CN+LBRU1000011+22G1++6+5'" WHEN HERE, 1,
		{"\"movement\":\"TRANSSHIPMENT\""}, {NULL}},
	{"a failed check digit stays", IN "EQD+CN+LBRU1000012+22G1++2+5'" WHEN HERE, 1,
		{"\"subject\":\"LBRU1000012\"", "\"numberFailed\":true", "\"code\":\"check-digit\"",
			"would be 1"},
		{NULL}},
	{"a number with blanks", IN "EQD+CN+lbru 100001-1+22G1++2+5'" WHEN HERE, 1,
		{"\"subject\":\"LBRU1000011\"", "container-normalised"}, {"numberFailed"}},
	{"no container number but a number", IN "EQD+CN+RZD12345+22G1++2+5'" WHEN HERE, 1,
		{"\"subject\":\"RZD12345\"", "\"code\":\"container-number\""}, {"numberFailed"}},
	{"no number", IN "EQD+CN++22G1++2+5'" WHEN HERE, 0,
		{"container-unread", "no container number is given", "no-event"}, {NULL}},
	{"a word for no number", IN "EQD+CN+NONE+22G1++2+5'" WHEN HERE MOVED, 1,
		{"container-unread", "\"NONE\\\" is no container", "LBRU1000011"},
		{"\"subject\":\"NONE\",\"eventType"}},
	{"a number without its check digit", IN "EQD+CN+LBRU100001+22G1++2+5'" WHEN HERE, 1,
		{"\"subject\":\"LBRU1000011\"", "check-digit-missing"}, {"numberFailed"}},
	{"a size that is none", IN "EQD+CN+LBRU1000011+99X9++2+5'" WHEN HERE, 1,
		{"\"sizeType\":\"99X9\"", "\"code\":\"size-type\"", "\"element\":3"}, {NULL}},
	{"one good beside one without number", IN "EQD+CN++22G1'" WHEN MOVED, 1,
		{"container-unread", "LBRU1000011"}, {"no-event"}},
	{"a rail car is none", IN "EQD+RR+94012341'" WHEN MOVED, 1, {"equipment-ignored", "LBRU1000011"},
		{"\"subject\":\"94"}},
	{"a swap body is taken", IN "EQD+SW+LBRU1000011'" WHEN HERE, 1, {"equipment-kind", "LBRU1000011"},
		{NULL}},
	{"two boxes", IN MOVED "EQD+CN+LBRU2000037+45G1++2+4'" WHEN HERE "SEL+9+CA'", 2,
		{"LBRU1000011", "LBRU2000037", "\"seals\":[\"CA:9\"]"}, {"\"severity\""}},
	{"nothing of one box stays for the next",
		IN MOVED "SEL+9'RFF+BN:1'TDT+1++3+31'FTX+AAA+++X'EQD+CN+LBRU2000037'" WHEN, 2,
		{"\"subject\":\"LBRU2000037\",\"eventType\":\"EQUIPMENT\",\"eventCode\":\"GTIN\","
		 "\"classifier\":\"ACT\","
		 "\"happened\":{\"local\":\"202602150830\",\"precision\":\"minute\",\"zoneFrom\":\"nobody\"},"
		 "\"said\":\"2026-02-15T04:00:00Z\",\"function\":\"original\",\"sender\":\"LBTERM\","
		 "\"document\":\"D1\","
		 "\"segment\":10"},
		{NULL}},
	{"the count holds", IN MOVED "CNT+16:1'", 1, {NULL}, {"\"severity\""}},
	{"the count is wrong", IN MOVED "CNT+16:42'", 1,
		{"CNT says 42 containers, the message has 1",
			"\"tag\":\"CNT\",\"element\":1,\"component\":2"},
		{NULL}},
	{"another count", IN MOVED "CNT+11:42'", 1, {NULL}, {"\"severity\""}},
	{"a count that is none", IN MOVED "CNT+16:many'", 1, {"count-unread"}, {NULL}},
	/* when */
	{"203 where 7 is missing", IN EQD HERE "DTM+203:202602150830:203'", 1, {HAPPENED, "time-fallback"},
		{NULL}},
	{"7 before 203", IN EQD HERE "DTM+203:202602150900:203'" WHEN, 1, {HAPPENED}, {"\"severity\""}},
	{"the message's time for want of a better", IN "DTM+137:202602150830:203'" EQD HERE, 1,
		{HAPPENED, "time-fallback"}, {NULL}},
	{"no time, no event", IN EQD HERE, 0, {"time-missing", "no-event"}, {NULL}},
	{"only a day", IN EQD HERE "DTM+7:20260215:102'", 1, {"\"precision\":\"day\""}, {"\"severity\""}},
	{"a day of six digits", IN EQD HERE "DTM+7:260215:101'", 1, {"\"at\":\"2026-02-15T00:00:00+08:00\""},
		{"\"severity\""}},
	{"1970", IN EQD HERE "DTM+7:700101:101'", 1, {"\"at\":\"1970-01-01T00:00:00+08:00\""},
		{"\"severity\""}},
	{"2069", IN EQD HERE "DTM+7:691231:101'", 1,
		{"\"at\":\"2069-12-31T00:00:00+08:00\"", "actual-in-future", "\"tag\":\"DTM\""}, {NULL}},
	{"the end of a day", IN EQD HERE "DTM+7:202602142400:203'", 1,
		{"\"at\":\"2026-02-15T00:00:00+08:00\""}, {"\"severity\""}},
	{"the end of a month", IN EQD HERE "DTM+7:2601312400:201'", 1,
		{"\"at\":\"2026-02-01T00:00:00+08:00\""}, {"\"severity\""}},
	{"beyond the end of a day", IN EQD HERE "DTM+7:202602142401:203'", 0, {"date-invalid"}, {NULL}},
	{"a date of no kind", IN EQD HERE WHEN "DTM+:202602150830:203'", 1, {"no qualifier (2005) says"},
		{NULL}},
	{"an offset that no clock has", IN EQD HERE "DTM+7:202602150830?+1530:205'", 1,
		{"\"at\":\"2026-02-15T08:30:00+08:00\"", "zone-unknown"}, {NULL}},
	{"seconds", IN EQD HERE "DTM+7:20260215083015:204'", 1,
		{"\"at\":\"2026-02-15T08:30:15+08:00\"", "\"precision\":\"second\""}, {"\"severity\""}},
	{"ten digits", IN EQD HERE "DTM+7:2602150830:201'", 1, {"\"at\":\"2026-02-15T08:30:00+08:00\""},
		{"\"severity\""}},
	{"an offset in hours and minutes", IN EQD HERE "DTM+7:202602150830?+0530:205'", 1,
		{"\"at\":\"2026-02-15T08:30:00+05:30\"", "\"zoneFrom\":\"message\""}, {"\"severity\""}},
	{"an offset west", IN EQD HERE "DTM+7:202602150830-03:303'", 1, {"2026-02-15T08:30:00-03:00"},
		{NULL}},
	{"a zone's name", IN EQD HERE "DTM+7:202602150830UTC:303'", 1, {"2026-02-15T08:30:00Z"},
		{"\"severity\""}},
	{"a zone's name that says nothing", IN EQD HERE "DTM+7:202602150830CST:303'", 1,
		{"2026-02-15T08:30:00+08:00", "zone-unknown"}, {NULL}},
	{"seconds and a zone", IN EQD HERE "DTM+7:20260215083015GMT:304'", 1, {"2026-02-15T08:30:15Z"},
		{NULL}},
	{"203 under 201", IN EQD HERE "DTM+7:202602150830:201'", 1, {HAPPENED, "date-format"}, {NULL}},
	{"no format", IN EQD HERE "DTM+7:202602150830'", 1, {HAPPENED, "date-format"}, {NULL}},
	{"an empty value beside a good one", IN EQD HERE "DTM+203::201'" WHEN, 1, {HAPPENED, "date-empty"},
		{NULL}},
	{"an unknown kind of time", IN MOVED "DTM+ACT:202602150831:203'", 1, {HAPPENED, "date-qualifier"},
		{NULL}},
	{"an empty kind of time", IN MOVED "DTM+:202602150831:203'", 1, {HAPPENED, "date-qualifier"}, {NULL}},
	{"a period", IN MOVED "DTM+203:20260215-20260216:718'", 1, {HAPPENED, "date-period"}, {NULL}},
	{"a day that is none", IN EQD HERE "DTM+7:202602300830:203'DTM+203:202602150830:203'", 1,
		{HAPPENED, "date-invalid"}, {NULL}},
	{"an hour that is none", IN EQD HERE "DTM+7:202602152530:203'", 0, {"date-invalid", "time-missing"},
		{NULL}},
	{"said is the message's time", IN "DTM+137:202602151000:203'" MOVED, 1,
		{"\"said\":\"2026-02-15T02:00:00Z\""}, {NULL}},
	{"said is UNB's time", IN MOVED, 1, {"\"said\":\"2026-02-15T04:00:00Z\""}, {NULL}},
	{"said where no clock is known", IN EQD WHEN, 1, {"\"said\":\"2026-02-15T12:00:00Z\""}, {NULL}},
	{"said by the sender's clock", IN "NAD+MS+MOSCOW'" MOVED, 1, {"\"said\":\"2026-02-15T09:00:00Z\""},
		{NULL}},
	{"said with its offset", IN "DTM+137:202602151000UTC:303'" MOVED, 1,
		{"\"said\":\"2026-02-15T10:00:00Z\""}, {NULL}},
	/* whose clock */
	{"the sender's zone goes before the place's", IN "NAD+MS+MOSCOW'" MOVED, 1,
		{"\"at\":\"2026-02-15T08:30:00+03:00\"", "\"zoneFrom\":\"sender\""}, {"\"severity\""}},
	{"a country's only zone", IN EQD WHEN "LOC+165+KRPUS'", 1,
		{"08:30:00+09:00", "\"zoneFrom\":\"country\""}, {NULL}},
	{"a code of our own has no country", IN EQD WHEN "LOC+165+XLYGB'", 1,
		{"\"place\":\"XLYGB\"", "\"zoneFrom\":\"nobody\""}, {"\"at\""}},
	{"the first of two places", IN MOVED "LOC+165+KRPUS'", 1, {"\"place\":\"CNLYG\""}, {"KRPUS"}},
	{"nobody's zone", IN EQD WHEN "LOC+165+DEHAM'", 1,
		{"\"zoneFrom\":\"nobody\"", "\"segment\":5,\"tag\":\"LOC\",\"element\":2,\"component\":1",
			"\"code\":\"place-unknown\"", "\"code\":\"zone-missing\""},
		{"\"at\""}},
	/* where */
	{"a terminal", IN MOVED, 1,
		{"\"place\":\"CNLYG\"", "\"facility\":\"LNOCT\",\"facilityList\":\"SMDG\""}, {"placeText"}},
	{"a terminal in a list of one's own", IN EQD WHEN "LOC+165+CNLYG:139:6+T1:TER:ZZZ'", 1,
		{"\"facility\":\"T1\",\"facilityList\":\"ZZZ\""}, {NULL}},
	{"a code in lower case", IN EQD WHEN "LOC+165+cn lyg'", 1,
		{"\"place\":\"CNLYG\",\"placeText\":\"cn lyg\""}, {NULL}},
	{"a place without a code", IN EQD WHEN "LOC+165+:::LIANYUNGANG PORT'", 1,
		{"\"placeText\":\"LIANYUNGANG PORT\"", "place-unread"}, {"\"place\""}},
	{"a code that is none of ours", IN EQD WHEN "LOC+165+DEPOT77'", 1, {"\"placeText\":\"DEPOT77\""},
		{"\"place\""}},
	{"no place", IN EQD WHEN, 1, {"place-missing", "\"zoneFrom\":\"nobody\""}, {"\"place\"", "\"at\""}},
	{"no place but a terminal", IN "NAD+TR+LNOCT:TER:306'" EQD WHEN, 1, {"\"facility\":\"LNOCT\""},
		{"\"place\""}},
	{"the head's port of loading for what comes in",
		IN
		"TDT+20+031W+1++LBL:172:20+++9123453:146:11:BRIDGE STAR'LOC+9+CNLYG'LOC+11+KRPUS'" EQD WHEN,
		1, {"\"place\":\"CNLYG\"", "\"loadPlace\":\"CNLYG\",\"dischargePlace\":\"KRPUS\""},
		{"\"severity\""}},
	{"the head's port of discharge for what goes out",
		OUT
		"TDT+20+031W+1++LBL:172:20+++9123453:146:11:BRIDGE STAR'LOC+9+KRPUS'LOC+11+CNLYG'" EQD WHEN,
		1, {"\"place\":\"CNLYG\""}, {"\"severity\""}},
	{"where an empty is given out", OUT "EQD+CN+LBRU1000011+22G1++2+4'" WHEN "LOC+98+CNLYG'", 1,
		{"\"place\":\"CNLYG\""}, {"\"severity\""}},
	{"where an empty is given back", IN "EQD+CN+LBRU1000011+22G1++3+4'" WHEN "LOC+99+CNLYG'", 1,
		{"\"place\":\"CNLYG\""}, {"\"severity\""}},
	{"ports and destination of the box", IN MOVED "LOC+9+CNLYG'LOC+11+KRPUS'LOC+8+DEHAM'", 1,
		{"\"loadPlace\":\"CNLYG\",\"dischargePlace\":\"KRPUS\",\"destination\":\"DEHAM\""}, {NULL}},
	{"delivery for want of a destination", IN MOVED "LOC+7+DEHAM'", 1, {"\"destination\":\"DEHAM\""},
		{NULL}},
	{"a place on the way is kept", IN MOVED "LOC+13+KRPUS:139:6'", 1, {"\"LOC:13 KRPUS 139 6\""}, {NULL}},
	/* by what */
	{"a truck", IN MOVED "TDT+1++3+31++++LU?-A 123'", 1,
		{"\"transport\":{\"mode\":\"TRUCK\",\"plate\":\"LU-A 123\"}"}, {"\"key\""}},
	{"a train", IN MOVED "TDT+1+K123+2+25+CR:172:ZZZ+++51708 43001'", 1,
		{"\"key\":\"TRAIN:K123/2026-02-15\",\"mode\":\"RAIL\"", "\"train\":\"K123\"",
			"\"wagon\":\"51708 43001\"", "\"carrier\":\"CR\"",
			"\"call\":\"TRAIN:K123/2026-02-15@CNLYG\""},
		{NULL}},
	{"a train without a number", IN MOVED "TDT+1++2'", 1, {"\"mode\":\"RAIL\""}, {"\"key\""}},
	{"a barge", IN MOVED "TDT+1+B7+8++LBL+++:::RIVER ONE'", 1,
		{"\"key\":\"VESSEL:RIVER ONE/B7\",\"mode\":\"BARGE\""}, {NULL}},
	{"the ship of the head is not the gate's",
		IN "TDT+20+031W+1++LBL+++9123453:146:11:BRIDGE STAR'" MOVED, 1, {NULL}, {"\"transport\""}},
	{"a ship without its kind is not the gate's", IN "TDT+20+031W'" MOVED, 1, {NULL}, {"\"transport\""}},
	{"the head's train is the gate's", IN "TDT+20+K7+2'" MOVED, 1, {"\"key\":\"TRAIN:K7/2026-02-15\""},
		{NULL}},
	{"the head's truck is the gate's", IN "TDT+1++3+31'" MOVED, 1, {"\"mode\":\"TRUCK\""}, {NULL}},
	{"the box's transport goes before the head's", IN "TDT+1++3+31'" MOVED "TDT+1+K9+2'", 1,
		{"\"train\":\"K9\""}, {"TRUCK"}},
	{"the leg of one box is not the next one's",
		IN "TDT+1++3+31'" MOVED "TDT+1+K9+2'EQD+CN+LBRU2000037'" WHEN HERE, 2,
		{"\"mode\":\"RAIL\",\"train\":\"K9\"", "\"transport\":{\"mode\":\"TRUCK\"}"}, {NULL}},
	{"where the leg goes", IN MOVED "TDT+1++3+31'LOC+8+KRPUS'", 1, {"\"destination\":\"KRPUS\""}, {NULL}},
	{"the leg's times are not the gate's", IN EQD HERE WHEN "TDT+1++3+31'DTM+7:202602160000:203'", 1,
		{HAPPENED}, {"\"severity\""}},
	/* papers and things */
	{"a booking", IN MOVED "RFF+BN:B77'", 1, {"\"references\":[" BKG("B77") "]"}, {"\"severity\""}},
	{"papers by kind", IN MOVED "RFF+BM:1'RFF+MB:2'RFF+AAS:3'RFF+ABT:4'RFF+CN:5'RFF+SQ:6'RFF+XYZ:7'", 1,
		{"{\"kind\":\"TRD\",\"value\":\"1\"},{\"kind\":\"TRD\",\"value\":\"2\"},{\"kind\":"
		 "\"WAYBILL\",\"value\":\"3\"},"
		 "{\"kind\":\"CUSTOMS\",\"value\":\"4\"},{\"kind\":\"CARRIER\",\"value\":\"5\"},"
		 "{\"kind\":\"SEQUENCE\",\"value\":\"6\"},{\"kind\":\"XYZ\",\"value\":\"7\"}"},
		{"\"severity\""}},
	{"papers of the message are of each box",
		IN "RFF+BN:B77'" MOVED "RFF+BM:1'EQD+CN+LBRU2000037'" WHEN HERE, 2,
		{"[{\"kind\":\"TRD\",\"value\":\"1\"}," BKG("B77") "]", "\"references\":[" BKG("B77") "]"},
		{NULL}},
	{"an empty reference", IN MOVED "RFF+BN'RFF+:1'", 1, {NULL}, {"references"}},
	{"operator of the box, of the message",
		IN "NAD+CF+LBL:172:20'" MOVED "EQD+CN+LBRU2000037'" WHEN HERE "NAD+CF+OTHER'", 2,
		{"\"operator\":\"LBL\"", "\"operator\":\"OTHER\""}, {"\"severity\""}},
	{"a seal and who put it on", IN MOVED "SEL+12345+CA'SEL+99+CU'", 1,
		{"\"seals\":[\"CA:12345\",\"CU:99\"]"}, {NULL}},
	{"a seal with its issuer beside it", IN MOVED "SEL+12345:CA'", 1, {"\"seals\":[\"CA:12345\"]"},
		{NULL}},
	{"a seal of nobody", IN MOVED "SEL+12345'SEL'", 1, {"\"seals\":[\":12345\"]"}, {NULL}},
	{"a weight", IN MOVED "MEA+AAE+G+KGM:15400'", 1, {"\"measures\":[\"G:15400:KGM\"]"},
		{"\"severity\""}},
	{"a weight with a comma", IN MOVED "MEA+AAE+VGM+KGM:16733,08'", 1, {"\"VGM:16733.08:KGM\""},
		{"\"severity\""}},
	{"a weight in an old way", IN MOVED "MEA+WT++KGM:3833'", 1, {"\"WT:3833:KGM\""}, {"\"severity\""}},
	{"a weight that is none", IN MOVED "MEA+AAE+G+KGM:heavy'", 1, {"measure-unread"}, {"measures"}},
	{"dimensions", IN MOVED "DIM+5+CMT:10:20:30'", 1,
		{"\"LENGTH:10:CMT\",\"WIDTH:20:CMT\",\"HEIGHT:30:CMT\""}, {"\"severity\""}},
	{"temperatures", IN MOVED "TMP+2+-18:CEL'RNG+5+CEL:-20:-16'", 1,
		{"\"TEMP:-18:CEL\",\"MIN:-20:CEL\",\"MAX:-16:CEL\""}, {"\"severity\""}},
	{"damage", IN MOVED "DAM+1+:::DENT+:::DOOR'COD+1:::PANEL'", 1,
		{"\"DAM:1 DENT DOOR\",\"COD:1 PANEL\""}, {NULL}},
	{"texts", IN MOVED "FTX+AAA+++LINE?+ONE:TWO'FTX+DAR++OK:ZZZ:184'FTX+AAA'", 1,
		{"\"remarks\":[\"AAA:LINE+ONE TWO\",\"DAR:OK ZZZ 184\"]"}, {"\"severity\""}},
	{"dangerous goods", IN MOVED "DGS+IMD+8+2735++CN'", 1, {"\"DGS:IMD 8 2735 CN\""}, {"\"severity\""}},
	/* the ship that the head tells of */
	{"a ship's calls",
		IN
		"TDT+20+031W+1++LBL:172:20+++9123453:146:11:BRIDGE STAR'LOC+9+CNLYG'DTM+132:202602160300:203'"
		"DTM+189:202602170000:203'" MOVED,
		3,
		{"\"subject\":\"IMO9123453/"
		 "031W\",\"eventType\":\"TRANSPORT\",\"eventCode\":\"ARRI\",\"classifier\":\"EST\","
		 "\"happened\":{\"at\":\"2026-02-16T03:00:00+08:00\"",
			"\"eventCode\":\"DEPA\",\"classifier\":\"PLN\"",
			"\"call\":\"IMO9123453/031W@CNLYG\""},
		{"\"severity\""}},
	{"a ship without a voyage",
		IN "TDT+20++1++LBL+++9123453:146'LOC+9+CNLYG'DTM+132:202602160300:203'" MOVED, 1,
		{"transport-unnamed"}, {"TRANSPORT"}},
};

static void gate_reports_say_what_they_say(void **state)
{
	(void)state;
	for (size_t i = 0; i < sizeof rows / sizeof *rows; i++) {
		const struct row *row = &rows[i];
		struct text bytes = TEXT_INIT;
		struct heard h;

		message_wrap(&bytes, "CODECO:D:95B:UN", row->body);
		hear(&h, &little.world, bytes.bytes, bytes.length);
		if (h.events != row->events)
			print_message("case %s:\n%s\n", row->name, text_string(&h.out));
		assert_int_equal(h.events, row->events);
		for (size_t k = 0; k < 8 && row->heard[k]; k++)
			if (!heard_has(&h, row->heard[k]))
				fail_msg("case %s", row->name);
		for (size_t k = 0; k < 4 && row->not_heard[k]; k++)
			if (!heard_has_not(&h, row->not_heard[k]))
				fail_msg("case %s", row->name);
		heard_free(&h);
		text_free(&bytes);
	}
}

/* What is too long is cut at a character where it is read by people, and left out where it is looked up by.
 */
static void long_values_are_bounded(void **state)
{
	struct text body = TEXT_INIT, bytes = TEXT_INIT, cut = TEXT_INIT;
	struct heard h;

	(void)state;
	text_say(&body, IN EQD WHEN "LOC+165+:::x");
	text_say(&cut, "\"placeText\":\"x");
	for (unsigned i = 0; i < 200; i++)
		text_say(&body, "\xC3\xB6");
	for (unsigned i = 0; i < 127; i++) /* 255 bytes: half a character would be 256 */
		text_say(&cut, "\xC3\xB6");
	text_say(&cut, "\"");
	text_say(&body, "'RFF+BN:");
	for (unsigned i = 0; i < 101; i++)
		text_byte(&body, 'R');
	text_say(&body, "'TDT+1+");
	for (unsigned i = 0; i < 90; i++)
		text_byte(&body, 'T');
	text_say(&body, "+2'");
	for (unsigned i = 0; i < 60; i++)
		text_printf(&body, "SEL+%u+CA'", i);
	message_wrap(&bytes, "CODECO:D:95B:UN", text_string(&body));
	hear(&h, &little.world, bytes.bytes, bytes.length);
	assert_int_equal(h.events, 1);
	assert_true(heard_has(&h, text_string(&cut)) && heard_has(&h, "value-cut"));
	assert_true(heard_has_not(&h, "RRRR") && heard_has(&h, "value-too-long"));
	assert_true(heard_has_not(&h, "\"key\"") && heard_has(&h, "transport-name"));
	assert_true(
		heard_has(&h, "\"CA:47\"") && heard_has_not(&h, "\"CA:48\"") && heard_has(&h, "list-cut"));
	heard_free(&h);
	text_free(&body);
	text_free(&bytes);
	text_free(&cut);
}

/* The segments of the directories, in their order, each with the group it stands in. */
static const char *const directories[] = {
	"D.95B BGM/HEAD FTX/HEAD RFF/HEAD_REFERENCE TDT/TRANSPORT RFF/TRANSPORT LOC/CALL DTM/CALL NAD/PARTY "
	"CTA/CONTACT "
	"GID/GOODS HAN/GOODS FTX/GOODS PIA/GOODS MEA/GOODS TMP/GOODS_CLIMATE RNG/GOODS_CLIMATE SGP/GOODS "
	"DGS/GOODS_DANGER FTX/GOODS_DANGER EQD/BOX RFF/BOX TMD/BOX DTM/BOX LOC/BOX MEA/BOX DIM/BOX SEL/BOX "
	"FTX/BOX "
	"EQA/BOX DAM/DAMAGE COD/DAMAGE TDT/LEG LOC/LEG_CALL DTM/LEG_CALL NAD/BOX CNT/HEAD",
	"D.97B BGM/HEAD DTM/HEAD FTX/HEAD RFF/HEAD_REFERENCE DTM/HEAD_REFERENCE TDT/TRANSPORT RFF/TRANSPORT "
	"LOC/CALL "
	"DTM/CALL NAD/PARTY CTA/CONTACT COM/CONTACT GID/GOODS HAN/GOODS FTX/GOODS PIA/GOODS MEA/GOODS "
	"TMP/GOODS_CLIMATE RNG/GOODS_CLIMATE SGP/GOODS DGS/GOODS_DANGER FTX/GOODS_DANGER EQD/BOX RFF/BOX "
	"TMD/BOX "
	"DTM/BOX LOC/BOX MEA/BOX DIM/BOX SEL/BOX FTX/BOX PCD/BOX EQA/BOX DAM/DAMAGE COD/DAMAGE TDT/LEG "
	"LOC/LEG_CALL "
	"DTM/LEG_CALL NAD/BOX CNT/HEAD",
	"D.00B BGM/HEAD DTM/HEAD FTX/HEAD RFF/HEAD_REFERENCE DTM/HEAD_REFERENCE TDT/TRANSPORT DTM/TRANSPORT "
	"RFF/TRANSPORT "
	"LOC/CALL DTM/CALL NAD/PARTY CTA/CONTACT COM/CONTACT GID/GOODS HAN/GOODS FTX/GOODS PIA/GOODS "
	"MEA/GOODS "
	"TMP/GOODS_CLIMATE RNG/GOODS_CLIMATE SGP/GOODS DGS/GOODS_DANGER FTX/GOODS_DANGER CTA/GOODS_CONTACT "
	"COM/GOODS_CONTACT EQD/BOX RFF/BOX TMD/BOX DTM/BOX LOC/BOX MEA/BOX DIM/BOX SEL/BOX FTX/BOX PCD/BOX "
	"EQA/BOX "
	"COD/BOX HAN/BOX DAM/DAMAGE COD/DAMAGE TDT/LEG DTM/LEG LOC/LEG_CALL DTM/LEG_CALL NAD/BOX DGS/DANGER "
	"FTX/DANGER "
	"CTA/DANGER_CONTACT COM/DANGER_CONTACT TMP/CLIMATE RNG/CLIMATE CNT/HEAD",
	"D.16A BGM/HEAD DTM/HEAD FTX/HEAD RFF/HEAD_REFERENCE DTM/HEAD_REFERENCE TDT/TRANSPORT DTM/TRANSPORT "
	"RFF/TRANSPORT "
	"LOC/CALL DTM/CALL NAD/PARTY CTA/CONTACT COM/CONTACT GID/GOODS HAN/GOODS FTX/GOODS PIA/GOODS "
	"MEA/GOODS "
	"TMP/GOODS_CLIMATE RNG/GOODS_CLIMATE SGP/GOODS DGS/GOODS_DANGER FTX/GOODS_DANGER MEA/GOODS_DANGER "
	"CTA/GOODS_CONTACT COM/GOODS_CONTACT EQD/BOX RFF/BOX TMD/BOX DTM/BOX LOC/BOX MEA/BOX DIM/BOX SEL/BOX "
	"FTX/BOX "
	"PCD/BOX EQA/BOX COD/BOX HAN/BOX DAM/DAMAGE COD/DAMAGE TDT/LEG DTM/LEG RFF/LEG LOC/LEG_CALL "
	"DTM/LEG_CALL NAD/BOX "
	"DGS/DANGER FTX/DANGER MEA/DANGER CTA/DANGER_CONTACT COM/DANGER_CONTACT TMP/CLIMATE RNG/CLIMATE "
	"CNT/HEAD",
	"D.23A BGM/HEAD DTM/HEAD FTX/HEAD RFF/HEAD_REFERENCE DTM/HEAD_REFERENCE TDT/TRANSPORT DTM/TRANSPORT "
	"RFF/TRANSPORT "
	"LOC/CALL DTM/CALL NAD/PARTY CTA/CONTACT COM/CONTACT GID/GOODS HAN/GOODS FTX/GOODS PIA/GOODS "
	"MEA/GOODS "
	"TMP/GOODS_CLIMATE RNG/GOODS_CLIMATE SGP/GOODS DGS/GOODS_DANGER ATT/GOODS_DANGER FTX/GOODS_DANGER "
	"MEA/GOODS_DANGER CTA/GOODS_CONTACT COM/GOODS_CONTACT EQD/BOX RFF/BOX TMD/BOX DTM/BOX LOC/BOX "
	"MEA/BOX DIM/BOX "
	"SEL/BOX FTX/BOX PCD/BOX EQA/BOX COD/BOX HAN/BOX ATT/BOX DAM/DAMAGE COD/DAMAGE TDT/LEG DTM/LEG "
	"RFF/LEG "
	"LOC/LEG_CALL DTM/LEG_CALL NAD/BOX DGS/DANGER ATT/DANGER FTX/DANGER MEA/DANGER CTA/DANGER_CONTACT "
	"COM/DANGER_CONTACT TMP/CLIMATE RNG/CLIMATE CNT/HEAD",
};

static void every_segment_of_the_directories_has_its_row(void **state)
{
	(void)state;
	for (size_t i = 0; i < sizeof directories / sizeof *directories; i++)
		directory_walk(&codeco, directories[i]);
	directory_table(&codeco, directories, sizeof directories / sizeof *directories);
}

static void a_message_with_every_segment_is_accepted(void **state)
{
	(void)state;
	for (size_t i = 0; i < sizeof directories / sizeof *directories; i++)
		directory_decode(&codeco, directories[i], "34", &little.world, 1);
}

int main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(gate_reports_say_what_they_say),
		cmocka_unit_test(long_values_are_bounded),
		cmocka_unit_test(every_segment_of_the_directories_has_its_row),
		cmocka_unit_test(a_message_with_every_segment_is_accepted),
	};

	return cmocka_run_group_tests(tests, little_up, little_down);
}
