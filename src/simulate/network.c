#include "simulate/network.h"

#include "base/calendar.h"

const struct place_row places[PLACES] = {
#define PLACE(id, code, facility, en, zh, ru, country, hours, summer, lat, lon)                              \
	{code, facility, en, zh, ru, country, hours, summer, lat, lon},
#include "simulate/place.def"
#undef PLACE
};

const struct border_row borders[BORDERS] = {
	[NO_BORDER] = {"", {0, 0, 0, 0, 0, 0}},
	[ALASHANKOU_BORDER] = {"alashankou",
		{3 * HOUR, 8 * HOUR, 20 * HOUR, 60 * HOUR, 150 * HOUR, 260 * HOUR}},
	[KHORGOS_BORDER] = {"khorgos", {3 * HOUR, 6 * HOUR, 16 * HOUR, 48 * HOUR, 130 * HOUR, 220 * HOUR}},
	[SARYAGASH_BORDER] = {"saryagash",
		{2 * HOUR, 4 * HOUR, 10 * HOUR, 40 * HOUR, 100 * HOUR, 160 * HOUR}},
	[LUGOVAYA_BORDER] = {"lugovaya", {2 * HOUR, 3 * HOUR, 7 * HOUR, 24 * HOUR, 70 * HOUR, 110 * HOUR}},
	[BREST_BORDER] = {"brest", {4 * HOUR, 8 * HOUR, 18 * HOUR, 55 * HOUR, 140 * HOUR, 300 * HOUR}},
	[KESIK_BORDER] = {"boyuk-kesik", {2 * HOUR, 4 * HOUR, 9 * HOUR, 26 * HOUR, 80 * HOUR, 140 * HOUR}},
};

const char *const railway_words[RAILWAYS] = {
	"", "CR", "KTZ", "RZD", "BCH", "UTY", "KRG", "ADY", "GR", "TCDD", "PKP", "DB"};

#define H(hours) ((hours)*HOUR)

