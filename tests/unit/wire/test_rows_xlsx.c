/* Rows of XLSX workbooks, made of their parts here: what writers leave out, what is meant to hurt. */
#include "rows_told.h"
#include "xlsx_made.h"

#include "base/fault.h"
#include "base/limits.h"

#include <setjmp.h>
#include <stdarg.h>

#include <cmocka.h>

#define BOOK XLSX_BOOK("<sheet name='S' sheetId='1' r:id='r1'/>")

/* What a workbook with this sheet, these styles and strings (NULL: none) tells. */
static void tell_book(
	struct text *told, const char *book, const char *sheet, const char *styles, const char *strings)
{
	struct xlsx_part parts[6] = {{"_rels/.rels", XLSX_ROOT, 0}, {"xl/workbook.xml", book, 0},
		{"xl/_rels/workbook.xml.rels", XLSX_RELS, 0}, {"xl/worksheets/one.xml", sheet, 0}};
	size_t n = 4;
	struct text zip = TEXT_INIT;

	if (styles)
		parts[n++] = (struct xlsx_part){"xl/styles.xml", styles, 0};
	if (strings)
		parts[n++] = (struct xlsx_part){"xl/sharedStrings.xml", strings, 0};
	xlsx_zip(&zip, parts, n, NULL);
	text_clear(told);
	rows_told(told, NULL, zip.bytes, zip.length, zip.length);
	text_free(&zip);
}

static void assert_sheet(const char *sheet, const char *styles, const char *strings, const char *rows)
{
	struct text told = TEXT_INIT;

	tell_book(&told, BOOK, sheet, styles, strings);
	assert_string_equal(text_string(&told), rows);
	text_free(&told);
}

static void cells_of_every_type_are_read(void **state)
{
	static const struct {
		const char *sheet, *rows;
	} cases[] = {
		{XLSX_SHEET("<row r='1'><c r='A1'><v>5</v></c><c r='C1' t='str'><f>A1&amp;1</f><v> x "
			    "</v></c></row>"),
			"S!1: #5||x\n"},
		{XLSX_SHEET("<row r='2'><c t='b'><v>1</v></c><c t='b'><v>0</v></c><c "
			    "t='e'><v>#N/A</v></c></row>"),
			"S!2: ?TRUE|?FALSE|!#N/A\n"},
		{XLSX_SHEET("<row><c/><c><v>1</v></c></row><row r='5'><c><v>2</v></c></row><row><c "
			    "r='B9'><v>3</v></c></row>"),
			"S!1: |#1\nS!5: #2\nS!6: |#3\n"},
		{XLSX_SHEET("<row><c t='inlineStr'><is><r><t>a</t></r><r><t xml:space='preserve'> "
			    "b</t></r><rPh><t>no</t>"
			    "</rPh></is></c><c t='inlineStr'><is><t> </t></is></c></row>"),
			"S!1: a b\n"},
		{XLSX_SHEET("<row><c><v>123456789012</v></c><c><v>1.23456789012E+11</v></c><c><v>0.1</v></c>"
			    "<c><v>0.30000000000000004</v></c><c><v>1E+20</v></c><c><v>-7</v></c></row>"),
			"S!1: #123456789012|#123456789012|~0.1|~0.30000000000000004|~1E+20|#-7\n"},
		{XLSX_SHEET("<row><c t='d'><v>2026-06-15T09:00:00</v></c><c t='d'><v>later</v></c></row>"),
			"S!1: @2026-06-15 09:00|later\n"},
		{XLSX_SHEET("<row hidden='1'><c><v>1</v></c></row><row hidden='1'><c><v>2</v></c></row>"),
			"information sheet-hidden row 1 column 0\nS!1: #1 (hidden)\nS!2: #2 (hidden)\n"},
		{XLSX_SHEET("<row><c t='str'><v>a_x000D__x000A_b_x005F_x_xZZ_</v></c></row>"),
			"S!1: a  b_x_xZZ_\n"},
		{XLSX_SHEET("<row><c r='ZZ1'><v>1</v></c></row><row><c r='ZZ2'><v>1</v></c></row>"),
			"warning sheet-columns row 1 column 702\n"},
		{"<x:worksheet xmlns:x='http://purl.oclc.org/ooxml/spreadsheetml/main'><x:sheetData><x:row "
		 "r='3'>"
		 "<x:c r='B3'><x:v>1</x:v></x:c></x:row></x:sheetData></x:worksheet>",
			"S!3: |#1\n"},
		{XLSX_SHEET(""), ""},
	};

	(void)state;
	for (size_t i = 0; i < sizeof cases / sizeof *cases; i++)
		assert_sheet(cases[i].sheet, NULL, NULL, cases[i].rows);
}

