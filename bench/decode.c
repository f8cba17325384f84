/*
 * Times tokenising and decoding in memory: `bench-decode [FILE]` prints one line each, "tokens 512.3 MB/s"
 * and "events 171.0 MB/s", for FILE or for a COARRI stream of its own making; "dcsa 95.0 MB/s" for a FILE of
 * DCSA's JSON; "sheet 110.0 MB/s" for one that is a sheet, whose names the places that are built in know;
 * "expat 300.0 MB/s", which is expat with handlers that do nothing, and "taf 90.0 MB/s" for one of TAF
 * messages.  Best of five runs of at least 64 MB; one thread.
 */
#include "wire/decode.h"
#include "base/arena.h"
#include "base/text.h"
#include "codes/iso6346.h"
#include "service/world.h"
#include "wire/edifact/tokens.h"

#include <expat.h>

#define PIECE (1u << 20)

static double now(void)
{
	struct timespec t;

	clock_gettime(
		CLOCK_PROCESS_CPUTIME_ID, &t); /* of one thread, on a machine that may have other work */
	return (double)t.tv_sec + (double)t.tv_nsec / 1e9;
}

static void box(struct text *out, unsigned n)
{
	char number[16], check = '0';

	snprintf(number, sizeof number, "LBRU%06u0", n % 1000000);
	iso6346_judge(number, &check);
	number[10] = check;
	text_printf(out,
		"EQD+CN+%s+45G1:102:5++3+5'\nRFF+BN:90%08u'\nTMD+3'\nDTM+203:2026021%u%02u%02u:203'\n"
		"LOC+9+KRPUS:139:6'\nLOC+147+%06u::5'\nMEA+AAE+T+KGM:3900'\nMEA+AAE+G+KGM:%u'\n"
		"SEL+LB%07u+CA'\nFTX+AAA+++GENERAL CARGO'\n",
		number, n, n % 10, n % 24, n % 60, n % 900000, 8000 + n % 20000, n);
}

static void stream(struct text *out)
{
	unsigned m, i, n = 0;

	text_say(out, "UNB+UNOA:2+LBTERM+LBLINE+260215:1200+1'\n");
	for (m = 1; m <= 40; m++) {
		text_printf(out,
			"UNH+%u+COARRI:D:95B:UN:ITG13'\nBGM+44+LB%u+9'\nTDT+20+%03uW+1+13+LBL:172:20+++"
			"9227273:146:11:BRIDGE "
			"STAR'\nLOC+11+CNLYG:139:6+LNOCT:TER:306'\nNAD+CF+LBL:172:20'\n",
			m, m, m);
		for (i = 0; i < 500; i++)
			box(out, n++);
		text_printf(out, "CNT+16:500'\nUNT+%u+%u'\n", 500 * 10 + 7, m);
	}
	text_say(out, "UNZ+40+1'\n");
}

static size_t segments, events, refused;

static void tokens_run(const char *bytes, size_t n)
{
	struct tokens *t = tokens_new();
	size_t at;

	segments = 0;
	for (at = 0; at < n; at += PIECE) {
		tokens_give(t, bytes + at, n - at < PIECE ? n - at : PIECE);
		while (tokens_next(t))
			segments++;
	}
	tokens_free(t);
}

static bool count(void *self, const struct message *m)
{
	(void)self;
	events += m->event_count;
	refused += m->verdict == VERDICT_REJECTED;
	return true;
}

static struct decode_world world;

static void events_run(const char *bytes, size_t n)
{
	const struct decode_sink sink = {.self = NULL, .message = count};
	struct decoder *d = decoder_new(decode_sniff(bytes, n < 512 ? n : 512), &world, NULL, &sink);
	size_t at;

	events = refused = 0;
	for (at = 0; at < n; at += PIECE)
		decoder_feed(d, bytes + at, n - at < PIECE ? n - at : PIECE);
	decoder_end(d);
	decoder_free(d);
}

static void XMLCALL nothing_opens(void *self, const XML_Char *name, const XML_Char **attributes)
{
	(void)self, (void)name, (void)attributes;
	segments++;
}

static void XMLCALL nothing_closes(void *self, const XML_Char *name)
{
	(void)self, (void)name;
}

static void XMLCALL nothing_said(void *self, const XML_Char *s, int n)
{
	(void)self, (void)s, (void)n;
}

/* Documents in a row, each given whole: the limit of what is read by expat. */
static void expat_run(const char *bytes, size_t n)
{
	static const char begins[] = "<?xml ";
	const char *end = bytes + n;
	XML_Parser p = XML_ParserCreate("UTF-8");

	segments = 0;
	for (const char *at = bytes, *next; at < end; at = next) {
		next = memmem(at + 1, (size_t)(end - at - 1), begins, sizeof begins - 1);
		next = next ? next : end;
		XML_SetElementHandler(p, nothing_opens, nothing_closes);
		XML_SetCharacterDataHandler(p, nothing_said);
		XML_Parse(p, at, (int)(next - at), 1);
		XML_ParserReset(p, "UTF-8");
	}
	XML_ParserFree(p);
}

static double best(void (*run)(const char *, size_t), const char *bytes, size_t n)
{
	size_t i, k, times = (64u << 20) / n + 1;
	double most = 0;

	for (i = 0; i < 5; i++) {
		double start = now(), rate;

		for (k = 0; k < times; k++)
			run(bytes, n);
		rate = (double)n * (double)times / 1e6 / (now() - start);
		most = rate > most ? rate : most;
	}
	return most;
}

static bool file_read(struct text *out, const char *name)
{
	char piece[65536];
	size_t n;
	FILE *f = fopen(name, "rb");

	if (!f)
		return false;
	while ((n = fread(piece, 1, sizeof piece, f)) > 0)
		text_add(out, piece, n);
	fclose(f);
	return out->length > 0;
}

int main(int argc, char **argv)
{
	struct text bytes = TEXT_INIT;
	struct world *built_in;
	struct fault fault;
	const char *name;

	built_in = world_embedded(&fault);
	if (!built_in)
		return 3;
	world = world_decode(built_in);
	if (argc < 2)
		stream(&bytes);
	else if (!file_read(&bytes, argv[1])) {
		fprintf(stderr, "%s cannot be read\n", argv[1]);
		return 3;
	}
	name = decode_sniff(bytes.bytes, bytes.length < 512 ? bytes.length : 512);
	if (!name) {
		fprintf(stderr, "%s is in no format that is decoded\n", argv[1]);
		return 1;
	}
	name = strcmp(name, "DCSA") == 0    ? "dcsa"
	       : strcmp(name, "TAF") == 0   ? "taf"
	       : strcmp(name, "SHEET") == 0 ? "sheet"
					    : "events";
	if (*name == 't') {
		printf("expat %.1f MB/s (%zu bytes", best(expat_run, bytes.bytes, bytes.length),
			bytes.length);
		printf(", %zu elements)\n", segments);
	}
	if (*name == 'e') {
		printf("tokens %.1f MB/s (%zu bytes", best(tokens_run, bytes.bytes, bytes.length),
			bytes.length);
		printf(", %zu segments)\n", segments);
	}
	printf("%s %.1f MB/s", name, best(events_run, bytes.bytes, bytes.length));
	printf(" (%zu bytes, %zu events, %zu messages refused)\n", bytes.length, events, refused);
	text_free(&bytes);
	return 0;
}