const struct stretch stretches[STRETCHES] = {
	[PUSAN_LYG] = {"pusan-lianyungang", SHIP, GAUGE_NONE, 700, H(18), 84,
		{{PUSAN, 0, 0, NO_BORDER, NO_RAILWAY}, {LYG_QUAY, H(34), 0, NO_BORDER, NO_RAILWAY}}},
	[INCHON_LYG] = {"inchon-lianyungang", SHIP, GAUGE_NONE, 500, H(16), 84,
		{{INCHON, 0, 0, NO_BORDER, NO_RAILWAY}, {LYG_QUAY, H(30), 0, NO_BORDER, NO_RAILWAY}}},
	[OSAKA_LYG] = {"osaka-lianyungang", SHIP, GAUGE_NONE, 700, H(20), 168,
		{{OSAKA, 0, 0, NO_BORDER, NO_RAILWAY}, {LYG_QUAY, H(76), 0, NO_BORDER, NO_RAILWAY}}},
	[LYG_DOSTYK] = {"lianyungang-dostyk", RAIL, GAUGE_CHINA, 41, H(8), 0,
		{{LYG_BASE, 0, 0, NO_BORDER, CR}, {XUZHOU, H(5), 40, NO_BORDER, CR},
			{ZHENGZHOU, H(8), 60, NO_BORDER, CR}, {XIAN, H(11), 90, NO_BORDER, CR},
			{LANZHOU, H(15), 90, NO_BORDER, CR}, {URUMQI, H(32), 120, NO_BORDER, CR},
			{ALASHANKOU, H(11), H(36), ALASHANKOU_BORDER, CR},
			{DOSTYK, H(2), 0, NO_BORDER, KTZ}}},
	[LYG_ALTYNKOL] = {"lianyungang-altynkol", RAIL, GAUGE_CHINA, 41, H(8), 0,
		{{LYG_BASE, 0, 0, NO_BORDER, CR}, {XUZHOU, H(5), 40, NO_BORDER, CR},
			{ZHENGZHOU, H(8), 60, NO_BORDER, CR}, {XIAN, H(11), 90, NO_BORDER, CR},
			{LANZHOU, H(15), 90, NO_BORDER, CR}, {URUMQI, H(32), 120, NO_BORDER, CR},
			{KHORGOS, H(14), H(30), KHORGOS_BORDER, CR}, {ALTYNKOL, H(2), 0, NO_BORDER, KTZ}}},
	[DOSTYK_BREST] = {"dostyk-malaszewicze", RAIL, GAUGE_BROAD, 62, H(10), 0,
		{{DOSTYK, 0, 0, NO_BORDER, KTZ}, {AQTOGHAY, H(9), 60, NO_BORDER, KTZ},
			{MOINTY, H(16), 60, NO_BORDER, KTZ}, {KARTALY, H(30), H(3), NO_BORDER, RZD},
			{KRASNOYE, H(40), H(3), NO_BORDER, BCH}, {BREST, H(14), H(34), BREST_BORDER, BCH},
			{MALASZEWICZE, H(1), 0, NO_BORDER, PKP}}},
	[BREST_DUISBURG] = {"malaszewicze-duisburg", RAIL, GAUGE_EUROPE, 41, H(8), 0,
		{{MALASZEWICZE, 0, 0, NO_BORDER, PKP}, {WARSAW, H(5), 60, NO_BORDER, PKP},
			{FRANKFURT, H(10), H(2), NO_BORDER, DB}, {DUISBURG, H(13), 0, NO_BORDER, DB}}},
	[BREST_HAMBURG] = {"malaszewicze-hamburg", RAIL, GAUGE_EUROPE, 41, H(8), 0,
		{{MALASZEWICZE, 0, 0, NO_BORDER, PKP}, {WARSAW, H(5), 60, NO_BORDER, PKP},
			{FRANKFURT, H(10), H(2), NO_BORDER, DB}, {HAMBURG, H(9), 0, NO_BORDER, DB}}},
	[ALTYNKOL_TASHKENT] = {"altynkol-tashkent", RAIL, GAUGE_BROAD, 57, H(9), 0,
		{{ALTYNKOL, 0, 0, NO_BORDER, KTZ}, {ALMATY, H(10), H(2), NO_BORDER, KTZ},
			{SHU, H(8), 60, NO_BORDER, KTZ}, {ARYS, H(14), 60, NO_BORDER, KTZ},
			{SARYAGASH, H(7), H(20), SARYAGASH_BORDER, KTZ}, {KELES, H(1), H(3), NO_BORDER, UTY},
			{CHUKURSAY, H(2), 0, NO_BORDER, UTY}}},
	[ALTYNKOL_BISHKEK] = {"altynkol-alamedin", RAIL, GAUGE_BROAD, 57, H(9), 0,
		{{ALTYNKOL, 0, 0, NO_BORDER, KTZ}, {ALMATY, H(10), H(2), NO_BORDER, KTZ},
			{SHU, H(8), 60, NO_BORDER, KTZ}, {LUGOVAYA, H(4), H(14), LUGOVAYA_BORDER, KTZ},
			{ALAMEDIN, H(7), 0, NO_BORDER, KRG}}},
	[ALTYNKOL_AKTAU] = {"altynkol-aktau", RAIL, GAUGE_BROAD, 57, H(9), 0,
		{{ALTYNKOL, 0, 0, NO_BORDER, KTZ}, {ALMATY, H(10), H(2), NO_BORDER, KTZ},
			{SHU, H(8), 60, NO_BORDER, KTZ}, {ARYS, H(14), 60, NO_BORDER, KTZ},
			{BEYNEU, H(34), H(2), NO_BORDER, KTZ}, {AKTAU_PORT, H(12), 0, NO_BORDER, KTZ}}},
	[AKTAU_ALAT] = {"aktau-alat", SHIP, GAUGE_NONE, 240, H(10), 48,
		{{AKTAU, 0, 0, NO_BORDER, NO_RAILWAY}, {ALAT, H(26), 0, NO_BORDER, NO_RAILWAY}}},
	[ALAT_AKHALKALAKI] = {"alat-akhalkalaki", RAIL, GAUGE_BROAD, 50, H(8), 0,
		{{ALAT, 0, 0, NO_BORDER, ADY}, {GANJA, H(8), 60, NO_BORDER, ADY},
			{BOYUK_KESIK, H(4), H(16), KESIK_BORDER, ADY}, {TBILISI, H(4), H(2), NO_BORDER, GR},
			{AKHALKALAKI, H(9), 0, NO_BORDER, GR}}},
	[KARS_MERSIN] = {"akhalkalaki-mersin", RAIL, GAUGE_EUROPE, 36, H(8), 0,
		{{AKHALKALAKI, 0, 0, NO_BORDER, TCDD}, {KARS, H(5), H(3), NO_BORDER, TCDD},
			{KAYSERI, H(22), H(2), NO_BORDER, TCDD}, {MERSIN, H(11), 0, NO_BORDER, TCDD}}},
	[KARS_HALKALI] = {"akhalkalaki-halkali", RAIL, GAUGE_EUROPE, 36, H(8), 0,
		{{AKHALKALAKI, 0, 0, NO_BORDER, TCDD}, {KARS, H(5), H(3), NO_BORDER, TCDD},
			{KAYSERI, H(22), H(2), NO_BORDER, TCDD}, {HALKALI, H(20), 0, NO_BORDER, TCDD}}},
};