static void shared_strings_come_without_how_they_are_said(void **state)
{
	(void)state;
	assert_sheet(XLSX_SHEET("<row><c t='s'><v>0</v></c><c t='s'><v>1</v></c><c t='s'><v>2</v></c><c "
				"t='s'><v>3</v></c>"
				"<c t='s'><v>-1</v></c><c t='s'><v>4</v></c></row>"),
		NULL,
		"<sst><si><t> 箱号 </t></si><si><r><rPr/><t>阿拉</t></r><r><t>山口</t></r><rPh "
		"sb='0'><t>ala</t></rPh></si>"
		"<si><t/></si><si><t>_x000D_</t></si></sst>",
		"error sheet-string row 1 column 5\nerror sheet-string row 1 column 6\nS!1: "
		"箱号|阿拉山口|||!#REF!|!#REF!\n");
}

static void formats_say_which_numbers_are_days(void **state)
{
	static const struct {
		const char *format, *value, *cell;
	} cases[] = {
		{"numFmtId='14'", "46188", "@2026-06-15"},
		{"numFmtId='22'", "46188.375", "@2026-06-15 09:00"},
		{"numFmtId='20'", "0.375", "@09:00"},
		{"numFmtId='21'", "0.3753472222222222", "@09:00:30"},
		{"numFmtId='31'", "46188", "@2026-06-15"},
		{"numFmtId='57'", "46188", "@2026-06-15"},
		{"numFmtId='14'", "-1", "#-1"},
		{"numFmtId='14'", "94312071", "#94312071"},
		{"numFmtId='23'", "46188", "#46188"},
		{"numFmtId='2'", "46188", "#46188"},
		{"numFmtId='200'", "46188.999999", "@2026-06-16"},
		{"numFmtId='201'", "46188", "@2026-06-15"},
		{"numFmtId='202'", "46188", "#46188"},
		{"numFmtId='203'", "46188", "#46188"},
		{"numFmtId='204'", "46188", "#046188"},
		{"numFmtId='204'", "708507", "#708507"},
		{"numFmtId='205'", "46188", "#46188"},
	};
	static const char formats[] =
		"<numFmt numFmtId='200' formatCode='yyyy\"年\"m\"月\"d\"日\";@'/>"
		"<numFmt numFmtId='201' formatCode='[$-419]D MMMM YYYY\\ &quot;г.&quot;'/>"
		"<numFmt numFmtId='202' formatCode='[Red]0.00\"days\"\\d_m*y'/>"
		"<numFmt numFmtId='203' formatCode='General'/>"
		"<numFmt numFmtId='204' formatCode='000000'/>"
		"<numFmt numFmtId='205' formatCode='0.00E+00'/>";
	char styles[2048], sheet[512], rows[128];

	(void)state;
	for (size_t i = 0; i < sizeof cases / sizeof *cases; i++) {
		snprintf(styles, sizeof styles,
			"<styleSheet><numFmts>%s</numFmts><cellStyleXfs><xf numFmtId='14'/></cellStyleXfs>"
			"<cellXfs><xf numFmtId='0'/><xf %s/></cellXfs></styleSheet>",
			formats, cases[i].format);
		snprintf(sheet, sizeof sheet,
			XLSX_SHEET("<row><c s='1'><v>%s</v></c><c s='0'><v>%s</v></c></row>"), cases[i].value,
			"46188");
		snprintf(rows, sizeof rows, "S!1: %s|#46188\n", cases[i].cell);
		assert_sheet(sheet, styles, NULL, rows);
	}
}

