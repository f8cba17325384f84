/*
 * Writes a stream of container messages for the bench: CODECO and COARRI as terminals send them, 50 boxes
 * each.
 *
 * generate EVENTS mixed  box by box's life: in by gate, loaded, discharged, out, in empty ...: ten events a
 * box generate EVENTS coarri loadings only, each of another box and of another owner than the mixed ones'
 * generate EVENTS baplie bayplans of 5,000 boxes each, as SMDG 2.2 has them
 * generate EVENTS dcsa   the same as events of DCSA 2.2, an array with one a line. Box n is OWNU and six
 * digits from 100000 on and its check digit.  Five boxes share a booking, BK and box / 5.  A hundred ships
 * carry a hundredth of the boxes each, there on one voyage and back on the next.  The same arguments give the
 * same bytes.
 */
#include "codes/iso6346.h"

enum { BOXES_A_MESSAGE = 50, EVENTS_A_BOX = 10, FIRST_SERIAL = 100000, MINUTES_A_DAY = 1440, AT = 32 };
enum { SHIPS = 100, FIRST_SHIP = 910000 };

static long segments, fleet; /* of the message; messages that each name other boxes */

static void number_of(char out[12], const char *owner, long n)
{
	snprintf(out, 12, "%sU%06ld0", owner, FIRST_SERIAL + n % 900000);
	iso6346_judge(out, out + 10);
}

/* The ship that these boxes sail on; IMO numbers of the check digit of A.1117(30). */
static long ship_of(long first)
{
	long n = FIRST_SHIP + first / BOXES_A_MESSAGE * SHIPS / fleet, sum = 0, rest = n;

	for (int weight = 2; weight <= 7; weight++, rest /= 10)
		sum += rest % 10 * weight;
	return n * 10 + sum % 10;
}

static void opens(long message, const char *type)
{
	printf("UNH+%ld+%s:D:95B:UN:SMDG16'\n", message, type);
	segments = 1;
}

static void closes(long message)
{
	printf("CNT+16:%d'\nUNT+%ld+%ld'\n", BOXES_A_MESSAGE, segments + 2, message);
}

/* Minutes since the start of 2026, as 203 writes them; 28 days a month are enough. */
static void time_of(char out[AT], long minutes)
{
	unsigned day = (unsigned)(minutes / MINUTES_A_DAY), minute = (unsigned)(minutes % MINUTES_A_DAY);

	snprintf(out, AT, "2026%02u%02u%02u%02u", 1 + day / 28 % 12, 1 + day % 28, minute / 60 % 24,
		minute % 60);
}

static void gate(
	long message, long first, const char *owner, bool in, bool laden, const char *place, const char *at)
{
	opens(message, "CODECO");
	printf("BGM+%s+G%ld+9'\nDTM+137:%s:203'\nNAD+MS+%s:160:20'\nNAD+CF+COS:160:20'\n", in ? "34" : "36",
		message, at, place);
	segments += 4;
	for (long i = 0; i < BOXES_A_MESSAGE; i++) {
		char box[12];

		number_of(box, owner, first + i);
		printf("EQD+CN+%s+45G1:102:5++%d+%d'\nRFF+BN:BK%ld'\nDTM+7:%s:203'\nLOC+165+%s:139:6'\n"
		       "MEA+AAE+G+KGM:%ld'\nTDT+1++3+31'\n",
			box, in ? 2 : 3, laden ? 5 : 4, (first + i) / 5, at, place,
			5000 + (first + i) % 20000);
		segments += 6;
	}
	closes(message);
}

