/*
 * Times the reading of sheets in memory: `bench-rows FILE` prints "csv 410.2 MB/s ROWS CELLS" or "xlsx 190000
 * rows/s ROWS CELLS limit 250000", best of five, one thread, the sink only counting; the limit is the same
 * workbook unpacked by libzip and read by expat, with handlers that do nothing.  `bench-rows make csv|xlsx
 * ROWS FILE` writes a dislocation list of twelve columns; the same arguments give the same rows.
 */
#include "wire/sheet/rows.h"
#include "base/fault.h"
#include "base/text.h"
#include "codes/iso6346.h"
#include "codes/shape.h"

#include <expat.h>
#include <zip.h>

#define PIECE (1u << 20)

static double now(void)
{
	struct timespec t;

	clock_gettime(
		CLOCK_PROCESS_CPUTIME_ID, &t); /* of one thread, on a machine that may have other work */
	return (double)t.tv_sec + (double)t.tv_nsec / 1e9;
}

#define STATIONS 5
static const struct {
	const char *name;
	unsigned number;
} stations[STATIONS] = {{"Достык", 708507}, {"Озинки", 628508}, {"Алтынколь", 707701}, {"Брест", 130007},
	{"Брест-Северный", 130100}};
static const char *const headings[] = {"№", "Вагон", "Контейнер", "Код станции", "Станция", "Операция",
	"Дата", "Время", "Поезд", "Индекс", "Вес, т", "Груз"};

static unsigned wagon_of(unsigned n)
{
	char digits[8];

	snprintf(digits, sizeof digits, "%07u", 9400000 + n % 100000);
	return (9400000 + n % 100000) * 10 + (unsigned)(luhn_digit(digits, 7) - '0');
}

static const char *box_of(unsigned n, char out[16])
{
	snprintf(out, 16, "LYGU%06u0", n % 1000000);
	iso6346_judge(out, out + 10);
	out[11] = '\0';
	return out;
}

static void csv_row(struct text *out, unsigned n)
{
	char box[16];

	text_printf(out,
		"%u;%u;%s;%06u;%s;%s;%02u.06.2026;%02u:%02u;%u;%04u %03u %04u;%u.%u;\"Товары, "
		"разные\"\r\n",
		n, wagon_of(n), box_of(n, box), stations[n % STATIONS].number, stations[n % STATIONS].name,
		n % 3 ? "ПРОСЛ" : "ПРИБ", 1 + n % 28, n % 24, n % 60, 1400 + n % 99, 7085, n % 1000, 1301,
		18 + n % 10, n % 10);
}

static void csv_make(struct text *out, unsigned rows)
{
	for (size_t i = 0; i < 12; i++)
		text_printf(out, "%s%s", i ? ";" : "", headings[i]);
	text_say(out, "\r\n");
	for (unsigned n = 0; n < rows; n++)
		csv_row(out, n);
}

/* Words are shared strings 0 to 19, numbers and days are numbers: as a spreadsheet program saves it. */
static void xlsx_row(struct text *out, unsigned n)
{
	unsigned r = n + 2;

	text_printf(out,
		"<row r=\"%u\" spans=\"1:12\"><c r=\"A%u\"><v>%u</v></c><c r=\"B%u\"><v>%u</v></c><c "
		"r=\"C%u\" "
		"t=\"s\"><v>%u</v></c><c r=\"D%u\"><v>%u</v></c><c r=\"E%u\" t=\"s\"><v>%u</v></c><c "
		"r=\"F%u\" t=\"s\">"
		"<v>%u</v></c><c r=\"G%u\" s=\"1\"><v>%u</v></c>",
		r, r, n, r, wagon_of(n), r, 20 + n, r, stations[n % STATIONS].number, r, 12 + n % STATIONS, r,
		17 + n % 2, r, 46174 + n % 28);
	text_printf(out,
		"<c r=\"H%u\" s=\"2\"><v>0.%u</v></c><c r=\"I%u\"><v>%u</v></c><c r=\"J%u\" "
		"t=\"s\"><v>19</v></c><c "
		"r=\"K%u\"><v>%u.%u</v></c><c r=\"L%u\" t=\"s\"><v>19</v></c></row>",
		r, 125 + n % 800, r, 1400 + n % 99, r, r, 18 + n % 10, n % 10, r);
}

static void part(zip_t *zip, const char *name, const struct text *t)
{
	if (zip_file_add(zip, name, zip_source_buffer(zip, t->bytes, t->length, 0), ZIP_FL_ENC_UTF_8) < 0)
		abort();
}

#define REL "http://schemas.openxmlformats.org/officeDocument/2006/relationships"
#define RELS(rows)                                                                                           \
	"<Relationships xmlns=\"http://schemas.openxmlformats.org/package/2006/relationships\">" rows        \
	"</Relationships>"