static void the_epoch_of_1904_is_told(void **state)
{
	struct text told = TEXT_INIT;

	(void)state;
	tell_book(&told,
		"<workbook xmlns:r='" XLSX_REL
		"'><workbookPr date1904='true'/><sheets><sheet name='S' r:id='r1'/></sheets>"
		"</workbook>",
		XLSX_SHEET("<row><c s='0'><v>44726</v></c></row>"),
		"<styleSheet><cellXfs><xf numFmtId='14'/></cellXfs></styleSheet>", NULL);
	assert_string_equal(text_string(&told), "S!1: @2026-06-15\n");
	text_free(&told);
}

static void merged_ranges_have_the_text_of_their_first_cell(void **state)
{
	static const struct {
		const char *rows, *merged, *told;
	} cases[] = {
		{"<row><c><v>1</v></c><c/><c/><c><v>4</v></c></row>", "<mergeCell ref='A1:C1'/>",
			"S!1: #1|^#1|^#1|#4\n"},
		{"<row><c><v>1</v></c><c><v>2</v></c></row><row><c/><c><v>3</v></c></row><row><c/><c><v>4</"
		 "v></c></row>",
			"<mergeCell ref=\"A1:A2\"/>", "S!1: #1|#2\nS!2: ^#1|#3\nS!3: |#4\n"},
		{"<row r='3'><c r='C3'><v>7</v></c></row><row r='4'><c r='A4'><v>0</v></c></row>",
			"<mergeCell ref='C3:E4'/><mergeCell ref='A1:B1'/>",
			"S!3: ||#7|^#7|^#7\nS!4: #0||^#7|^#7|^#7\n"},
		{"<row><c><v>1</v></c></row>",
			"<mergeCell ref='A1:A1'/><mergeCell ref='B2'/><mergeCell ref='C9:A1'/>"
			"<mergeCell/><mergeCell ref=''/><mergeCell ref='1A:2B'/>",
			"S!1: #1\n"},
		{"<row><c><v>1</v></c></row>", "<mergeCell ref='A1:XFD1048576'/><mergeCell ref='A1:B9'/>",
			NULL},
	};
	char sheet[1024];

	(void)state;
	for (size_t i = 0; i < sizeof cases / sizeof *cases; i++) {
		struct text told = TEXT_INIT;

		snprintf(sheet, sizeof sheet,
			"<worksheet><sheetData>%s</sheetData><mergeCells "
			"count='9'>%s</mergeCells></worksheet>",
			cases[i].rows, cases[i].merged);
		tell_book(&told, BOOK, sheet, NULL, NULL);
		if (cases[i].told)
			assert_string_equal(text_string(&told), cases[i].told);
		else
			assert_non_null(strstr(text_string(&told), "S!1: #1|^#1|"));
		text_free(&told);
	}
}

static void merged_ranges_are_found_wherever_a_piece_is_cut(void **state)
{
	struct text sheet = TEXT_INIT, told = TEXT_INIT;

	(void)state;
	text_say(&sheet, "<worksheet><sheetData>");
	for (unsigned i = 1; i <= 4000; i++)
		text_printf(&sheet, "<row r='%u'><c r='A%u'><v>%u</v></c></row>", i, i, i);
	text_say(&sheet, "</sheetData><mergeCells>");
	for (unsigned i = 1; i <= 4000; i++)
		text_printf(&sheet, "<mergeCell ref='A%u:B%u'/>", i, i);
	text_say(&sheet, "</mergeCells></worksheet>");
	tell_book(&told, BOOK, sheet.bytes, NULL, NULL);
	for (unsigned i = 1; i <= 4000; i++) {
		char row[64];

		snprintf(row, sizeof row, "S!%u: #%u|^#%u\n", i, i, i);
		if (!strstr(told.bytes, row))
			fail_msg("row %u is not merged", i);
	}
	text_free(&sheet);
	text_free(&told);
}