static void ship(long message, long first, const char *owner, bool load, const char *from, const char *to,
	const char *at)
{
	const char *here = load ? from : to;

	opens(message, "COARRI");
	printf("BGM+%s+S%ld+9'\nDTM+137:%s:203'\nTDT+20+%03ldW+1++COS:172:20+++%ld:146:11:LANDBRIDGE "
	       "EXPRESS'\n"
	       "LOC+%s+%s:139:6'\nNAD+MS+%s:160:20'\n",
		load ? "46" : "44", message, at, 1 + message / (5 * fleet), ship_of(first), load ? "9" : "11",
		here, here);
	segments += 5;
	for (long i = 0; i < BOXES_A_MESSAGE; i++) {
		char box[12];

		number_of(box, owner, first + i);
		printf("EQD+CN+%s+45G1:102:5++%d+5'\nRFF+BN:BK%ld'\nDTM+203:%s:203'\nLOC+147+%07ld::5'\nLOC+"
		       "9+%s:139:6'\n"
		       "LOC+11+%s:139:6'\nMEA+AAE+G+KGM:%ld'\n",
			box, load ? 2 : 3, (first + i) / 5, at, 10000 + 2 * i, from, to,
			5000 + (first + i) % 20000);
		segments += 7;
	}
	closes(message);
}

/* The n-th thing that happens to a box, there and back again. */
static void life(long message, long first, int n, const char *at)
{
	bool back = n >= 5;
	const char *from = back ? "NLRTM" : "CNLYG", *to = back ? "CNLYG" : "NLRTM";

	switch (n % 5) {
	case 0:
		gate(message, first, "LYG", true, true, from, at);
		return;
	case 1:
		ship(message, first, "LYG", true, from, to, at);
		return;
	case 2:
		ship(message, first, "LYG", false, from, to, at);
		return;
	case 3:
		gate(message, first, "LYG", false, true, to, at);
		return;
	default:
		gate(message, first, "LYG", true, false, to, at);
	}
}

/* A loading with all that a carrier tells of it. */
static void dcsa_event(long n)
{
	char number[12];

	number_of(number, "BCH", n);
	printf("%s{\"eventID\":\"5f0c1a52-77aa-4d10-9d3e-%012ld\",\"eventCreatedDateTime\":\"2026-01-%02ldT%"
	       "02ld:%02ld:00Z\","
	       "\"eventType\":\"EQUIPMENT\",\"eventClassifierCode\":\"ACT\",\"eventDateTime\":\"2026-01-%"
	       "02ldT%02ld:%02ld:00+08:00\","
	       "\"equipmentEventTypeCode\":\"LOAD\",\"equipmentReference\":\"%s\",\"ISOEquipmentCode\":"
	       "\"45G1\","
	       "\"emptyIndicatorCode\":\"LADEN\",",
		n ? "," : "[", n, n % 28 + 1, n % 24, n % 60, n % 28 + 1, n % 24, n % 60, number);
	printf("\"eventLocation\":{\"locationName\":\"Lianyungang\",\"UNLocationCode\":\"CNLYG\","
	       "\"facilityCode\":\"LYGT\","
	       "\"facilityCodeListProvider\":\"SMDG\"},\"transportCall\":{\"transportCallID\":\"BCH-%03ldW-"
	       "LYG\","
	       "\"carrierServiceCode\":\"BC1\",\"exportVoyageNumber\":\"%03ldW\",\"UNLocationCode\":"
	       "\"CNLYG\","
	       "\"modeOfTransport\":\"VESSEL\",\"vessel\":{\"vesselIMONumber\":\"9227273\",\"vesselName\":"
	       "\"BRIDGE STAR\","
	       "\"vesselFlag\":\"CN\",\"vesselCallSignNumber\":\"3ERX3\",\"vesselOperatorCarrierCode\":"
	       "\"BCH\","
	       "\"vesselOperatorCarrierCodeListProvider\":\"SMDG\"}},\"documentReferences\":[{"
	       "\"documentReferenceType\":\"BKG\","
	       "\"documentReferenceValue\":\"BK%08ld\"},{\"documentReferenceType\":\"TRD\","
	       "\"documentReferenceValue\":\"BL%08ld\"}],"
	       "\"seals\":[{\"sealNumber\":\"S%07ld\",\"sealType\":\"BLT\",\"sealSource\":\"CAR\"}]}\n",
		n / 500 % 1000, n / 500 % 1000, n, n, n);
}