#define MAIN "xmlns=\"http://schemas.openxmlformats.org/spreadsheetml/2006/main\""

static void strings_make(struct text *t, unsigned rows)
{
	char box[16];

	text_say(t, "<?xml version=\"1.0\" encoding=\"UTF-8\"?><sst " MAIN ">");
	for (size_t i = 0; i < 12; i++)
		text_printf(t, "<si><t>%s</t></si>", headings[i]);
	for (size_t i = 0; i < STATIONS; i++)
		text_printf(t, "<si><t>%s</t></si>", stations[i].name);
	text_say(t, "<si><t>ПРОСЛ</t></si><si><t>ПРИБ</t></si><si><t>Товары, разные</t></si>");
	for (unsigned n = 0; n < rows; n++)
		text_printf(t, "<si><t>%s</t></si>", box_of(n, box));
	text_say(t, "</sst>");
}

static void sheet_make(struct text *t, unsigned rows)
{
	text_say(t, "<?xml version=\"1.0\" encoding=\"UTF-8\"?><worksheet " MAIN "><sheetData><row r=\"1\">");
	for (unsigned i = 0; i < 12; i++)
		text_printf(t, "<c r=\"%c1\" t=\"s\"><v>%u</v></c>", 'A' + i, i);
	text_say(t, "</row>");
	for (unsigned n = 0; n < rows; n++)
		xlsx_row(t, n);
	text_say(t, "</sheetData></worksheet>");
}

static bool xlsx_make(const char *file, unsigned rows)
{
	struct text root = TEXT_INIT, types = TEXT_INIT, rels = TEXT_INIT, book = TEXT_INIT,
		    styles = TEXT_INIT, strings = TEXT_INIT, sheet = TEXT_INIT;
	zip_t *zip = zip_open(file, ZIP_CREATE | ZIP_TRUNCATE, NULL);

	if (!zip)
		return false;
	text_say(&root,
		RELS("<Relationship Id=\"r1\" Type=\"" REL "/officeDocument\" Target=\"xl/workbook.xml\"/>"));
	text_say(&types,
		"<Types xmlns=\"http://schemas.openxmlformats.org/package/2006/content-types\"><Default "
		"Extension=\"rels\" "
		"ContentType=\"application/vnd.openxmlformats-package.relationships+xml\"/><Default "
		"Extension=\"xml\" "
		"ContentType=\"application/xml\"/><Override PartName=\"/xl/workbook.xml\" "
		"ContentType=\"application/vnd.openxmlformats-officedocument.spreadsheetml.sheet.main+xml\"/"
		"><Override "
		"PartName=\"/xl/worksheets/sheet1.xml\" "
		"ContentType=\"application/vnd.openxmlformats-officedocument.spreadsheetml.worksheet+xml\"/"
		"><Override "
		"PartName=\"/xl/sharedStrings.xml\" "
		"ContentType=\"application/"
		"vnd.openxmlformats-officedocument.spreadsheetml.sharedStrings+xml\"/><Override "
		"PartName=\"/xl/styles.xml\" "
		"ContentType=\"application/vnd.openxmlformats-officedocument.spreadsheetml.styles+xml\"/></"
		"Types>");
	text_say(&rels, RELS("<Relationship Id=\"r1\" Type=\"" REL
			     "/worksheet\" Target=\"worksheets/sheet1.xml\"/><Relationship "
			     "Id=\"r2\" Type=\"" REL
			     "/sharedStrings\" Target=\"sharedStrings.xml\"/><Relationship Id=\"r3\" "
			     "Type=\"" REL "/styles\" Target=\"styles.xml\"/>"));
	text_say(&book, "<workbook " MAIN " xmlns:r=\"" REL
			"\"><sheets><sheet name=\"List\" sheetId=\"1\" r:id=\"r1\"/></sheets></workbook>");
	text_say(&styles,
		"<styleSheet " MAIN "><fonts><font/></fonts><fills><fill><patternFill "
		"patternType=\"none\"/></fill></fills><borders><border/></borders>"
		"<cellStyleXfs><xf/></cellStyleXfs><cellXfs><xf "
		"numFmtId=\"0\"/><xf numFmtId=\"14\"/><xf numFmtId=\"20\"/></cellXfs><cellStyles><cellStyle "
		"name=\"Normal\" xfId=\"0\" builtinId=\"0\"/></cellStyles></styleSheet>");
	strings_make(&strings, rows);
	sheet_make(&sheet, rows);
	part(zip, "[Content_Types].xml", &types);
	part(zip, "_rels/.rels", &root);
	part(zip, "xl/workbook.xml", &book);
	part(zip, "xl/_rels/workbook.xml.rels", &rels);
	part(zip, "xl/styles.xml", &styles);
	part(zip, "xl/sharedStrings.xml", &strings);
	part(zip, "xl/worksheets/sheet1.xml", &sheet);
	return zip_close(zip) == 0;
}