static void sheets_come_in_their_order_by_their_relationships(void **state)
{
	static const struct xlsx_part parts[] = {{"_rels/.rels", XLSX_ROOT, 0},
		{"xl\\workbook.xml",
			XLSX_BOOK("<sheet name='Zweite' r:id='r2'/><sheet name='Erste' state='hidden' "
				  "r:id='r1'/>"
				  "<sheet name='none' r:id='r9'/>"),
			0},
		{"xl/_rels/workbook.xml.rels", XLSX_RELS, 0},
		{"xl/worksheets/one.xml", XLSX_SHEET("<row><c><v>1</v></c></row>"), 0},
		{"xl/worksheets/TWO.xml", XLSX_SHEET("<row><c><v>2</v></c></row>"), 0}};
	struct text zip = TEXT_INIT, told = TEXT_INIT;

	(void)state;
	xlsx_zip(&zip, parts, sizeof parts / sizeof *parts, NULL);
	for (size_t cut = 1; cut < zip.length * 2; cut *= 7) {
		text_clear(&told);
		rows_told(&told, NULL, zip.bytes, zip.length, cut);
		assert_string_equal(text_string(&told),
			"Zweite!1: #2\ninformation sheet-hidden row 1 column 0\nErste!1: #1 (hidden)\n"
			"error sheet-missing row 0 column 0\n");
	}
	text_free(&zip);
	text_free(&told);
}

static void what_is_no_sheet_is_refused_in_words(void **state)
{
	static const struct {
		struct xlsx_part parts[4];
		const char *password, *says;
	} cases[] = {
		{{{"word/document.xml", "<w/>", 0}}, NULL, "no workbook"},
		{{{"content.xml", "<o/>", 0}}, NULL, "OpenDocument"},
		{{{"_rels/.rels",
			  "<Relationships><Relationship Id='a' Type='x/officeDocument' "
			  "Target='xl/workbook.bin'/></Relationships>",
			  0},
			 {"xl/workbook.bin", "x", 0}},
			NULL, ".xlsb"},
		{{{"_rels/.rels", XLSX_ROOT, 0}, {"xl/workbook.xml", BOOK, 0}}, "secret", "password"},
		{{{"_rels/.rels", XLSX_ROOT, 0}, {"xl/workbook.xml", "<workbook><sheets>", 0}}, NULL,
			"damaged"},
		{{{"_rels/.rels", "<!DOCTYPE r [<!ENTITY a 'b'>]><Relationships/>", 0}}, NULL,
			"document type"},
		{{{"_rels/.rels", "<Relationships>&lol;</Relationships>", 0}}, NULL, "damaged"},
	};
	struct text zip = TEXT_INIT, told = TEXT_INIT;

	(void)state;
	for (size_t i = 0; i < sizeof cases / sizeof *cases; i++) {
		xlsx_zip(&zip, cases[i].parts, 4, cases[i].password);
		text_clear(&told);
		rows_told(&told, NULL, zip.bytes, zip.length, zip.length);
		if (!strstr(text_string(&told), cases[i].says))
			fail_msg("%zu: %s", i, text_string(&told));
		assert_memory_equal(text_string(&told), "fault: ", 7);
	}
	text_free(&zip);
	text_free(&told);
}