#define TO_DUISBURG LYG_DOSTYK, DOSTYK_BREST, BREST_DUISBURG
#define TO_HAMBURG  LYG_DOSTYK, DOSTYK_BREST, BREST_HAMBURG
#define TO_TASHKENT LYG_ALTYNKOL, ALTYNKOL_TASHKENT
#define TO_BISHKEK  LYG_ALTYNKOL, ALTYNKOL_BISHKEK
#define TO_TURKEY   LYG_ALTYNKOL, ALTYNKOL_AKTAU, AKTAU_ALAT, ALAT_AKHALKALAKI

const struct route routes[] = {
	{"lianyungang-duisburg", "DE", 17, 3, {TO_DUISBURG}},
	{"lianyungang-hamburg", "DE", 8, 3, {TO_HAMBURG}},
	{"lianyungang-tashkent", "UZ", 17, 2, {TO_TASHKENT}},
	{"lianyungang-alamedin", "KG", 8, 2, {TO_BISHKEK}},
	{"lianyungang-mersin", "TR", 5, 5, {TO_TURKEY, KARS_MERSIN}},
	{"lianyungang-halkali", "TR", 4, 5, {TO_TURKEY, KARS_HALKALI}},
	{"pusan-duisburg", "DE", 11, 4, {PUSAN_LYG, TO_DUISBURG}},
	{"inchon-duisburg", "DE", 5, 4, {INCHON_LYG, TO_DUISBURG}},
	{"osaka-duisburg", "DE", 4, 4, {OSAKA_LYG, TO_DUISBURG}},
	{"pusan-tashkent", "UZ", 11, 3, {PUSAN_LYG, TO_TASHKENT}},
	{"osaka-tashkent", "UZ", 3, 3, {OSAKA_LYG, TO_TASHKENT}},
	{"pusan-alamedin", "KG", 4, 3, {PUSAN_LYG, TO_BISHKEK}},
	{"pusan-halkali", "TR", 3, 6, {PUSAN_LYG, TO_TURKEY, KARS_HALKALI}},
};
const int routes_count = sizeof routes / sizeof *routes;

int place_offset(enum place p, minute at)
{
	const struct place_row *row = &places[p];
	struct civil c;
	int64_t day = at / DAY, from, to;

	if (!row->summer)
		return row->hours * HOUR;
	calendar_date(day, &c);
	from = calendar_days(c.year, 3, 31); /* the last Sundays; 1970-01-01 was a Thursday */
	to = calendar_days(c.year, 10, 31);
	from -= (from + 4) % 7;
	to -= (to + 4) % 7;
	return (row->hours + (at >= from * DAY + HOUR && at < to * DAY + HOUR)) * HOUR;
}

int stretch_stops(const struct stretch *s)
{
	int n = 1;

	while (n < STOPS_MOST && s->stops[n].run)
		n++;
	return n;
}

enum place stretch_from(enum stretch_id s)
{
	return stretches[s].stops[0].place;
}

enum place stretch_to(enum stretch_id s)
{
	return stretches[s].stops[stretch_stops(&stretches[s]) - 1].place;
}

int stretch_minutes(const struct stretch *s, int stop, bool leaves)
{
	int sum = 0;

	for (int i = 1; i <= stop; i++)
		sum += s->stops[i].run + (i < stop || leaves ? s->stops[i].dwell : 0);
	return sum;
}

enum transfer transfer_between(enum stretch_id before, enum stretch_id after)
{
	const struct stretch *a = &stretches[before], *b = &stretches[after];

	if (a->mode == RAIL && b->mode == RAIL)
		return LIFT;
	if (a->mode == SHIP && stretch_from(after) == LYG_BASE)
		return QUAY_TO_RAIL;
	return stretch_to(before) == stretch_from(after) ? STAY : SHUTTLE;
}

int transfer_minutes(enum transfer t)
{
	static const int allowed[] = {
		[LIFT] = H(22), [SHUTTLE] = H(24), [QUAY_TO_RAIL] = H(96), [STAY] = H(24)};

	return allowed[t];
}