static bool make(const char *kind, unsigned rows, const char *file)
{
	struct text t = TEXT_INIT;
	FILE *f;
	bool written;

	if (strcmp(kind, "xlsx") == 0)
		return xlsx_make(file, rows);
	csv_make(&t, rows);
	f = fopen(file, "wb");
	written = f && fwrite(t.bytes, 1, t.length, f) == t.length;
	if (f && fclose(f) != 0)
		written = false;
	text_free(&t);
	return written;
}

static size_t row_count, cell_count;

static bool count(void *self, const struct row *r)
{
	(void)self;
	row_count++;
	for (size_t i = 0; i < r->count; i++)
		cell_count += r->cells[i].kind != CELL_EMPTY;
	return true;
}

static bool run(const struct text *bytes, struct fault *f)
{
	const struct row_sink sink = {.row = count};
	struct rows *r = rows_new(&sink, NULL, UINT64_MAX);
	bool read;

	row_count = cell_count = 0;
	for (size_t at = 0; at < bytes->length; at += PIECE)
		rows_feed(r, bytes->bytes + at, bytes->length - at < PIECE ? bytes->length - at : PIECE);
	read = rows_end(r, f);
	rows_free(r);
	return read;
}

/* ---- the limit of a workbook: its strings and its sheet unpacked and through expat, nothing made of them
 * ---- */

static void XMLCALL nothing_opens(void *self, const XML_Char *name, const XML_Char **attributes)
{
	(void)self, (void)name, (void)attributes;
}

static void XMLCALL nothing_closes(void *self, const XML_Char *name)
{
	(void)self, (void)name;
}

static void XMLCALL nothing_said(void *self, const XML_Char *s, int n)
{
	(void)self, (void)s, (void)n;
}

static bool part_alone(zip_t *zip, const char *name)
{
	zip_file_t *file = zip_fopen(zip, name, 0);
	XML_Parser p = XML_ParserCreate(NULL);
	char piece[65536];
	zip_int64_t n = 0;
	bool fine = file != NULL;

	XML_SetElementHandler(p, nothing_opens, nothing_closes);
	XML_SetCharacterDataHandler(p, nothing_said);
	while (fine && (n = zip_fread(file, piece, sizeof piece)) > 0)
		fine = XML_Parse(p, piece, (int)n, 0) == XML_STATUS_OK;
	XML_ParserFree(p);
	if (file)
		zip_fclose(file);
	return fine && n == 0;
}

static bool alone(const struct text *bytes, struct fault *f)
{
	zip_error_t e;
	zip_source_t *source = zip_source_buffer_create(bytes->bytes, bytes->length, 0, &e);
	zip_t *zip = source ? zip_open_from_source(source, ZIP_RDONLY, &e) : NULL;
	bool fine =
		zip && part_alone(zip, "xl/sharedStrings.xml") && part_alone(zip, "xl/worksheets/sheet1.xml");

	if (zip)
		zip_discard(zip);
	return fine || fault_say(f, FAULT_BAD_BODY, "the workbook has not the parts that it was made with");
}

/* Seconds; 0: it failed, which was said. */
static double least_of(bool (*what)(const struct text *, struct fault *), const struct text *bytes)
{
	double least = 0;
	struct fault fault;

	for (unsigned i = 0; i < 5; i++) {
		double begun = now();

		if (!what(bytes, &fault)) {
			fprintf(stderr, "%s\n", fault.text);
			return 0;
		}
		begun = now() - begun;
		least = i == 0 || begun < least ? begun : least;
	}
	return least;
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
	double least, limit;

	if (argc == 5 && strcmp(argv[1], "make") == 0)
		return make(argv[2], (unsigned)strtoul(argv[3], NULL, 10), argv[4]) ? 0 : 3;
	if (argc != 2 || !file_read(&bytes, argv[1])) {
		fputs("usage: bench-rows FILE | make csv|xlsx ROWS FILE\n", stderr);
		return 2;
	}
	least = least_of(run, &bytes);
	if (least <= 0)
		return 1;
	if (rows_sniff_workbook(bytes.bytes, bytes.length)) {
		limit = least_of(alone, &bytes);
		if (limit <= 0)
			return 1;
		printf("xlsx %.0f rows/s %zu %zu limit %.0f\n", (double)row_count / least, row_count,
			cell_count, (double)row_count / limit);
	} else {
		printf("csv %.1f MB/s %zu %zu\n", (double)bytes.length / 1e6 / least, row_count, cell_count);
	}
	text_free(&bytes);
	return 0;
}