/* Half of a workbook; one whose directory tells a size that its part has not. */
static void a_damaged_workbook_is_refused_wherever_it_is_cut(void **state)
{
	static const struct xlsx_part parts[] = {{"_rels/.rels", XLSX_ROOT, 0}, {"xl/workbook.xml", BOOK, 0},
		{"xl/_rels/workbook.xml.rels", XLSX_RELS, 0},
		{"xl/worksheets/one.xml", XLSX_SHEET("<row><c><v>1</v></c></row>"), 0}};
	struct text zip = TEXT_INIT, told = TEXT_INIT;
	char *directory;

	(void)state;
	xlsx_zip(&zip, parts, sizeof parts / sizeof *parts, NULL);
	for (size_t n = 8; n < zip.length; n += 13) {
		text_clear(&told);
		rows_told(&told, NULL, zip.bytes, n, n);
		assert_memory_equal(text_string(&told), "fault: ", 7);
	}
	directory = memmem(zip.bytes, zip.length, "PK\1\2", 4);
	for (char *next; (next = memmem(directory + 1, zip.length - (size_t)(directory + 1 - zip.bytes),
				  "PK\1\2", 4));)
		directory = next;
	directory[24] ^= 0x7F; /* the size before packing, of the last part */
	text_clear(&told);
	rows_told(&told, NULL, zip.bytes, zip.length, zip.length);
	assert_non_null(strstr(text_string(&told), "fault: the workbook is damaged"));
	text_free(&zip);
	text_free(&told);
}

static void a_sheet_that_unpacks_to_far_more_is_not_read_to_its_end(void **state)
{
	struct text sheet = TEXT_INIT, told = TEXT_INIT;

	(void)state;
	text_say(&sheet, "<worksheet><sheetData>");
	while (sheet.length < LIMIT_SHEET_FREE + (4u << 20))
		text_say(&sheet, "                                                                ");
	text_say(&sheet, "</sheetData></worksheet>");
	tell_book(&told, BOOK, sheet.bytes, NULL, NULL);
	assert_non_null(strstr(text_string(&told), "fault: the workbook unpacks to far more"));
	text_free(&sheet);
	text_free(&told);
}

static void xml_nested_without_end_is_refused(void **state)
{
	struct text sheet = TEXT_INIT, told = TEXT_INIT;

	(void)state;
	for (unsigned i = 0; i < LIMIT_XML_DEPTH + 1; i++)
		text_say(&sheet, "<a>");
	tell_book(&told, BOOK, sheet.bytes, NULL, NULL);
	assert_non_null(strstr(text_string(&told), "fault: the workbook's XML is nested"));
	text_free(&sheet);
	text_free(&told);
}

static void a_workbook_larger_than_is_held_is_refused(void **state)
{
	const struct row_sink sink = {0};
	struct rows *r = rows_new(&sink, NULL, 100);
	struct fault f;
	char bytes[200] = "PK\3\4";

	(void)state;
	rows_feed(r, bytes, sizeof bytes);
	assert_false(rows_end(r, &f));
	assert_int_equal(f.code, FAULT_TOO_LARGE);
	rows_free(r);
}

int main(void)
{
	static const struct CMUnitTest tests[] = {
		cmocka_unit_test(cells_of_every_type_are_read),
		cmocka_unit_test(shared_strings_come_without_how_they_are_said),
		cmocka_unit_test(formats_say_which_numbers_are_days),
		cmocka_unit_test(the_epoch_of_1904_is_told),
		cmocka_unit_test(merged_ranges_have_the_text_of_their_first_cell),
		cmocka_unit_test(merged_ranges_are_found_wherever_a_piece_is_cut),
		cmocka_unit_test(sheets_come_in_their_order_by_their_relationships),
		cmocka_unit_test(what_is_no_sheet_is_refused_in_words),
		cmocka_unit_test(a_damaged_workbook_is_refused_wherever_it_is_cut),
		cmocka_unit_test(a_sheet_that_unpacks_to_far_more_is_not_read_to_its_end),
		cmocka_unit_test(xml_nested_without_end_is_refused),
		cmocka_unit_test(a_workbook_larger_than_is_held_is_refused),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
