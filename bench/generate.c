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

/* A train of 20 wagons with two boxes each, and where it was at ten points. */
#define TAF_WAGONS 20
#define TAF_POINTS 10

static void taf_head(const char *type, long n)
{
	printf("  <MessageHeader>\n    <MessageReference>\n      <MessageType>%s</MessageType>\n"
	       "      <MessageTypeVersion>2.1.6</MessageTypeVersion>\n"
	       "      <MessageIdentifier>lb-%s-%ld</MessageIdentifier>\n"
	       "      <MessageDateTime>2026-01-%02ldT%02ld:%02ld:00+01:00</MessageDateTime>\n"
	       "    </MessageReference>\n    <Sender CI_InstanceNumber=\"01\">0080</Sender>\n"
	       "    <Recipient>2180</Recipient>\n  </MessageHeader>\n  <MessageStatus>1</MessageStatus>\n",
		type, type, n, n % 28 + 1, n % 24, n % 60);
}

static void taf_names(long train)
{
	printf("    <TransportOperationalIdentifiers>\n      <ObjectType>TR</ObjectType>\n"
	       "      <Company>2151</Company>\n      <Core>--BCH%07ld</Core>\n      <Variant>00</Variant>\n"
	       "      <TimetableYear>2026</TimetableYear>\n      <StartDate>2026-01-%02ld</StartDate>\n"
	       "    </TransportOperationalIdentifiers>\n",
		train, train % 28 + 1);
}

static void taf_number(long train)
{
	printf("  <OperationalTrainNumberIdentifier>\n"
	       "    <OperationalTrainNumber>%ld</OperationalTrainNumber>\n"
	       "    <ScheduledTimeAtHandover>2026-01-%02ldT06:00:00+01:00</ScheduledTimeAtHandover>\n"
	       "  </OperationalTrainNumberIdentifier>\n",
		40000 + train % 60000, train % 28 + 1);
}

static void taf_place(const char *name, long code)
{
	printf("        <%s>\n          <CountryCodeISO>DE</CountryCodeISO>\n"
	       "          <LocationPrimaryCode>%ld</LocationPrimaryCode>\n"
	       "          <PrimaryLocationName>Point %ld</PrimaryLocationName>\n        </%s>\n",
		name, 10000 + code, code, name);
}

static void taf_wagon(long train, long wagon)
{
	char digits[16];
	int sum = 0;

	snprintf(digits, sizeof digits, "31804%06ld", (train * TAF_WAGONS + wagon) % 1000000);
	for (int i = 0; i < 11; i++) {
		int d = (digits[i] - '0') * (i % 2 ? 1 : 2);

		sum += d / 10 + d % 10;
	}
	printf("    <WagonData>\n      <WagonNumberFreight>%s%d</WagonNumberFreight>\n"
	       "      <WagonTrainPosition>%ld</WagonTrainPosition>\n      <WagonOperationalData>\n"
	       "        <BrakeType>P</BrakeType>\n        <BrakeWeight>60</BrakeWeight>\n"
	       "        <TotalLoadWeight>51000</TotalLoadWeight>\n      </WagonOperationalData>\n"
	       "      <WagonTechData>\n        <LengthOverBuffers>1990</LengthOverBuffers>\n"
	       "        <WagonNumberOfAxles>4</WagonNumberOfAxles>\n"
	       "        <WagonWeightEmpty>20100</WagonWeightEmpty>\n      </WagonTechData>\n",
		digits, (10 - sum % 10) % 10, wagon + 1);
	for (long n = 0; n < 2; n++) {
		char box[16];

		number_of(box, "BCH", (train * TAF_WAGONS + wagon) * 2 + n);
		printf("      <ITU>\n        <ITU_Details>\n          <ITU_Type>cn</ITU_Type>\n"
		       "          <Number>%.6s</Number>\n          <LoadingStatus>1</LoadingStatus>\n"
		       "          <ITU_TypeDetail>BX</ITU_TypeDetail>\n          <Prefix>%.4s</Prefix>\n"
		       "          <Checkdigit>%c</Checkdigit>\n          <TareWeight>2200</TareWeight>\n"
		       "          <Seals>\n            <NumberOfSeals>1</NumberOfSeals>\n"
		       "            <SealsDescription>S%07ld</SealsDescription>\n          </Seals>\n"
		       "        </ITU_Details>\n      </ITU>\n",
			box + 4, box, box[10], wagon * 2 + n);
	}
	puts("    </WagonData>");
}

static void taf_composition(long train)
{
	puts("<?xml version=\"1.0\" encoding=\"UTF-8\"?>\n"
	     "<TrainCompositionMessage xmlns=\"http://taf-jsg.info/schemes\">");
	taf_head("3003", train);
	taf_names(train);
	taf_number(train);
	puts("  <TrainCompositionJourneySection>\n    <JourneySection>");
	taf_place("JourneySectionOrigin", train % 500);
	taf_place("JourneySectionDestination", train % 500 + TAF_POINTS);
	puts("    </JourneySection>\n    <LivestockOrPeopleIndicator>0</LivestockOrPeopleIndicator>");
	for (long i = 0; i < TAF_WAGONS; i++)
		taf_wagon(train, i);
	puts("  </TrainCompositionJourneySection>\n</TrainCompositionMessage>");
}

static void taf_running(long train, long point)
{
	puts("<?xml version=\"1.0\" encoding=\"UTF-8\"?>\n"
	     "<TrainRunningInformationMessage xmlns=\"http://taf-jsg.info/schemes\">");
	taf_head("4005", train * TAF_POINTS + point);
	puts("  <TrainOperationalIdentification>");
	taf_names(train);
	puts("  </TrainOperationalIdentification>");
	taf_number(train);
	puts("  <TrainLocationReport>");
	taf_place("Location", train % 500 + point);
	printf("    <LocationDateTime>2026-01-%02ldT%02ld:%02ld:00+01:00</LocationDateTime>\n"
	       "    <TrainLocationStatus>%s</TrainLocationStatus>\n    <TrainDelay>\n"
	       "      <AgainstBooked>+0004</AgainstBooked>\n    </TrainDelay>\n  </TrainLocationReport>\n"
	       "</TrainRunningInformationMessage>\n",
		train % 28 + 1, 7 + point, train % 60, point ? "05" : "02");
}

static int taf(long events)
{
	for (long train = 0; train * (TAF_WAGONS * 3 + TAF_POINTS) < events; train++) {
		taf_composition(train);
		for (long i = 0; i < TAF_POINTS; i++)
			taf_running(train, i);
	}
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
		fputs("usage: generate EVENTS mixed|coarri|baplie|dcsa|taf (500 events or more)\n", stderr);
		return 2;
	}
	if (argc > 2 && strcmp(argv[2], "dcsa") == 0)
		return dcsa(events);
	if (argc > 2 && strcmp(argv[2], "taf") == 0)
		return taf(events);
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