static int dcsa(long events)
{
	for (long n = 0; n < events; n++)
		dcsa_event(n);
	puts("]");
	return 0;
}

/* A box in its cell, with what carriers say of it there. */
static void cell(long n)
{
	static const char *const ports[] = {"NLRTM", "DEHAM", "BEANR", "GBFXT"};
	char box[12];

	number_of(box, "BPL", n);
	printf("LOC+147+%03ld%02ld%02ld::5'\nMEA+VGM++KGM:%ld'\nLOC+9+CNLYG:139:6'\nLOC+11+%s:139:6'\n"
	       "LOC+83+%s:139:6'\nRFF+BM:1'\nEQD+CN+%s+%s+++%ld'\nNAD+CA+COS:172:20'\n",
		n % 5000 / 200 * 2 + 1, n % 20, n % 200 / 20 * 2, 4000 + n % 24000, ports[n % 4],
		ports[n / 4 % 4], box, n % 3 ? "45G1" : "22G1", 4 + n % 5 / 4);
}

static int baplie(long boxes)
{
	enum { BOXES_A_SHIP = 5000, HEAD = 8, A_BOX = 8 };
	long messages = (boxes + BOXES_A_SHIP - 1) / BOXES_A_SHIP;

	puts("UNB+UNOA:2+BENCH+LANDBRIDGE+260101:0000+1'");
	for (long m = 0, n = 0; m < messages; m++) {
		long last = boxes < n + BOXES_A_SHIP ? boxes : n + BOXES_A_SHIP, first = n;

		printf("UNH+%ld+BAPLIE:D:95B:UN:SMDG22'\nBGM++P%ld+9'\nDTM+137:2601150800:201'\n"
		       "TDT+20+%03ldW+++COS:172:20+++9227273:146:11:LANDBRIDGE EXPRESS'\nLOC+5+CNLYG:139:6'\n"
		       "LOC+61+NLRTM:139:6'\nDTM+136:2601150600:201'\n",
			m + 1, m + 1, m + 1);
		for (; n < last; n++)
			cell(n);
		printf("UNT+%ld+%ld'\n", (last - first) * A_BOX + HEAD, m + 1);
	}
	printf("UNZ+%ld+1'\n", messages);
	return 0;
}

int main(int argc, char **argv)
{
	long events = argc > 1 ? strtol(argv[1], NULL, 10) : 0, messages = events / BOXES_A_MESSAGE;
	bool mixed = argc > 2 && strcmp(argv[2], "mixed") == 0;
	fleet = mixed ? messages / EVENTS_A_BOX : messages;

	if (messages < EVENTS_A_BOX) {
		fputs("usage: generate EVENTS mixed|coarri|baplie|dcsa (500 events or more)\n", stderr);
		return 2;
	}
	if (argc > 2 && strcmp(argv[2], "dcsa") == 0)
		return dcsa(events);
	if (argc > 2 && strcmp(argv[2], "baplie") == 0)
		return baplie(events);
	puts("UNB+UNOA:2+BENCH+LANDBRIDGE+260101:0000+1'");
	for (long m = 0; m < fleet * (mixed ? EVENTS_A_BOX : 1); m++) {
		long first = m % fleet * BOXES_A_MESSAGE;
		char at[AT];

		time_of(at, m / fleet * 20 * MINUTES_A_DAY + m % fleet * 20 * MINUTES_A_DAY / fleet);
		if (mixed)
			life(m + 1, first, (int)(m / fleet), at);
		else
			ship(m + 1, first, "BCH", true, "CNLYG", "NLRTM", at);
	}
	printf("UNZ+%ld+1'\n", fleet * (mixed ? EVENTS_A_BOX : 1));
	return 0;
}
